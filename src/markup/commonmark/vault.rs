//! What notes of Obsidian have beside Markdown: links by name, pictures by name, callouts of any kind and title, `==marks==`.
//!
//! Source: its help, "Internal links", "Embed files", "Callouts", "Basic formatting syntax".

use html5ever::local_name;
use pulldown_cmark::{Event, LinkType, TagEnd};

use super::{Writer, attrs};
use crate::markup::page::{ALERT, LABEL};
use crate::markup::read::heading_id;

/// What of a note is being read.
#[derive(Default)]
pub(super) struct Vault {
    /// What stands before the title of the callout that begins, and whether there is one.
    callout: Option<(String, bool)>,
    /// Whether the title of a callout is being read.
    in_title: bool,
    /// Whether the words of the link being read are written already.
    is_said: bool,
    /// The name that the picture being read is embedded by, and whether words stand beside it.
    embedded: Option<(String, bool)>,
}

impl Writer<'_, '_> {
    /// Takes an event that only a note has, or that means something else there.
    pub(super) fn is_of_vault(&mut self, event: &Event<'_>) -> bool {
        let vault = &mut self.state.vault;
        match event {
            Event::End(TagEnd::Link) => {
                vault.is_said = false;
                false
            }
            _ if vault.is_said => true,
            Event::Text(text) => {
                let Some((marker, has_title)) = vault.callout.take() else { return false };
                vault.in_title = has_title;
                let text = text.strip_prefix(marker.as_str()).unwrap_or(text).trim_start();
                self.text(text);
                true
            }
            Event::SoftBreak | Event::HardBreak if vault.in_title => {
                vault.in_title = false;
                self.builder.close("p");
                self.open(local_name!("p"));
                true
            }
            Event::End(TagEnd::Paragraph | TagEnd::BlockQuote(_)) => {
                (vault.in_title, vault.callout) = (false, None);
                false
            }
            _ => false,
        }
    }

    /// A quotation that begins with `[!kind]`, with or without a sign to fold it and a title.
    pub(super) fn callout(&mut self) -> bool {
        let source = self.text.get(self.here.clone()).unwrap_or_default();
        let Some(head) = Head::of(source) else { return false };
        let label = if head.has_title { String::new() } else { capital(head.name) };
        let kind = kind(&head.name.to_ascii_lowercase());
        let is_own = !head.has_title && kind.eq_ignore_ascii_case(head.name);
        let mut attrs = vec![(ALERT.to_owned(), kind.to_owned())];
        if !is_own {
            attrs.push((LABEL.to_owned(), label));
        }
        self.state.vault.callout = Some((head.marker.to_owned(), head.has_title));
        self.builder.open("blockquote", attrs);
        true
    }

    /// A link by name: `[[page]]`, `[[page|words]]`, `[[page#heading]]`.
    pub(super) fn link_by_name(&mut self, name: &str, has_words: bool) {
        let name = unescaped(name, has_words);
        // `[[1, 2], [3, 4]]` names nothing.
        if name.contains(['[', ']']) {
            self.builder.text(&format!("[[{name}]]"));
            self.state.vault.is_said = true;
            return;
        }
        self.builder.open(local_name!("a"), attrs("href", &target(name), ""));
        if !has_words {
            self.builder.text(&shown(name));
            self.state.vault.is_said = true;
        }
    }

    /// Notes that a picture is embedded by its name.
    pub(super) fn embed(&mut self, kind: LinkType, name: &str) {
        if let LinkType::WikiLink { has_pothole } = kind {
            let name = unescaped(name, has_pothole).to_owned();
            self.state.vault.embedded = Some((name, has_pothole));
        }
    }

    /// Writes what was embedded by its name: a picture with its words, or a link to a note.
    pub(super) fn embedded(&mut self, words: &str) -> bool {
        let Some((name, has_words)) = self.state.vault.embedded.take() else { return false };
        let words = if has_words && !is_size(words) { words } else { "" };
        let extension = name.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
        match extension.as_deref() {
            Some("png" | "jpg" | "jpeg" | "gif" | "bmp" | "svg" | "webp" | "avif") => {
                let mut attrs = attrs("src", &name, "");
                attrs.push(("alt".into(), words.to_owned()));
                self.builder.open("img", attrs);
            }
            _ => {
                self.builder.open(local_name!("a"), attrs("href", &target(&name), ""));
                self.builder.text(&if words.is_empty() { shown(&name) } else { words.to_owned() });
                self.builder.close("a");
            }
        }
        true
    }
}

/// The first line of a callout.
struct Head<'t> {
    name: &'t str,
    /// What stands before the title.
    marker: &'t str,
    has_title: bool,
}

impl<'t> Head<'t> {
    fn of(quote: &'t str) -> Option<Self> {
        let line = quote.lines().next()?.strip_prefix('>')?.trim();
        let (inside, _) = line.strip_prefix("[!")?.split_once(']')?;
        // `[!note|right]` says where it stands.
        let name = inside.split('|').next().unwrap_or_default().trim();
        let is_name = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
        let end = "[!".len() + inside.len() + "]".len();
        let folds = usize::from(line.get(end..).is_some_and(|rest| rest.starts_with(['+', '-'])));
        let (marker, title) = line.split_at_checked(end + folds)?;
        let is_callout = !name.is_empty() && name.chars().all(is_name);
        is_callout.then_some(Self { name, marker, has_title: !title.trim().is_empty() })
    }
}

/// The alert that a callout of a name is.
fn kind(name: &str) -> &'static str {
    match name {
        "tip" | "hint" | "success" | "check" | "done" => "tip",
        "important" | "question" | "help" | "faq" => "important",
        "warning" | "attention" => "warning",
        "caution" | "danger" | "error" | "failure" | "fail" | "missing" | "bug" => "caution",
        _ => "note",
    }
}

fn capital(name: &str) -> String {
    let mut chars = name.chars();
    chars.next().map(|first| first.to_uppercase().chain(chars).collect()).unwrap_or_default()
}

/// Whether the words of a picture say how large it is: `|300` and `|300x200`.
fn is_size(words: &str) -> bool {
    words.bytes().all(|b| b.is_ascii_digit() || b == b'x')
}

/// The words of a picture without its size: `![A tree|300](tree.png)`.
pub(super) fn without_size(words: &str) -> &str {
    words.rsplit_once('|').filter(|(_, size)| is_size(size)).map_or(words, |(words, _)| words)
}

/// A name without the sign that keeps the bar behind it from ending a cell of a table: `[[page\|words]]`.
fn unescaped(name: &str, has_words: bool) -> &str {
    if has_words { name.strip_suffix('\\').unwrap_or(name) } else { name }
}

/// The target of a name: its heading as that heading's id; a block's name is known nowhere.
fn target(name: &str) -> String {
    let (page, heading) = name.split_once('#').unwrap_or((name, ""));
    let heading = heading.rsplit('#').next().unwrap_or_default();
    match heading.is_empty() || heading.starts_with('^') {
        true => page.trim().to_owned(),
        false => format!("{}#{}", page.trim(), heading_id(heading)),
    }
}

/// The words that stand for a name.
fn shown(name: &str) -> String {
    let parts = name.split('#').map(str::trim).filter(|part| !part.is_empty() && !part.starts_with('^'));
    parts.collect::<Vec<_>>().join(" > ")
}

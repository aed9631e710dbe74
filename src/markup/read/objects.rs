//! What stands in a line like a word: pictures, films and frames as titled links, mathematics kept in scripts.

use super::inline::collapse;
use super::run::Wrap;
use super::{Flow, Reader};
use crate::document::{Block, Inline, LinkKind, Target, plain};
use crate::markup::page::{ASIDE, Kind, MEDIA, NodeId, Page};
use crate::text::Clean;
use crate::text::address::is_inside;

/// Takes the words from a picture whose caption says the same below it. A page does not show the words.
pub(super) fn say_once(blocks: &mut [Block], caption: &[Inline]) {
    // Quotation marks are set in the one and not in the other.
    let letters = |text: &str| text.chars().filter(|c| c.is_alphanumeric()).collect::<String>();
    let said = letters(&plain::words(caption));
    for block in blocks {
        let Block::Paragraph(content) = block else { continue };
        for inline in content {
            let inline = match inline {
                Inline::Link(_, inner) if inner.len() == 1 => inner.first_mut(),
                inline => Some(inline),
            };
            if let Some(Inline::Media(_, words)) = inline
                && letters(words) == said
            {
                *words = Clean::default();
            }
        }
    }
}

impl Reader<'_> {
    /// A picture with its description.
    pub(super) fn image(&mut self, id: NodeId, flow: &mut Flow) {
        let page = self.page;
        let late = LATE.iter().find_map(|key| attr(page, id, key));
        let own = attr(page, id, "src");
        let is_late = own.is_none_or(is_inside) || page.has_class(id, &["lazy", "lazyload", "lazyloaded"]);
        let address = if is_late { late.or(own) } else { own };
        // In a set each address has its size behind it.
        let of_set = || attr(page, id, "srcset").and_then(|set| set.split_whitespace().next());
        let Some(address) = address.or_else(of_set) else { return };
        if is_late && self.comes_without_script(id)
            || (is_late || self.without_script) && self.is_last(address)
        {
            return;
        }
        let title = page.attr(id, "title").unwrap_or_default();
        let words = page.attr(id, "alt").map(str::trim).filter(|a| !a.is_empty()).unwrap_or(title);
        let link = self.link(id, Target::Written(written(address)), title, LinkKind::Image);
        self.anchor(id, flow);
        flow.run.object(Inline::Media(link, collapse(words)));
    }

    /// What a page shows where no script runs: here none does. Words alone only say that one is missing.
    pub(super) fn instead_of_script(&mut self, id: NodeId, flow: &mut Flow) {
        if !has_within(self.page, id, is_more_than_words) {
            return;
        }
        let outer = std::mem::replace(&mut self.without_script, true);
        self.wrapped(id, Wrap::None, flow);
        self.without_script = outer;
    }

    /// Whether a picture that a script would load is shown by the `noscript` right behind it.
    fn comes_without_script(&self, id: NodeId) -> bool {
        let page = self.page;
        let is_blank = |id: NodeId| matches!(&page.node(id).kind, Kind::Text(text) if page.words(text).trim().is_empty());
        let behind = std::iter::successors(page.next(id), |id| page.next(*id)).find(|id| !is_blank(*id));
        behind.is_some_and(|next| page.name(next) == "noscript" && shows_objects(page, next))
    }

    /// Whether the last picture was this one. Of those inside the page nobody knows: no address tells them apart.
    fn is_last(&self, address: &str) -> bool {
        if is_inside(address) {
            return false;
        }
        let target = Target::Written(written(address));
        self.document.links.last().is_some_and(|link| link.kind == LinkKind::Image && link.target == target)
    }

    /// A film, a sound, a frame: a titled link. What stands inside is for browsers that cannot show it.
    pub(super) fn media(&mut self, id: NodeId, name: &str, flow: &mut Flow) {
        let page = self.page;
        let keys = ["src", "data", "data-src"];
        let own = keys.iter().find_map(|key| page.attr(id, key).filter(|v| !v.trim().is_empty()));
        let address = own.map(str::to_owned).or_else(|| self.source_of(id));
        let Some(address) = address else { return self.wrapped(id, Wrap::None, flow) };
        let title = page.attr(id, "title").or_else(|| page.attr(id, "aria-label")).unwrap_or_default();
        let title = if is_standing(title) { "" } else { title }.to_owned();
        let inside = if name == MEDIA { page.text(id) } else { String::new() };
        let words = [title.as_str(), inside.as_str()].into_iter().find(|w| !w.trim().is_empty());
        let words = collapse(words.unwrap_or_default());
        let link = self.link(id, Target::Written(written(&address)), &title, LinkKind::Media);
        flow.run.object(Inline::Media(link, words));
    }

    /// The address of the first `source`, `param` or `embed` inside.
    fn source_of(&self, id: NodeId) -> Option<String> {
        let page = self.page;
        page.children(id).find_map(|child| match page.name(child) {
            "source" | "embed" => page.attr(child, "src").map(str::to_owned),
            "param" if matches!(page.attr(child, "name"), Some("movie" | "src")) => {
                page.attr(child, "value").map(str::to_owned)
            }
            _ => None,
        })
    }

    /// MathJax 2 keeps its TeX in scripts; every other script shows nothing.
    pub(super) fn script(&mut self, id: NodeId, flow: &mut Flow) {
        let kind = self.page.attr(id, "type").unwrap_or_default();
        if !kind.starts_with("math/tex") {
            return;
        }
        let tex = self.page.text(id);
        match kind.contains("mode=display") {
            true => flow.push(Block::Math(Clean::text(tex.trim()))),
            false => flow.run.math(&tex),
        }
    }
}

/// Whether a title is what a service writes above every film, and so says nothing of this one: YouTube's since 2020.
fn is_standing(title: &str) -> bool {
    let title = title.trim().to_ascii_lowercase();
    matches!(title.as_str(), "youtube video player" | "youtube video" | "vimeo video player")
}

/// Whether there is something to see in an element besides words.
pub(super) fn shows_objects(page: &Page, id: NodeId) -> bool {
    has_within(page, id, is_object)
}

fn has_within(page: &Page, id: NodeId, is_so: fn(&str) -> bool) -> bool {
    let mut todo: Vec<NodeId> = page.children(id).collect();
    while let Some(child) = todo.pop() {
        if is_so(page.name(child)) {
            return true;
        }
        todo.extend(page.children(child));
    }
    false
}

fn is_object(name: &str) -> bool {
    matches!(name, "img" | "image" | "iframe" | "video" | "audio" | "object" | "embed" | "hr")
        || name == MEDIA
        || name == ASIDE
}

fn is_more_than_words(name: &str) -> bool {
    is_object(name) || matches!(name, "a" | "pre" | "code" | "table")
}

/// Where pages that load pictures late keep their addresses.
const LATE: [&str; 3] = ["data-src", "data-lazy-src", "data-original"];

/// An attribute that says something.
fn attr<'p>(page: &'p Page, id: NodeId, key: &str) -> Option<&'p str> {
    page.attr(id, key).filter(|value| !value.trim().is_empty())
}

/// An address as it was written. One that has all in itself is nothing to show: it may have thousands of letters.
pub(super) fn shown(address: &str) -> Clean {
    let address = address.trim();
    Clean::line(if is_inside(address) { "data:" } else { address })
}

/// The same; the first of a `srcset`.
fn written(address: &str) -> Clean {
    match is_inside(address) {
        true => shown(address),
        false => shown(address.split_once(", ").map_or(address, |(first, _)| first)),
    }
}

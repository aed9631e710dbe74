//! Runs of words: emphasis, links, pictures; blanks collapsed as browsers do.

use super::{Flow, Reader};
use crate::document::{Block, Inline, LinkId, LinkKind, Target, plain};
use crate::markup::page::{ASIDE, MEDIA, NodeId, Page};
use crate::text::Clean;

/// An inline element that is open.
#[derive(Clone, Copy, PartialEq)]
enum Wrap {
    Emphasis,
    Strong,
    Struck,
    Inserted,
    Marked,
    Small,
    Superscript,
    Subscript,
    Keyboard,
    Code,
    Link(LinkId),
    /// Something that looks like the words around it.
    None,
}

impl Wrap {
    fn around(self, content: Vec<Inline>) -> Vec<Inline> {
        let wrapped = match self {
            Self::None | Self::Code => return content,
            Self::Emphasis => Inline::Emphasis(content),
            Self::Strong => Inline::Strong(content),
            Self::Struck => Inline::Struck(content),
            Self::Inserted => Inline::Inserted(content),
            Self::Marked => Inline::Marked(content),
            Self::Small => Inline::Small(content),
            Self::Superscript => Inline::Superscript(content),
            Self::Subscript => Inline::Subscript(content),
            Self::Keyboard => Inline::Keyboard(content),
            Self::Link(id) => Inline::Link(id, content),
        };
        vec![wrapped]
    }
}

/// A run in the making.
pub(super) struct Run {
    /// The open elements from outside to inside, and what each holds. The first is the run itself.
    frames: Vec<(Wrap, Vec<Inline>)>,
    /// Words that still have to be put into the innermost element.
    pending: String,
    /// Whether a blank now would be one too many.
    blank: bool,
    /// Whether the blank just written was the end of a line.
    line_end: bool,
    /// Anchors that wait for the next words.
    anchors: Vec<Clean>,
}

impl Default for Run {
    fn default() -> Self {
        Self {
            frames: vec![(Wrap::None, Vec::new())],
            pending: String::new(),
            blank: true,
            line_end: false,
            anchors: Vec::new(),
        }
    }
}

impl Run {
    /// A new run inside the same open elements.
    pub(super) fn continued(&mut self) -> Self {
        let frames = self.frames.iter().map(|(wrap, _)| (*wrap, Vec::new())).collect();
        Self {
            frames,
            pending: String::new(),
            blank: true,
            line_end: false,
            anchors: std::mem::take(&mut self.anchors),
        }
    }

    /// Words of the source. Runs of blanks are one blank; none at the beginning of a line.
    pub(super) fn text(&mut self, text: &str) {
        for c in text.chars() {
            if matches!(c, ' ' | '\n' | '\t' | '\r' | '\x0c') {
                if !self.blank {
                    self.pending.push(' ');
                    self.blank = true;
                    self.line_end = false;
                }
                self.line_end |= c == '\n';
            } else {
                if self.line_end && is_ideograph(c) {
                    self.join_ideographs();
                }
                self.line_end = false;
                if !self.anchors.is_empty() {
                    self.drop_anchors();
                }
                self.pending.push(c);
                self.blank = false;
            }
        }
    }

    /// The end of a line between two ideographs is no blank (CSS Text 3, 4.1.3).
    fn join_ideographs(&mut self) {
        let before = self.pending.strip_suffix(' ').and_then(|text| text.chars().next_back());
        if before.is_some_and(is_ideograph) {
            self.pending.pop();
        }
    }

    fn drop_anchors(&mut self) {
        for anchor in std::mem::take(&mut self.anchors) {
            self.put(Inline::Anchor(anchor));
        }
    }

    /// Puts the waiting words where they belong.
    fn settle(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let text = Clean::line(&std::mem::take(&mut self.pending));
        let code = self.frames.iter().any(|(wrap, _)| *wrap == Wrap::Code);
        if let Some((_, items)) = self.frames.last_mut() {
            items.push(if code { Inline::Code(text) } else { Inline::Text(text) });
        }
    }

    fn put(&mut self, inline: Inline) {
        self.settle();
        if let Some((_, items)) = self.frames.last_mut() {
            items.push(inline);
        }
    }

    /// Something that stands like a word.
    fn object(&mut self, inline: Inline) {
        self.drop_anchors();
        self.put(inline);
        self.blank = false;
    }

    pub(super) fn math(&mut self, tex: &str) {
        self.object(Inline::Math(Clean::line(tex.trim())));
    }

    pub(super) fn note(&mut self, link: LinkId, number: usize) {
        self.object(Inline::Link(link, vec![Inline::Note(number)]));
    }

    pub(super) fn anchor(&mut self, name: &str) {
        self.anchors.push(Clean::line(name));
    }

    /// A line break of the page. Blanks before it go.
    fn line_break(&mut self) {
        if self.pending.ends_with(' ') {
            self.pending.pop();
        }
        self.put(Inline::HardBreak);
        self.blank = true;
    }

    fn open(&mut self, wrap: Wrap) {
        self.settle();
        self.frames.push((wrap, Vec::new()));
    }

    fn close(&mut self) {
        self.settle();
        if self.frames.len() < 2 {
            return;
        }
        if let Some((wrap, content)) = self.frames.pop() {
            let content = match content.is_empty() {
                true => Vec::new(),
                false => wrap.around(content),
            };
            if let Some((_, items)) = self.frames.last_mut() {
                items.extend(content);
            }
        }
    }

    /// Ends the run: its content, if it shows anything. The open elements stay open for what follows.
    pub(super) fn take(&mut self) -> Option<Vec<Inline>> {
        self.settle();
        let open: Vec<Wrap> = self.frames.iter().skip(1).map(|(wrap, _)| *wrap).collect();
        while self.frames.len() > 1 {
            self.close();
        }
        let mut content = std::mem::take(&mut self.frames.first_mut()?.1);
        self.frames.extend(open.into_iter().map(|wrap| (wrap, Vec::new())));
        self.blank = true;
        trim_end(&mut content);
        trim_start(&mut content);
        if content.iter().any(shows) {
            return Some(content);
        }
        self.anchors.extend(content.into_iter().filter_map(|i| match i {
            Inline::Anchor(name) => Some(name),
            _ => None,
        }));
        None
    }

    /// Anchors after the last words belong to the last paragraph.
    pub(super) fn close_anchors(&mut self, blocks: &mut [Block]) {
        if let Some(Block::Paragraph(content)) = blocks.last_mut() {
            content.extend(self.anchors.drain(..).map(Inline::Anchor));
        }
    }
}

/// Characters of scripts that set no blanks between words.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{3001}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff01}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether there is something to see.
fn shows(inline: &Inline) -> bool {
    match inline {
        Inline::Text(text) => !text.trim().is_empty(),
        Inline::Code(text) | Inline::Math(text) | Inline::Aside(text) => !text.is_empty(),
        Inline::Anchor(_) | Inline::SoftBreak | Inline::HardBreak => false,
        Inline::Media(..) | Inline::Note(_) => true,
        Inline::Link(_, content) => content.iter().any(shows),
        Inline::Emphasis(content) | Inline::Strong(content) | Inline::Struck(content) => {
            content.iter().any(shows)
        }
        Inline::Inserted(content) | Inline::Marked(content) | Inline::Small(content) => {
            content.iter().any(shows)
        }
        Inline::Superscript(content) | Inline::Subscript(content) => content.iter().any(shows),
        Inline::Keyboard(content) => content.iter().any(shows),
    }
}

/// Takes blanks and line breaks off the end of a run.
fn trim_end(content: &mut Vec<Inline>) {
    while let Some(last) = content.last_mut() {
        match last {
            Inline::HardBreak | Inline::SoftBreak => {}
            Inline::Text(text) => {
                let end = text.trim_end_matches(' ').len();
                *text = text.slice(0..end);
                if end > 0 {
                    return;
                }
            }
            other => {
                if let Some(inner) = plain::content_mut(other) {
                    trim_end(inner);
                    if !inner.is_empty() {
                        return;
                    }
                } else {
                    return;
                }
            }
        }
        content.pop();
    }
}

/// Takes line breaks off the beginning of a run.
fn trim_start(content: &mut Vec<Inline>) {
    let breaks = content.iter().take_while(|i| matches!(i, Inline::HardBreak | Inline::SoftBreak)).count();
    content.drain(..breaks);
}

/// The words of blocks as one run, for places that hold no blocks.
pub(super) fn flatten(blocks: Vec<Block>) -> Vec<Inline> {
    let mut out = Vec::new();
    let mut todo: Vec<Block> = blocks.into_iter().rev().collect();
    while let Some(block) = todo.pop() {
        let mut content = match block {
            Block::Paragraph(content) => content,
            Block::Heading(heading) => heading.content,
            Block::Code(code) => vec![Inline::Code(Clean::line(&code.text))],
            Block::Math(tex) => vec![Inline::Math(tex)],
            Block::Break => continue,
            Block::Quote(inner) | Block::Alert(crate::document::Callout { blocks: inner, .. }) => {
                todo.extend(inner.into_iter().rev());
                continue;
            }
            Block::Figure(figure) => {
                todo.push(Block::Paragraph(figure.caption));
                todo.extend(figure.blocks.into_iter().rev());
                continue;
            }
            Block::Details(details) => {
                todo.extend(details.blocks.into_iter().rev());
                details.summary
            }
            Block::List(list) => {
                todo.extend(list.items.into_iter().rev().flat_map(|item| item.blocks.into_iter().rev()));
                continue;
            }
            Block::Definitions(entries) => {
                for entry in entries.into_iter().rev() {
                    todo.extend(entry.details.into_iter().rev().flat_map(|d| d.into_iter().rev()));
                    todo.extend(entry.terms.into_iter().rev().map(Block::Paragraph));
                }
                continue;
            }
            Block::Table(table) => {
                let cells = table.header.into_iter().chain(table.rows).flatten();
                let inner: Vec<Block> = cells.flat_map(|cell| cell.blocks).collect();
                todo.extend(inner.into_iter().rev());
                continue;
            }
        };
        if !out.is_empty() && !content.is_empty() {
            out.push(Inline::HardBreak);
        }
        out.append(&mut content);
    }
    out
}

impl Reader<'_> {
    /// An element inside a line of text, or one that this program does not know.
    pub(super) fn inline(&mut self, id: NodeId, name: &str, flow: &mut Flow) {
        match name {
            "br" => flow.run.line_break(),
            "img" | "image" => self.image(id, flow),
            "iframe" | "video" | "audio" | "object" | "embed" | "frame" | MEDIA => self.media(id, name, flow),
            ASIDE => {
                let words = Clean::line(&self.page.text(id));
                flow.run.object(Inline::Aside(words));
            }
            "script" => self.script(id, flow),
            "input" | "wbr" | "source" | "rp" => {}
            "q" => {
                flow.run.text("“");
                self.wrapped(id, Wrap::None, flow);
                flow.run.text("”");
            }
            "a" => self.anchor_or_link(id, flow),
            "abbr" | "acronym" => self.abbreviation(id, flow),
            _ => self.wrapped(id, wrap_of(name), flow),
        }
    }

    fn wrapped(&mut self, id: NodeId, wrap: Wrap, flow: &mut Flow) {
        self.anchor(id, flow);
        flow.run.open(wrap);
        self.children(id, flow);
        flow.run.close();
    }

    /// A word and, the first time, what it stands for: a browser shows that when it is pointed at.
    fn abbreviation(&mut self, id: NodeId, flow: &mut Flow) {
        self.wrapped(id, Wrap::None, flow);
        let title = collapse(self.page.attr(id, "title").unwrap_or_default());
        if title.is_empty() || !self.abbreviations.insert(self.page.text(id)) {
            return;
        }
        flow.run.open(Wrap::Small);
        flow.run.text(&format!(" ({title})"));
        flow.run.close();
    }

    fn anchor_or_link(&mut self, id: NodeId, flow: &mut Flow) {
        if let Some(name) = self.page.attr(id, "name").filter(|n| !n.is_empty()) {
            flow.run.anchor(name);
        }
        let Some(href) = self.page.attr(id, "href") else { return self.wrapped(id, Wrap::None, flow) };
        let title = self.page.attr(id, "title").unwrap_or_default();
        let target = Target::Written(Clean::line(href.trim()));
        let link = self.link(id, target, title, LinkKind::Page);
        self.wrapped(id, Wrap::Link(link), flow);
        if let Some(words) = self.words_of_empty(id, href.trim()) {
            flow.run.open(Wrap::Link(link));
            flow.run.text(&words);
            flow.run.close();
        }
    }

    /// What stands for the words of a link that shows none, as one that only has an icon: its title or its label, else
    /// its address. One that leads to a place of this page is an anchor and stays unseen.
    fn words_of_empty(&self, id: NodeId, href: &str) -> Option<String> {
        let page = self.page;
        if !href.contains("://") || !page.text(id).trim().is_empty() || shows_objects(page, id) {
            return None;
        }
        let said = ["title", "aria-label"].iter().find_map(|key| page.attr(id, key));
        Some(said.filter(|words| !words.trim().is_empty()).unwrap_or(href).to_owned())
    }

    fn image(&mut self, id: NodeId, flow: &mut Flow) {
        let page = self.page;
        // Pages that load pictures late keep the address elsewhere.
        let keys = ["src", "data-src", "data-original", "srcset"];
        let address = keys.iter().find_map(|key| page.attr(id, key).filter(|v| !v.trim().is_empty()));
        let Some(address) = address else { return };
        let title = page.attr(id, "title").unwrap_or_default();
        let words = page.attr(id, "alt").map(str::trim).filter(|a| !a.is_empty()).unwrap_or(title);
        let link = self.link(id, Target::Written(written(address)), title, LinkKind::Image);
        self.anchor(id, flow);
        flow.run.object(Inline::Media(link, collapse(words)));
    }

    /// A film, a sound, a frame: a titled link.
    fn media(&mut self, id: NodeId, name: &str, flow: &mut Flow) {
        let page = self.page;
        let keys = ["src", "data", "data-src"];
        let own = keys.iter().find_map(|key| page.attr(id, key).filter(|v| !v.trim().is_empty()));
        let address = own.map(str::to_owned).or_else(|| self.source_of(id));
        let Some(address) = address else { return self.wrapped(id, Wrap::None, flow) };
        if name == "object"
            && page.node(id).children.iter().any(|c| matches!(page.name(*c), "embed" | "iframe"))
        {
            return self.wrapped(id, Wrap::None, flow);
        }
        let title =
            page.attr(id, "title").or_else(|| page.attr(id, "aria-label")).unwrap_or_default().to_owned();
        let inside = if name == MEDIA { page.text(id) } else { String::new() };
        let words = [title.as_str(), inside.as_str()].into_iter().find(|w| !w.trim().is_empty());
        let words = collapse(words.unwrap_or_default());
        let link = self.link(id, Target::Written(written(&address)), &title, LinkKind::Media);
        flow.run.object(Inline::Media(link, words));
    }

    /// The address of the first `source`, `param` or `embed` inside.
    fn source_of(&self, id: NodeId) -> Option<String> {
        let page = self.page;
        page.node(id).children.iter().find_map(|&child| match page.name(child) {
            "source" | "embed" => page.attr(child, "src").map(str::to_owned),
            "param" if matches!(page.attr(child, "name"), Some("movie" | "src")) => {
                page.attr(child, "value").map(str::to_owned)
            }
            _ => None,
        })
    }

    /// MathJax 2 keeps its TeX in scripts; every other script shows nothing.
    fn script(&mut self, id: NodeId, flow: &mut Flow) {
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

/// Whether there is something to see in an element besides words.
fn shows_objects(page: &Page, id: NodeId) -> bool {
    let mut todo: Vec<NodeId> = page.node(id).children.clone();
    while let Some(child) = todo.pop() {
        let name = page.name(child);
        let is_object =
            matches!(name, "img" | "image" | "iframe" | "video" | "audio" | "object" | "embed" | "hr");
        if is_object || name == MEDIA || name == ASIDE {
            return true;
        }
        todo.extend(&page.node(child).children);
    }
    false
}

fn wrap_of(name: &str) -> Wrap {
    match name {
        "em" | "i" | "cite" | "dfn" | "var" => Wrap::Emphasis,
        "strong" | "b" => Wrap::Strong,
        "s" | "strike" | "del" => Wrap::Struck,
        "ins" => Wrap::Inserted,
        "mark" => Wrap::Marked,
        "small" => Wrap::Small,
        "sup" => Wrap::Superscript,
        "sub" => Wrap::Subscript,
        "kbd" => Wrap::Keyboard,
        "code" | "tt" | "samp" => Wrap::Code,
        _ => Wrap::None,
    }
}

/// An address as it was written; the first of a `srcset`; a picture inside the page has none to show.
fn written(address: &str) -> Clean {
    let address = address.trim();
    match address.get(..5).is_some_and(|s| s.eq_ignore_ascii_case("data:")) {
        true => Clean::line("data:"),
        false => Clean::line(address.split_once(", ").map_or(address, |(first, _)| first)),
    }
}

fn collapse(words: &str) -> Clean {
    Clean::line(&words.split_whitespace().collect::<Vec<_>>().join(" "))
}

//! A page to a [`Document`]: blocks and runs as a browser would show them, what it hides left out.

mod code;
mod contents;
mod drawing;
mod ids;
mod inline;
mod list;
mod mathml;
mod objects;
mod run;
mod table;

use std::collections::{HashMap, HashSet};

use super::page::{ALERT, CONTENTS, Kind, LABEL, NodeId, Page};
use super::{Dialect, Source, elements};
use crate::document::{
    Block, Callout, Details, Document, Figure, Inline, Link, LinkId, LinkKind, Note, Target,
};
use crate::problem::Problem;
use crate::role::Alert;
use crate::text::Clean;
pub(super) use ids::github as heading_id;
use run::Run;

/// Makes a document of a page.
pub(super) fn document(page: &Page, source: Source<'_>, dialect: &Dialect) -> Document {
    let mut reader = Reader {
        page,
        document: Document::default(),
        ids: ids::Ids::new(dialect.ids),
        defined: page.notes.iter().rev().map(|(name, node)| (name.as_str(), *node)).collect(),
        notes: Vec::new(),
        numbers: HashMap::new(),
        abbreviations: HashSet::new(),
        codes: 0,
        cells: 0,
        cut: None,
        languages: Vec::new(),
        without_script: false,
        task_box: None,
        contents: contents::Contents::default(),
        spare: Vec::new(),
        first_line: source.first_line,
    };
    make_room(page.size());
    reader.document.blocks = reader.flow(0);
    reader.read_notes();
    reader.fill_contents();
    for (line, message) in &page.problems {
        let problem = Problem::new(source.file, message, "define it, or mend its name");
        reader.document.problems.push(problem.at(line + source.first_line.saturating_sub(1)));
    }
    let mut say = |line: Option<usize>, message: &str, remedy: &str| {
        if let Some(line) = line {
            let problem = Problem::new(source.file, message, remedy);
            let line = line.checked_sub(1).map_or(0, |inner| inner + source.first_line);
            reader.document.problems.push(if line > 0 { problem.at(line) } else { problem });
        }
    };
    say(
        page.flattened,
        "some of this is nested too deep and stands one level up",
        "close the tags or quotations that are open",
    );
    say(page.cut, "this post is cut: it has too many elements", "open the file itself for the rest");
    say(
        reader.cut,
        "the tables of this post are cut: they have too many cells",
        "open the file itself for the rest",
    );
    reader.document
}

/// From so many bytes on room is made at once.
const LARGE: usize = 256 << 10;

/// Asks the system at once for the room of many small pieces. What an allocator has had it keeps for a while; but glibc's lets the area
/// of a thread grow page by page, each with a call of the system: a thousand for a megabyte of text.
fn make_room(bytes: usize) {
    // Larger pieces than it has seen yet it has apart, and gives back; the second time it knows of such.
    for _ in 0..if bytes < LARGE { 0 } else { 2 } {
        let mut room = Vec::<u8>::new();
        let _ = room.try_reserve_exact(bytes);
        drop(std::hint::black_box(room));
    }
}

/// What reading a page needs and yields.
struct Reader<'p> {
    page: &'p Page,
    document: Document,
    ids: ids::Ids,
    /// The nodes of the footnotes by name.
    defined: HashMap<&'p str, NodeId>,
    /// The footnotes in the order of their first mention, and the number of each.
    notes: Vec<&'p str>,
    numbers: HashMap<&'p str, usize>,
    /// The abbreviations that have been explained.
    abbreviations: HashSet<String>,
    /// How many blocks of code there are so far.
    codes: usize,
    /// How many cells of tables there are so far, and whether some were left out.
    cells: usize,
    cut: Option<usize>,
    /// The languages that the elements around say their code has.
    languages: Vec<String>,
    /// Whether what is read stands in for what a script would do.
    without_script: bool,
    /// The check box that the item being read begins with.
    task_box: Option<NodeId>,
    /// The table of contents.
    contents: contents::Contents,
    /// Runs that have ended, for those that begin.
    spare: Vec<Run>,
    first_line: usize,
}

/// Blocks in the making, and the run of words that is not yet a block.
#[derive(Default)]
struct Flow {
    blocks: Vec<Block>,
    run: Run,
}

impl Flow {
    /// Ends the run: what it says becomes a paragraph.
    fn flush(&mut self) {
        if let Some(content) = self.run.take() {
            self.one_more(Block::Paragraph(content));
        }
    }

    fn push(&mut self, block: Block) {
        self.flush();
        self.one_more(block);
    }

    /// Most flows, those of items and cells, are of one block: no room is kept for more.
    fn one_more(&mut self, block: Block) {
        if self.blocks.is_empty() {
            self.blocks.reserve_exact(1);
        }
        self.blocks.push(block);
    }
}

impl<'p> Reader<'p> {
    /// The blocks inside an element.
    fn flow(&mut self, id: NodeId) -> Vec<Block> {
        let flow = Flow { blocks: Vec::new(), run: self.spare.pop().unwrap_or_default() };
        self.filled(id, flow)
    }

    /// The blocks inside an element that go into a flow which has nothing yet.
    fn filled(&mut self, id: NodeId, mut flow: Flow) -> Vec<Block> {
        self.children(id, &mut flow);
        flow.flush();
        flow.run.close_anchors(&mut flow.blocks);
        self.ended(flow)
    }

    /// The blocks of a flow that has ended.
    fn ended(&mut self, mut flow: Flow) -> Vec<Block> {
        self.spare.push(flow.run.anew());
        flow.blocks.shrink_to_fit();
        flow.blocks
    }

    fn children(&mut self, id: NodeId, flow: &mut Flow) {
        let page = self.page;
        for child in page.children(id) {
            self.node(child, flow);
        }
    }

    fn node(&mut self, id: NodeId, flow: &mut Flow) {
        let page = self.page;
        match &page.node(id).kind {
            Kind::Text(text) => flow.run.text(page.words(text)),
            Kind::Note(name) => self.note(id, name, flow),
            Kind::Math(tex, false) => flow.run.math(tex),
            Kind::Math(tex, true) => flow.push(Block::Math(Clean::text(tex.trim()))),
            Kind::Element(name, _) => {
                if !self.is_hidden(id, name) {
                    self.element(id, name, flow);
                }
            }
        }
    }

    /// Whether a browser shows nothing of an element.
    fn is_hidden(&self, id: NodeId, name: &str) -> bool {
        let gone = matches!(
            name,
            "style"
                | "template"
                | "title"
                | "colgroup"
                | "canvas"
                | "map"
                | "select"
                | "datalist"
                | "noframes"
                | "link"
                | "meta"
                | "base"
                | "param"
                | "area"
                | "track"
        );
        let is_closed = name == "dialog" && self.page.attr(id, "open").is_none();
        if gone || is_closed || self.page.attr(id, "hidden").is_some() {
            return true;
        }
        let Some(style) = self.page.attr(id, "style") else { return false };
        let style: String =
            style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase();
        style.contains("display:none") || style.contains("visibility:hidden")
    }

    fn element(&mut self, id: NodeId, name: &str, flow: &mut Flow) {
        match name {
            "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => self.heading(id, name, flow),
            CONTENTS => self.contents(id, flow),
            "p" => self.plain_block(id, flow),
            "pre" | "listing" | "xmp" => self.code(id, flow),
            "blockquote" => self.quote(id, flow),
            "ul" | "ol" | "menu" | "dir" => self.list(id, flow),
            "li" => self.stray_item(id, flow),
            "dl" => self.definitions(id, flow),
            "table" => self.table(id, flow),
            "hr" => flow.push(Block::Break),
            "figure" => self.figure(id, flow),
            "details" => self.details(id, flow),
            "object" => self.inline(id, name, flow),
            "textarea" => self.code(id, flow),
            _ if elements::is_block(name) => self.plain_block(id, flow),
            _ => self.inline(id, name, flow),
        }
    }

    /// A block that says nothing but that its content stands on lines of its own.
    fn plain_block(&mut self, id: NodeId, flow: &mut Flow) {
        flow.flush();
        self.anchor(id, flow);
        let language = code::language_of(self.page, id);
        let known = language.is_some();
        self.languages.extend(language);
        self.children(id, flow);
        if known {
            self.languages.pop();
        }
        flow.flush();
    }

    /// The inside of an element as one run; blocks in it stand on lines of their own.
    fn words(&mut self, id: NodeId) -> Vec<crate::document::Inline> {
        let blocks = self.flow(id);
        inline::flatten(blocks)
    }

    fn quote(&mut self, id: NodeId, flow: &mut Flow) {
        flow.flush();
        self.anchor(id, flow);
        let mut blocks = self.flow_with(id, flow);
        if blocks.is_empty() {
            return;
        }
        let kind = match self.page.attr(id, ALERT) {
            Some("note") => Alert::Note,
            Some("tip") => Alert::Tip,
            Some("important") => Alert::Important,
            Some("warning") => Alert::Warning,
            Some("caution") => Alert::Caution,
            Some(_) | None => return flow.push(Block::Quote(blocks)),
        };
        let label = match self.page.attr(id, LABEL) {
            None => Vec::new(),
            Some("") => inline::flatten(vec![blocks.remove(0)]),
            Some(name) => vec![Inline::Text(Clean::line(name))],
        };
        flow.push(Block::Alert(Callout { kind, label, blocks }));
    }

    /// The blocks inside an element, with the inline elements that are open around it.
    fn flow_with(&mut self, id: NodeId, outer: &mut Flow) -> Vec<Block> {
        let flow = self.within(outer);
        self.filled(id, flow)
    }

    /// A flow inside the inline elements that are open in another.
    fn within(&mut self, outer: &mut Flow) -> Flow {
        let mut run = self.spare.pop().unwrap_or_default();
        outer.run.go_on_in(&mut run);
        Flow { blocks: Vec::new(), run }
    }

    fn figure(&mut self, id: NodeId, flow: &mut Flow) {
        flow.flush();
        self.anchor(id, flow);
        let page = self.page;
        let mut inner = self.within(flow);
        let mut caption = Vec::new();
        for child in page.children(id) {
            match page.name(child) {
                "figcaption" if !self.is_hidden(child, "figcaption") => {
                    inner.flush();
                    let words = self.words(child);
                    match inner.blocks.is_empty() && !words.is_empty() {
                        // A caption above what it is about, as Octopress has it above code, stays there.
                        true => inner.blocks.push(Block::Paragraph(words)),
                        false => caption.extend(words),
                    }
                }
                _ => self.node(child, &mut inner),
            }
        }
        inner.flush();
        match caption.is_empty() {
            true => flow.blocks.append(&mut inner.blocks),
            false => {
                objects::say_once(&mut inner.blocks, &caption);
                flow.push(Block::Figure(Figure { blocks: inner.blocks, caption }));
            }
        }
    }

    fn details(&mut self, id: NodeId, flow: &mut Flow) {
        flow.flush();
        self.anchor(id, flow);
        let page = self.page;
        let mut inner = Flow::default();
        let mut summary = Vec::new();
        for child in page.children(id) {
            match page.name(child) {
                "summary" if summary.is_empty() => summary = self.words(child),
                _ => self.node(child, &mut inner),
            }
        }
        inner.flush();
        flow.push(Block::Details(Details { summary, blocks: inner.blocks }));
    }

    /// Keeps the id of an element as an anchor before the next words.
    fn anchor(&mut self, id: NodeId, flow: &mut Flow) {
        if let Some(name) = self.page.attr(id, "id").filter(|n| !n.is_empty()) {
            flow.run.anchor(name);
        }
    }

    fn note(&mut self, id: NodeId, name: &'p str, flow: &mut Flow) {
        let next = self.notes.len() + 1;
        let number = *self.numbers.entry(name).or_insert(next);
        if number == next {
            self.notes.push(name);
        }
        let link = self.link(id, Target::Note(number), "", LinkKind::Note);
        flow.run.note(link, number);
    }

    /// Reads the notes that were mentioned; notes may mention others.
    fn read_notes(&mut self) {
        let mut at = 0;
        while let Some(&name) = self.notes.get(at) {
            let blocks = self.defined.get(name).copied().map(|node| self.flow(node)).unwrap_or_default();
            self.document.notes.push(Note { name: Clean::line(name), blocks });
            at += 1;
        }
    }

    /// Adds a link to the table.
    fn link(&mut self, id: NodeId, target: Target, title: &str, kind: LinkKind) -> LinkId {
        let line = match self.page.node(id).line() {
            0 => 0,
            line => line + self.first_line.saturating_sub(1),
        };
        self.document.links.push(Link { target, title: Clean::line(title.trim()), kind, line });
        self.document.links.len() - 1
    }
}

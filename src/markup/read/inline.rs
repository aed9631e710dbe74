//! Elements inside a line: emphasis, links, abbreviations; and blocks as a line, where only words may stand.

use super::drawing;
use super::objects::{shown, shows_objects};
use super::run::Wrap;
use super::{Flow, Reader};
use crate::document::{Block, Inline, LinkKind, Target};
use crate::markup::page::{ASIDE, MEDIA, NodeId};
use crate::text::Clean;

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
            "input" => self.input(id, flow),
            "wbr" | "source" => {}
            "ruby" => self.ruby(id, flow),
            "noscript" => self.instead_of_script(id, flow),
            "math" => self.mathml(id, flow),
            "svg" => self.drawing(id, flow),
            // Words of a label that are put somewhere else.
            "tspan" if self.page.attr(id, "x").is_some() => {
                flow.run.text(" ");
                self.wrapped(id, Wrap::None, flow);
            }
            "q" => {
                flow.run.text("“");
                self.wrapped(id, Wrap::None, flow);
                flow.run.text("”");
            }
            "a" => self.anchor_or_link(id, flow),
            "abbr" | "acronym" => self.abbreviation(id, flow),
            _ => match self.formula_of_katex(id) {
                Some(formula) => self.mathml(formula, flow),
                None => self.wrapped(id, wrap_of(name), flow),
            },
        }
    }

    pub(super) fn wrapped(&mut self, id: NodeId, wrap: Wrap, flow: &mut Flow) {
        self.anchor(id, flow);
        flow.run.open(wrap);
        self.children(id, flow);
        flow.run.close();
    }

    /// Words with their reading, which a browser sets above them; here it stands in parentheses behind them. A page has those in
    /// `rp` for programs like this one, or leaves them out (HTML, 4.5.10).
    fn ruby(&mut self, id: NodeId, flow: &mut Flow) {
        let page = self.page;
        let has_own = page.children(id).any(|child| page.name(child) == "rp");
        self.anchor(id, flow);
        for child in page.children(id) {
            let is_bare = page.name(child) == "rt" && !has_own && !page.text(child).trim().is_empty();
            if is_bare {
                flow.run.text("(");
            }
            self.node(child, flow);
            if is_bare {
                flow.run.text(")");
            }
        }
    }

    /// The box of a form, checked or not, that no list takes for a task.
    fn input(&mut self, id: NodeId, flow: &mut Flow) {
        let is_checked = self.page.attr(id, "checked").is_some();
        let shown = match self.page.attr(id, "type") {
            _ if self.task_box == Some(id) => return,
            Some("checkbox") => {
                if is_checked {
                    "[x]"
                } else {
                    "[ ]"
                }
            }
            Some("radio") => {
                if is_checked {
                    "(x)"
                } else {
                    "( )"
                }
            }
            Some(_) | None => return,
        };
        flow.run.object(Inline::Aside(Clean::line(shown)));
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
        let target = Target::Written(shown(href));
        let link = self.link(id, target, title, LinkKind::Page);
        self.wrapped(id, Wrap::Link(link), flow);
        if let Some(words) = self.words_of_empty(id, href.trim()) {
            flow.run.open(Wrap::Link(link));
            flow.run.text(&words);
            flow.run.close();
        }
    }

    /// What stands for the words of a link that shows none, as one that only has an icon: its title or its label, or those of
    /// the icon, else its address. One that leads to a place of this page is an anchor and stays unseen.
    fn words_of_empty(&self, id: NodeId, href: &str) -> Option<String> {
        let page = self.page;
        if !href.contains("://") || drawing::says(page, id) || shows_objects(page, id) {
            return None;
        }
        let said = ["title", "aria-label"].iter().find_map(|key| page.attr(id, key)).map(str::to_owned);
        let said = said.or_else(|| drawing::told(page, id)).filter(|words| !words.trim().is_empty());
        Some(said.unwrap_or_else(|| href.to_owned()))
    }
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

/// Words on one line, single blanks between them.
pub(super) fn collapse(words: &str) -> Clean {
    Clean::line(&words.split_whitespace().collect::<Vec<_>>().join(" "))
}

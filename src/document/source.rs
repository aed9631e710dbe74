//! A document written down again as Markdown: what is copied, without margins or wrapped lines. Code is as it is.

use super::{Align, Block, Cell, Document, Inline, List, Table, Target, plain};

/// Writes down documents. It knows where links lead from the caller, since a document does not know its site.
pub struct Writer<'a> {
    document: &'a Document,
    address: &'a dyn Fn(&Target) -> String,
}

impl<'a> Writer<'a> {
    /// A writer of one document; `address` says what stands for a link's target.
    pub fn new(document: &'a Document, address: &'a dyn Fn(&Target) -> String) -> Self {
        Self { document, address }
    }

    /// The whole document, its footnotes at the end.
    pub fn all(&self) -> String {
        let mut parts = vec![self.blocks(&self.document.blocks)];
        for (n, note) in self.document.notes.iter().enumerate() {
            parts.push(hung(&format!("[^{}]: ", n + 1), "    ", &self.blocks(&note.blocks)));
        }
        parts.retain(|part| !part.is_empty());
        parts.join("\n\n")
    }

    /// Blocks with a blank line between them.
    pub fn blocks(&self, blocks: &[Block]) -> String {
        let parts: Vec<String> =
            blocks.iter().map(|block| self.block(block)).filter(|part| !part.is_empty()).collect();
        parts.join("\n\n")
    }

    /// One block.
    pub fn block(&self, block: &Block) -> String {
        match block {
            Block::Heading(heading) => {
                format!("{} {}", "#".repeat(usize::from(heading.level)), self.words(&heading.content))
            }
            Block::Paragraph(content) => self.words(content),
            Block::Code(code) => {
                let fence = fence(&code.text);
                format!("{fence}{}\n{}\n{fence}", code.language, code.text)
            }
            Block::Quote(blocks) => hung("> ", "> ", &self.blocks(blocks)),
            Block::Alert(alert) => {
                let label = match alert.label.is_empty() {
                    true => format!("{:?}", alert.kind),
                    false => self.words(&alert.label),
                };
                hung("> ", "> ", &format!("**{label}**\n\n{}", self.blocks(&alert.blocks)))
            }
            Block::List(list) => self.list(list),
            Block::Definitions(entries) => {
                let entry = |entry: &super::Definition| {
                    let terms = entry.terms.iter().map(|term| self.words(term));
                    let details = entry.details.iter().map(|blocks| hung(": ", "  ", &self.blocks(blocks)));
                    terms.chain(details).collect::<Vec<_>>().join("\n")
                };
                entries.iter().map(entry).collect::<Vec<_>>().join("\n\n")
            }
            Block::Table(table) => self.table(table),
            Block::Break => "***".to_owned(),
            Block::Math(tex) => format!("$$\n{tex}\n$$"),
            Block::Figure(figure) => {
                let (shown, words) = (self.blocks(&figure.blocks), self.words(&figure.caption));
                [shown, words].into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join("\n\n")
            }
            Block::Details(details) => {
                format!("{}\n\n{}", self.words(&details.summary), self.blocks(&details.blocks))
            }
        }
    }

    fn list(&self, list: &List) -> String {
        let item = |item: &super::Item| {
            // Markdown knows figures only, and none below nought.
            let marker = match list.numerals {
                Some(_) => format!("{}. ", item.number.max(0)),
                None => "- ".to_owned(),
            };
            let task = match item.task {
                Some(true) => "[x] ",
                Some(false) => "[ ] ",
                None => "",
            };
            let hang = " ".repeat(marker.len());
            hung(&format!("{marker}{task}"), &hang, &self.blocks(&item.blocks))
        };
        let items: Vec<String> = list.items.iter().map(item).collect();
        items.join(if list.tight { "\n" } else { "\n\n" })
    }

    /// A table in pipes.
    pub fn table(&self, table: &Table) -> String {
        let columns = table.header.iter().chain(&table.rows).map(Vec::len).max().unwrap_or(0);
        let columns = columns.max(table.columns.len());
        let row = |cells: &[Cell]| {
            let words = (0..columns).map(|n| cells.get(n).map_or(String::new(), |cell| self.cell(cell)));
            format!("| {} |", words.collect::<Vec<_>>().join(" | "))
        };
        let rule = (0..columns).map(|n| match table.columns.get(n).copied().unwrap_or_default() {
            Align::Auto => "---",
            Align::Left => ":--",
            Align::Center => ":-:",
            Align::Right => "--:",
        });
        let (head, more) =
            table.header.split_first().map_or((&[][..], &[][..]), |(head, more)| (&head[..], more));
        let mut lines = vec![row(head), format!("|{}|", rule.collect::<Vec<_>>().join("|"))];
        lines.extend(more.iter().chain(&table.rows).map(|cells| row(cells)));
        if !table.caption.is_empty() {
            lines.insert(0, format!("{}\n", self.words(&table.caption)));
        }
        lines.join("\n")
    }

    fn cell(&self, cell: &Cell) -> String {
        self.blocks(&cell.blocks).split_whitespace().collect::<Vec<_>>().join(" ").replace('|', "\\|")
    }

    /// The words of a run.
    pub fn words(&self, content: &[Inline]) -> String {
        content.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&self, inline: &Inline) -> String {
        let inside = || plain::content(inline).map(|content| self.words(content)).unwrap_or_default();
        match inline {
            Inline::Text(text) | Inline::Aside(text) => text.to_string(),
            Inline::Emphasis(_) => format!("*{}*", inside()),
            Inline::Strong(_) => format!("**{}**", inside()),
            Inline::Struck(_) => format!("~~{}~~", inside()),
            Inline::Code(code) => {
                let ticks = if code.contains('`') { "``" } else { "`" };
                format!("{ticks}{code}{ticks}")
            }
            Inline::Math(tex) => format!("${tex}$"),
            Inline::Note(number) => format!("[^{number}]"),
            Inline::Link(link, content) => match content.as_slice() {
                [Inline::Note(number)] => format!("[^{number}]"),
                _ => self.link(*link, &inside(), ""),
            },
            Inline::Media(link, words) => self.link(*link, words, "!"),
            Inline::Inserted(_) | Inline::Marked(_) | Inline::Small(_) | Inline::Keyboard(_) => inside(),
            Inline::Superscript(_) | Inline::Subscript(_) => inside(),
            Inline::Anchor(_) => String::new(),
            Inline::SoftBreak => " ".to_owned(),
            Inline::HardBreak => "\n".to_owned(),
        }
    }

    fn link(&self, link: usize, words: &str, mark: &str) -> String {
        let address = self.document.links.get(link).map(|link| (self.address)(&link.target));
        match address.filter(|address| !address.is_empty()) {
            Some(address) if address == words => format!("<{address}>"),
            Some(address) => format!("{mark}[{words}]({address})"),
            None => words.to_owned(),
        }
    }
}

/// A fence that is longer than any in the code.
fn fence(code: &str) -> String {
    let longest = code.split(|c| c != '`').map(str::len).max().unwrap_or(0);
    "`".repeat(longest.max(2) + 1)
}

/// Lines behind a marker, the later ones behind another.
fn hung(first: &str, rest: &str, text: &str) -> String {
    let mut out = String::with_capacity(text.len() + first.len());
    for (n, line) in text.split('\n').enumerate() {
        if n > 0 {
            out.push('\n');
        }
        let lead = if n == 0 { first } else { rest };
        out.push_str(if line.is_empty() { lead.trim_end() } else { lead });
        out.push_str(line);
    }
    out
}

//! Each rule of markup as a case: `tests/cases/<dialect>/<rule>.md` (or `.html`) is what is read, and
//! `<rule>.txt` beside it what the document is, in a notation for people.
//!
//! A heading is `## words #id`, a link `[words](target)`, a picture `[img words](target)`, a film
//! `[media words](target)`, a mention of a footnote `[^1]`. Blocks inside a block are indented.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::fmt::Write;
use std::path::{Path, PathBuf};

use rushlight::document::{Block, Document, Inline, LinkKind, List, Numerals, Row, Target};
use rushlight::markup::{Dialect, Emoji, Extras, Flavor, HeadingIds, Islands, Source, html, markdown};
use rushlight::text::Clean;

fn dialect(folder: &str) -> Dialect {
    let flavor = match folder {
        "kramdown" => Flavor::Kramdown { gfm: true },
        "goldmark" => Flavor::Goldmark,
        "zola" => Flavor::Zola,
        "vault" => return Dialect { vault: true, ..Dialect::default() },
        _ => return Dialect::default(),
    };
    Dialect {
        flavor,
        smart: folder != "zola",
        autolinks: folder == "goldmark",
        emoji: Emoji::Never,
        dollar_math: false,
        ids: if folder == "zola" { HeadingIds::Zola } else { HeadingIds::GitHub },
        block_attributes: folder == "goldmark",
        extras: match folder {
            "goldmark" => Extras { subscript: true, superscript: true, mark: true, insert: true },
            _ => Extras::default(),
        },
        ..Dialect::default()
    }
}

#[test]
fn every_case_reads_as_its_text_says() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/cases");
    let mut wrong = String::new();
    let mut count = 0;
    for folder in ["kramdown", "gfm", "goldmark", "zola", "vault", "html"] {
        for path in inputs(&root.join(folder)) {
            count += 1;
            let text = std::fs::read_to_string(&path).unwrap();
            let source = Source {
                text: &text,
                file: &Clean::line("case"),
                first_line: 1,
                islands: &Islands::default(),
            };
            let document = match folder {
                "html" => html(source, &dialect(folder)),
                _ => markdown(source, &dialect(folder)),
            };
            let expected = std::fs::read_to_string(path.with_extension("txt")).unwrap_or_default();
            let found = notation(&document);
            if found != expected {
                writeln!(wrong, "== {}\n-- expected\n{expected}-- found\n{found}", path.display()).unwrap();
            }
        }
    }
    assert!(count > 20, "the cases are there");
    assert!(wrong.is_empty(), "{wrong}");
}

/// `from` the first where an item follows the other in figures, else all of them.
fn numbers(list: &List, numerals: Numerals) -> String {
    let follow = list.items.windows(2).all(|pair| pair[1].number == pair[0].number + 1);
    match numerals {
        Numerals::Decimal if follow => format!("numbers from {}", list.items[0].number),
        _ => list.items.iter().fold("numbers".to_owned(), |out, item| out + " " + &numerals.of(item.number)),
    }
}

fn inputs(folder: &Path) -> Vec<PathBuf> {
    let Ok(files) = std::fs::read_dir(folder) else { return Vec::new() };
    let mut paths: Vec<PathBuf> = files.map(|file| file.unwrap().path()).collect();
    paths.retain(|path| path.extension().is_some_and(|e| e == "md" || e == "html"));
    paths.sort();
    paths
}

fn notation(document: &Document) -> String {
    let mut out = Notation { document, out: String::new() };
    out.blocks(&document.blocks, 0);
    for (at, note) in document.notes.iter().enumerate() {
        out.line(0, &format!("note {} ({}):", at + 1, note.name));
        out.blocks(&note.blocks, 1);
    }
    for problem in &document.problems {
        out.line(0, &format!("problem: {problem}"));
    }
    out.out
}

struct Notation<'d> {
    document: &'d Document,
    out: String,
}

impl Notation<'_> {
    fn line(&mut self, depth: usize, text: &str) {
        writeln!(self.out, "{}{text}", "  ".repeat(depth)).unwrap();
    }

    fn blocks(&mut self, blocks: &[Block], depth: usize) {
        blocks.iter().for_each(|block| self.block(block, depth));
    }

    fn block(&mut self, block: &Block, depth: usize) {
        match block {
            Block::Heading(h) => {
                let id = if h.id.is_empty() { String::new() } else { format!(" #{}", h.id) };
                let text = format!("{} {}{id}", "#".repeat(h.level.into()), self.run(&h.content));
                self.line(depth, &text);
            }
            Block::Paragraph(content) => self.words("", content, depth),
            Block::Code(code) => {
                self.line(depth, &format!("code {} {}:", code.number, code.language));
                code.text.lines().for_each(|line| self.line(depth + 1, line));
                for (range, id) in &code.links {
                    let text = format!("[{}]({})", &code.text[range.clone()], self.target(*id));
                    self.line(depth + 1, &text);
                }
            }
            Block::Quote(blocks) => self.group("quote:", blocks, depth),
            Block::Alert(alert) => {
                let label = self.run(&alert.label);
                self.group(
                    &format!("{}:", format!("alert {:?} {label}", alert.kind).trim_end()),
                    &alert.blocks,
                    depth,
                );
            }
            Block::List(list) => {
                let tight = if list.tight { "tight" } else { "loose" };
                let kind = list.numerals.map_or("bullets".to_owned(), |numerals| numbers(list, numerals));
                self.line(depth, &format!("{tight} {kind}:"));
                for item in &list.items {
                    let task = item.task.map_or("", |done| if done { " [x]" } else { " [ ]" });
                    self.group(&format!("-{task}"), &item.blocks, depth + 1);
                }
            }
            Block::Definitions(entries) => {
                for entry in entries {
                    entry.terms.iter().for_each(|term| self.words("term: ", term, depth));
                    entry.details.iter().for_each(|detail| self.group("is:", detail, depth));
                }
            }
            Block::Table(table) => {
                self.line(depth, &format!("table {:?} {}", table.columns, self.run(&table.caption)));
                table.header.iter().for_each(|row| self.row("head", row, depth + 1));
                table.rows.iter().for_each(|row| self.row("row", row, depth + 1));
            }
            Block::Break => self.line(depth, "* * *"),
            Block::Math(tex) => self.line(depth, &format!("math: {tex}")),
            Block::Figure(figure) => {
                self.group("figure:", &figure.blocks, depth);
                self.words("caption: ", &figure.caption, depth + 1);
            }
            Block::Details(details) => {
                self.words("details: ", &details.summary, depth);
                self.blocks(&details.blocks, depth + 1);
            }
        }
    }

    fn group(&mut self, head: &str, blocks: &[Block], depth: usize) {
        self.line(depth, head);
        self.blocks(blocks, depth + 1);
    }

    fn words(&mut self, head: &str, content: &[Inline], depth: usize) {
        let text = format!("{head}{}", self.run(content));
        text.split('\n').for_each(|line| self.line(depth, line));
    }

    fn row(&mut self, head: &str, row: &Row, depth: usize) {
        let mut text = head.to_owned();
        for cell in row {
            let mut inner = Notation { document: self.document, out: String::new() };
            inner.blocks(&cell.blocks, 0);
            let span = match (cell.columns, cell.rows) {
                (1, 1) => String::new(),
                (columns, rows) => format!("{columns}x{rows} "),
            };
            text.push_str(&format!(" | {span}{}", inner.out.trim_end().replace('\n', " / ")));
        }
        self.line(depth, &text);
    }

    fn run(&self, content: &[Inline]) -> String {
        content.iter().map(|inline| self.inline(inline)).collect()
    }

    fn inline(&self, inline: &Inline) -> String {
        let around = |mark: &str, content: &[Inline]| format!("{mark}{}{mark}", self.run(content));
        let tag = |name: &str, content: &[Inline]| format!("<{name} {}>", self.run(content));
        match inline {
            Inline::Text(text) => text.as_str().to_owned(),
            Inline::Emphasis(content) => around("*", content),
            Inline::Strong(content) => around("**", content),
            Inline::Struck(content) => around("~~", content),
            Inline::Inserted(content) => tag("ins", content),
            Inline::Marked(content) => tag("mark", content),
            Inline::Small(content) => tag("small", content),
            Inline::Superscript(content) => tag("sup", content),
            Inline::Subscript(content) => tag("sub", content),
            Inline::Code(text) => format!("`{text}`"),
            Inline::Keyboard(content) => tag("kbd", content),
            Inline::Math(tex) => format!("${tex}$"),
            Inline::Link(id, content) => match self.document.links[*id].kind {
                LinkKind::Note => self.run(content),
                LinkKind::Page | LinkKind::Image | LinkKind::Media => {
                    format!("[{}]({})", self.run(content), self.target(*id))
                }
            },
            Inline::Media(id, words) => {
                let kind = if self.document.links[*id].kind == LinkKind::Image { "img" } else { "media" };
                format!("[{kind} {words}]({})", self.target(*id))
            }
            Inline::Note(number) => format!("[^{number}]"),
            Inline::Anchor(name) => format!("{{#{name}}}"),
            Inline::Aside(words) => format!("<{words}>"),
            Inline::SoftBreak => " ".into(),
            Inline::HardBreak => "\\\n".into(),
        }
    }

    fn target(&self, id: usize) -> String {
        let link = &self.document.links[id];
        let title = if link.title.is_empty() { String::new() } else { format!(" \"{}\"", link.title) };
        match &link.target {
            Target::Written(text) | Target::Web(text) | Target::Site(text) => format!("{text}{title}"),
            Target::Anchor(text) => format!("#{text}"),
            Target::Note(number) => format!("^{number}"),
        }
    }
}

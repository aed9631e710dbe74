//! The plain text of blocks: what is searched, counted and pointed into.
//!
//! The rule that byte offsets in a block's plain text follow: the texts of its runs one after the other, parts
//! (paragraphs, items, cells, rows, caption, summary) separated by `\n`. A soft break is one blank, a hard break
//! one `\n`; an image is its words; mathematics is its TeX; anchors and mentions of footnotes take no bytes.

use super::{Block, Document, Inline, outline};

/// What takes a plain text.
trait Sink {
    fn take(&mut self, text: &str);
}

impl Sink for String {
    fn take(&mut self, text: &str) {
        self.push_str(text);
    }
}

/// Only counts the bytes of a text.
struct Length(usize);

impl Sink for Length {
    fn take(&mut self, text: &str) {
        self.0 += text.len();
    }
}

/// The bytes of the plain text of a block.
pub fn length(block: &Block) -> usize {
    let mut length = Length(0);
    push_block(block, &mut length);
    length.0
}

/// The plain text of a block.
pub fn text(block: &Block) -> String {
    let mut out = String::with_capacity(length(block));
    push_block(block, &mut out);
    out
}

/// The plain text of a document as it is searched: each block one line, the footnotes the last. A byte of a line is the
/// same byte of the block's plain text. The line of a table of contents is empty: who looks for its words means the headings.
pub fn lines(document: &Document) -> String {
    let mut out = String::new();
    let mut line = |text: String| {
        out.push_str(&text.replace('\n', " "));
        out.push('\n');
    };
    let mut contents = outline::contents(document).into_iter().peekable();
    for (at, block) in document.blocks.iter().enumerate() {
        let is_contents = contents.next_if_eq(&at).is_some();
        line(if is_contents { String::new() } else { text(block) });
    }
    if !document.notes.is_empty() {
        let notes = document.notes.iter().flat_map(|note| &note.blocks).map(text);
        line(notes.collect::<Vec<_>>().join("\n"));
    }
    out
}

/// The plain text of a run.
pub fn words(content: &[Inline]) -> String {
    let mut out = String::new();
    push_run(content, &mut out);
    out
}

/// Begins a new part.
fn part(out: &mut impl Sink, first: &mut bool) {
    if !std::mem::replace(first, false) {
        out.take("\n");
    }
}

fn push_blocks(blocks: &[Block], out: &mut impl Sink, first: &mut bool) {
    for block in blocks {
        part(out, first);
        push_block(block, out);
    }
}

fn push_block(block: &Block, out: &mut impl Sink) {
    let mut first = true;
    match block {
        Block::Heading(heading) => push_run(&heading.content, out),
        Block::Paragraph(content) => push_run(content, out),
        Block::Code(code) => out.take(&code.text),
        Block::Quote(blocks) => push_blocks(blocks, out, &mut first),
        Block::Alert(callout) => {
            if !callout.label.is_empty() {
                push_part(&callout.label, out, &mut first);
            }
            push_blocks(&callout.blocks, out, &mut first);
        }
        Block::List(list) => list.items.iter().for_each(|item| push_blocks(&item.blocks, out, &mut first)),
        Block::Definitions(entries) => {
            for entry in entries {
                entry.terms.iter().for_each(|term| push_part(term, out, &mut first));
                entry.details.iter().for_each(|detail| push_blocks(detail, out, &mut first));
            }
        }
        Block::Table(table) => {
            if !table.caption.is_empty() {
                push_part(&table.caption, out, &mut first);
            }
            for cell in table.header.iter().chain(&table.rows).flatten() {
                push_blocks(&cell.blocks, out, &mut first);
            }
        }
        Block::Break => {}
        Block::Math(tex) => out.take(tex),
        Block::Figure(figure) => {
            push_blocks(&figure.blocks, out, &mut first);
            push_part(&figure.caption, out, &mut first);
        }
        Block::Details(details) => {
            push_part(&details.summary, out, &mut first);
            push_blocks(&details.blocks, out, &mut first);
        }
    }
}

fn push_part(content: &[Inline], out: &mut impl Sink, first: &mut bool) {
    part(out, first);
    push_run(content, out);
}

fn push_run(content: &[Inline], out: &mut impl Sink) {
    for inline in content {
        match inline {
            Inline::Text(text) | Inline::Code(text) | Inline::Math(text) | Inline::Aside(text) => {
                out.take(text)
            }
            Inline::Media(_, words) => out.take(words),
            Inline::SoftBreak => out.take(" "),
            Inline::HardBreak => out.take("\n"),
            Inline::Note(_) | Inline::Anchor(_) => {}
            Inline::Link(_, content) => push_run(content, out),
            Inline::Emphasis(content) | Inline::Strong(content) | Inline::Struck(content) => {
                push_run(content, out)
            }
            Inline::Inserted(content) | Inline::Marked(content) | Inline::Small(content) => {
                push_run(content, out)
            }
            Inline::Superscript(content) | Inline::Subscript(content) => push_run(content, out),
            Inline::Keyboard(content) => push_run(content, out),
        }
    }
}

/// What an inline that holds others holds.
pub fn content(inline: &Inline) -> Option<&[Inline]> {
    match inline {
        Inline::Link(_, content)
        | Inline::Emphasis(content)
        | Inline::Strong(content)
        | Inline::Struck(content)
        | Inline::Inserted(content)
        | Inline::Marked(content)
        | Inline::Small(content)
        | Inline::Superscript(content)
        | Inline::Subscript(content)
        | Inline::Keyboard(content) => Some(content),
        Inline::Text(_) | Inline::Code(_) | Inline::Math(_) | Inline::Media(..) | Inline::Note(_) => None,
        Inline::Anchor(_) | Inline::Aside(_) | Inline::SoftBreak | Inline::HardBreak => None,
    }
}

/// The same, to be changed.
pub fn content_mut(inline: &mut Inline) -> Option<&mut Vec<Inline>> {
    match inline {
        Inline::Link(_, content)
        | Inline::Emphasis(content)
        | Inline::Strong(content)
        | Inline::Struck(content)
        | Inline::Inserted(content)
        | Inline::Marked(content)
        | Inline::Small(content)
        | Inline::Superscript(content)
        | Inline::Subscript(content)
        | Inline::Keyboard(content) => Some(content),
        Inline::Text(_) | Inline::Code(_) | Inline::Math(_) | Inline::Media(..) | Inline::Note(_) => None,
        Inline::Anchor(_) | Inline::Aside(_) | Inline::SoftBreak | Inline::HardBreak => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn parts_stand_on_lines_and_mentions_of_notes_take_no_bytes() {
        let one = Block::Paragraph(vec![Inline::Text("a".into()), Inline::Note(1), Inline::SoftBreak]);
        let two = Block::Paragraph(vec![Inline::Strong(vec![Inline::Text("b".into())])]);
        assert_eq!(text(&Block::Quote(vec![one, two])), "a \nb");
    }
}

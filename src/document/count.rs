//! How many words a document has for its readers: code is not read word by word and does not count.

use super::{Block, Document, Inline, plain};

/// The words of the blocks and of the footnotes, blocks of code left out.
pub fn words(document: &Document) -> usize {
    let notes = document.notes.iter().flat_map(|note| &note.blocks);
    document.blocks.iter().chain(notes).map(of_block).sum()
}

fn of_block(block: &Block) -> usize {
    match block {
        Block::Code(_) | Block::Break | Block::Math(_) => 0,
        Block::Heading(heading) => of_run(&heading.content),
        Block::Paragraph(content) => of_run(content),
        Block::Quote(blocks) => of_blocks(blocks),
        Block::Alert(callout) => of_run(&callout.label) + of_blocks(&callout.blocks),
        Block::List(list) => list.items.iter().map(|item| of_blocks(&item.blocks)).sum(),
        Block::Definitions(entries) => entries
            .iter()
            .map(|entry| {
                let terms: usize = entry.terms.iter().map(|term| of_run(term)).sum();
                terms + entry.details.iter().map(|detail| of_blocks(detail)).sum::<usize>()
            })
            .sum(),
        Block::Table(table) => {
            let cells = table.header.iter().chain(&table.rows).flatten();
            of_run(&table.caption) + cells.map(|cell| of_blocks(&cell.blocks)).sum::<usize>()
        }
        Block::Figure(figure) => of_blocks(&figure.blocks) + of_run(&figure.caption),
        Block::Details(details) => of_run(&details.summary) + of_blocks(&details.blocks),
    }
}

fn of_blocks(blocks: &[Block]) -> usize {
    blocks.iter().map(of_block).sum()
}

fn of_run(content: &[Inline]) -> usize {
    plain::words(content).split_whitespace().count()
}

/// The words of a text as time to read it: four ideographs, kana or syllables of Hangul count as three words, since readers of
/// 230 English words read some 300 such characters in a minute (IReST, Trauzettel-Klosinski and Dietz 2012: English 228 words,
/// Chinese 255 and Japanese 357 characters).
pub fn timed(text: &str) -> usize {
    let is_wide = |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    let wide = if text.is_ascii() { 0 } else { text.chars().filter(|c| is_wide(*c)).count() };
    let words = match wide {
        0 => text.split_whitespace().count(),
        // Punctuation between the characters makes no words.
        _ => text
            .split(|c: char| c.is_whitespace() || is_wide(c))
            .filter(|word| word.contains(char::is_alphanumeric))
            .count(),
    };
    words + (wide * 3).div_ceil(4)
}

#[cfg(test)]
mod tests {
    use super::timed;

    #[test]
    fn words_by_blanks_and_ideographs_by_characters() {
        assert_eq!(timed("a packet can go missing"), 5);
        assert_eq!(timed("漢字漢字、かなカナ。"), 6);
        assert_eq!(timed("用 Rust 写"), 3);
        assert_eq!(timed("— 한국어입니다 –"), 5);
    }
}

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
    if text.is_ascii() {
        return ascii_words(text.as_bytes());
    }
    let is_wide = |c: char| matches!(c, '\u{3040}'..='\u{30ff}' | '\u{3400}'..='\u{9fff}' | '\u{ac00}'..='\u{d7af}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}');
    let wide = text.chars().filter(|c| is_wide(*c)).count();
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

/// The words of an ASCII text: where a byte that is no blank begins the text or follows a blank.
fn ascii_words(text: &[u8]) -> usize {
    // What `char::is_whitespace` says of ASCII.
    let is_blank = |byte: u8| (byte == b' ') | (byte.wrapping_sub(b'\t') < 5);
    let after = text.get(1..).unwrap_or_default();
    // In parts whose count a byte holds, of which compilers make strides.
    let parts = text.chunks(128).zip(after.chunks(128));
    let begins = |(before, after): (&[u8], &[u8])| {
        let one = |(before, after): (&u8, &u8)| u8::from(is_blank(*before) & !is_blank(*after));
        usize::from(before.iter().zip(after).map(one).sum::<u8>())
    };
    parts.map(begins).sum::<usize>() + usize::from(text.first().is_some_and(|byte| !is_blank(*byte)))
}

#[cfg(test)]
mod tests {
    use super::timed;

    #[test]
    fn words_by_blanks_and_ideographs_by_characters() {
        assert_eq!(timed("a packet can go missing"), 5);
        let long = "ab c  d\n".repeat(100);
        assert_eq!(timed(&long), long.split_whitespace().count());
        for text in ["", " ", "a", " a", "a ", "\ta\n b\x0bc\x1cd  e\r"] {
            assert_eq!(timed(text), text.split_whitespace().count(), "{text:?}");
        }
        assert_eq!(timed("漢字漢字、かなカナ。"), 6);
        assert_eq!(timed("用 Rust 写"), 3);
        assert_eq!(timed("— 한국어입니다 –"), 5);
    }
}

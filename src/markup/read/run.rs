//! A run of words in the making: the elements that are open in it, blanks collapsed as browsers do.

use crate::document::{Block, Inline, LinkId, plain};
use crate::text::Clean;

/// An inline element that is open.
#[derive(Clone, Copy, PartialEq)]
pub(super) enum Wrap {
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
    /// Makes one piece of what it holds, the pieces from `start` on.
    fn around(self, items: &mut Vec<Inline>, start: usize) {
        let wrapped: fn(Vec<Inline>) -> Inline = match self {
            Self::None | Self::Code => return,
            Self::Emphasis => Inline::Emphasis,
            Self::Strong => Inline::Strong,
            Self::Struck => Inline::Struck,
            Self::Inserted => Inline::Inserted,
            Self::Marked => Inline::Marked,
            Self::Small => Inline::Small,
            Self::Superscript => Inline::Superscript,
            Self::Subscript => Inline::Subscript,
            Self::Keyboard => Inline::Keyboard,
            Self::Link(id) => {
                let content = items.drain(start..).collect();
                return items.push(Inline::Link(id, content));
            }
        };
        let content = items.drain(start..).collect();
        items.push(wrapped(content));
    }
}

/// A run in the making.
pub(super) struct Run {
    /// The open elements from outside to inside, and how many pieces stand before what each holds.
    frames: Vec<(Wrap, usize)>,
    /// The pieces of the run: those of the run itself, then those of each element that is open.
    items: Vec<Inline>,
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
            frames: Vec::new(),
            items: Vec::new(),
            pending: String::new(),
            blank: true,
            line_end: false,
            anchors: Vec::new(),
        }
    }
}

impl Run {
    /// Goes on in a new run, inside the same open elements.
    pub(super) fn go_on_in(&mut self, new: &mut Self) {
        new.frames.extend(self.frames.iter().map(|(wrap, _)| (*wrap, 0)));
        std::mem::swap(&mut self.anchors, &mut new.anchors);
    }

    /// A new run with the room of one that has ended: a post has as many as paragraphs, items and cells.
    pub(super) fn anew(mut self) -> Self {
        self.frames.clear();
        self.items.clear();
        self.pending.clear();
        self.anchors.clear();
        (self.blank, self.line_end) = (true, false);
        self
    }

    /// Words of the source. Runs of blanks are one blank; none at the beginning of a line.
    pub(super) fn text(&mut self, text: &str) {
        if self.anchors.is_empty() && !self.line_end && is_even(text.as_bytes()) {
            // Most pieces are words and single blanks: they are taken as they are.
            let words = if self.blank { text.strip_prefix(' ').unwrap_or(text) } else { text };
            self.blank = if words.is_empty() { self.blank } else { words.ends_with(' ') };
            return self.pending.push_str(words);
        }
        let mut rest = text;
        while let Some(c) = rest.chars().next() {
            let end = words_end(rest.as_bytes());
            let (word, after) = rest.split_at_checked(end.max(1)).unwrap_or((rest, ""));
            rest = after;
            if end == 0 {
                if !self.blank {
                    self.pending.push(' ');
                    self.blank = true;
                    self.line_end = false;
                }
                self.line_end |= c == '\n';
                continue;
            }
            if self.line_end && is_ideograph(c) {
                self.join_ideographs();
            }
            self.line_end = false;
            if !self.anchors.is_empty() {
                self.drop_anchors();
            }
            self.pending.push_str(word);
            self.blank = false;
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
        let text = Clean::line(&self.pending);
        self.pending.clear();
        let code = self.frames.iter().any(|(wrap, _)| *wrap == Wrap::Code);
        self.items.push(if code { Inline::Code(text) } else { Inline::Text(text) });
    }

    fn put(&mut self, inline: Inline) {
        self.settle();
        self.items.push(inline);
    }

    /// Something that stands like a word.
    pub(super) fn object(&mut self, inline: Inline) {
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
    pub(super) fn line_break(&mut self) {
        if self.pending.ends_with(' ') {
            self.pending.pop();
        }
        self.put(Inline::HardBreak);
        self.blank = true;
    }

    /// An element begins.
    pub(super) fn open(&mut self, wrap: Wrap) {
        self.settle();
        self.frames.push((wrap, self.items.len()));
    }

    /// The innermost element ends.
    pub(super) fn close(&mut self) {
        self.settle();
        if let Some((wrap, start)) = self.frames.pop().filter(|(_, start)| *start < self.items.len()) {
            wrap.around(&mut self.items, start);
        }
    }

    /// Ends the run: its content, if it shows anything. The open elements stay open for what follows.
    pub(super) fn take(&mut self) -> Option<Vec<Inline>> {
        let open: Vec<Wrap> = self.frames.iter().map(|(wrap, _)| *wrap).collect();
        self.settle();
        while !self.frames.is_empty() {
            self.close();
        }
        self.frames.extend(open.into_iter().map(|wrap| (wrap, 0)));
        self.blank = true;
        trim_end(&mut self.items);
        trim_start(&mut self.items);
        if self.items.iter().any(shows) {
            // No room is kept for more.
            return Some(self.items.drain(..).collect());
        }
        self.anchors.extend(self.items.drain(..).filter_map(|i| match i {
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

/// How many bytes the words take that a text begins with, and the single blanks between them.
fn words_end(text: &[u8]) -> usize {
    let mut at = 0;
    while let Some(byte) = text.get(at) {
        let ends = |next: Option<&u8>| next.is_none_or(|next| is_blank(*next));
        if is_blank(*byte) && (*byte != b' ' || at == 0 || ends(text.get(at + 1))) {
            break;
        }
        at += 1;
    }
    at
}

/// Whether of all blanks a text has only single ones between words. Compilers look at sixteen bytes at a time.
fn is_even(text: &[u8]) -> bool {
    let control = text.iter().fold(false, |found, byte| found | (*byte < b' '));
    let next = text.get(1..).unwrap_or_default();
    let double =
        text.iter().zip(next).fold(false, |found, (one, next)| found | (*one == b' ' && *next == b' '));
    !control && !double
}

/// The blanks of HTML (standard, "ASCII whitespace").
fn is_blank(byte: u8) -> bool {
    matches!(byte, b' ' | b'\n' | b'\t' | b'\r' | b'\x0c')
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
                if end < text.len() {
                    *text = text.slice(0..end);
                }
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

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn read<'t>(pieces: impl IntoIterator<Item = &'t str>) -> Option<Vec<Inline>> {
        let mut run = Run::default();
        pieces.into_iter().for_each(|piece| run.text(piece));
        run.take()
    }

    proptest! {
        #[test]
        fn blanks_are_read_alike_in_one_piece_and_in_many(text in "[ ab漢\n\t]{0,12}", at in 0usize..12) {
            let at = text.char_indices().nth(at).map_or(text.len(), |(at, _)| at);
            let (before, after) = text.split_at(at);
            let each = text.char_indices().map(|(at, c)| &text[at..at + c.len_utf8()]);
            prop_assert_eq!(read([before, after]), read([&*text]));
            prop_assert_eq!(read(each), read([&*text]));
        }
    }
}

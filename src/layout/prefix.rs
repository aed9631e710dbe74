//! What stands beside the lines of a block: margins, bars, hangs and markers, at the side at which its text begins.

use super::line::{CodeRow, Line, Span};
use super::setter::Setter;
use crate::text::Clean;

/// What stands left of a block: once before its first line, then before each other.
#[derive(Clone, Debug, Default)]
pub(super) struct Prefix {
    first: Option<Vec<Span>>,
    rest: Vec<Span>,
    cells: usize,
}

/// A row with more runs of ours than this is worth joining.
const DEEP: usize = 8;

/// The spans and offset of a line without its prefixes.
type Content = (Vec<Span>, usize);

impl Prefix {
    /// The same before every line.
    pub(super) fn every(spans: Vec<Span>, cells: usize) -> Self {
        Self { first: None, rest: spans, cells }
    }

    /// A marker before the first line, blanks before the others.
    pub(super) fn hanging(first: Vec<Span>, cells: usize) -> Self {
        Self { first: Some(first), rest: vec![Span::blanks(cells)], cells }
    }

    /// Nothing before the first line, blanks before the others.
    pub(super) fn outdent(cells: usize) -> Self {
        Self::hanging(Vec::new(), cells)
    }

    /// Blanks before every line.
    pub(super) fn blanks(cells: usize) -> Self {
        Self::every(vec![Span::blanks(cells)], cells)
    }
}

impl Setter<'_> {
    /// Whether a prefix of so many cells leaves enough room for text.
    fn has_room(&self, cells: usize) -> bool {
        self.prose() >= cells + if self.options.is_narrow() { 8 } else { 12 }
    }

    /// Sets something behind one more prefix. Where there is no room for it, its marker leads the text instead.
    pub(super) fn behind(&mut self, prefix: Prefix, set: impl FnOnce(&mut Self)) {
        if !self.has_room(prefix.cells) {
            if let Some(first) = prefix.first {
                self.lead.extend(first);
            }
            set(self);
            return self.drop_lead();
        }
        let cells = prefix.cells;
        self.left += cells;
        self.prefixes.push(prefix);
        set(self);
        // An item without text still shows its marker.
        if self.prefixes.last().is_some_and(|prefix| prefix.first.is_some()) {
            self.emit(Vec::new(), None);
        }
        self.prefixes.pop();
        self.left -= cells;
    }

    /// Sets something further left than the page's margin; inside other blocks nothing hangs so.
    pub(super) fn outdented(&mut self, cells: usize, set: impl FnOnce(&mut Self)) {
        let margin = self.options.margin();
        if self.prefixes.len() != 1 || self.left != margin || cells > margin {
            return set(self);
        }
        let page = std::mem::replace(&mut self.prefixes, vec![Prefix::blanks(margin - cells)]);
        self.left = margin - cells;
        set(self);
        (self.prefixes, self.left) = (page, margin);
    }

    /// A blank line, bars included.
    pub(super) fn blank(&mut self) {
        if self.turned {
            return self.emit_turned(Vec::new(), self.here(), self.prose());
        }
        let mut row = Row::default();
        self.prefixes.iter().for_each(|prefix| prefix.rest.iter().for_each(|span| row.add_one_like(span)));
        self.close(row, self.here(), None);
    }

    /// A line of marks of ours.
    pub(super) fn emit(&mut self, content: Vec<Span>, code: Option<CodeRow>) {
        self.emit_at((content, self.here()), code);
    }

    /// A line whose text begins at an offset.
    pub(super) fn emit_at(&mut self, (content, offset): Content, code: Option<CodeRow>) {
        let beside = self.prefixes.iter().filter(|prefix| prefix.cells > 0).count();
        let mut row = Row::with_room(content.len() + beside);
        for prefix in &mut self.prefixes {
            match prefix.first.take() {
                Some(first) => first.into_iter().for_each(|span| row.add(span)),
                None => prefix.rest.iter().for_each(|span| row.add_one_like(span)),
            }
        }
        content.into_iter().for_each(|span| row.add(span));
        self.close(row, offset, code);
    }

    /// A line of a text that runs from right to left: at the right side of its `width`, and what hangs or stands left
    /// of other text at its right. The page's own margin stays where it is.
    pub(super) fn emit_turned(&mut self, content: Vec<Span>, offset: usize, width: usize) {
        let mut spans = Vec::new();
        let mut beside = Vec::new();
        for (depth, prefix) in self.prefixes.iter_mut().enumerate() {
            let part = prefix.first.take().unwrap_or_else(|| prefix.rest.clone());
            if depth == 0 && !self.is_apart { spans.extend(part) } else { beside.push(part) }
        }
        let taken: usize = content.iter().map(|span| self.options.ambiguous.cells(&span.text)).sum();
        spans.push(Span::blanks(width.saturating_sub(taken)));
        spans.extend(content);
        spans.extend(beside.into_iter().flatten().rev().map(Span::turned));
        if let Some(last) = spans.last_mut() {
            last.text = Clean::line(last.text.trim_end_matches(' '));
        }
        let mut row = Row::with_room(spans.len());
        spans.into_iter().for_each(|span| row.add(span));
        self.close(row, offset, None);
    }

    /// Adds a line without blanks of ours at its end.
    fn close(&mut self, Row(mut spans): Row, offset: usize, code: Option<CodeRow>) {
        while spans.last().is_some_and(is_ours) {
            spans.pop();
        }
        spans.shrink_to_fit();
        self.set.lines.push(Line { spans, offset, code });
    }
}

/// Whether a span is blanks of ours.
fn is_ours(span: &Span) -> bool {
    span.offset.is_none() && span.link.is_none() && span.text.bytes().all(|b| b == b' ')
}

/// The spans of a line in the making, neighbouring blanks of ours made one.
#[derive(Default)]
struct Row(Vec<Span>);

impl Row {
    fn with_room(spans: usize) -> Self {
        Self(Vec::with_capacity(spans))
    }

    /// Adds a span like another one.
    fn add_one_like(&mut self, span: &Span) {
        if !span.text.is_empty() {
            self.add(span.clone());
        }
    }

    fn add(&mut self, span: Span) {
        if span.text.is_empty() {
            return;
        }
        let is_mark = |span: &Span| span.offset.is_none() && span.link.is_none() && !span.text.is_empty();
        // From some depth on bars are one run: a row deep in quotations would hold eighty.
        let before = self.0.len();
        if let [.., bar, gap] = &mut self.0[..]
            && before > DEEP
            && is_ours(gap)
            && is_mark(bar)
            && is_mark(&span)
            && bar.face == span.face
        {
            bar.text.push(&gap.text);
            bar.text.push(&span.text);
            self.0.pop();
            return;
        }
        match self.0.last_mut() {
            Some(last) if is_ours(last) && is_ours(&span) => last.text.push(&span.text),
            _ => self.0.push(span),
        }
    }
}

//! The composing stick: lines go in one after the other behind the prefixes (margin, bars, hangs) in force.
//!
//! It counts the offsets in the block's plain text by the rule of `document::plain`. What a block looks like is
//! known in the file of its kind.

use super::flow::Flow;
use super::index::Index;
use super::inline;
use super::line::{CodeRow, Line, Span};
use super::options::Options;
use super::wrap;
use crate::document::{Document, Inline, LinkId};
use crate::role::{Face, Role};
use crate::text::Clean;

/// A block, laid out.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Set {
    pub(super) lines: Vec<Line>,
    /// What stands on which line, in order.
    pub(super) marks: Vec<(usize, Mark)>,
}

/// What can be gone to.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Mark {
    /// A heading, by its number in the document.
    Heading(usize),
    /// An anchor, or the id of a heading.
    Anchor(Clean),
    /// A footnote, from 1.
    Note(usize),
}

/// What stands left of a block: once before its first line, then before each other.
#[derive(Clone, Debug, Default)]
pub(super) struct Prefix {
    first: Option<Vec<Span>>,
    rest: Vec<Span>,
    cells: usize,
}

/// A row with more runs of ours than this is worth joining.
const DEEP: usize = 16;

/// The spans and offset of a line without its prefixes.
type Content = (Vec<Span>, usize);

/// Sets the lines of one top-level block.
pub(super) struct Setter<'a> {
    pub(super) document: &'a Document,
    pub(super) options: &'a Options,
    pub(super) addresses: &'a [Clean],
    pub(super) index: &'a Index,
    /// What running text is here.
    pub(super) role: Role,
    /// How many lists with bullets are around.
    pub(super) depth: usize,
    /// The number of the next heading, and whether headings count here.
    pub(super) next_heading: usize,
    pub(super) counts: bool,
    /// Whether this is a part that is set apart, as a cell.
    pub(super) is_apart: bool,
    set: Set,
    prefixes: Vec<Prefix>,
    /// A marker that found no room to hang: it leads the next text.
    lead: Vec<Span>,
    left: usize,
    prose_edge: usize,
    wide_edge: usize,
    offset: usize,
    some: bool,
}

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

impl<'a> Setter<'a> {
    /// A setter with the margins of a page.
    pub(super) fn new(
        document: &'a Document,
        options: &'a Options,
        addresses: &'a [Clean],
        index: &'a Index,
    ) -> Self {
        let margin = options.margin();
        Self {
            document,
            options,
            addresses,
            index,
            role: Role::Text,
            depth: 0,
            next_heading: 0,
            counts: true,
            is_apart: false,
            set: Set::default(),
            prefixes: vec![Prefix::blanks(margin)],
            lead: Vec::new(),
            left: margin,
            prose_edge: options.prose_edge(),
            wide_edge: options.width,
            offset: 0,
            some: false,
        }
    }

    /// A setter for a part of this one's block that is set apart at a width of its own, as a table's cell is.
    /// It goes on where this one is in the text; [`Setter::rejoin`] takes its count over.
    pub(super) fn apart(&self, width: usize, role: Role) -> Self {
        Self {
            role,
            depth: 0,
            counts: false,
            is_apart: true,
            set: Set::default(),
            prefixes: Vec::new(),
            lead: Vec::new(),
            left: 0,
            prose_edge: width.max(2),
            wide_edge: width.max(2),
            ..*self
        }
    }

    /// Goes on in the text where a setter that was apart has stopped.
    pub(super) fn rejoin(&mut self, apart: &Setter<'_>) {
        (self.offset, self.some, self.next_heading) = (apart.offset, apart.some, apart.next_heading);
    }

    /// Sets something where another setter stands in the text, and goes on in the text where it was.
    pub(super) fn at(&mut self, other: &Setter<'_>, set: impl FnOnce(&mut Self)) {
        let here = (self.offset, self.some, self.next_heading, self.counts);
        (self.offset, self.some, self.next_heading, self.counts) =
            (other.offset, other.some, other.next_heading, other.counts);
        set(self);
        (self.offset, self.some, self.next_heading, self.counts) = here;
    }

    /// The next text begins with these.
    pub(super) fn led_by(&mut self, spans: Vec<Span>) {
        self.lead.extend(spans);
    }

    pub(super) fn finish(self) -> Set {
        self.set
    }

    /// Cells for prose.
    pub(super) fn prose(&self) -> usize {
        self.prose_edge.saturating_sub(self.left).max(2)
    }

    /// Cells for code and tables.
    pub(super) fn wide(&self) -> usize {
        self.wide_edge.saturating_sub(self.left).max(2)
    }

    /// How many lines there are.
    pub(super) fn rows(&self) -> usize {
        self.set.lines.len()
    }

    /// The lines from a row on.
    pub(super) fn lines_from(&self, row: usize) -> &[Line] {
        self.set.lines.get(row..).unwrap_or_default()
    }

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
        let mut spans = Vec::new();
        self.prefixes.iter().for_each(|prefix| spans.extend(prefix.rest.iter().cloned()));
        self.close(spans, self.here(), None);
    }

    /// A line of marks of ours.
    pub(super) fn emit(&mut self, content: Vec<Span>, code: Option<CodeRow>) {
        self.emit_at((content, self.here()), code);
    }

    /// A line whose text begins at an offset.
    pub(super) fn emit_at(&mut self, (content, offset): Content, code: Option<CodeRow>) {
        let mut spans = Vec::with_capacity(content.len() + self.prefixes.len());
        for prefix in &mut self.prefixes {
            match prefix.first.take() {
                Some(first) => spans.extend(first),
                None => spans.extend(prefix.rest.iter().cloned()),
            }
        }
        spans.extend(content);
        self.close(spans, offset, code);
    }

    /// Adds a line without blanks of ours at its end, neighbouring blanks of ours made one.
    fn close(&mut self, spans: Vec<Span>, offset: usize, code: Option<CodeRow>) {
        let ours = |span: &Span| {
            span.offset.is_none() && span.link.is_none() && span.text.bytes().all(|b| b == b' ')
        };
        let is_mark = |span: &Span| span.offset.is_none() && span.link.is_none() && !span.text.is_empty();
        let mut joined: Vec<Span> = Vec::with_capacity(spans.len());
        for span in spans {
            // From some depth on bars are one run: a row deep in quotations would hold a hundred.
            let before = joined.len();
            if let [.., bar, gap] = &mut joined[..]
                && before > DEEP
                && ours(gap)
                && is_mark(bar)
                && is_mark(&span)
                && bar.face == span.face
            {
                bar.text.push(&gap.text);
                bar.text.push(&span.text);
                joined.pop();
                continue;
            }
            match joined.last_mut() {
                _ if span.text.is_empty() => {}
                Some(last) if ours(last) && ours(&span) => last.text.push(&span.text),
                _ => joined.push(span),
            }
        }
        while joined.last().is_some_and(ours) {
            joined.pop();
        }
        self.set.lines.push(Line { spans: joined, offset, code });
    }

    /// The offset at which the next part begins.
    pub(super) fn here(&self) -> usize {
        self.offset + usize::from(self.some)
    }

    /// Begins a part of the block's plain text and gives its offset.
    pub(super) fn part(&mut self) -> usize {
        self.offset = self.here();
        self.some = true;
        self.offset
    }

    /// Sets a block that is a part of the block around it; its own parts are counted from it on.
    pub(super) fn inside(&mut self, set: impl FnOnce(&mut Self)) {
        self.offset = self.here();
        self.some = false;
        set(self);
        self.some = true;
    }

    /// Says that the part that was begun is so long.
    pub(super) fn advance(&mut self, bytes: usize) {
        self.offset += bytes;
    }

    /// Notes what stands on the next line.
    pub(super) fn mark(&mut self, mark: Mark) {
        self.set.marks.push((self.set.lines.len(), mark));
    }

    /// Takes over marks of lines that were set apart.
    pub(super) fn mark_all(&mut self, marks: Vec<(usize, Mark)>) {
        marks.into_iter().for_each(|(_, mark)| self.mark(mark));
    }

    /// A marker that found no room to hang has a line of its own above what cannot be led by it.
    pub(super) fn drop_lead(&mut self) {
        if !self.lead.is_empty() {
            self.words_of_ours("", Role::Marker);
        }
    }

    /// The words of some inlines as a part of the text, led by a marker that found no room.
    pub(super) fn flow(&mut self, inlines: &[Inline], role: Role) -> Flow {
        let start = self.part();
        let lead = std::mem::take(&mut self.lead);
        let (flow, length) = inline::flow(self, inlines, Face::of(role), start, lead);
        self.advance(length);
        flow
    }

    /// Sets some inlines as lines of prose.
    pub(super) fn text(&mut self, inlines: &[Inline], role: Role) {
        let flow = self.flow(inlines, role);
        self.prose_lines(&flow, self.prose());
    }

    /// Sets words of ours, which are not in the text.
    pub(super) fn words_of_ours(&mut self, words: &str, role: Role) {
        let mut flow = Flow::of_ours(std::mem::take(&mut self.lead));
        flow.add(words, Face::of(role), None);
        flow.start = self.here();
        self.prose_lines(&flow, self.prose());
    }

    /// Sets the address of a link.
    pub(super) fn address(&mut self, address: &str, link: LinkId) {
        let mut flow = Flow::of_ours(std::mem::take(&mut self.lead));
        flow.add_address(address, Face::of(Role::Address), link);
        flow.start = self.here();
        self.prose_lines(&flow, self.prose());
    }

    /// Sets words as lines no wider than `width`.
    pub(super) fn prose_lines(&mut self, flow: &Flow, width: usize) {
        let row = self.rows();
        let rows = wrap::lines(flow, width, self.options.ambiguous);
        for (id, at) in &flow.anchors {
            let line = rows.iter().rposition(|range| range.start <= *at).unwrap_or(0);
            self.set.marks.push((row + line, Mark::Anchor(id.clone())));
        }
        let mut offset = flow.start;
        for range in rows {
            let spans = flow.spans(range);
            offset = spans.iter().find_map(|span| span.offset).unwrap_or(offset);
            self.emit_at((spans, offset), None);
        }
    }
}

//! The composing stick: lines go in one after the other behind the prefixes (margin, bars, hangs) in force.
//!
//! It counts the offsets in the block's plain text by the rule of `document::plain`. What a block looks like is
//! known in the file of its kind.

use super::direction::Direction;
use super::flow::Flow;
use super::index::Index;
use super::inline;
use super::line::{Line, Span};
use super::options::Options;
use super::parting::Hyphens;
use super::prefix::Prefix;
use super::wrap::{self, Row};
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
    /// How many tables are around.
    pub(super) tables: usize,
    /// The number of the next heading, and whether headings count here.
    pub(super) next_heading: usize,
    pub(super) counts: bool,
    /// Whether this is a part that is set apart, as a cell.
    pub(super) is_apart: bool,
    pub(super) set: Set,
    pub(super) prefixes: Vec<Prefix>,
    /// A marker that found no room to hang: it leads the next text.
    pub(super) lead: Vec<Span>,
    pub(super) left: usize,
    prose_edge: usize,
    wide_edge: usize,
    offset: usize,
    some: bool,
    /// Whether the last line ran from right to left: a blank line goes on as it.
    pub(super) turned: bool,
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
            tables: 0,
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
            turned: false,
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

    /// Sets words as lines no wider than `width`, at the side at which they begin.
    pub(super) fn prose_lines(&mut self, flow: &Flow, width: usize) {
        let direction = Direction::of(&flow.text, self.options.bidi);
        self.lines_of(flow, width, &direction);
    }

    /// Sets words as lines no wider than `width`, at the right or the left, whatever their direction.
    pub(super) fn lines_at(&mut self, flow: &Flow, width: usize, right: bool) {
        let direction = Direction::of(&flow.text, self.options.bidi).at(right);
        self.lines_of(flow, width, &direction);
    }

    /// The same of a line of parts, each in its own direction.
    pub(super) fn parts_at(&mut self, flow: &Flow, between: &str, right: bool) {
        let direction = Direction::of_parts(&flow.text, between, self.options.bidi, right);
        self.lines_of(flow, self.prose(), &direction);
    }

    fn lines_of(&mut self, flow: &Flow, width: usize, direction: &Direction) {
        let row = self.rows();
        let rows = wrap::lines(flow, width, self.hyphens(flow), self.options.ambiguous);
        let each = if self.is_spaced(flow) { 2 } else { 1 };
        for (id, at) in &flow.anchors {
            let line = rows.iter().rposition(|row| row.bytes.start <= *at).unwrap_or(0);
            self.set.marks.push((row + line * each, Mark::Anchor(id.clone())));
        }
        self.turned = direction.is_at_right();
        let mut offset = flow.start;
        for (n, Row { bytes, hyphen }) in rows.into_iter().enumerate() {
            let spans = flow.spans(bytes.clone());
            offset = spans.iter().find_map(|span| span.offset).unwrap_or(offset);
            let hyphen = spans.last().filter(|_| hyphen);
            let hyphen = hyphen.map(|last| Span { text: Clean::line("-"), offset: None, ..last.clone() });
            let mut spans = direction.seen(flow, bytes, spans);
            // A line ends at its left where it runs from right to left.
            let end = if self.turned { 0 } else { spans.len() };
            if let Some(hyphen) = hyphen {
                spans.insert(end, hyphen);
            }
            if n > 0 && each == 2 {
                self.emit_line(Vec::new(), offset, width);
            }
            self.emit_line(spans, offset, width);
        }
    }

    /// A line of prose, in its direction.
    fn emit_line(&mut self, spans: Vec<Span>, offset: usize, width: usize) {
        match self.turned {
            true => self.emit_turned(spans, offset, width),
            false => self.emit_at((spans, offset), None),
        }
    }

    /// What a flow is, by its first words.
    fn role_of(flow: &Flow) -> Role {
        flow.runs.first().map_or(Role::Text, |run| run.face.role)
    }

    /// Which words of a flow are parted: in headings and in the cells of tables those that must be.
    fn hyphens(&self, flow: &Flow) -> Hyphens {
        let is_display =
            matches!(Self::role_of(flow), Role::Heading(_) | Role::Title | Role::Byline | Role::Term);
        match self.options.hyphenate {
            None => Hyphens::Off,
            Some(language) if self.is_apart || is_display => Hyphens::Needed(language),
            Some(language) => Hyphens::On(language),
        }
    }

    /// Whether blank rows stand between the lines of a flow.
    fn is_spaced(&self, flow: &Flow) -> bool {
        let is_display = matches!(Self::role_of(flow), Role::Heading(_) | Role::Title | Role::Byline);
        self.options.spacing > 1 && !self.is_apart && !is_display
    }
}

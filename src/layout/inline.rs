//! The tree of a paragraph's inlines as one text with runs: each run knows its face, its link and where it comes from.

mod struck;

use std::ops::Range;

use super::flow::{Flow, Run};
use super::line::Span;
use super::options::Addresses;
use super::script::{self, Script};
use super::setter::Setter;
use crate::document::{Inline, LinkId, LinkKind, Target, plain};
use crate::role::{Face, Role, Traits};
use crate::text::Clean;

/// The flow of some inlines that begin at an offset of the plain text, and the bytes of plain text they are.
pub(super) fn flow(
    setter: &Setter<'_>,
    inlines: &[Inline],
    face: Face,
    start: usize,
    lead: Vec<Span>,
) -> (Flow, usize) {
    let mut builder = Builder {
        setter,
        flow: Flow { start, ..Flow::default() },
        offset: start,
        face,
        link: None,
        soft: None,
        script: None,
        named: false,
        pending: Vec::new(),
    };
    for span in lead {
        builder.link = span.link;
        builder.push(&span.text, span.face, None);
    }
    builder.link = None;
    builder.inlines(inlines);
    builder.flush();
    (builder.flow, builder.offset - start)
}

/// Fills a flow.
struct Builder<'a> {
    setter: &'a Setter<'a>,
    flow: Flow,
    offset: usize,
    face: Face,
    link: Option<LinkId>,
    /// A line break of the source that may become a blank, and its offset.
    soft: Option<usize>,
    script: Option<Script>,
    /// Whether the words or the address of a picture came last: the next word or picture stands apart from them.
    named: bool,
    /// Links whose addresses wait for the end of the word they end in: `Ann's <address>`, not `Ann <address>'s`.
    pending: Vec<LinkId>,
}

impl Builder<'_> {
    fn inlines(&mut self, inlines: &[Inline]) {
        inlines.iter().for_each(|inline| self.inline(inline));
    }

    fn inline(&mut self, inline: &Inline) {
        if !matches!(inline, Inline::Text(_)) {
            self.flush();
        }
        match inline {
            Inline::Text(text) => self.words(text),
            Inline::Emphasis(inner) => self.with(Traits::EMPHASIS, inner),
            Inline::Strong(inner) => self.with(Traits::STRONG, inner),
            Inline::Struck(inner) => self.struck(inner),
            Inline::Inserted(inner) => self.with(Traits::INSERTED, inner),
            Inline::Marked(inner) => self.with(Traits::MARKED, inner),
            Inline::Small(inner) => self.with(Traits::SMALL, inner),
            Inline::Superscript(inner) => self.script(Script::Super, inner),
            Inline::Subscript(inner) => self.script(Script::Sub, inner),
            Inline::Code(code) => self.code(code),
            Inline::Keyboard(inner) => self.role(Role::Keyboard, |this| this.inlines(inner)),
            Inline::Math(tex) => self.math(tex),
            Inline::Link(link, inner) => self.link(*link, inner),
            Inline::Media(link, words) => self.media(*link, words),
            Inline::Note(number) => self.note(*number),
            Inline::Anchor(id) => self.flow.anchors.push((id.clone(), self.flow.text.len())),
            Inline::Aside(words) => self.role(Role::Aside, |this| this.words(words)),
            Inline::SoftBreak => {
                self.soft.get_or_insert(self.offset);
                self.offset += 1;
            }
            Inline::HardBreak => {
                self.soft = None;
                self.push("\n", self.face, Some(self.offset));
                self.offset += 1;
            }
        }
    }

    fn with(&mut self, traits: Traits, inner: &[Inline]) {
        let outer = self.face;
        self.face = outer.with(traits);
        self.inlines(inner);
        self.face = outer;
    }

    fn role(&mut self, role: Role, set: impl FnOnce(&mut Self)) {
        let outer = std::mem::replace(&mut self.face.role, role);
        set(self);
        self.face.role = outer;
    }

    /// Running text: any run of blanks and line breaks is one blank, as on a page.
    fn words(&mut self, text: &str) {
        let start = self.offset;
        self.offset += text.len();
        if let Some(script) = self.script {
            return self.scripted(script, text, start);
        }
        if text.starts_with(char::is_alphanumeric) {
            self.apart();
        }
        self.named = false;
        let mut from = 0;
        if self.pending.is_empty()
            && !text.contains("  ")
            && memchr::memchr2(b'\n', b'\t', text.as_bytes()).is_none()
        {
            // The blanks are those of the page.
            from = usize::from(text.starts_with(' ') && self.ends_blank());
            return self.piece(text, from..text.len(), start);
        }
        if !self.pending.is_empty() {
            from = word_end(text);
            self.piece(text, 0..from, start);
            self.flush();
        }
        let (first, mut blank) = (from, self.ends_blank());
        for (at, c) in text.char_indices().skip_while(|(at, _)| *at < first) {
            let is_blank = matches!(c, ' ' | '\n' | '\t');
            if is_blank && (blank || c != ' ') {
                self.piece(text, from..at, start);
                if !blank {
                    self.push(" ", self.face, Some(start + at));
                }
                from = at + 1;
            }
            blank = is_blank;
        }
        self.piece(text, from..text.len(), start);
    }

    /// A blank behind a picture, where the words of the page bring none.
    fn apart(&mut self) {
        if std::mem::take(&mut self.named) && !self.ends_blank() {
            self.push(" ", self.face, None);
        }
    }

    fn piece(&mut self, text: &str, range: Range<usize>, start: usize) {
        let offset = start + range.start;
        self.push(text.get(range).unwrap_or_default(), self.face, Some(offset));
    }

    /// Whether a blank would be a second one, or the first of a line.
    fn ends_blank(&self) -> bool {
        self.soft.is_some() || self.flow.text.is_empty() || self.flow.text.ends_with([' ', '\n'])
    }

    fn code(&mut self, code: &str) {
        let start = self.offset;
        self.offset += code.len();
        let marks = !self.setter.options.color;
        let face = Face { role: Role::InlineCode, ..self.face };
        self.settle(code);
        self.apart();
        let from = self.flow.text.len();
        if marks {
            self.push("`", face, None);
        }
        let code = code.replace(['\n', '\t'], " ");
        self.push(&code, face, Some(start));
        if marks {
            self.push("`", face, None);
        }
        self.flow.whole.push(from..self.flow.text.len());
    }

    fn math(&mut self, tex: &str) {
        let start = self.offset;
        self.offset += tex.len();
        let shown = super::math::shown(tex, self.setter.options).replace(['\n', '\t'], " ");
        let offset = (shown.len() == tex.len()).then_some(start);
        self.push(shown.trim(), Face { role: Role::Math, ..self.face }, offset.or(Some(start)));
    }

    fn script(&mut self, script: Script, inner: &[Inline]) {
        let text = plain::words(inner);
        let unicode = self.setter.options.glyphs().superscript;
        if text.is_empty() || self.script.is_some() {
            return self.inlines(inner);
        }
        if unicode && script.text(&text).is_some() {
            self.script = Some(script);
            self.inlines(inner);
            self.script = None;
            return;
        }
        // What stands behind no word is small print, and belongs to nothing.
        let is_behind = self.soft.is_none() && self.flow.text.ends_with(|c: char| !c.is_whitespace());
        let (before, after) = if is_behind { script.around(&text) } else { ("", "") };
        self.push(before, self.face, None);
        self.inlines(inner);
        self.push(after, self.face, None);
    }

    /// Text of which every character has its own form in the script.
    fn scripted(&mut self, script: Script, text: &str, start: usize) {
        for (at, c) in text.char_indices() {
            let shown = script.of(c).unwrap_or(c);
            self.push(shown.encode_utf8(&mut [0; 4]), self.face, Some(start + at));
        }
    }

    fn link(&mut self, link: LinkId, inner: &[Inline]) {
        let outer = self.link;
        self.link = outer.or(Some(link));
        let start = self.flow.text.len();
        self.with(Traits::LINK, inner);
        self.link = outer;
        if self.setter.addresses.get(link).is_some_and(|address| says(&self.flow.text[start..], address)) {
            self.flow.addresses.push(start..self.flow.text.len());
        }
        self.address(link, || plain::words(inner));
    }

    /// An image or a film: a mark of its own link, and words that belong to the link around where there is one.
    fn media(&mut self, link: LinkId, words: &Clean) {
        let start = self.offset;
        self.offset += words.len();
        let glyphs = self.setter.options.glyphs();
        let film = self.setter.document.links.get(link).is_some_and(|l| l.kind == LinkKind::Media);
        let outer = self.link;
        let face = Face { role: Role::Media, ..self.face }.with(Traits::LINK);
        let name = match words.trim().is_empty() {
            true => self.name(link),
            false => Clean::line(words.trim()),
        };
        self.link = None;
        self.apart();
        // The mark leads to the picture and the words where the link around it leads; without words the mark does.
        self.link = if name.is_empty() { outer.or(Some(link)) } else { Some(link) };
        self.push(if film { glyphs.film } else { glyphs.image }, face, None);
        self.link = outer.or(Some(link));
        if !name.is_empty() {
            self.push(" ", face, None);
            self.flow.glue.push(self.flow.text.len());
            let lead = words.len() - words.trim_start().len();
            self.push(&name, face, (!words.trim().is_empty()).then_some(start + lead));
        }
        self.link = outer;
        self.address(link, || name.to_string());
        self.named = !name.is_empty() || !self.pending.is_empty();
        self.flush();
    }

    /// What names an image or a film that has no words: its title, or the host of the film or the last part of the
    /// address where that is not printed.
    fn name(&self, link: LinkId) -> Clean {
        let Some(known) = self.setter.document.links.get(link) else { return Clean::default() };
        let title = Clean::line(known.title.trim());
        if !title.is_empty() || self.setter.options.addresses != Addresses::Hidden {
            return title;
        }
        let address = match &known.target {
            Target::Written(address) | Target::Web(address) | Target::Site(address) => address.as_str(),
            Target::Anchor(_) | Target::Note(_) => "",
        };
        let host = address.split_once("//").and_then(|(_, rest)| rest.split(['/', '?', '#']).next());
        if let (LinkKind::Media, Some(host)) = (known.kind, host.filter(|host| !host.is_empty())) {
            return Clean::line(host);
        }
        let path = address.split(['?', '#']).next().unwrap_or_default();
        Clean::line(path.trim_end_matches('/').rsplit('/').next().unwrap_or_default())
    }

    /// The address after a link, where addresses are asked for and the words are not the address itself.
    fn address(&mut self, link: LinkId, words: impl FnOnce() -> String) {
        let Some(address) = self.setter.addresses.get(link).filter(|address| !address.is_empty()) else {
            return;
        };
        let is_note = self.setter.document.links.get(link).is_some_and(|l| l.kind == LinkKind::Note);
        let face = Face::of(Role::Address);
        let number = |numbers: &[usize]| numbers.get(link).copied().unwrap_or_default();
        let number = match self.setter.options.addresses {
            Addresses::Hidden => return,
            _ if is_note || says(&words(), address) => return,
            Addresses::Inline => number(&self.setter.index.below),
            Addresses::List => number(&self.setter.index.numbers),
        };
        if number == 0 {
            return self.pending.push(link);
        }
        self.flow.glue.push(self.flow.text.len());
        self.linked(link, &format!("[{number}]"), face);
    }

    /// Prints the addresses that wait for the end of their word.
    fn flush(&mut self) {
        let face = Face::of(Role::Address);
        for link in std::mem::take(&mut self.pending) {
            let address = self.setter.addresses.get(link).cloned().unwrap_or_default();
            self.push(" ", face, None);
            let start = self.flow.text.len();
            self.push("<", face, None);
            self.linked(link, &address, face);
            self.push(">", face, None);
            self.flow.addresses.push(start..self.flow.text.len());
        }
    }

    fn linked(&mut self, link: LinkId, text: &str, face: Face) {
        let outer = self.link.replace(link);
        self.push(text, face, None);
        self.link = outer;
    }

    fn note(&mut self, number: usize) {
        let mark = script::note(number, self.setter.options.glyphs().superscript);
        self.soft = None;
        // The marks 1 and 2 side by side would read as 12.
        if self.flow.text.ends_with(|c: char| script::is_raised_digit(c)) {
            self.flow.glue.push(self.flow.text.len());
            self.push(" ", self.face, None);
        }
        self.flow.glue.push(self.flow.text.len());
        self.push(&mark, Face { role: Role::Marker, ..self.face }, None);
    }

    /// Makes a break of the source a blank, or nothing between two ideographs (CSS Text 3, 4.1.3).
    fn settle(&mut self, next: &str) {
        let Some(offset) = self.soft.take() else { return };
        let joins = |c: Option<char>| c.is_some_and(is_ideograph);
        let last = self.flow.text.chars().next_back();
        let doubled =
            self.flow.text.is_empty() || self.flow.text.ends_with([' ', '\n']) || next.starts_with('\n');
        let joined = joins(last) && joins(next.chars().next());
        if !doubled && !joined {
            self.run(" ", self.face, Some(offset));
        }
    }

    fn push(&mut self, text: &str, face: Face, offset: Option<usize>) {
        if !text.is_empty() {
            self.settle(text);
            self.run(text, face, offset);
        }
    }

    /// Adds a run, or makes the last one longer where it goes on.
    fn run(&mut self, text: &str, face: Face, offset: Option<usize>) {
        let begin = self.flow.text.len();
        self.flow.text.push_str(text);
        let end = self.flow.text.len();
        let before =
            self.flow.runs.len().checked_sub(2).and_then(|n| self.flow.runs.get(n)).map_or(0, |run| run.end);
        match self.flow.runs.last_mut() {
            Some(last)
                if last.face == face
                    && last.link == self.link
                    && last.offset.map(|at| at + begin - before) == offset =>
            {
                last.end = end;
            }
            _ => self.flow.runs.push(Run { end, face, link: self.link, offset }),
        }
    }
}

/// Where the word ends that a text goes on with: `'s` and letters, but no text without blanks between its words.
fn word_end(text: &str) -> usize {
    let is_letter = |c: char| c.is_alphanumeric() && !is_ideograph(c);
    let rest = text.strip_prefix(['\'', '’']).unwrap_or(text);
    let letters: usize = rest.chars().take_while(|c| is_letter(*c)).map(char::len_utf8).sum();
    if (1..=12).contains(&letters) { text.len() - rest.len() + letters } else { 0 }
}

/// Whether a text is written without blanks between words.
fn is_ideograph(c: char) -> bool {
    matches!(c, '\u{2e80}'..='\u{31ff}' | '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{ff00}'..='\u{ff60}' | '\u{20000}'..='\u{3ffff}')
}

/// Whether the words of a link are its address.
pub(super) fn says(words: &str, address: &str) -> bool {
    let bare = |text: &str| {
        let text = text.trim().trim_start_matches("mailto:").trim_end_matches('/');
        text.to_owned()
    };
    bare(words) == bare(address)
}

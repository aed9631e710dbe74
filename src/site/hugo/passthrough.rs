//! Mathematics that Goldmark must not read as Markdown: Hugo's passthrough extension.
//!
//! Source: <https://gohugo.io/configuration/markup/#passthrough> and <https://gohugo.io/content-management/mathematics/>. What
//! stands between two delimiters in one paragraph goes to the page as it is written; no code does.

use std::borrow::Cow;

use super::config::{Config, deep};
use crate::markup::{Island, Islands};

/// What begins and ends mathematics.
#[derive(Debug)]
pub(super) struct Delimiter {
    open: String,
    close: String,
    /// Whether it stands on lines of its own.
    display: bool,
}

/// The delimiters that a site has switched on. `$` alone is not among them: markup reads it, with its care for prices.
pub(super) fn delimiters(config: &Config) -> Vec<Delimiter> {
    let set = |key: &str| deep(&config.root, &format!("markup.goldmark.extensions.passthrough.{key}"));
    if !set("enable").and_then(|v| v.as_bool()).unwrap_or(false) {
        return Vec::new();
    }
    let mut found = Vec::new();
    for (key, display) in [("delimiters.block", true), ("delimiters.inline", false)] {
        let pairs = set(key).and_then(|v| v.as_list()).unwrap_or_default();
        for pair in pairs.iter().filter_map(|pair| pair.as_list()) {
            if let [open, close] = pair
                && let (Some(open), Some(close)) = (open.as_str(), close.as_str())
                && !matches!(open, "" | "$")
                && !close.is_empty()
            {
                found.push(Delimiter { open: open.into(), close: close.into(), display });
            }
        }
    }
    // `$$` goes before what begins like it.
    found.sort_by_key(|delimiter| std::cmp::Reverse(delimiter.open.len()));
    found
}

/// The text with an island in place of each piece of mathematics. Lines stay lines.
pub(super) fn hold<'t>(text: Cow<'t, str>, delimiters: &[Delimiter], islands: &mut Islands) -> Cow<'t, str> {
    if !delimiters.iter().any(|delimiter| text.contains(&delimiter.open)) {
        return text;
    }
    let unclosed = vec![0; delimiters.len()];
    let mut scan = Scan {
        text: &text,
        delimiters,
        islands,
        at: 0,
        is_quoted: false,
        end: 0,
        unclosed,
        ticks: Vec::new(),
    };
    Cow::Owned(scan.run())
}

/// Goes through a text once.
struct Scan<'s> {
    text: &'s str,
    delimiters: &'s [Delimiter],
    islands: &'s mut Islands,
    /// How far it has come.
    at: usize,
    /// Whether the line that was begun last stands in a quotation.
    is_quoted: bool,
    /// Where the paragraph ends.
    end: usize,
    /// Up to where each delimiter is known to have no other end, so that it is not looked for again.
    unclosed: Vec<usize>,
    /// The same for runs of so many backticks.
    ticks: Vec<(usize, usize)>,
}

impl<'s> Scan<'s> {
    fn run(&mut self) -> String {
        let mut out = String::with_capacity(self.text.len());
        let mut fence = None;
        while self.at < self.text.len() {
            let begins_line = self.at == 0 || self.text.as_bytes().get(self.at - 1) == Some(&b'\n');
            // A line is measured once, however much mathematics it holds.
            let line = match begins_line {
                true => self.rest().split_inclusive('\n').next().unwrap_or_default(),
                false => "",
            };
            if begins_line {
                self.is_quoted = line.trim_start().starts_with('>');
            }
            let mark = fence_of(line);
            match (fence, mark) {
                (None, None) => self.piece(&mut out),
                (None, Some(_)) => (fence, _) = (mark, self.copy(line.len(), &mut out)),
                (Some(open), closing) => {
                    fence = if closing == Some(open) { None } else { fence };
                    self.copy(line.len(), &mut out);
                }
            }
        }
        out
    }

    fn rest(&self) -> &'s str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn copy(&mut self, bytes: usize, out: &mut String) {
        out.push_str(self.text.get(self.at..self.at + bytes).unwrap_or_default());
        self.at += bytes;
    }

    /// Words, code, a sign behind a backslash, mathematics, or the end of a line.
    fn piece(&mut self, out: &mut String) {
        let rest = self.rest();
        let length = if rest.starts_with('`') {
            self.code()
        } else if self.math(out) {
            return;
        } else {
            let first = rest.chars().take(if rest.starts_with('\\') { 2 } else { 1 });
            let first = first.take_while(|c| *c != '\n').map(char::len_utf8).sum::<usize>().max(1);
            let is_sign = |c: char| matches!(c, '\n' | '`' | '\\');
            let opens = |c: char| self.delimiters.iter().any(|delimiter| delimiter.open.starts_with(c));
            let words = rest.get(first..).unwrap_or_default();
            let is_end = rest.starts_with('\n');
            first + if is_end { 0 } else { words.find(|c| is_sign(c) || opens(c)).unwrap_or(words.len()) }
        };
        self.copy(length, out);
    }

    /// The length of a run of backticks, with the code behind it where another run ends that.
    fn code(&mut self) -> usize {
        let rest = self.rest();
        let run = rest.len() - rest.trim_start_matches('`').len();
        if self.ticks.iter().any(|(ticks, until)| *ticks == run && self.at < *until) {
            return run;
        }
        let end = self.paragraph();
        let paragraph = self.text.get(self.at..end).unwrap_or_default();
        let mut from = run;
        while let Some(next) = paragraph.get(from..).and_then(|rest| rest.find('`')) {
            let inside = paragraph.get(from + next..).unwrap_or_default();
            let length = inside.len() - inside.trim_start_matches('`').len();
            from += next + length;
            if length == run {
                return from;
            }
        }
        self.ticks.retain(|(ticks, _)| *ticks != run);
        self.ticks.push((run, end));
        run
    }

    /// Puts an island in place of the mathematics that begins here, if any does.
    fn math(&mut self, out: &mut String) -> bool {
        for number in 0..self.delimiters.len() {
            let delimiters = self.delimiters;
            let Some(delimiter) = delimiters.get(number) else { continue };
            let is_unclosed = self.unclosed.get(number).is_some_and(|until| self.at < *until);
            if is_unclosed || !self.rest().starts_with(&delimiter.open) {
                continue;
            }
            let end = self.paragraph();
            let from = self.at + delimiter.open.len();
            let inside = self.text.get(from..end).unwrap_or_default();
            let Some(length) = inside.find(&delimiter.close) else {
                self.unclosed.iter_mut().skip(number).take(1).for_each(|until| *until = end);
                continue;
            };
            let inside = inside.get(..length).unwrap_or_default();
            if inside.trim().is_empty() {
                continue;
            }
            self.put(from + length + delimiter.close.len(), inside, delimiter.display, out);
            return true;
        }
        false
    }

    /// An island on the line where mathematics begins, and one of no words on each further line of it: so lists and quotations
    /// stay as they are, and so do the numbers of lines.
    fn put(&mut self, end: usize, inside: &str, display: bool, out: &mut String) {
        let written = self.text.get(self.at..end).unwrap_or_default();
        let tex = match self.is_quoted {
            true => {
                let bare = |line: &str| line.trim_start_matches([' ', '>']).to_owned();
                inside.split('\n').map(bare).collect::<Vec<_>>().join("\n")
            }
            false => inside.to_owned(),
        };
        out.push_str(&self.islands.add(Island::Math { tex, written: written.to_owned(), display }));
        for line in written.split('\n').skip(1) {
            let words = line.trim_start_matches([' ', '\t', '>']);
            out.push('\n');
            out.push_str(line.get(..line.len() - words.len()).unwrap_or_default());
            out.push_str(&self.islands.add(Island::Text(String::new())));
        }
        self.at = end;
    }

    /// Where the paragraph ends that has been reached: before a line of nothing.
    fn paragraph(&mut self) -> usize {
        if self.at >= self.end {
            let mut lines = self.rest().split_inclusive('\n');
            let first = lines.next().unwrap_or_default().len();
            let more = lines.take_while(|line| !line.trim_start_matches('>').trim().is_empty());
            self.end = self.at + first + more.map(str::len).sum::<usize>();
        }
        self.end
    }
}

/// The sign of a fence that a line opens or closes, in a list or a quotation too.
fn fence_of(line: &str) -> Option<&'static str> {
    let bare = line.trim_start_matches(['>', ' ', '\t', '-', '*', '+']);
    ["```", "~~~"].into_iter().find(|mark| bare.starts_with(mark))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn shown(text: &str) -> String {
        let delimiter =
            |open: &str, close: &str, display| Delimiter { open: open.into(), close: close.into(), display };
        let delimiters =
            [delimiter("$$", "$$", true), delimiter("\\[", "\\]", true), delimiter("\\(", "\\)", false)];
        let mut islands = Islands::default();
        let mut rest = hold(text.into(), &delimiters, &mut islands).into_owned();
        let mut out = String::new();
        while let Some((range, number)) = Islands::find(&rest) {
            out.push_str(&rest[..range.start]);
            match islands.get(number).unwrap() {
                Island::Math { tex, display: true, .. } => out.push_str(&format!("‹‹{tex}››")),
                Island::Math { tex, .. } => out.push_str(&format!("‹{tex}›")),
                _ => out.push('·'),
            }
            rest.drain(..range.end);
        }
        out + &rest
    }

    #[test]
    fn what_is_mathematics_is_held() {
        assert_eq!(shown("a \\(b_1 * c_2\\), $$d$$ e"), "a ‹b_1 * c_2›, ‹‹d›› e");
        assert_eq!(shown("$$\na \\\\\nb\n$$\nc"), "‹‹\na \\\\\nb\n››\n·\n·\n·\nc");
        assert_eq!(shown("- a \\[\n  b\n  \\]\n- c"), "- a ‹‹\n  b\n  ››\n  ·\n  ·\n- c");
        assert_eq!(shown("> \\[\n> b\n> \\]"), "> ‹‹\nb\n››\n> ·\n> ·");
    }

    #[test]
    fn code_what_is_escaped_and_what_does_not_end_in_its_paragraph_stay() {
        for text in [
            "`\\(a\\)` and ``b ` \\(c\\)``",
            "```tex\n\\(a\\)\n```\n",
            "- ~~~\n  $$a$$\n  ~~~\n",
            "\\\\(a\\\\) and \\$$",
            "\\(a\n\nb\\)",
            "it costs $$$$ or less \\",
            "\\(",
        ] {
            assert_eq!(shown(text), text);
        }
        assert_eq!(shown("` \\(a\\)"), "` ‹a›");
    }
}

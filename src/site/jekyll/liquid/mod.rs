//! Liquid, as Jekyll runs it over a post before Markdown is read.
//!
//! **Why our own interpreter.** The `liquid` crate refuses a whole template for one unknown name, filter or tag;
//! its grammar cannot read Jekyll's arguments (`include a/b.html`, `post_url 2010-…`); it has no limits and recurses
//! with the nesting of a template. To be lenient, it would need a scan before parsing, a runtime of ours, every tag
//! that opens a scope and every filter wrapped, and a writer that stops it. What stays of the crate then is its
//! standard filters. An interpreter of the subset is smaller than those guards, says a line for each Problem, and
//! counts its steps and bytes, so that no template takes long and the same one always shows the same.
//!
//! It follows Liquid in lax mode, as Jekyll 3 and 4 run it (4.0, in Debian 5.4; its output was compared with that of
//! Jekyll 4.3.1 case by case): unknown names are nothing, filters that are
//! not known change nothing, what fails prints nothing. What is more: it never stops at an error; a tag of a plugin
//! prints its content or a dim word; whatever a template put in as finished content becomes an [`Island`].
//!
//! [`Island`]: crate::markup::Island

mod ast;
mod budget;
mod eval;
mod expression;
mod filters;
mod host;
mod lexer;
mod loops;
mod parse;
mod plugins;
mod print;
mod tags;
#[cfg(test)]
mod tests;
mod things;
mod val;
mod when;

pub use host::{Data, Host};
pub use val::{Map, Thing, Val};

use ast::Kind;
use eval::Interpreter;
use parse::Note;

use crate::markup::Islands;
use crate::problem::Problem;
use crate::text::Clean;

/// A text with its templates run.
#[derive(Debug, Default)]
pub struct Expanded {
    /// The text for markup.
    pub text: String,
    /// What its placeholders stand for.
    pub islands: Islands,
    /// What was wrong.
    pub problems: Vec<Problem>,
    /// Where pieces of the source begin: line of the text and line of the source, both from 0, both growing.
    pub lines: Vec<(usize, usize)>,
}

/// Whether a text can hold a template.
pub fn has_any(text: &str) -> bool {
    text.contains("{{") || text.contains("{%")
}

/// Runs the templates of a text whose first line is line `first_line` of its file. Total and bounded.
pub fn expand(text: &str, file: &Clean, first_line: usize, host: &dyn Host) -> Expanded {
    let source = Islands::disarm(text);
    if !has_any(&source) {
        return Expanded { text: source.into_owned(), lines: vec![(0, 0)], ..Expanded::default() };
    }
    let template = parse::parse(&source);
    let mut interpreter = Interpreter::new(host);
    interpreter.found = template.notes.into_iter().map(|note| (None, note)).collect();
    let mut out = Writer::default();
    // Node by node, so that what fails costs one tag.
    for node in &template.body.nodes {
        out.mark(node.line);
        match &node.kind {
            // The post's own words are always shown, whatever its templates did.
            Kind::Text(text) => out.text.push_str(text),
            _ => interpreter.alone(node, &mut out.text),
        }
    }
    let problems =
        interpreter.found.into_iter().map(|(include, note)| problem(include, note, file, first_line));
    Expanded { text: out.text, problems: problems.collect(), islands: interpreter.islands, lines: out.lines }
}

/// The text as it grows, and which line of the source its lines come from.
#[derive(Default)]
struct Writer {
    text: String,
    counted: usize,
    line: usize,
    lines: Vec<(usize, usize)>,
}

impl Writer {
    /// Notes that what comes now is from a line of the source.
    fn mark(&mut self, source: usize) {
        let new = self.text.as_bytes().get(self.counted..).unwrap_or_default();
        self.line += memchr::memchr_iter(b'\n', new).count();
        self.counted = self.text.len();
        self.lines.push((self.line, source));
    }
}

fn problem(include: Option<std::rc::Rc<str>>, note: Note, file: &Clean, first_line: usize) -> Problem {
    match include {
        Some(include) => {
            let file = Clean::line(&format!("_includes/{include}"));
            Problem::new(&file, &note.message, note.remedy).at(note.line + 1)
        }
        None => Problem::new(file, &note.message, note.remedy).at(note.line + first_line),
    }
}

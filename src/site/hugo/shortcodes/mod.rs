//! Shortcodes: the site's own by their template where it is plain, the built-in ones as Hugo renders them, the others
//! by their content or one dim word.
//!
//! Source: <https://gohugo.io/shortcodes/> and Hugo's embedded templates.

mod builtin;
mod cut;
mod label;
mod template;
#[cfg(test)]
mod tests;

use std::collections::HashSet;

use cut::{Call, Piece};

use crate::markup::{Island, Islands};

/// What shortcodes ask of their site.
pub trait Host {
    /// The address of the page that `ref` and `relref` name; `relref` gives it without the host.
    fn reference(&self, path: &str, lang: &str, relative: bool) -> Option<String>;
    /// A parameter of the page or else of the site.
    fn param(&self, name: &str) -> Option<String>;
    /// The template of a shortcode of the site's own.
    fn template(&self, name: &str) -> Option<String>;
    /// Markdown to HTML.
    fn to_html(&self, markdown: &str) -> String;
}

/// Something wrong: the line from 0, what, and what helps.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Note {
    /// The line, from 0.
    pub line: usize,
    /// What is wrong.
    pub message: String,
    /// What helps.
    pub remedy: &'static str,
}

/// A text with its shortcodes rendered.
#[derive(Debug, Default)]
pub struct Rendered {
    /// The text for markup.
    pub text: String,
    /// What its placeholders stand for.
    pub islands: Islands,
    /// What was wrong.
    pub notes: Vec<Note>,
}

/// Whether a text can hold a shortcode.
pub fn has_any(text: &str) -> bool {
    text.contains("{{<") || text.contains("{{%")
}

/// Renders the shortcodes of a text. Total; what comes out is about as long as what went in.
pub fn render(text: &str, host: &dyn Host) -> Rendered {
    let (beyond, missing) = (HashSet::new(), HashSet::new());
    let mut renderer = Renderer { host, out: Rendered::default(), written: 0, beyond, missing };
    let text = renderer.pieces(&cut::cut(text));
    Rendered { text, ..renderer.out }
}

struct Renderer<'h> {
    host: &'h dyn Host,
    out: Rendered,
    /// How much templates have written.
    written: usize,
    /// The shortcodes whose templates ask for more than is known here; asked once, or nesting would double the work.
    beyond: HashSet<String>,
    /// The shortcodes with content of which it has been said that they have no template.
    missing: HashSet<String>,
}

/// Templates of one post write no more than this: each may hold its content several times, and be nested.
const MOST_WRITTEN: usize = 4 << 20;

impl Renderer<'_> {
    fn pieces(&mut self, pieces: &[Piece<'_>]) -> String {
        let mut out = String::new();
        for piece in pieces {
            match piece {
                Piece::Text(text) => out.push_str(text),
                Piece::Literal(text) => out.push_str(text),
                Piece::Call(call) => out.push_str(&self.call(call)),
            }
        }
        out
    }

    /// What stands between a shortcode and its end, its shortcodes rendered.
    fn inner(&mut self, call: &Call<'_>) -> String {
        call.inner.as_deref().map(|pieces| self.pieces(pieces)).unwrap_or_default()
    }

    fn island(&mut self, island: Island) -> String {
        self.out.islands.add(island)
    }

    fn note(&mut self, call: &Call<'_>, message: String, remedy: &'static str) {
        const MOST: usize = 50;
        if self.out.notes.len() < MOST {
            self.out.notes.push(Note { line: call.line, message, remedy });
        }
    }

    /// A shortcode of the site's own whose template is plain enough. With `{{% %}}` what it writes is Markdown.
    fn own(&mut self, call: &Call<'_>) -> Option<String> {
        if self.written > MOST_WRITTEN || self.beyond.contains(call.name) {
            return None;
        }
        let template = self.host.template(call.name)?;
        let notes = self.out.notes.len();
        let inner = self.inner(call);
        let html = template::render(&template, call, &inner, &|markdown| self.host.to_html(markdown));
        let Some(html) = html else {
            self.out.notes.truncate(notes);
            self.beyond.insert(call.name.to_owned());
            return None;
        };
        self.written += html.len();
        Some(if call.markdown { html } else { self.island(Island::Html(html.trim().to_owned())) })
    }

    /// Says once that the site has no template of a shortcode. One that has a template which asks for more than is known here is the
    /// site's own, and nothing is wrong with it.
    fn is_unknown(&mut self, call: &Call<'_>) {
        if !self.missing.contains(call.name) && self.host.template(call.name).is_none() {
            self.missing.insert(call.name.to_owned());
            let message = format!("no shortcode `{}` is known here", call.name);
            self.note(call, message, "its label and its content stand alone");
        }
    }

    fn call(&mut self, call: &Call<'_>) -> String {
        if let Some(own) = self.own(call) {
            return own;
        }
        match call.name {
            "figure" => self.figure(call),
            "img" | "image" | "imgc" | "imgproc" if !builtin::source(call).is_empty() => self.figure(call),
            "highlight" => self.highlight(call),
            "ref" => self.reference(call, false),
            "relref" => self.reference(call, true),
            "param" => self.param(call),
            "details" => self.details(call),
            "qr" => self.qr(call),
            "comment" => String::new(),
            "rawhtml" | "raw_html" | "raw" | "html" if call.inner.is_some() => {
                let html = self.inner(call);
                self.island(Island::Html(html))
            }
            "mermaid" | "goat" if call.inner.is_some() => {
                let text = self.inner(call).trim_matches('\n').to_owned();
                self.island(Island::Code { language: call.name.to_owned(), text })
            }
            "button" | "link" if call.inner.is_some() => {
                self.button(call).unwrap_or_else(|| self.unknown(call))
            }
            _ => match builtin::embed(call) {
                Some(link) => self.island(link),
                None => self.unknown(call),
            },
        }
    }

    /// A shortcode of the site: its label and its content, else a dim word that names it.
    fn unknown(&mut self, call: &Call<'_>) -> String {
        if call.inner.is_some() {
            self.is_unknown(call);
            let label = label::of(call).map(builtin::escape);
            let inner = self.inner(call);
            // `{{< >}}` around a paragraph makes a block of its own; in a line it stays in the line.
            return match (inner.contains('\n'), label) {
                (true, None) => format!("{}\n", inner.trim_end()),
                (false, None) => inner,
                (true, Some(label)) => {
                    let label = self.island(Island::Html(format!("<p><strong>{label}</strong></p>")));
                    let between = if inner.starts_with('\n') { "\n" } else { "\n\n" };
                    format!("{label}{between}{}\n", inner.trim_end())
                }
                (false, Some(label)) => {
                    self.island(Island::Html(format!("<strong>{label}:</strong> "))) + inner.trim_start()
                }
            };
        }
        self.note(
            call,
            format!("no shortcode `{}` is known here", call.name),
            "a dim word stands in its place",
        );
        self.island(Island::Aside(format!("[{}]", call.name)))
    }
}

//! Zola's shortcodes: `{{ name(a="b") }}` and `{% name() %} … {% end %}`.
//!
//! Source: <https://www.getzola.org/documentation/content/shortcodes/> and `content.pest` of Zola. Code in Markdown
//! protects nothing. What does not look like a call stays text.

use crate::markup::{Island, Islands};

/// Shortcodes may be nested this deep.
const DEEPEST: usize = 24;
/// More notes of one post help nobody.
const MOST_NOTES: usize = 50;

/// A text with its shortcodes rendered.
#[derive(Debug, Default)]
pub(super) struct Rendered {
    /// The text for markup.
    pub text: String,
    /// What its placeholders stand for.
    pub islands: Islands,
    /// What was wrong, with the line from 0.
    pub notes: Vec<(usize, String)>,
}

/// Whether a text can hold a shortcode.
pub(super) fn has_any(text: &str) -> bool {
    text.contains("{{") || text.contains("{%")
}

/// Renders the shortcodes of a text; `to_html` is Markdown to HTML. Total.
pub(super) fn render(text: &str, to_html: &dyn Fn(&str) -> String) -> Rendered {
    let mut renderer = Renderer {
        source: text,
        at: 0,
        out: Rendered::default(),
        to_html,
        counted: (0, 0),
        last: ["}}", "%}"].map(|close| text.rfind(close).unwrap_or(0)),
    };
    let mut text = String::with_capacity(text.len());
    while renderer.at < renderer.source.len() {
        // A stray end closes nothing; the loop goes on behind it.
        renderer.run(&mut text, 0);
    }
    Rendered { text, ..renderer.out }
}

struct Renderer<'a> {
    source: &'a str,
    at: usize,
    out: Rendered,
    to_html: &'a dyn Fn(&str) -> String,
    /// A place and the line it is on.
    counted: (usize, usize),
    /// Where `}}` and `%}` stand for the last time.
    last: [usize; 2],
}

/// A call as written.
#[derive(Debug, Default, PartialEq, Eq)]
struct Call {
    name: String,
    args: Vec<(String, String)>,
}

impl Call {
    fn get(&self, names: &[&str]) -> &str {
        let found = names.iter().find_map(|name| self.args.iter().find(|(key, _)| key == name));
        found.map(|(_, value)| value.as_str()).unwrap_or_default()
    }
}

impl Renderer<'_> {
    /// Copies text up to the end of the block that is open, or of all.
    fn run(&mut self, out: &mut String, depth: usize) -> bool {
        loop {
            let rest = self.source.get(self.at..).unwrap_or_default();
            let Some(open) = next_brace(rest) else {
                out.push_str(rest);
                self.at = self.source.len();
                return false;
            };
            out.push_str(rest.get(..open).unwrap_or_default());
            self.at += open;
            let rest = rest.get(open..).unwrap_or_default();
            let block = rest.starts_with("{%");
            let close = if block { "%}" } else { "}}" };
            let length = if self.at > self.last[usize::from(block)] { None } else { end(rest, close) };
            let Some(length) = length else {
                out.push_str(rest.get(..2).unwrap_or_default());
                self.at += 2;
                continue;
            };
            let inside = rest.get(2..length).unwrap_or_default();
            let whole = rest.get(..length + 2).unwrap_or_default();
            if let Some(comment) = inside.strip_prefix("/*").and_then(|i| i.strip_suffix("*/")) {
                let (open, close) = if block { ("{%", "%}") } else { ("{{", "}}") };
                out.extend([open, comment, close]);
                self.at += whole.len();
                continue;
            }
            let inside = inside.strip_prefix('-').unwrap_or(inside);
            let inside = inside.strip_suffix('-').unwrap_or(inside).trim();
            if block && inside == "end" {
                self.at += whole.len();
                if depth > 0 {
                    return true;
                }
                continue;
            }
            match call(inside) {
                Some(call) => self.shortcode(call, block, whole.len(), out, depth),
                None => {
                    out.push_str(rest.get(..2).unwrap_or_default());
                    self.at += 2;
                }
            }
        }
    }

    fn shortcode(&mut self, call: Call, block: bool, length: usize, out: &mut String, depth: usize) {
        let line = self.line();
        self.at += length;
        if !block {
            let island = self.inline(&call, line);
            out.push_str(&self.out.islands.add(island));
            return;
        }
        if depth >= DEEPEST {
            return;
        }
        let mut body = String::new();
        let closed = self.run(&mut body, depth + 1);
        if !closed {
            self.note(line, format!("`{}` is not closed by `{{% end %}}`", call.name));
        }
        match call.name.as_str() {
            "raw" | "html" => {
                let island = self.out.islands.add(Island::Html(body));
                out.push_str(&island);
            }
            "mermaid" => {
                let text = body.trim_matches('\n').to_owned();
                out.push_str(&self.out.islands.add(Island::Code { language: call.name, text }));
            }
            "quote" | "epigraph" => {
                let author = call.get(&["author", "source", "attribution", "cite"]);
                let html = (self.to_html)(body.trim());
                let author =
                    if author.is_empty() { String::new() } else { format!("<p>— {}</p>", escape(author)) };
                let html = format!("<blockquote>{html}{author}</blockquote>");
                out.push_str(&self.out.islands.add(Island::Html(html)));
            }
            _ => {
                let label = label(call.get(&["title", "summary", "header", "label"]), &body);
                out.push_str(&label.map(|html| self.out.islands.add(Island::Html(html))).unwrap_or_default());
                out.push_str(&body);
            }
        }
    }

    /// What stands for a shortcode without a body.
    fn inline(&mut self, call: &Call, line: usize) -> Island {
        let id = call.get(&["id"]);
        let link =
            |target: String, words: &str| Island::Link { target, words: words.to_owned(), media: true };
        match call.name.as_str() {
            "youtube" if !id.is_empty() => {
                return link(format!("https://www.youtube.com/watch?v={id}"), "YouTube");
            }
            "vimeo" if !id.is_empty() => return link(format!("https://vimeo.com/{id}"), "Vimeo"),
            "streamable" if !id.is_empty() => {
                return link(format!("https://streamable.com/{id}"), "Streamable");
            }
            "gist" if !call.get(&["url"]).is_empty() => {
                let target = call.get(&["url"]).to_owned();
                return Island::Link { words: format!("Gist: {target}"), target, media: false };
            }
            _ => {}
        }
        let target = call.get(&["src", "path", "url", "image", "file", "href", "link"]);
        if is_picture(target) {
            return picture(target, call.get(&["alt"]), call.get(&["caption", "title", "text"]));
        }
        if target.contains(['/', '.']) {
            let words = call.get(&["alt", "caption", "title", "text", "name"]);
            let words = if words.is_empty() { target.rsplit('/').next().unwrap_or(target) } else { words };
            return link(target.to_owned(), words);
        }
        self.note(line, format!("no shortcode `{}` is known here", call.name));
        Island::Aside(format!("[{}]", call.name))
    }

    fn note(&mut self, line: usize, message: String) {
        if self.out.notes.len() < MOST_NOTES {
            self.out.notes.push((line, message));
        }
    }

    fn line(&mut self) -> usize {
        let (from, line) = self.counted;
        let new = self.source.get(from..self.at).unwrap_or_default();
        self.counted = (self.at, line + memchr::memchr_iter(b'\n', new.as_bytes()).count());
        self.counted.1
    }
}

/// The title of a shortcode before its content. In a line it stays in the line.
fn label(words: &str, body: &str) -> Option<String> {
    match (words, body.contains('\n')) {
        ("", _) => None,
        (words, false) => Some(format!("<strong>{}:</strong> ", escape(words))),
        (words, true) => Some(format!("<p><strong>{}</strong></p>", escape(words))),
    }
}

fn is_picture(target: &str) -> bool {
    let extension = target.rsplit_once('.').map(|(_, extension)| extension.to_ascii_lowercase());
    let known = ["png", "jpg", "jpeg", "gif", "svg", "webp", "avif"];
    extension.is_some_and(|extension| known.contains(&&*extension))
}

/// A picture, which may stand in a line, or above its caption.
fn picture(target: &str, words: &str, caption: &str) -> Island {
    let image = format!("<img src=\"{}\" alt=\"{}\">", escape(target), escape(words));
    Island::Html(match caption {
        "" => image,
        caption => format!("<figure>{image}<figcaption>{}</figcaption></figure>", escape(caption)),
    })
}

fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

fn next_brace(text: &str) -> Option<usize> {
    let braces = memchr::memchr_iter(b'{', text.as_bytes());
    braces.into_iter().find(|at| matches!(text.as_bytes().get(at + 1), Some(b'{' | b'%')))
}

/// Where a call closes, outside quotes. A call is no longer than 8 kB.
fn end(text: &str, close: &str) -> Option<usize> {
    const LONGEST: usize = 8 << 10;
    let bytes = text.as_bytes();
    let near = bytes.get(..LONGEST).unwrap_or(bytes);
    // Mostly nothing closes it, in or out of quotes, and that is found out fastest.
    memchr::memmem::find(near, close.as_bytes())?;
    let mut quote = None;
    for at in 2..near.len() {
        match (quote, bytes[at]) {
            (None, c @ (b'"' | b'\'' | b'`')) => quote = Some(c),
            (Some(q), c) if q == c => quote = None,
            (None, _) if bytes[at..].starts_with(close.as_bytes()) => return Some(at),
            _ => {}
        }
    }
    None
}

/// `name(key=value, …)`.
fn call(text: &str) -> Option<Call> {
    let (name, rest) = text.split_once('(')?;
    let name = name.trim();
    let is_name = |c: char| c.is_alphanumeric() || c == '_';
    if name.is_empty() || !name.chars().all(is_name) || name.starts_with(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let mut rest = rest.trim_end().strip_suffix(')')?;
    let mut call = Call { name: name.to_owned(), args: Vec::new() };
    loop {
        rest = rest.trim_start().trim_start_matches(',').trim_start();
        if rest.is_empty() {
            return Some(call);
        }
        let (key, tail) = rest.split_once('=')?;
        let (value, tail) = value(tail.trim_start());
        call.args.push((key.trim().to_owned(), value));
        rest = tail;
    }
}

/// A text in quotes, else everything up to the next comma; a list with its brackets.
fn value(text: &str) -> (String, &str) {
    if let Some(quote @ ('"' | '\'' | '`')) = text.chars().next() {
        let body = text.get(1..).unwrap_or_default();
        let (value, rest) = body.split_once(quote).unwrap_or((body, ""));
        return (value.to_owned(), rest);
    }
    let end = match text.starts_with('[') {
        true => text.find(']').map_or(text.len(), |n| n + 1),
        false => text.find(',').unwrap_or(text.len()),
    };
    let (value, rest) = text.split_at_checked(end).unwrap_or((text, ""));
    (value.trim().to_owned(), rest)
}

//! `rushlight list`: one line a post, or JSON.

use serde_json::{Value, json};

use super::args::ListArgs;
use super::environment::Environment;
use super::gather::{self, Gathered, gather};
use super::output::{Fault, Lines, emit, json_text};
use super::places::Places;
use super::query::{self, Scope};
use super::settings::{self, Chosen};
use crate::layout::Glyphs;
use crate::library::Library;
use crate::post::{Names, Post, PostId, State};
use crate::role::{Face, Ui};
use crate::screen::encode;
use crate::text::Clean;
use crate::text::width::Ambiguous;

/// Runs the command.
pub fn run(args: &ListArgs, environment: &Environment) -> Result<(), Fault> {
    let Gathered { library, .. } = gather(&args.paths, args.site.generator, &args.common, environment)?;
    let scope = if args.json { Scope::Everything } else { Scope::Usual };
    let alone = gather::alone(&library);
    let settings = settings::read_for(alone.as_deref(), &args.common, environment)?;
    let query = query::text(&args.filter, &settings)?;
    let query = query.as_deref();
    let library = query::ready(library, query, &args.common, environment);
    let found = query::run(&library, query, scope, &args.common, environment)?;
    let articles = |found, languages: &[Clean]| query::articles(&library, query, found, languages);
    let terminal = settings::terminal_width(environment).filter(|_| environment.output_is_terminal);
    let done = match (args.json, terminal) {
        (true, _) => {
            query::learn(&library, &found, &args.common, environment);
            emit(&json_text(&objects(&library, &found, environment)))
        }
        (false, None) => lines(&library, &articles(found, &settings.language), environment),
        (false, Some(width)) => {
            let chosen = settings::choose_for(alone, &args.common, environment)?;
            emit(&rows(&library, &articles(found, &chosen.settings.language), &chosen, width))
        }
    };
    // The program ends here: the system takes ten thousand posts back at once, we would piece by piece.
    std::mem::forget(library);
    done
}

/// The same for eyes: columns that stand below each other, titles whole before tags, no row wider than the terminal.
/// The path is left to pipes.
fn rows(library: &Library, found: &[PostId], chosen: &Chosen, width: usize) -> Vec<u8> {
    let ambiguous = chosen.can.screen.ambiguous;
    let posts: Vec<&Post> = found.iter().filter_map(|id| library.post(*id)).collect();
    let cells = posts.iter().map(|post| ambiguous.cells(&post.meta.title));
    let column = DATE + cells.max().unwrap_or(0).min(width.saturating_sub(DATE) * 3 / 5) + 2;
    let mut out = Vec::new();
    for post in posts {
        let title = fit(&post.meta.title, width.saturating_sub(DATE), chosen);
        let end = DATE + ambiguous.cells(&title);
        let gap = column.max(end + 2) - end;
        let room = width.saturating_sub(end + gap);
        let tags = if width < DETAIL { String::new() } else { tags(post, room, ambiguous) };
        let gap = if tags.is_empty() { String::new() } else { " ".repeat(gap) };
        let date = format!("{:<DATE$}", date(post));
        let style = |part| chosen.theme.style(Face::ui(part));
        let parts = [
            (date.as_str(), style(Ui::RowDate), None),
            (title.as_str(), style(Ui::Row), None),
            (gap.as_str(), style(Ui::Row), None),
            (tags.as_str(), style(Ui::RowDetail), None),
        ];
        encode::row(&mut out, parts, false);
        out.push(b'\n');
    }
    out
}

/// Cells of the column of dates, with the gap behind it.
pub(super) const DATE: usize = 12;

/// A narrower terminal has no room for tags.
const DETAIL: usize = 60;

/// As many whole tags as fit.
fn tags(post: &Post, room: usize, ambiguous: Ambiguous) -> String {
    let mut out = String::new();
    for tag in post.meta.named_tags() {
        let gap = if out.is_empty() { "" } else { ", " };
        if ambiguous.cells(&out) + gap.len() + ambiguous.cells(tag) > room {
            break;
        }
        out.push_str(gap);
        out.push_str(tag);
    }
    out
}

/// A text cut to so many cells, with an ellipsis where it was cut.
pub(super) fn fit(text: &str, width: usize, chosen: &Chosen) -> String {
    let ambiguous = chosen.can.screen.ambiguous;
    if ambiguous.cells(text) <= width {
        return text.to_owned();
    }
    let ellipsis = Glyphs::set(chosen.can.ascii).ellipsis;
    match width.checked_sub(ambiguous.cells(ellipsis)) {
        Some(room) => format!("{}{ellipsis}", ambiguous.fit(text, room).0.trim_end()),
        None => String::new(),
    }
}

pub(super) fn date(post: &Post) -> String {
    post.meta.date.map(|date| date.civil().date().to_string()).unwrap_or_else(|| "-".into())
}

/// Writes `2024-03-27  title  [tags]`, one line a post, columns split by tabs so that `cut` and `awk` can use them.
fn lines(library: &Library, found: &[PostId], environment: &Environment) -> Result<(), Fault> {
    let places = Places::of(library, environment);
    let mut lines = Lines::default();
    for post in found.iter().filter_map(|id| library.post(*id)) {
        let out = &mut lines.text;
        for part in [&date(post), "\t", &post.meta.title, "\t"] {
            out.push_str(part);
        }
        for (n, tag) in post.meta.named_tags().enumerate() {
            out.push_str(if n == 0 { "" } else { ", " });
            out.push_str(tag);
        }
        out.push('\t');
        places.push(out, post);
        out.push('\n');
        lines.pass()?;
    }
    lines.end()
}

fn objects(library: &Library, found: &[PostId], environment: &Environment) -> Vec<Value> {
    found.iter().filter_map(|id| Some(object(library, *id, library.post(*id)?, environment))).collect()
}

/// One post as an object; a field without a value is null or empty, never absent.
fn object(library: &Library, id: PostId, post: &Post, environment: &Environment) -> Value {
    let site = library.site_of(post);
    let texts = |names: &Names| names.texts().map(|text| text.as_str().to_owned()).collect::<Vec<_>>();
    let problems: Vec<Value> = library
        .problems(id)
        .map(|p| json!({"file": p.file.as_str(), "line": p.line, "message": p.message.as_str(), "remedy": p.remedy.as_str()}))
        .collect();
    json!({
        "path": site.map(|site| environment.shown(&site.root, post.path())).unwrap_or_default().to_string_lossy(),
        "slug": post.meta.slug(),
        "title": if post.meta.untitled { "" } else { post.meta.title.as_str() },
        "date": post.meta.date.map(|date| date.rfc3339()),
        "tags": texts(&post.meta.tags),
        "categories": texts(&post.meta.categories),
        "url": post.meta.url.as_str(),
        "generator": site.map(|site| site.generator.name()),
        "draft": post.meta.state == State::Draft,
        "lang": post.meta.lang.as_ref().map_or("", |lang| lang.as_str()),
        "words": library.words(id).unwrap_or(0),
        "problems": problems,
    })
}

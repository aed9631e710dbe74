//! `rushlight list`: one line a post, or JSON.

use std::collections::HashMap;
use std::fmt::Write;

use serde_json::{Value, json};

use super::args::ListArgs;
use super::environment::Environment;
use super::gather::{Gathered, gather};
use super::output::{Fault, emit};
use super::query::{self, Scope};
use crate::library::{Derived, Library};
use crate::post::{Post, PostId, State};
use crate::text::Clean;

/// Runs the command.
pub fn run(args: &ListArgs, environment: &Environment) -> Result<(), Fault> {
    let Gathered { library, .. } = gather(&args.paths, args.site.generator, &args.common, environment)?;
    let scope = if args.json { Scope::Everything } else { Scope::Usual };
    let library = query::ready(library, args.query.as_deref(), environment);
    let found = query::run(&library, args.query.as_deref(), scope, environment)?;
    let text = match args.json {
        true => json_text(&library, &found, &library.derive(&found, environment.now)),
        false => lines(&library, &found),
    };
    // The program ends here: the system takes ten thousand posts back at once, we would piece by piece.
    std::mem::forget(library);
    emit(text.as_bytes())
}

/// `2024-03-27  title  [tags]`, one line a post, columns split by tabs so that `cut` and `awk` can use them.
fn lines(library: &Library, found: &[PostId]) -> String {
    let mut out = String::new();
    for post in found.iter().filter_map(|id| library.post(*id)) {
        let date = post.meta.date.map(|date| date.civil.date().to_string()).unwrap_or_else(|| "-".into());
        let tags = Clean::join(post.meta.named_tags(), ", ");
        let place = library.site_of(post).map(|site| site.root.join(&post.path)).unwrap_or_default();
        let place = Clean::line(&place.to_string_lossy());
        // Writing to a string cannot fail.
        let _ = writeln!(out, "{date}\t{}\t{tags}\t{place}", post.meta.title);
    }
    out
}

fn json_text(library: &Library, found: &[PostId], derived: &HashMap<PostId, Derived>) -> String {
    let whole = |id: &PostId| Some(object(library, library.post(*id)?, derived.get(id)?));
    let posts: Vec<Value> = found.iter().filter_map(whole).collect();
    let mut out = serde_json::to_string_pretty(&posts).unwrap_or_else(|_| "[]".into());
    out.push('\n');
    out
}

/// One post as an object; a field without a value is null or empty, never absent.
fn object(library: &Library, post: &Post, derived: &Derived) -> Value {
    let site = library.site_of(post);
    let texts = |list: &[Clean]| list.iter().map(|text| text.as_str().to_owned()).collect::<Vec<_>>();
    let problems: Vec<Value> = derived
        .problems
        .iter()
        .map(|p| json!({"file": p.file.as_str(), "line": p.line, "message": p.message.as_str(), "remedy": p.remedy.as_str()}))
        .collect();
    json!({
        "path": site.map(|site| site.root.join(&post.path)).unwrap_or_default().to_string_lossy(),
        "slug": post.meta.slug.as_str(),
        "title": if post.meta.untitled { "" } else { post.meta.title.as_str() },
        "date": post.meta.date.map(|date| date.rfc3339()),
        "tags": texts(&post.meta.tags),
        "categories": texts(&post.meta.categories),
        "url": post.meta.url.as_str(),
        "generator": site.map(|site| site.generator.name()),
        "draft": post.meta.state == State::Draft,
        "lang": post.meta.lang.as_str(),
        "words": derived.words,
        "problems": problems,
    })
}

//! The filter of a command: `-q` and what is shown without it.

use std::collections::HashSet;

use super::args::{CommonArgs, FilterArgs};
use super::environment::Environment;
use super::output::{Fault, complain};
use super::settings;
use crate::library::{Library, Order, Query, QueryError, VIEWS};
use crate::post::{Marks, PostId};
use crate::storage::{self, Haste, Index, Settings};
use crate::text::Clean;
use crate::text::near::nearest;
use crate::text::width::cells;

/// Which posts a command shows when no filter is given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Scope {
    /// Those on the web page today.
    Usual,
    /// Drafts, hidden and coming posts too.
    Everything,
}

/// The filter that the command line asks for: a view, a query, or both, and then a post must be in both.
///
/// # Errors
/// A view that there is not; the nearest is named, and all others.
pub fn text(args: &FilterArgs, settings: &Settings) -> Result<Option<String>, Fault> {
    let Some(name) = &args.view else { return Ok(args.query.clone()) };
    let own = VIEWS.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, query)| *query);
    let view = settings.view(name).or(own).ok_or_else(|| no_view(name, settings))?;
    let parts = [view, args.query.as_deref().unwrap_or_default()];
    Ok(Some(parts.join(" ").trim().to_owned()))
}

fn no_view(name: &str, settings: &Settings) -> Fault {
    let saved = settings.views.iter().map(|view| view.name.as_str());
    let known: Vec<&str> = VIEWS.iter().map(|(own, _)| *own).chain(saved).collect();
    let near = nearest(name, known.iter().copied()).map(|near| format!("; did you mean {near}?"));
    let name = Clean::line(name);
    Fault::Usage(format!("no such view: {name}{}\n  known: {}", near.unwrap_or_default(), known.join(", ")))
}

/// The library with what a query asks of bodies: `is:problem` is about dead links and templates too.
pub fn ready(
    library: Library,
    query: Option<&str>,
    common: &CommonArgs,
    environment: &Environment,
) -> Library {
    if query.and_then(|text| Query::parse(text).ok()).is_some_and(|query| query.asks_for_problems()) {
        learn(&library, &library.ids(), common, environment);
    }
    library
}

/// Tells a library what the bodies of these posts yield, by the index of the machine; gives the index.
pub fn learn(library: &Library, posts: &[PostId], common: &CommonArgs, environment: &Environment) -> Index {
    let index = Index::new(super::settings::paths(common, environment).cache);
    let wanted: HashSet<PostId> = posts.iter().copied().collect();
    index.learn_of(library, &|id| wanted.contains(&id), (Haste::Waited, environment.now), &|_| true);
    index
}

/// Of the posts that were found one for each article, in the reader's language; all, where the query asks for languages.
pub fn articles(
    library: &Library,
    query: Option<&str>,
    found: Vec<PostId>,
    languages: &[Clean],
) -> Vec<PostId> {
    let asks = query.and_then(|text| Query::parse(text).ok()).is_some_and(|query| query.asks_for_languages());
    if asks { found } else { library.articles(found, languages) }
}

/// The posts that `-q` asks for, newest first. A wrong query is a fault that points at its place.
pub fn run(
    library: &Library,
    query: Option<&str>,
    scope: Scope,
    common: &CommonArgs,
    environment: &Environment,
) -> Result<Vec<PostId>, Fault> {
    let text = match (query, scope) {
        (Some(text), _) => text,
        (None, Scope::Usual) => "",
        (None, Scope::Everything) => "is:published,draft,hidden,future",
    };
    let query = Query::parse(text).map_err(|error| wrong(text, &error))?;
    let marks = match query.asks_for_marks() {
        true => marks(library, common, environment)?,
        false => Marks::default(),
    };
    let found = query.run(library, &marks, Order::default(), environment.now);
    if let Some(misread) = query.misread().filter(|_| found.is_empty()) {
        complain(&format!("no post matches {}: {misread}", Clean::line(text)));
    }
    Ok(found)
}

/// What the reader did with the posts. The file is only read, and never made.
pub fn marks(library: &Library, common: &CommonArgs, environment: &Environment) -> Result<Marks, Fault> {
    let (path, options) = settings::of_marks(common, environment)?;
    let sites = library.identities(|root| options.keeps_marks(root));
    let Some(path) = path else { return Ok(Marks::default()) };
    let (kept, wrong) = storage::marks::load(&path, &sites);
    wrong.iter().for_each(|wrong| complain(wrong));
    Ok(library.marks(&kept, environment.now))
}

/// A wrong query as a fault that points at its place, which is one in the text as it is shown.
pub fn wrong(text: &str, error: &QueryError) -> Fault {
    let text = Clean::line(text);
    let here = " ".repeat(cells(text.get(..error.range.start).unwrap_or_default()));
    Fault::Usage(format!("wrong query: {}\n  {text}\n  {here}^", error.message))
}

//! What was found of a blog: its generator, its posts, where its index and its marks lie, how changes are noticed.

use std::fmt::Write;
use std::path::Path;

use crate::cli::args::DoctorArgs;
use crate::cli::environment::Environment;
use crate::cli::output::Fault;
use crate::cli::{gather, query, settings};
use crate::library::Library;
use crate::post::{Marks, Post, PostId, State};
use crate::site::Site;
use crate::storage::{self, Index};
use crate::text::count::counted;

/// Cells of the column of names.
const NAMES: usize = 12;

/// What was found of each site that the arguments name, as lines. Nothing is written: neither index nor marks are made.
///
/// # Errors
/// A path that is not there, or that cannot be read.
pub(super) fn found(args: &DoctorArgs, environment: &Environment) -> Result<Vec<String>, Fault> {
    let library = gather::gather(&args.paths, args.site.generator, &args.common, environment)?.library;
    let marks = query::marks(&library, &args.common, environment)?;
    let (path, options) = settings::of_marks(&args.common, environment)?;
    let settings = settings::read(&args.common, environment)?;
    let index = Index::new(settings::paths(&args.common, environment).cache);
    let why = if args.site.generator.is_some() { "--generator" } else { "its files" };
    let about = |site: &Site| {
        let kept = options.keeps_marks(&site.root);
        let rows = [
            ("generator", format!("{}, by {why}", site.generator)),
            ("title", site.title.to_string()),
            ("posts", posts(&library, site, environment)),
            ("problems", problems(&library, site)),
            ("index", of_index(&index, site)),
            ("marks", of_marks(path.as_deref().filter(|_| kept), &library, site, &marks)),
            ("changes", storage::watch_words(&site.root, settings.watch)),
        ];
        let mut out = format!("{}\n", site.root.display());
        for (name, words) in rows {
            // Writing to a string cannot fail.
            let _ = writeln!(out, "  {name:<NAMES$}{words}");
        }
        site.problems.iter().for_each(|problem| out += &format!("  {problem}\n"));
        out
    };
    Ok(library.sites().iter().map(about).collect())
}

fn of_site<'a>(library: &'a Library, site: &Site) -> impl Iterator<Item = (PostId, &'a Post)> {
    let id = site.id;
    library
        .ids()
        .into_iter()
        .filter_map(|number| Some((number, library.post(number)?)))
        .filter(move |(_, post)| post.site == id)
}

fn posts(library: &Library, site: &Site, environment: &Environment) -> String {
    let (mut all, mut drafts, mut hidden, mut coming) = (0, 0, 0, 0);
    for (_, post) in of_site(library, site) {
        all += 1;
        match post.meta.state {
            State::Draft => drafts += 1,
            State::Hidden => hidden += 1,
            State::Published => {
                coming += usize::from(post.meta.date.is_some_and(|date| date.instant > environment.now));
            }
        }
    }
    let mut out = all.to_string();
    if drafts > 0 {
        out += &format!(", {}", counted(drafts, "draft"));
    }
    for (count, what) in [(hidden, "hidden"), (coming, "to come")] {
        if count > 0 {
            out += &format!(", {count} {what}");
        }
    }
    if site.others > 0 {
        out += &format!("; other Markdown files that are not posts: {}", site.others);
    }
    out
}

fn problems(library: &Library, site: &Site) -> String {
    let of_heads: usize = of_site(library, site).map(|(_, post)| post.problems.len()).sum();
    match (site.problems.len(), of_heads) {
        (0, 0) => "none in the configuration and the heads of posts".to_owned(),
        (own, heads) => {
            format!(
                "{own} in the configuration, {heads} in the heads of posts; rushlight list --json names those of posts"
            )
        }
    }
}

fn of_index(index: &Index, site: &Site) -> String {
    match index.about(site) {
        None => "nowhere: there is no folder of caches".to_owned(),
        Some((path, None)) => format!("{} (not there yet)", path.display()),
        Some((path, Some(posts))) => format!("{}, with {}", path.display(), counted(posts, "post")),
    }
}

fn of_marks(path: Option<&Path>, library: &Library, site: &Site, marks: &Marks) -> String {
    let Some(path) = path else { return "not kept".to_owned() };
    let count = |is: &dyn Fn(PostId) -> bool| of_site(library, site).filter(|(id, _)| is(*id)).count();
    let (read, starred) = (count(&|id| marks.is_read(id)), count(&|id| marks.is_starred(id)));
    format!("{}, {read} read, {starred} starred", path.display())
}

//! `rushlight search WORDS… [PATH…]`: the posts that have the words, the best first, with the sentence around them.

use std::ffi::OsStr;
use std::io::IsTerminal;
use std::path::PathBuf;

use clap::error::{ContextKind, ContextValue, ErrorKind};
use serde_json::{Value, json};

use super::args::SearchArgs;
use super::environment::Environment;
use super::gather;
use super::list::{DATE, date, fit};
use super::output::{self, Fault, Lines, emit, json_text};
use super::places::Places;
use super::query;
use super::settings::{self, Chosen};
use crate::library::Library;
use crate::library::fulltext::{Excerpt, Hit, Search};
use crate::post::{Marks, Post};
use crate::role::{Face, Role, Traits, Ui};
use crate::screen::encode;
use crate::storage::{Haste, Index, Sentences};

/// What was wrong with the arguments of any command; where a word that is to be left out was taken for an option, how it is told
/// from one. To take it as it stands would do for `-word`, and not for `-quick`, which is the filter `uick`.
pub fn explained(mut error: clap::Error, arguments: &[impl AsRef<OsStr>]) -> clap::Error {
    let mut said = arguments.iter().skip(1).filter_map(|argument| argument.as_ref().to_str());
    let unknown = match error.get(ContextKind::InvalidArg) {
        Some(ContextValue::String(unknown)) if error.kind() == ErrorKind::UnknownArgument => unknown.as_str(),
        _ => return error,
    };
    let is_word = |word: &&str| word.starts_with(unknown) && !word.starts_with("--");
    if said.next() == Some("search")
        && let Some(word) = said.find(is_word)
    {
        let tip = format!(
            "{word} among the words leaves out posts that have it: say all words as one, 'WORDS {word}', or behind --, -- WORDS {word}"
        );
        error.insert(ContextKind::Suggested, ContextValue::StyledStrs(vec![tip.into()]));
    }
    error
}

/// Runs the command.
pub fn run(args: &SearchArgs, environment: &Environment) -> Result<(), Fault> {
    // As with grep, 1 says that nothing was found; what failed says 2.
    found(args, environment).map_err(|fault| match fault {
        Fault::Failed(lines) => Fault::Usage(lines.join("\n")),
        other => other,
    })
}

fn found(args: &SearchArgs, environment: &Environment) -> Result<(), Fault> {
    let (words, paths) = divide(&args.words, environment)?;
    let chosen = settings::choose(&args.common, environment)?;
    let filter = query::text(&args.filter, &chosen.settings)?;
    let text = words.iter().map(String::as_str).chain(filter.as_deref()).collect::<Vec<_>>().join(" ");
    let search = Search::parse(&text).map_err(|error| query::wrong(&text, &error))?;
    if search.is_empty() {
        return Err(no_words(&words));
    }
    let library = gather::gather(&paths, args.site.generator, &args.common, environment)?.library;
    let marks = match search.asks_for_marks() {
        true => query::marks(&library, &args.common, environment)?,
        false => Marks::default(),
    };
    let hits = hits(&library, &search, &marks, &chosen, environment);
    let terminal = settings::terminal_width(environment).filter(|_| environment.output_is_terminal);
    let done = match (args.json, terminal) {
        (true, _) => emit(&json_text(&objects(&library, &hits, environment))),
        (false, None) if chosen.plain => lines(&library, &hits, environment),
        (false, width) => emit(&rows(&library, &hits, &chosen, width.unwrap_or(chosen.settings.measure))),
    };
    let nothing = hits.is_empty().then(|| (!args.json).then(|| nothing(&search, &text, &words, environment)));
    // The program ends here: the system takes ten thousand posts back at once, we would piece by piece.
    std::mem::forget(library);
    done?;
    nothing.map_or(Ok(()), |words| Err(Fault::Nothing(words)))
}

/// That nothing was found, and of a word that is a folder here, how to search in it.
fn nothing(search: &Search, text: &str, words: &[String], environment: &Environment) -> String {
    let found = match search.has_words() {
        true => format!("no post has {text}"),
        false => format!("no post matches {text}"),
    };
    match words {
        [word] if is_folder(word, environment) => {
            format!("{found}; to search in that folder: {}", inside(word))
        }
        _ => found,
    }
}

fn no_words(words: &[String]) -> Fault {
    Fault::Usage(format!("no words to look for: {}\n  rushlight search WORDS [FOLDER]", words.join(" ")))
}

fn inside(folder: &str) -> String {
    format!("rushlight search WORDS {folder}")
}

/// A stranger's words are words: whether a folder is there is none of their business.
fn is_folder(word: &str, environment: &Environment) -> bool {
    environment.confined.is_none() && environment.here.join(word).is_dir()
}

/// The words, and the folders among them: never the first, and after it whatever is a folder here.
///
/// # Errors
/// The first is a folder, written as nobody writes a word: then there are no words.
fn divide(words: &[String], environment: &Environment) -> Result<(Vec<String>, Vec<PathBuf>), Fault> {
    let (first, rest) = words.split_first().ok_or_else(|| no_words(words))?;
    let is_path = first.contains(['/', std::path::MAIN_SEPARATOR]) || first.chars().all(|c| c == '.');
    if is_path && is_folder(first, environment) {
        let words = format!("no words to look for, only the folder {first}\n  {}", inside(first));
        return Err(Fault::Usage(words));
    }
    let (paths, rest): (Vec<_>, Vec<_>) = rest.iter().cloned().partition(|word| is_folder(word, environment));
    let words = std::iter::once(first.clone()).chain(rest).collect();
    Ok((words, paths.iter().map(PathBuf::from).collect()))
}

fn hits(
    library: &Library,
    search: &Search,
    marks: &Marks,
    chosen: &Chosen,
    environment: &Environment,
) -> Vec<Hit> {
    let index = Index::new(chosen.paths.cache.clone());
    if index.is_kept() || search.asks_for_problems() {
        let shows = std::io::stderr().is_terminal() && !chosen.can.linear;
        let haste = (Haste::Waited, environment.now);
        let going = |per_cent| {
            if shows && per_cent > 0 {
                output::progress(&format!("rushlight: indexing {per_cent} %"));
            }
            true
        };
        match search.asks_for_problems() {
            true => index.learn_of(library, &|_| true, haste, &going),
            false => index.learn_texts(library, haste, &going),
        }
        if shows {
            output::progress("");
        }
    }
    let posts = search.posts(library, marks, environment.now);
    let mut hits: Vec<Hit> = Vec::new();
    index.search(library, search, (&posts, Sentences::All), environment.now, &mut |some| {
        hits.extend(some);
        true
    });
    hits
}

/// For eyes: date and title, and under the title the sentence with the words marked.
fn rows(library: &Library, hits: &[Hit], chosen: &Chosen, width: usize) -> Vec<u8> {
    let style = |face| chosen.theme.style(face);
    let (row, detail) = (Face::ui(Ui::Row), Face::ui(Ui::RowDetail));
    let mut out = Vec::new();
    for (hit, post) in with_posts(library, hits) {
        let when = format!("{:<DATE$}", date(post));
        let title = fit(&post.meta.title, width.saturating_sub(DATE), chosen);
        let address = library.site_of(post).and_then(|site| site.address(post));
        let address = address.as_deref().and_then(encode::address);
        let parts =
            [(when.as_str(), style(Face::ui(Ui::RowDate)), None), (&title, style(row), address.as_deref())];
        encode::row(&mut out, parts, chosen.can.screen.links);
        out.push(b'\n');
        let Some(excerpt) = &hit.excerpt else { continue };
        let indent = " ".repeat(DATE);
        let shown = fit(&excerpt.text, width.saturating_sub(DATE), chosen);
        let mark = Face::of(Role::Ui(Ui::RowDetail)).with(Traits::HIT);
        let pieces = pieces(&shown, excerpt);
        let runs =
            pieces.iter().map(|(text, is_hit)| (*text, style(if *is_hit { mark } else { detail }), None));
        encode::row(&mut out, std::iter::once((indent.as_str(), style(detail), None)).chain(runs), false);
        out.push(b'\n');
    }
    out
}

/// The parts of what is shown of a sentence, each with whether it is one of the words.
fn pieces<'a>(shown: &'a str, excerpt: &Excerpt) -> Vec<(&'a str, bool)> {
    let mut pieces = Vec::new();
    let mut at = 0;
    for hit in &excerpt.hits {
        let (Some(before), Some(words)) = (shown.get(at..hit.start), shown.get(hit.clone())) else { break };
        pieces.extend([(before, false), (words, true)]);
        at = hit.end;
    }
    pieces.push((shown.get(at..).unwrap_or_default(), false));
    pieces
}

fn with_posts<'a>(library: &'a Library, hits: &'a [Hit]) -> impl Iterator<Item = (&'a Hit, &'a Post)> {
    hits.iter().filter_map(|hit| Some((hit, library.post(hit.post)?)))
}

/// `2024-03-27  title  sentence  path`, split by tabs so that `cut` and `awk` can use them.
fn lines(library: &Library, hits: &[Hit], environment: &Environment) -> Result<(), Fault> {
    let places = Places::of(library, environment);
    let mut lines = Lines::default();
    for (hit, post) in with_posts(library, hits) {
        let sentence = hit.excerpt.as_ref().map_or("", |excerpt| &*excerpt.text);
        let out = &mut lines.text;
        for part in [&date(post), "\t", &post.meta.title, "\t", sentence, "\t"] {
            out.push_str(part);
        }
        places.push(out, post);
        out.push('\n');
        lines.pass()?;
    }
    lines.end()
}

/// A list of objects, the best post first; the words stand in `hits` as they stand in the sentence.
fn objects(library: &Library, hits: &[Hit], environment: &Environment) -> Vec<Value> {
    let places = Places::of(library, environment);
    let object = |(hit, post): (&Hit, &Post)| {
        let excerpt = hit.excerpt.as_ref();
        let words = |excerpt: &Excerpt| {
            excerpt.hits.iter().map(|hit| excerpt.text.slice(hit.clone()).into_string()).collect::<Vec<_>>()
        };
        json!({
            "path": places.said(post),
            "slug": post.meta.slug(),
            "title": if post.meta.untitled { "" } else { post.meta.title.as_str() },
            "date": post.meta.date.map(|date| date.rfc3339()),
            "tags": post.meta.tags.texts().map(|tag| tag.as_str()).collect::<Vec<_>>(),
            "url": post.meta.url.as_str(),
            "words": library.words(hit.post),
            "score": hit.score,
            "sentence": excerpt.map(|excerpt| excerpt.text.as_str()),
            "hits": excerpt.map(words).unwrap_or_default(),
        })
    };
    with_posts(library, hits).map(object).collect()
}

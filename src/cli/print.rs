//! `rushlight print`: posts as styled text on standard output.

use std::collections::HashMap;
use std::collections::hash_map::Entry;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::args::{LinksArg, PrintArgs};
use super::environment::Environment;
use super::gather;
use super::memory::{self, NAME};
use super::output::{self, Fault, emit};
use super::settings::{self, Chosen};
use crate::app;
use crate::app::reader::Outline;
use crate::document::{Link, Target};
use crate::highlight::{Highlighted, highlight};
use crate::layout::{Addresses, Layout, Line, Options, Span};
use crate::library::Library;
use crate::post::Post;
use crate::problem::Problem;
use crate::role::{Face, Role};
use crate::screen::encode;
use crate::site::{self, Files, Generator, Opened, Site};
use crate::storage::Links;
use crate::text::Clean;
use crate::text::address::names_another_host;
use crate::text::bidi::Bidi;
use crate::text::count::counted;
use crate::text::hyphen::Language;

/// The width of a line where neither the terminal nor the reader says it.
const USUAL_WIDTH: usize = 80;

/// How many problems of a post are said.
const SAID: usize = 3;

/// Runs the command.
pub fn run(args: &PrintArgs, environment: &Environment) -> Result<(), Fault> {
    let mut around = None;
    let mut printers: HashMap<PathBuf, Printer> = HashMap::new();
    for (number, what) in args.posts.iter().enumerate() {
        let (site, post, opened) = open(what, args, &mut around, environment)?;
        let printer = match printers.entry(site.root.clone()) {
            Entry::Occupied(known) => known.into_mut(),
            Entry::Vacant(new) => {
                let chosen = settings::choose_for(Some(site.root.clone()), &args.common, environment)?;
                new.insert(Printer::new(args, &chosen, environment))
            }
        };
        let mut out = Vec::new();
        if number > 0 {
            printer.between(&mut out);
        }
        // What is wrong with the bytes of a head is said of the head and of the whole.
        let body = opened.document.problems.iter().filter(|problem| !post.problems.contains(problem));
        complain(post.problems.iter().chain(body), environment);
        printer.print(&site, &post, opened, &mut out);
        emit(&out)?;
    }
    Ok(())
}

/// Finds and opens what an argument means: standard input, a file, or a post of the sites around.
fn open(
    what: &Path,
    args: &PrintArgs,
    around: &mut Option<Library>,
    environment: &Environment,
) -> Result<(Site, Post, Opened), Fault> {
    if environment.confined.is_none() {
        if memory::is_stream(what, environment) {
            return stream(what, args, environment);
        }
        let path = environment.here.join(what);
        if path.is_file() {
            return file(&path, args, environment);
        }
        if let Some(fault) = gather::dangling(&path, what) {
            return Err(fault);
        }
        if path.is_dir() {
            return Err(Fault::failed(format!(
                "is a folder: {}; rushlight list shows its posts",
                what.display()
            )));
        }
    }
    named(what, args, around, environment)
}

/// Finds and opens a post of the sites around by its path, its slug or its address.
fn named(
    what: &Path,
    args: &PrintArgs,
    around: &mut Option<Library>,
    environment: &Environment,
) -> Result<(Site, Post, Opened), Fault> {
    let library = match around.take() {
        Some(library) => library,
        None => gather::gather(&[], args.site.generator, &args.common, environment)?.library,
    };
    let library = around.insert(library);
    let id = match library.find(&what.to_string_lossy()).as_slice() {
        [] => {
            return Err(Fault::failed(format!(
                "no such post: {}; {} names them all",
                what.display(),
                environment.command("list")
            )));
        }
        [id] => *id,
        several => {
            let paths =
                several.iter().filter_map(|id| library.post(*id)).map(|post| format!("  {}", post.name));
            let first = format!("{} is the name of {} posts:", what.display(), several.len());
            return Err(Fault::Failed(std::iter::once(first).chain(paths).collect()));
        }
    };
    let opened = library.open(id, environment.now).map_err(|failure| Fault::failed(failure.to_string()))?;
    match library.post(id).and_then(|post| Some((library.site_of(post)?.clone(), post.clone(), opened))) {
        Some(found) => Ok(found),
        None => Err(Fault::failed(format!("no such post: {}", what.display()))),
    }
}

/// Another name, for the look at what a title comes from.
const OTHER_NAME: &str = "another name.md";

/// A text without a site. It has no file, so a title that only a file's name gives is none.
fn stream(path: &Path, args: &PrintArgs, environment: &Environment) -> Result<(Site, Post, Opened), Fault> {
    let bytes = memory::read(path, environment)?;
    let files = Files::table([(NAME.to_owned(), bytes.clone()), (OTHER_NAME.to_owned(), bytes)]);
    let generator = args.site.generator.map_or(Generator::Plain, Generator::from);
    let site = site::detect_in(files, Some(generator));
    let other = site::post_of(&site, Path::new(OTHER_NAME), environment.now);
    let (site, mut post, opened) = one_file(site, Path::new(NAME), environment)?;
    if other.is_some_and(|other| other.meta.title != post.meta.title) {
        post.meta.title = Clean::default();
    }
    Ok((site, post, opened))
}

/// A file, in the site that it lies in; nothing else of the site is read unless the post asks for it.
fn file(path: &Path, args: &PrintArgs, environment: &Environment) -> Result<(Site, Post, Opened), Fault> {
    let real = dunce::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    let folder = real.parent().map(Path::to_path_buf).unwrap_or_default();
    let root = site::enclosing(&folder).unwrap_or(folder);
    let site = site::detect(&root, args.site.generator.map(Generator::from))
        .map_err(|failure| Fault::failed(failure.to_string()))?;
    let below = site::below(&site.root, path).into_iter().next().unwrap_or(real);
    one_file(site, &below, environment)
}

fn one_file(site: Site, below: &Path, environment: &Environment) -> Result<(Site, Post, Opened), Fault> {
    let post = site::post_of(&site, below, environment.now)
        .ok_or_else(|| Fault::failed(format!("cannot read the post: {}", site.root.join(below).display())))?;
    let opened = site::open(&site, &[], &post, environment.now)
        .map_err(|failure| Fault::failed(failure.to_string()))?;
    Ok((site, post, opened))
}

/// How posts are printed.
struct Printer {
    options: Options,
    chosen: Chosen,
    osc8: bool,
    /// Whether words are parted at the ends of lines.
    parts: bool,
}

impl Printer {
    fn new(args: &PrintArgs, chosen: &Chosen, environment: &Environment) -> Self {
        let measure = chosen.settings.measure;
        let terminal = settings::terminal_width(environment).unwrap_or(USUAL_WIDTH);
        let said_width = args.width.or(chosen.settings.width);
        let width = said_width.unwrap_or_else(|| terminal.min(measure)).max(2);
        // Whoever asks for colour in a pipe has something behind it that understands escape sequences.
        let escapes = !chosen.plain && (chosen.can.screen.links || !environment.output_is_terminal);
        let links = args.links.or(said(chosen.settings.links)).unwrap_or(match escapes {
            true => LinksArg::Osc8,
            false => LinksArg::Inline,
        });
        let addresses = match links {
            LinksArg::None => Addresses::Hidden,
            LinksArg::Osc8 | LinksArg::Inline => Addresses::Inline,
            LinksArg::List => Addresses::List,
        };
        let options = Options {
            width,
            measure: width,
            centred: false,
            ascii: chosen.settings.ascii,
            ambiguous: chosen.can.screen.ambiguous,
            // What reads a pipe wants the text as it is read.
            bidi: if environment.output_is_terminal { chosen.can.screen.bidi } else { Bidi::Terminal },
            color: chosen.theme.color,
            styled: !chosen.plain,
            strikes: chosen.strikes(),
            spacing: chosen.settings.spacing,
            addresses,
            // What reads a pipe may run the code, unless somebody said how wide it is.
            breaks_code: environment.output_is_terminal || said_width.is_some(),
            ..Options::default()
        };
        // What goes into a pipe is searched and counted there: its words stay whole.
        let parts = chosen.settings.hyphenate && environment.output_is_terminal;
        Self { parts, options, chosen: chosen.clone(), osc8: links == LinksArg::Osc8 }
    }

    /// What stands between two posts: a blank line alone would make a paragraph of the title of the second.
    fn between(&self, out: &mut Vec<u8>) {
        let rule = Clean::line(&self.options.glyphs().rule.repeat(self.options.width));
        let span = Span { text: rule, face: Face::of(Role::Rule), ..Span::default() };
        let rule = Line { spans: vec![span], ..Line::default() };
        for line in [Line::default(), rule, Line::default()] {
            self.row(&line, &HashMap::new(), &[], out);
            out.push(b'\n');
        }
    }

    fn print(&self, site: &Site, post: &Post, opened: Opened, out: &mut Vec<u8>) {
        let addresses: Vec<Clean> = opened.document.links.iter().map(|link| address(site, link)).collect();
        let outline = Outline::of(&opened.document);
        // No time to read: it is not among the words of the page.
        let front = app::front(post, 0, &self.chosen.settings.dates, false);
        let tokens = self.tokens(&outline);
        let document = opened.document;
        let lang = post.meta.lang.as_deref().unwrap_or(&site.lang);
        let options = Options { hyphenate: Language::of(lang).filter(|_| self.parts), ..self.options };
        let layout = Layout::new(Arc::clone(&document), front, self.printed(&outline, &addresses), options);
        for line in layout.into_lines() {
            self.row(&line, &tokens, &addresses, out);
            out.push(b'\n');
        }
    }

    /// The addresses that are printed as text: with OSC 8 those that it cannot carry, such as a path of a site that does
    /// not say where on the web it lies, so that no link loses its address; and those of links whose words are the address
    /// of another host.
    fn printed(&self, outline: &Outline, addresses: &[Clean]) -> Vec<Clean> {
        let carried = |address: &Clean| self.osc8 && encode::address(address).is_some();
        let lies = |number: usize, address: &str| {
            outline.words.get(number).is_some_and(|words| names_another_host(words, address))
        };
        let one = |(number, address): (usize, &Clean)| match carried(address) && !lies(number, address) {
            true => Clean::default(),
            false => address.clone(),
        };
        addresses.iter().enumerate().map(one).collect()
    }

    /// The tokens of every block of code; none where there is no colour to tell them apart.
    fn tokens(&self, outline: &Outline) -> HashMap<usize, Highlighted> {
        let colored = outline.codes.iter().filter(|_| self.chosen.theme.color);
        colored.map(|(number, (language, text))| (*number, highlight(text, language))).collect()
    }

    fn row(&self, line: &Line, tokens: &HashMap<usize, Highlighted>, addresses: &[Clean], out: &mut Vec<u8>) {
        let colored =
            line.code.and_then(|code| tokens.get(&code.number)).map(|tokens| line.with_tokens(tokens));
        let line = colored.as_ref().unwrap_or(line);
        let address =
            |link: usize| addresses.get(link).map(Clean::as_str).filter(|address| !address.is_empty());
        let styled = !self.chosen.plain;
        let runs = line.spans.iter().map(|span| {
            let style = if styled { self.chosen.theme.style(span.face) } else { Default::default() };
            (span.text.as_str(), style, span.link.and_then(address))
        });
        let mut runs: Vec<_> = runs.collect();
        // Blanks at the end of a line show as nothing, where they have no style.
        while let Some((text, ..)) = runs.last_mut().filter(|_| !styled) {
            *text = text.trim_end_matches(' ');
            if !text.is_empty() {
                break;
            }
            runs.pop();
        }
        encode::row(out, runs, self.osc8);
    }
}

/// How the settings want links; none where they leave it open.
fn said(links: Links) -> Option<LinksArg> {
    match links {
        Links::Auto => None,
        Links::Osc8 => Some(LinksArg::Osc8),
        Links::Inline => Some(LinksArg::Inline),
        Links::List => Some(LinksArg::List),
        Links::None => Some(LinksArg::None),
    }
}

/// Says the first problems of a post on standard error, and how many more there are.
fn complain<'a>(problems: impl Iterator<Item = &'a Problem>, environment: &Environment) {
    let problems: Vec<&Problem> = problems.collect();
    problems.iter().take(SAID).for_each(|problem| output::complain(&problem.to_string()));
    if problems.len() > SAID {
        let more = problems.len() - SAID;
        let more = counted(more, "more problem");
        let names = environment.command("list --json");
        output::complain(&format!("{more} of this post; {names} names them all"));
    }
}

/// What is printed of a link: a web address where the site has one, else the path from its root. Links inside the
/// post have none.
fn address(site: &Site, link: &Link) -> Clean {
    match &link.target {
        Target::Web(address) | Target::Written(address) => address.clone(),
        Target::Site(path) => Clean::join([&site.url, &site.base, path], ""),
        Target::Anchor(_) | Target::Note(_) => Clean::default(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::LinkKind;

    #[test]
    fn a_path_of_the_site_lies_below_its_base() {
        let config = b"url: https://marsh.example\nbaseurl: /blog\n".to_vec();
        let site =
            site::detect_in(Files::table([("_config.yml".to_owned(), config)]), Some(Generator::Jekyll));
        let link = Link {
            target: Target::Site("/a/".into()),
            title: Clean::default(),
            kind: LinkKind::Page,
            line: 0,
        };
        assert_eq!(&*address(&site, &link), "https://marsh.example/blog/a/");
    }
}

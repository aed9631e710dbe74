//! `rushlight [PATH…]`: the reader. In a pipe a folder is listed and a post printed.

use std::collections::HashSet;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::{Duration, Instant};

use jiff::Timestamp;

use super::args::{ListArgs, PrintArgs, ReadArgs};
use super::environment::Environment;
use super::gather::{Gathered, Place, Plan};
use super::output::Fault;
use super::settings::{self, Chosen};
use super::{list, memory, print, query, scanning};
use crate::app::regions::SPLIT;
use crate::app::{self, App};
use crate::library::fulltext::{Excerpt, Hit, Search};
use crate::library::{FirstPage, Library};
use crate::post::{Kept, Post, PostId};
use crate::problem::Problem;
use crate::session::{self, Ended, Tell, Work};
use crate::site::{Failure, Opened, Site};
use crate::storage::{self, Haste, Index, Sentences, marks};
use crate::terminal::{Errands, Linear, Local, capabilities};
use crate::text::Clean;
use crate::text::bidi::Bidi;

/// Runs the command.
pub fn run(args: &ReadArgs, environment: &Environment) -> Result<(), Fault> {
    if args.print_config {
        return settings::print(&args.common, environment);
    }
    if !environment.output_is_terminal && !args.linear {
        return piped(args, environment);
    }
    let variable = |name: &str| environment.variable(name).map(str::to_owned);
    // Read line by line, standard input holds the commands.
    let by_lines = args.linear || capabilities::is_by_lines(&variable);
    let paths = if by_lines { args.paths.clone() } else { paths(args, environment) };
    let plan = Plan::of(&paths, args.site.generator, &args.common, environment)?;
    let mut chosen = settings::choose_for(plan.site(), &args.common, environment)?;
    chosen.take_wrong(plan.missing());
    // What comes on standard input is not known again.
    chosen.settings.marks &= !plan.is_standard_input();
    let query = query::text(&args.filter, &chosen.settings)?;
    // The terminal is taken before the posts are read: what is typed meanwhile is a key and no echo.
    let errands = match environment.confined {
        Some(_) => Errands::of_kiosk(chosen.can.clipboard),
        None => Errands::from_environment(&variable, chosen.can.browser, chosen.can.clipboard),
    };
    let index = Index::new(chosen.paths.cache.clone());
    if by_lines {
        if plan.is_standard_input() {
            let words = "standard input holds the commands here; rushlight print - prints it";
            return Err(Fault::Usage(words.to_owned()));
        }
        let edge = Linear::enter(page(environment), errands);
        return session(plan.open(&index, environment)?, index, edge, query, &chosen, environment);
    }
    let edge = Local::enter(chosen.can.screen, chosen.can.questions, errands)
        .map_err(|error| Fault::failed(format!("cannot use the terminal: {error}")))?;
    let order = chosen.app_options().order;
    let gathered = plan.begin(&index, order, environment)?;
    session(gathered, index, edge, query, &chosen, environment)
}

/// The paths that are asked for, what comes through a pipe among them.
fn paths(args: &ReadArgs, environment: &Environment) -> Vec<PathBuf> {
    match args.filter.query.is_none() && args.filter.view.is_none() {
        true => memory::paths(&args.paths, environment),
        false => args.paths.clone(),
    }
}

/// How wide and how long a page is that is read line by line: never so wide that two parts would stand side by side. An
/// eighth is left for the numbers of rows and links.
fn page(environment: &Environment) -> (u16, u16) {
    let rows = environment.variable("LINES").and_then(|lines| lines.parse().ok());
    let width = settings::terminal_width(environment).and_then(|width| u16::try_from(width).ok());
    let width = width.unwrap_or(80);
    ((width - width / 8).clamp(20, SPLIT - 1), rows.unwrap_or(24).clamp(5, 200))
}

/// Standard output is no terminal: posts are printed, folders listed.
fn piped(args: &ReadArgs, environment: &Environment) -> Result<(), Fault> {
    let posts = paths(args, environment);
    let is_post =
        |path: &PathBuf| memory::is_stream(path, environment) || environment.here.join(path).is_file();
    if !posts.is_empty() && posts.iter().all(is_post) {
        let (site, common) = (args.site.clone(), args.common.clone());
        return print::run(&PrintArgs { posts, width: None, links: None, site, common }, environment);
    }
    let list = ListArgs {
        paths: args.paths.clone(),
        filter: args.filter.clone(),
        json: false,
        site: args.site.clone(),
        common: args.common.clone(),
    };
    list::run(&list, environment)
}

fn session(
    gathered: Gathered,
    index: Index,
    mut edge: impl session::Edge,
    query: Option<String>,
    chosen: &Chosen,
    environment: &Environment,
) -> Result<(), Fault> {
    let sites = gathered.library.identities(|root| chosen.app_options().keeps_marks(root));
    let query = query.unwrap_or_default();
    let options = options(&gathered, &sites, (edge.is_by_lines(), query), chosen, environment);
    let size = edge.size();
    let library = Arc::new(gathered.library);
    let in_memory = if gathered.places.is_empty() { library.sites().to_vec() } else { Vec::new() };
    if library.is_whole() {
        let library = library.clone();
        // Without a thread for it, it is made when it is asked for.
        let _ = thread::Builder::new().spawn(move || library.prepare());
    }
    let app = App::new(library, options, size, environment.now);
    let mut store = chosen.shelf(sites);
    let fault = environment.variable(FAULT).map(str::to_owned).filter(|_| cfg!(debug_assertions));
    let (watching, since) = (chosen.settings.watch, environment.now);
    let unscanned = Mutex::new(gathered.unscanned);
    let places = gathered.places;
    let hidden = environment.confined.as_ref().map(|confined| confined.site.clone());
    let work = Arc::new(Rescan { places, in_memory, hidden, unscanned, watching, since, fault, index });
    let ended = session::run(app, chosen.theme.clone(), &mut edge, &mut store, work);
    let signal = edge.signal();
    drop(edge);
    // A service that strangers reach may have a filter of system calls that ends who asks for too much.
    if environment.confined.is_none() {
        storage::let_go();
    }
    match ended {
        Ok(Ended::Cut) => signal.map_or(Ok(()), |number| Err(Fault::Signal(number))),
        Ok(Ended::Quit) => Ok(()),
        Ok(Ended::Idle) => Err(Fault::failed("closed, because no key came for long")),
        Err(error) => Err(Fault::failed(format!("the terminal failed: {error}"))),
    }
}

/// What the session is to know from the start. `sites` are those whose marks are kept.
fn options(
    gathered: &Gathered,
    sites: &[String],
    (by_lines, query): (bool, String),
    chosen: &Chosen,
    environment: &Environment,
) -> app::Options {
    let path = chosen.paths.marks.as_deref();
    let (kept, unwritable) = path.map(|path| marks::load(path, sites)).unwrap_or_default();
    // What is wrong with a file that cannot be read is said by the thread that writes it and sets it aside, on the screen.
    let unwritable = unwritable.filter(|_| kept != Kept::default()).unwrap_or_default();
    let set = chosen.app_options();
    app::Options {
        kept,
        query,
        open: gathered.open,
        by_lines,
        // What is read line by line is sent without styles.
        color: set.color && !by_lines,
        styled: set.styled && !by_lines,
        strikes: set.strikes && !by_lines,
        // A frame is drawn as it is seen, whatever the terminal has to be sent for that.
        bidi: if by_lines { set.bidi } else { Bidi::Ours },
        strangers: environment.confined.is_some(),
        notice: gathered.notice.clone(),
        // Read line by line, it stands above; and the settings are no business of strangers.
        wrong: match by_lines || environment.confined.is_some() {
            true => Clean::default(),
            false => Some(chosen.wrong()).filter(|wrong| !wrong.is_empty()).unwrap_or(unwritable),
        },
        idle: environment.confined.as_ref().and_then(|confined| confined.idle),
        ..set
    }
}

/// Names a post whose opening fails as if a parser had panicked: so the tests of the real program see what a
/// reader would. Only in a program built for tests.
const FAULT: &str = "RUSHLIGHT_TEST_FAULT";

/// Opens posts, and scans the same sites again.
struct Rescan {
    places: Vec<Place>,
    /// The sites that lie in no folder.
    in_memory: Vec<Site>,
    /// The folder of which strangers are not told where it lies.
    hidden: Option<PathBuf>,
    /// The sites as they are when the session begins, until they are scanned.
    unscanned: Mutex<Vec<Site>>,
    watching: storage::Watching,
    /// The posts were read after this.
    since: Timestamp,
    fault: Option<String>,
    index: Index,
}

impl Work for Rescan {
    fn open(&self, library: &Library, post: PostId, now: Timestamp) -> Result<Opened, Failure> {
        let title = library.post(post).map(|post| post.meta.title.as_str());
        assert!(self.fault.is_none() || title != self.fault.as_deref(), "a test asked for this");
        library.open(post, now).map_err(|failure| self.hide(failure))
    }

    fn gather(&self, now: Timestamp, found: &mut dyn FnMut(Arc<Library>, Clean)) {
        let sites = std::mem::take(&mut *self.unscanned.lock().unwrap_or_else(PoisonError::into_inner));
        scanning::scan_telling(sites, &self.index, now, found);
    }

    fn keep_first(&self, library: &Library, page: &FirstPage) {
        self.index.keep_first_page(library, page);
    }

    fn learn(&self, library: &Library, now: Timestamp, going: &dyn Fn(u8) -> bool) {
        // What a key may wait for is made at full priority; this thread does nothing else than what nobody waits for.
        library.prepare();
        storage::step_back();
        self.index.learn(library, Haste::Beside, now, going);
    }

    fn search(
        &self,
        library: &Library,
        search: &Search,
        posts: &[PostId],
        now: Timestamp,
        found: &mut dyn FnMut(Vec<Hit>) -> bool,
    ) {
        self.index.search(library, search, (posts, Sentences::Best), now, found);
    }

    fn excerpts(&self, library: &Library, search: &Search, posts: &[PostId]) -> Vec<Option<Excerpt>> {
        self.index.excerpts(library, search, posts)
    }

    fn reload(&self, now: Timestamp) -> Result<Library, Failure> {
        if self.places.is_empty() {
            return Ok(scanning::scan(self.in_memory.clone(), &Index::default(), now));
        }
        let library = scanning::scan(self.sites()?, &self.index, now);
        library.prepare();
        Ok(library)
    }

    fn refresh(&self, library: &Library, changed: &[PathBuf], now: Timestamp) -> Result<Library, Failure> {
        await_return(library, changed);
        let sites = self.sites()?;
        // The numbers of sites are their places: with others than before nothing of before counts.
        let are_the_same =
            sites.iter().map(|site| &site.root).eq(library.sites().iter().map(|site| &site.root));
        let library = match are_the_same {
            true => scanning::scan_again(sites, library, changed, &self.index, now),
            false => scanning::scan(sites, &self.index, now),
        };
        library.prepare();
        Ok(library)
    }

    fn watch(&self, tell: Tell) {
        let root = |place: &Place| dunce::canonicalize(&place.folder).ok();
        let roots = self.places.iter().filter_map(root).collect();
        storage::watch(roots, self.since.into(), self.watching, tell);
    }
}

impl Rescan {
    /// A failure as it may be told to who reads.
    fn hide(&self, failure: Failure) -> Failure {
        let within = self.hidden.as_ref().and_then(|folder| failure.path.strip_prefix(folder).ok());
        match within.map(PathBuf::from) {
            Some(path) => Failure { path, ..failure },
            None => failure,
        }
    }

    /// The sites with their configuration as it is now. One that cannot be opened any more is a problem of the first that can.
    fn sites(&self) -> Result<Vec<Site>, Failure> {
        let (mut sites, mut failures) = (Vec::new(), Vec::new());
        for found in self.places.iter().map(Place::site) {
            match found {
                Ok(site) => sites.push(site),
                Err(failure) => failures.push(failure),
            }
        }
        let Some(first) = sites.first_mut() else {
            return failures.into_iter().next().map_or(Ok(sites), |failure| Err(self.hide(failure)));
        };
        first.problems.extend(failures.into_iter().map(gone));
        Ok(sites)
    }
}

/// What is said of a site that was there when the session began.
fn gone(failure: Failure) -> Problem {
    Problem::new(&Clean::line(&failure.path.to_string_lossy()), &failure.message, "its posts are left out")
}

/// How long a post that is gone is waited for: editors rename a file before they write the new one.
const RETURN: Duration = Duration::from_millis(60);

/// Gives a post that is gone, and was there before, a moment to come back.
fn await_return(library: &Library, changed: &[PathBuf]) {
    let gone: HashSet<&PathBuf> = changed.iter().filter(|path| !path.exists()).collect();
    if gone.is_empty() {
        return;
    }
    let file = |post: &Arc<Post>| Some(library.site_of(post)?.root.join(post.path()));
    // With a folder of pictures ten thousand files go at once: each is not looked for among all posts.
    let posts: Vec<PathBuf> =
        library.posts().iter().filter_map(file).filter(|file| gone.contains(file)).collect();
    let start = Instant::now();
    while start.elapsed() < RETURN && posts.iter().any(|path| !path.exists()) {
        thread::sleep(RETURN / 6);
    }
}

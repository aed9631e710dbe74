//! Which sites a command opens: those of the paths, else those that are near, else the sample blog.

use std::path::{Path, PathBuf};

use clap::Subcommand as _;
use jiff::Timestamp;

use super::args::{Command, CommonArgs, GeneratorArg};
use super::environment::Environment;
use super::memory;
use super::output::{Fault, complain};
use super::scanning::{notice, scan};
use crate::library::{Library, Order, Part};
use crate::post::{Post, PostId, SiteId};
use crate::problem::Problem;
use crate::site::{self, Failure, Generator, Site};
use crate::storage::Index;
use crate::text::Clean;

/// At how many files the look for Markdown in the current folder gives up, when nobody asked for that folder.
const LOOK: usize = 20_000;

/// All sites of a command with their posts, and where to begin.
pub struct Gathered {
    /// The sites and their posts.
    pub library: Library,
    /// The post that a path named.
    pub open: Option<PostId>,
    /// What a newcomer should know: how to open one's own blog, where more files are.
    pub notice: Clean,
    /// The folders that a reload scans again; empty for the sample blog.
    pub places: Vec<Place>,
    /// The sites, where the library has a part of their posts and they are still to be scanned.
    pub unscanned: Vec<Site>,
}

/// A site to be opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Place {
    /// Its folder.
    pub folder: PathBuf,
    /// The generator it was forced to.
    pub generator: Option<Generator>,
    /// The file that was named, and is a post of it even where it has too many.
    pub named: Option<PathBuf>,
}

impl Place {
    fn new(folder: PathBuf, generator: Option<Generator>) -> Self {
        Self { folder, generator, named: None }
    }

    /// The site, its configuration as it is now.
    pub fn site(&self) -> Result<Site, Failure> {
        let mut site = site::detect(&self.folder, self.generator)?;
        site.named = self.named.iter().flat_map(|file| site::below(&site.root, file)).collect();
        Ok(site)
    }
}

impl From<GeneratorArg> for Generator {
    fn from(arg: GeneratorArg) -> Self {
        match arg {
            GeneratorArg::Jekyll => Self::Jekyll,
            GeneratorArg::Hugo => Self::Hugo,
            GeneratorArg::Zola => Self::Zola,
            GeneratorArg::Plain => Self::Plain,
        }
    }
}

/// What a command is about to open. Making one touches no post, so that a reader can be shown a screen first.
#[derive(Default)]
pub struct Plan {
    places: Vec<Place>,
    /// The first path that names a file.
    named: Option<PathBuf>,
    /// Folders of the settings that are not there, while others are.
    missing: Vec<Problem>,
    /// The site that standard input is.
    input: Option<Site>,
}

impl Plan {
    /// The places that paths mean; without paths, those that are near.
    ///
    /// # Errors
    /// A path that is not there, or that cannot be read.
    pub fn of(
        paths: &[PathBuf],
        generator: Option<GeneratorArg>,
        common: &CommonArgs,
        environment: &Environment,
    ) -> Result<Self, Fault> {
        let generator = generator.map(Generator::from);
        if let Some(confined) = &environment.confined {
            let place = Place::new(confined.site.clone(), generator);
            return Ok(Self { places: vec![place], ..Self::default() });
        }
        if let [path] = paths
            && memory::is_stream(path, environment)
        {
            return Ok(Self {
                input: Some(memory::stream(path, generator, environment)?),
                ..Self::default()
            });
        }
        let (mut places, mut missing) = (Vec::new(), Vec::new());
        for path in paths {
            let place = Place::new(folder_of(path, generator, environment)?, generator);
            if !places.contains(&place) {
                places.push(place);
            }
        }
        if paths.is_empty() {
            (places, missing) = near(generator, common, environment)?;
            missing.iter().for_each(|problem| complain(&problem.to_string()));
        }
        let named = paths.iter().map(|path| environment.here.join(path)).find(|path| !path.is_dir());
        places.iter_mut().for_each(|place| place.named.clone_from(&named));
        Ok(Self { places, named, missing, input: None })
    }

    /// Folders of the settings that are not there, as it was said on standard error.
    pub fn missing(&self) -> &[Problem] {
        &self.missing
    }

    /// Whether standard input is read.
    pub fn is_standard_input(&self) -> bool {
        self.input.is_some()
    }

    /// The folder of the site, if there is one alone, by its one true name.
    pub fn site(&self) -> Option<PathBuf> {
        match &self.places[..] {
            [place] => Some(dunce::canonicalize(&place.folder).unwrap_or_else(|_| place.folder.clone())),
            _ => None,
        }
    }

    /// Opens and scans the places. A file that is no post of its site is opened among the files of its folder.
    pub fn open(self, index: &Index, environment: &Environment) -> Result<Gathered, Fault> {
        let gathered = match (self.input, self.places.is_empty()) {
            (Some(site), _) => in_memory(site, true, environment.now),
            (None, true) => in_memory(memory::sample(), false, environment.now),
            (None, false) => load(self.places, index, environment)?,
        };
        let Some(path) = self.named else { return Ok(gathered) };
        if let Some(open) = open_at(&gathered.library, &path) {
            return Ok(Gathered { open: Some(open), ..gathered });
        }
        let folder = path.parent().map(Path::to_path_buf).unwrap_or_default();
        let place = Place { named: Some(path.clone()), ..Place::new(folder, Some(Generator::Plain)) };
        let alone = load(vec![place], index, environment)?;
        match open_at(&alone.library, &path) {
            Some(open) => Ok(Gathered { open: Some(open), ..alone }),
            None => Err(Fault::failed(format!("not a post: {}; rushlight print shows it", path.display()))),
        }
    }
}

impl Plan {
    /// Opens the places as far as they are known without a look at their files: what is left is to be scanned. A file that was
    /// named is the first of the posts.
    pub fn begin(self, index: &Index, order: Order, environment: &Environment) -> Result<Gathered, Fault> {
        if self.places.is_empty() {
            return self.open(index, environment);
        }
        let unscanned = detect(&self.places)?;
        let part_of = |posts: Vec<Post>| Library::new(unscanned.clone(), posts).as_part(Part::default());
        let library = match &self.named {
            None => {
                index.first_page(&unscanned, order, environment.now).unwrap_or_else(|| part_of(Vec::new()))
            }
            Some(path) => match alone_at(&unscanned, path, environment.now) {
                Some(post) => part_of(vec![post]),
                None => return self.open(index, environment),
            },
        };
        let open = self.named.and_then(|path| open_at(&library, &path));
        Ok(Gathered { library, open, notice: Clean::default(), places: self.places, unscanned })
    }
}

/// Opens the sites of a command, and says which of their posts cannot be read.
///
/// # Errors
/// A path that is not there, or that cannot be read.
pub fn gather(
    paths: &[PathBuf],
    generator: Option<GeneratorArg>,
    common: &CommonArgs,
    environment: &Environment,
) -> Result<Gathered, Fault> {
    let index = Index::new(super::settings::paths(common, environment).cache);
    let gathered = Plan::of(paths, generator, common, environment)?.open(&index, environment)?;
    if environment.confined.is_none() {
        say_left_out(&gathered.library);
    }
    Ok(gathered)
}

/// How many files and folders that cannot be read are named.
const SAID: usize = 3;

fn say_left_out(library: &Library) {
    let mut left_out = library.sites().iter().flat_map(Site::left_out);
    left_out.by_ref().take(SAID).for_each(|problem| complain(&problem.to_string()));
    let more = left_out.count();
    if more > 0 {
        complain(&format!("{more} more cannot be read; rushlight doctor FOLDER names them all"));
    }
}

/// The folder of the site of a library, if there is one alone.
pub fn alone(library: &Library) -> Option<PathBuf> {
    match library.sites() {
        [site] => Some(site.root.clone()),
        _ => None,
    }
}

/// The post of a library that a file is.
fn open_at(library: &Library, path: &Path) -> Option<PostId> {
    let post = |site: &Site| {
        site::below(&site.root, path).iter().find_map(|below| library.at(&site.root.join(below)))
    };
    let here = library.sites().iter().find_map(post);
    let real = || dunce::canonicalize(path).unwrap_or_else(|_| path.to_path_buf());
    here.or_else(|| library.find(&real().to_string_lossy()).first().copied())
}

/// The post that a file is, if that can be said before the site is scanned.
fn alone_at(sites: &[Site], path: &Path, now: Timestamp) -> Option<Post> {
    let post =
        |site: &Site| site::below(&site.root, path).iter().find_map(|below| site::alone(site, below, now));
    sites.iter().find_map(post)
}

/// The folder of the site that a path means: the folder itself, or the nearest one above that is a generator's.
fn folder_of(path: &Path, generator: Option<Generator>, environment: &Environment) -> Result<PathBuf, Fault> {
    let whole = environment.here.join(path);
    let folder = match std::fs::metadata(&whole) {
        Ok(about) if about.is_dir() => whole.clone(),
        Ok(_) => whole.parent().map(Path::to_path_buf).unwrap_or_default(),
        Err(error) => return Err(dangling(&whole, path).unwrap_or_else(|| missing(path, &error))),
    };
    if generator.is_some() && whole.is_dir() {
        return Ok(folder);
    }
    Ok(site::enclosing(&folder).unwrap_or(folder))
}

/// The fault of a link that leads to no file; `said` is how it was named.
pub fn dangling(path: &Path, said: &Path) -> Option<Fault> {
    let error = std::fs::metadata(path).err().filter(|_| path.is_symlink())?;
    Some(Fault::failed(match error.kind() {
        std::io::ErrorKind::NotFound => {
            format!("cannot open {}: a link to a file that is not there", said.display())
        }
        _ => format!("cannot open {}: {error}", said.display()),
    }))
}

fn missing(path: &Path, error: &std::io::Error) -> Fault {
    Fault::failed(match error.kind() {
        std::io::ErrorKind::NotFound => match path.to_str().filter(|word| Command::has_subcommand(word)) {
            Some(command) => format!("{command} comes before the options: rushlight {command} …"),
            None if path.as_os_str() == "-" => "- is standard input, and goes alone".to_owned(),
            None => format!("no such file or folder: {}", path.display()),
        },
        _ => format!("cannot open {}: {error}", path.display()),
    })
}

/// The sites that `rushlight` without a path opens, and those of the settings that are not there; none at all means the
/// sample blog.
///
/// # Errors
/// Not one of the folders of the settings is there.
fn near(
    generator: Option<Generator>,
    common: &CommonArgs,
    environment: &Environment,
) -> Result<(Vec<Place>, Vec<Problem>), Fault> {
    let here = &environment.here;
    if let Some(folder) = site::enclosing(here).or_else(|| site::site_below(here)) {
        return Ok((vec![Place::new(folder, generator)], Vec::new()));
    }
    let settings = super::settings::read(common, environment)?;
    if !settings.sites.is_empty() {
        let (there, missing) = settings.sites_there();
        if there.is_empty() {
            return Err(Fault::Failed(missing.iter().map(ToString::to_string).collect()));
        }
        let places = there.into_iter().map(|folder| Place::new(folder.clone(), generator)).collect();
        return Ok((places, missing));
    }
    let unasked = here.parent().is_none() || environment.home().is_some_and(|home| home == *here);
    match !unasked && site::plain::holds_markdown(here, LOOK) {
        true => Ok((vec![Place::new(here.clone(), generator)], Vec::new())),
        false => Ok((Vec::new(), Vec::new())),
    }
}

/// A site that lies in no folder with its posts, the first of them open where it is standard input.
fn in_memory(site: Site, opens: bool, now: Timestamp) -> Gathered {
    let library = scan(vec![site], &Index::default(), now);
    let open = library.ids().first().copied().filter(|_| opens);
    let notice = match opens {
        true => Clean::default(),
        false => Clean::line("This is the sample blog. Open your own with: rushlight FOLDER"),
    };
    Gathered { library, open, notice, places: Vec::new(), unscanned: Vec::new() }
}

/// Opens and scans places.
fn load(places: Vec<Place>, index: &Index, environment: &Environment) -> Result<Gathered, Fault> {
    let library = scan(detect(&places)?, index, environment.now);
    let notice = notice(&library);
    Ok(Gathered { library, open: None, notice, places, unscanned: Vec::new() })
}

/// The sites of places, their configurations read.
fn detect(places: &[Place]) -> Result<Vec<Site>, Fault> {
    let mut sites = Vec::new();
    for (number, found) in places.iter().map(Place::site).enumerate() {
        let mut site = found.map_err(|failure| Fault::failed(failure.to_string()))?;
        site.id = SiteId(u16::try_from(number).unwrap_or(u16::MAX));
        sites.push(site);
    }
    Ok(sites)
}

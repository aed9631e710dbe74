//! Flags, environment, settings file and terminal, joined: what a command works with.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

use super::args::{ColorArg, CommonArgs};
use super::environment::Environment;
use super::output::{Fault, complain, emit};
use crate::app::{self, keymap::Keymap};
use crate::problem::Problem;
use crate::storage::{self, Origin, Paths, Remembered, Settings, Shelf};
use crate::terminal::Capabilities;
use crate::terminal::capabilities::{self, Clipboard, Wishes};
use crate::text::Clean;
use crate::text::count::counted;
use crate::theme::{Catalog, Theme};

/// What a command works with.
#[derive(Clone, Debug)]
pub struct Chosen {
    /// The settings in force.
    pub settings: Settings,
    /// The settings of the file alone, with what it sets for the site that is open alone.
    pub file: Settings,
    /// Where files lie.
    pub paths: Paths,
    /// The site that is open alone.
    site: Option<PathBuf>,
    /// The themes.
    pub catalog: Catalog,
    /// The theme in force.
    pub theme: Theme,
    /// What the terminal can do.
    pub can: Capabilities,
    /// Nothing is styled: a pipe, or a terminal without a cursor, without `--color always`.
    pub plain: bool,
    /// What is wrong with the settings and the themes, as it was said on standard error.
    wrong: Vec<String>,
    /// The reader's time zone.
    zone: jiff::tz::TimeZone,
}

/// Reads the settings of the file, and puts flags over them. What is wrong in the file is said on standard error.
pub fn read(common: &CommonArgs, environment: &Environment) -> Result<Settings, Fault> {
    read_for(None, common, environment)
}

/// The same with what is set and remembered for a site.
pub fn read_for(
    site: Option<&Path>,
    common: &CommonArgs,
    environment: &Environment,
) -> Result<Settings, Fault> {
    Ok(load(common, environment, site)?.1)
}

/// The settings file that somebody named.
fn named(common: &CommonArgs, environment: &Environment) -> Option<PathBuf> {
    common.config.clone().or_else(|| environment.variable("RUSHLIGHT_CONFIG").map(PathBuf::from))
}

/// Where files lie; of strangers, where their host lets them.
pub fn paths(common: &CommonArgs, environment: &Environment) -> Paths {
    let named = named(common, environment);
    match &environment.confined {
        Some(confined) => {
            Paths::confined(named.as_deref(), confined.cache.as_deref(), confined.marks.as_deref())
        }
        None => Paths::of_machine(named.as_deref()),
    }
}

fn load(
    common: &CommonArgs,
    environment: &Environment,
    site: Option<&Path>,
) -> Result<(Paths, Settings, Settings), Fault> {
    let (named, paths) = (named(common, environment), paths(common, environment));
    let home = environment.home();
    let mut file = Settings::load(paths.config.as_deref(), named.is_some(), home.as_deref());
    let mut settings = file.clone();
    let remembered = paths.state.as_deref().map(Remembered::load).unwrap_or_default();
    remembered.apply(&mut settings, site);
    site.into_iter().for_each(|site| file.take_site(site));
    settings.take_environment(|name| environment.variable(name).map(str::to_owned));
    put_flags(&mut settings, common)?;
    Ok((paths, settings, file))
}

fn put_flags(settings: &mut Settings, common: &CommonArgs) -> Result<(), Fault> {
    let color = common.color.map(|color| match color {
        ColorArg::Auto => "auto",
        ColorArg::Always => "always",
        ColorArg::Never => "never",
    });
    let ascii = common.ascii.then_some("true");
    let theme = common.theme.as_deref();
    let flags = [("color", "--color", color), ("theme", "--theme", theme), ("ascii", "--ascii", ascii)];
    for (name, flag, value) in flags {
        if let Some(value) = value {
            let said = settings.say(name, value, Origin::Flag(flag));
            said.map_err(|wrong| Fault::Usage(format!("{flag}: {wrong}")))?;
        }
    }
    Ok(())
}

/// What a command works with.
///
/// # Errors
/// A theme that does not exist, where a flag names it. In the settings file it is only said.
pub fn choose(common: &CommonArgs, environment: &Environment) -> Result<Chosen, Fault> {
    choose_for(None, common, environment)
}

/// The same with what is set and remembered for a site.
pub fn choose_for(
    site: Option<PathBuf>,
    common: &CommonArgs,
    environment: &Environment,
) -> Result<Chosen, Fault> {
    let (paths, settings, file) = load(common, environment, site.as_deref())?;
    let catalog = storage::schemes(&paths);
    let get = |name: &str| environment.variable(name).map(str::to_owned);
    let can = capabilities::detect(&get, &wishes(&settings));
    let always = settings.color == storage::When::Always;
    // A terminal that has no cursor to move has no styles either.
    let plain = (!environment.output_is_terminal || can.linear) && !always;
    let depth = if plain { crate::theme::Depth::None } else { can.depth };
    let unknown = !environment.output_is_terminal;
    let italics = can.italics || unknown && settings.italics == storage::When::Auto;
    let strikes = can.strikes || unknown;
    let name = match &settings.pair {
        Some(pair) if can.light == Some(true) => &pair.light,
        _ => &settings.theme,
    };
    let mut wrong = settings.wrong_themes(&catalog);
    let theme = match catalog.theme(name, depth) {
        Some(theme) => theme,
        None if common.theme.is_some() => return Err(Fault::Usage(wrong.join("\n"))),
        None => Theme::own(depth),
    };
    wrong.extend(of_file(&settings).map(|problem| problem.to_string()));
    wrong.iter().for_each(|line| complain(line));
    let can = Capabilities { depth, italics, strikes, ..can };
    let theme = theme.with_italics(italics);
    let theme = if plain { theme.bare() } else { theme };
    let zone = environment.zone.clone();
    Ok(Chosen { settings, file, paths, site, catalog, theme, can, plain, wrong, zone })
}

/// What is wrong with the settings file.
fn of_file(settings: &Settings) -> impl Iterator<Item = Problem> {
    settings.problems.iter().cloned().chain(wrong_keys(settings))
}

/// What is wrong with the keys of the settings file, each with its line: the table of keys belongs to the app, lines to the file.
fn wrong_keys(settings: &Settings) -> Vec<Problem> {
    if settings.keys.is_empty() {
        return Vec::new();
    }
    let (_, wrong) = Keymap::new(&settings.keys, false);
    let problem = |(number, why): &(usize, String)| {
        let remedy = "`rushlight keys --names` lists contexts, actions and keys";
        let problem = Problem::new(&settings.file, why, remedy);
        match settings.key_line(*number) {
            Some(line) => problem.at(line),
            None => problem,
        }
    };
    wrong.iter().map(problem).collect()
}

fn wishes(settings: &Settings) -> Wishes {
    let when = |when| match when {
        storage::When::Auto => capabilities::When::Auto,
        storage::When::Always => capabilities::When::Always,
        storage::When::Never => capabilities::When::Never,
    };
    Wishes {
        color: when(settings.color),
        depth: settings.colors,
        italics: when(settings.italics),
        ascii: settings.ascii.then_some(true),
        ambiguous: settings.ambiguous,
        bidi: settings.bidi,
        remote: when(settings.remote),
        clipboard: match settings.clipboard {
            storage::Copies::Auto => Clipboard::Auto,
            storage::Copies::Program => Clipboard::Program,
            storage::Copies::Terminal => Clipboard::Terminal,
            storage::Copies::Tmux => Clipboard::Tmux,
            storage::Copies::Passthrough => Clipboard::Passthrough,
            storage::Copies::Never => Clipboard::Never,
        },
        paired: settings.pair.is_some(),
        said: settings.said(),
    }
}

impl Chosen {
    /// Whether struck text is seen to be struck. Whoever asks for styles in a pipe has something behind it that knows them.
    pub fn strikes(&self) -> bool {
        !self.plain && self.can.strikes
    }

    /// The options of a session.
    pub fn app_options(&self) -> app::Options {
        app::Options {
            usual_measure: self.file.measure,
            ascii: self.can.ascii,
            bidi: self.can.screen.bidi,
            color: self.theme.color,
            styled: !self.plain,
            strikes: self.strikes(),
            theme: self.theme.name.clone(),
            themes: self.catalog.names().into_iter().map(str::to_owned).collect(),
            zone: self.zone.clone(),
            sites: of_sites(&self.settings),
            ..self.settings.options()
        }
    }

    /// Takes what is wrong with the settings, and was said on standard error.
    pub fn take_wrong(&mut self, problems: &[Problem]) {
        self.wrong.splice(0..0, problems.iter().map(ToString::to_string));
    }

    /// Says what is wrong with the themes of the reader's own, but for what was said already: for who asks what there is.
    pub fn say_wrong_themes(&self) {
        let wrong = self.catalog.wrong().map(Problem::to_string);
        wrong.filter(|problem| !self.wrong.contains(problem)).for_each(|problem| complain(&problem));
    }

    /// What is wrong with the settings in one line: the first of it, and how to see the rest. It is on standard error, too, where a
    /// screen covers it until the end.
    pub fn wrong(&self) -> Clean {
        Clean::line(&match &self.wrong[..] {
            [] => String::new(),
            [only] => only.clone(),
            [first, rest @ ..] => {
                format!("{first} (and {}: rushlight --print-config)", counted(rest.len(), "more problem"))
            }
        })
    }

    /// What a session keeps and takes; `sites` are those whose marks are shown.
    pub fn shelf(&self, sites: Vec<String>) -> Shelf {
        Shelf {
            state: self.paths.state.clone(),
            marks: self.paths.marks.clone(),
            sites,
            keeper: None,
            memory: None,
            answers: std::collections::VecDeque::new(),
            waker: None,
            site: self.site.clone(),
            file: self.file.clone(),
            catalog: self.catalog.clone(),
            depth: self.can.depth,
            italics: self.can.italics,
            pair: self.settings.pair.clone(),
        }
    }
}

/// What is set for one site alone, by the folder's one true name, as a site has it.
fn of_sites(settings: &Settings) -> BTreeMap<PathBuf, app::SiteOptions> {
    let real = |folder: &PathBuf| dunce::canonicalize(folder).unwrap_or_else(|_| folder.clone());
    settings.options().sites.into_iter().map(|(folder, own)| (real(&folder), own)).collect()
}

/// What the settings say of marks, without any look at the terminal: where they lie, and of which sites.
pub fn of_marks(
    common: &CommonArgs,
    environment: &Environment,
) -> Result<(Option<PathBuf>, app::Options), Fault> {
    let (paths, settings, _) = load(common, environment, None)?;
    Ok((paths.marks, app::Options { sites: of_sites(&settings), ..settings.options() }))
}

/// `rushlight --print-config`
pub fn print(common: &CommonArgs, environment: &Environment) -> Result<(), Fault> {
    let (paths, settings, _) = load(common, environment, None)?;
    let (_, missing) = settings.sites_there();
    let catalog = storage::schemes(&paths);
    let problems = of_file(&settings).chain(missing).map(|problem| problem.to_string());
    let themes = settings.wrong_themes(&catalog).into_iter().chain(settings.wrong_themes_of_sites(&catalog));
    problems.chain(themes).for_each(|problem| complain(&problem));
    emit(settings.print(&paths).as_bytes())
}

/// The cells of a line of the terminal, where there is one: `COLUMNS`, else what the terminal says.
pub fn terminal_width(environment: &Environment) -> Option<usize> {
    let said = environment.variable("COLUMNS").and_then(|columns| columns.parse().ok());
    said.or_else(|| environment.output_is_terminal.then(crate::terminal::columns).flatten())
        .filter(|width| *width > 0)
}

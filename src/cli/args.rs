//! The command line: what may be said, and the words of `--help`.

mod examples;
mod order;

use std::path::PathBuf;

use clap::{Args, Parser, Subcommand, ValueEnum};
use examples::*;
pub use order::in_order;

/// Read a blog in the terminal.
///
/// Point it at the folder of a blog (Jekyll, Hugo, Zola, or any folder of Markdown), at one post, or at nothing: then it
/// opens the site you stand in, else the sites of your settings, else the sample blog that is built in.
#[derive(Debug, Parser)]
#[command(
    name = "rushlight",
    version,
    args_conflicts_with_subcommands = true,
    disable_help_subcommand = true,
    max_term_width = 96,
    after_help = READ_EXAMPLES
)]
pub struct Cli {
    /// What to do; nothing said: read.
    #[command(subcommand)]
    pub command: Option<Command>,

    /// The words of plain `rushlight`.
    #[command(flatten)]
    pub read: ReadArgs,
}

/// The commands.
#[derive(Debug, Subcommand)]
pub enum Command {
    /// Print posts as styled text
    #[command(after_help = PRINT_EXAMPLES)]
    Print(PrintArgs),
    /// List posts, one line each
    #[command(after_help = LIST_EXAMPLES, after_long_help = with_filters(LIST_EXAMPLES))]
    List(ListArgs),
    /// Search the text of all posts
    #[command(after_help = SEARCH_EXAMPLES)]
    Search(SearchArgs),
    /// List tags with their counts
    #[command(after_long_help = with_filters(""))]
    Tags(ListArgs),
    /// List the themes, each in its own colours
    Themes(CommonArgs),
    /// Say what was found out about the terminal, and of blogs; and what overrides it
    #[command(after_help = DOCTOR_EXAMPLES)]
    Doctor(DoctorArgs),
    /// List the keys
    #[command(after_help = KEYS_EXAMPLES)]
    Keys(KeysArgs),
    /// Carry marks to another machine: what was read, what has a star, where you stopped
    #[command(subcommand, after_help = MARKS_EXAMPLES)]
    Marks(MarksCommand),
    /// Print completions for a shell
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Print the manual page
    Man,
}

/// `rushlight marks`
#[derive(Clone, Debug, Subcommand)]
pub enum MarksCommand {
    /// Print all marks as JSON
    Export,
    /// Join marks with those that are here; of two words on one thing the newer counts
    Import {
        /// A file that `rushlight marks export` made, or `-` for standard input
        #[arg(value_name = "FILE")]
        file: PathBuf,
    },
}

/// What every command takes.
#[derive(Clone, Debug, Default, Args)]
pub struct CommonArgs {
    /// Settings are in FILE [default: config.yaml in the config folder] [env: RUSHLIGHT_CONFIG]
    #[arg(long, value_name = "FILE")]
    pub config: Option<PathBuf>,

    /// When to use colour
    #[arg(long, value_enum, value_name = "WHEN")]
    pub color: Option<ColorArg>,

    /// The theme; `rushlight themes` lists them
    #[arg(long, value_name = "NAME")]
    pub theme: Option<String>,

    /// Draw bullets, bars, rules and all else of our own in ASCII; the text stays as it is
    #[arg(long)]
    pub ascii: bool,
}

/// How sites are found and filtered.
#[derive(Clone, Debug, Default, Args)]
pub struct SiteArgs {
    /// Take folders as sites of this generator instead of finding out
    #[arg(long, value_enum, value_name = "NAME")]
    pub generator: Option<GeneratorArg>,
}

/// Which posts are shown.
#[derive(Clone, Debug, Default, Args)]
pub struct FilterArgs {
    /// Only the posts that match, for example `tag:rust -tag:go after:2020`; `rushlight list --help` has all terms
    #[arg(short, long, value_name = "QUERY", allow_hyphen_values = true)]
    pub query: Option<String>,

    /// Only the posts of this view: all, unread, starred, drafts, problems, or one that you saved
    #[arg(long, value_name = "NAME")]
    pub view: Option<String>,
}

/// `rushlight [PATH…]`
#[derive(Clone, Debug, Default, Args)]
pub struct ReadArgs {
    /// Folders of blogs, or a post; `-`, or nothing where something comes through a pipe, for a post on standard input
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Which posts are shown.
    #[command(flatten)]
    pub filter: FilterArgs,

    /// Read line by line: keys as lines of input, what is new as lines of text (always so on a terminal with TERM=dumb)
    #[arg(long)]
    pub linear: bool,

    /// Say what is set, and where each value comes from
    #[arg(long)]
    pub print_config: bool,

    /// How sites are found.
    #[command(flatten)]
    pub site: SiteArgs,

    /// What every command takes.
    #[command(flatten)]
    pub common: CommonArgs,

    /// One site for strangers. Behind it all stands under its heading.
    #[command(flatten)]
    pub kiosk: KioskArgs,
}

/// `rushlight --kiosk PATH`
#[derive(Clone, Debug, Default, Args)]
#[command(next_help_heading = "Kiosk: one site for strangers, as a ForceCommand of sshd or a login shell")]
pub struct KioskArgs {
    /// Let strangers read the site in PATH and do nothing else
    #[arg(id = "kiosk", long = "kiosk", value_name = "PATH", conflicts_with = "paths")]
    pub path: Option<PathBuf>,

    /// Close after so many minutes without a key; 0: never
    #[arg(long = "idle-timeout", value_name = "MINUTES", default_value_t = 30, requires = "kiosk")]
    pub idle: u32,

    /// Keep what can be made again, such as the index of words, below FOLDER [default: nowhere]
    #[arg(long = "kiosk-cache", value_name = "FOLDER", requires = "kiosk")]
    pub cache: Option<PathBuf>,

    /// Keep marks below FOLDER; everybody who uses this kiosk shares them [default: nowhere]
    #[arg(long = "kiosk-marks", value_name = "FOLDER", requires = "kiosk")]
    pub marks: Option<PathBuf>,

    /// The stranger's command, as a login shell gets it [env: SSH_ORIGINAL_COMMAND]
    #[arg(short = 'c', value_name = "COMMAND", requires = "kiosk")]
    pub command: Option<String>,
}

/// A blog to be read: without a command as pages, with one as text.
#[derive(Debug, Parser)]
#[command(name = "ssh HOST", bin_name = "ssh HOST", disable_version_flag = true, max_term_width = 96)]
pub struct GuestCli {
    /// What to do.
    #[command(subcommand)]
    pub command: Guest,
}

/// The commands of a kiosk. They name no file and no folder: there is one site.
#[derive(Debug, Subcommand)]
pub enum Guest {
    /// Print posts
    Print {
        /// The slug, the address or the path of a post
        #[arg(value_name = "POST", required = true)]
        posts: Vec<PathBuf>,
        /// Cells of a line
        #[arg(short, long, value_name = "CELLS", value_parser = line_width)]
        width: Option<usize>,
        /// How links show their address
        #[arg(long, value_enum, value_name = "HOW")]
        links: Option<LinksArg>,
        /// When to use colour
        #[arg(long, value_enum, value_name = "WHEN")]
        color: Option<ColorArg>,
    },
    /// List posts, one line each
    List(GuestListArgs),
    /// Search the texts of all posts, the best first
    Search {
        /// Words that a post must all have
        #[arg(value_name = "WORDS", required = true)]
        words: Vec<String>,
        /// What else may be asked.
        #[command(flatten)]
        asked: GuestListArgs,
    },
    /// List tags with their counts
    Tags(GuestListArgs),
}

/// What a stranger may ask of a list.
#[derive(Clone, Debug, Args)]
pub struct GuestListArgs {
    /// Which posts.
    #[command(flatten)]
    pub filter: FilterArgs,
    /// Print JSON
    #[arg(long)]
    pub json: bool,
}

/// `rushlight print POST…`
#[derive(Clone, Debug, Default, Args)]
pub struct PrintArgs {
    /// A path, the slug or the address of a post, or `-` for standard input
    #[arg(value_name = "POST", required = true)]
    pub posts: Vec<PathBuf>,

    /// Cells of a line; also the measure of the text [default: the smaller of terminal and measure]
    #[arg(short, long, value_name = "CELLS", value_parser = line_width)]
    pub width: Option<usize>,

    /// How links show their address [default: osc8 on a terminal and with `--color always`, else inline]
    #[arg(long, value_enum, value_name = "HOW")]
    pub links: Option<LinksArg>,

    /// How sites are found.
    #[command(flatten)]
    pub site: SiteArgs,

    /// What every command takes.
    #[command(flatten)]
    pub common: CommonArgs,
}

/// `rushlight list [PATH…]` and `rushlight tags [PATH…]`
#[derive(Clone, Debug, Default, Args)]
pub struct ListArgs {
    /// Folders of blogs
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// Which posts are shown.
    #[command(flatten)]
    pub filter: FilterArgs,

    /// Print JSON
    #[arg(long)]
    pub json: bool,

    /// How sites are found.
    #[command(flatten)]
    pub site: SiteArgs,

    /// What every command takes.
    #[command(flatten)]
    pub common: CommonArgs,
}

/// `rushlight search WORDS… [PATH…]`
#[derive(Clone, Debug, Default, Args)]
pub struct SearchArgs {
    /// Words that a post must all have; after the first of them, folders of blogs
    #[arg(value_name = "WORDS", required = true)]
    pub words: Vec<String>,

    /// Among which posts.
    #[command(flatten)]
    pub filter: FilterArgs,

    /// Print JSON
    #[arg(long)]
    pub json: bool,

    /// How sites are found.
    #[command(flatten)]
    pub site: SiteArgs,

    /// What every command takes.
    #[command(flatten)]
    pub common: CommonArgs,
}

/// `rushlight doctor [PATH…]`
#[derive(Clone, Debug, Default, Args)]
pub struct DoctorArgs {
    /// Folders of blogs, of which to say what was found as well
    #[arg(value_name = "PATH")]
    pub paths: Vec<PathBuf>,

    /// What `rushlight --linear` makes of it: reading line by line
    #[arg(long)]
    pub linear: bool,

    /// How sites are found.
    #[command(flatten)]
    pub site: SiteArgs,

    /// What every command takes.
    #[command(flatten)]
    pub common: CommonArgs,
}

/// `rushlight keys`
#[derive(Clone, Debug, Default, Args)]
pub struct KeysArgs {
    /// Print a Markdown table
    #[arg(long)]
    pub markdown: bool,

    /// Print each action's name, as the setting `keys` takes it
    #[arg(long, conflicts_with = "markdown")]
    pub names: bool,

    /// What every command takes.
    #[command(flatten)]
    pub common: CommonArgs,
}

/// Cells of a line: no wide character fits into one cell, and a rule would fill any number of them.
fn line_width(text: &str) -> Result<usize, String> {
    let width = text.parse().ok().filter(|width| (2..=10_000).contains(width));
    width.ok_or_else(|| "a line has from 2 to 10000 cells".to_owned())
}

/// When to use colour.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum ColorArg {
    /// On a terminal that has it, unless `NO_COLOR` is set
    Auto,
    /// Always
    Always,
    /// Never
    Never,
}

/// How links show their address.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum LinksArg {
    /// Behind the words, for terminals that follow links
    Osc8,
    /// After the words
    Inline,
    /// In a list at the end
    List,
    /// Not at all
    None,
}

/// The generators.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum GeneratorArg {
    /// Jekyll
    Jekyll,
    /// Hugo
    Hugo,
    /// Zola
    Zola,
    /// Any folder of Markdown
    Plain,
}

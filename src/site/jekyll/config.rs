//! `_config.yml`: where things are, what is read, and how addresses are made.
//!
//! Source: <https://jekyllrb.com/docs/configuration/> and `Jekyll::Configuration` of Jekyll 4.3.

use std::path::{Path, PathBuf};

use encoding_rs::Encoding;
use jiff::tz::TimeZone;

use crate::front_matter::{decode, fields};
use crate::markup::{Dialect, Emoji, Flavor, HeadingIds};
use crate::problem::Problem;
use crate::text::Clean;
use crate::value::{Fault, Map, Value, toml, yaml};

use super::defaults::Defaults;
use super::filter::Filter;
use super::names::Name;
use super::permalink;
use crate::site::{Files, Generator, Site};

/// A configuration longer than this is not read.
const MAX_CONFIG: usize = 1 << 20;

/// The names of a configuration, in the order in which Jekyll looks for them.
pub(super) const NAMES: &[&str] = &["_config.yml", "_config.yaml", "_config.toml"];

/// A collection of documents.
#[derive(Clone, Debug)]
pub(super) struct Collection {
    /// Its name.
    pub(super) label: String,
    /// Whether its documents become pages.
    pub(super) output: bool,
    /// The template of its addresses.
    pub(super) template: String,
}

/// The configuration of a Jekyll site.
#[derive(Clone, Debug)]
pub(super) struct Config {
    /// Every key, as written.
    pub(super) map: Map,
    /// Where the site lies below the root of the files; mostly empty.
    pub(super) source: PathBuf,
    /// The folder of the collections below the source; mostly empty.
    pub(super) collections_dir: String,
    /// The folder of the pages that Jekyll makes, below the source.
    pub(super) destination: String,
    /// The folder of includes.
    pub(super) includes_dir: String,
    /// The folder of data.
    pub(super) data_dir: String,
    /// The posts, then the other collections.
    pub(super) collections: Vec<Collection>,
    /// The template of the posts where `permalink` is read as a text although Ruby reads a symbol; see [`style`].
    pub(super) other_template: Option<String>,
    /// Values for the posts of a path.
    pub(super) defaults: Defaults,
    /// What is read at all.
    pub(super) filter: Filter,
    /// The endings of Markdown files, without points.
    pub(super) markdown_ext: Vec<String>,
    /// The zone of the site.
    pub(super) zone: TimeZone,
}

/// Reads the configuration of a site and makes the site of it.
pub(super) fn load(files: Files) -> Site {
    let mut site = Site::new(files, Generator::Jekyll);
    let map = read(&mut site);
    let text = |key: &str| map.get(key).map(|value| value.text().trim().to_owned()).unwrap_or_default();
    let name = Clean::line(NAMES.first().copied().unwrap_or_default());
    if let Some(title) = ["title", "name"].iter().find_map(|key| map.get(key)).map(fields::line) {
        site.title = if title.is_empty() { site.title } else { title };
    }
    site.url = Clean::line(text("url").trim_end_matches('/'));
    site.base = base(&text("baseurl"));
    site.lang = Clean::line(
        ["lang", "language", "locale"]
            .iter()
            .map(|key| text(key))
            .find(|lang| !lang.is_empty())
            .as_deref()
            .unwrap_or_default(),
    );
    site.zone = zone(&text("timezone"), &map, &name, &mut site.problems);
    site.encoding = encoding(&text("encoding"), &map, &name, &mut site.problems);
    site.dialect = dialect(&map);
    let config = Config::new(&site.files, map, site.zone.clone());
    site.with_rules(super::Jekyll::new(config))
}

/// The keys of the configuration; one that is broken is a problem and counts as empty.
fn read(site: &mut Site) -> Map {
    let Some(name) = NAMES.iter().find(|name| site.files.is_file(Path::new(name))) else {
        return Map::default();
    };
    let shown = Clean::line(name);
    let result = match site.files.read(Path::new(name)) {
        Ok(bytes) => {
            let (text, garbled) = decode(&bytes, None, &shown);
            site.problems.extend(garbled);
            match name.ends_with("toml") {
                true => toml::parse(&text, MAX_CONFIG),
                false => yaml::parse(&text, MAX_CONFIG),
            }
        }
        Err(error) => Err(Fault { line: None, message: error.to_string() }),
    };
    match result {
        Ok(Value::Map(map)) => map,
        Ok(Value::Null) => Map::default(),
        Ok(_) => {
            site.problems.push(Problem::new(&shown, "holds no keys", "write each as `key: value`"));
            Map::default()
        }
        Err(fault) => {
            let problem = Problem::new(
                &shown,
                &format!("cannot be read: {}", fault.message),
                "mend it, or the defaults count",
            );
            site.problems.push(fault.line.map_or(problem.clone(), |line| problem.at(line)));
            Map::default()
        }
    }
}

impl Config {
    fn new(files: &Files, map: Map, zone: TimeZone) -> Self {
        let folder = |key: &str, default: &str| {
            let text = map.get(key).filter(|value| !value.is_null()).map(|value| value.text().into_owned());
            let text = text.unwrap_or_else(|| default.to_owned());
            text.trim_start_matches("./").trim_matches('/').to_owned()
        };
        let source = Some(PathBuf::from(folder("source", ""))).filter(|source| files.is_folder(source));
        let collections_dir = folder("collections_dir", "");
        let markdown_ext = folder("markdown_ext", "markdown,mkdown,mkdn,mkd,md");
        let (style, other) = style(&map);
        Self {
            source: source.filter(|source| source != Path::new(".")).unwrap_or_default(),
            destination: folder("destination", "_site"),
            includes_dir: folder("includes_dir", "_includes"),
            data_dir: folder("data_dir", "_data"),
            collections: collections(&map, &style),
            other_template: other.map(|other| permalink::of_style(&other).to_owned()),
            defaults: Defaults::new(map.get("defaults"), &collections_dir),
            filter: Filter::new(map.get("include"), map.get("exclude")),
            markdown_ext: markdown_ext.split(',').map(|ext| ext.trim().to_ascii_lowercase()).collect(),
            collections_dir,
            zone,
            map,
        }
    }

    /// Whether a file is Markdown, HTML or a text of another markup by its name.
    pub(super) fn is_readable(&self, name: &str) -> bool {
        let extension = Name::of(name).extension;
        self.is_markdown(extension) || READABLE.iter().any(|known| is_ending(extension, known))
    }

    /// The ending of the page that a file becomes.
    pub(super) fn output_ext<'a>(&self, extension: &'a str) -> &'a str {
        match self.is_markdown(extension) {
            true => ".html",
            false => extension,
        }
    }

    fn is_markdown(&self, extension: &str) -> bool {
        self.markdown_ext.iter().any(|known| is_ending(extension, known))
    }
}

/// The endings of texts, whatever a site calls Markdown.
const READABLE: [&str; 10] =
    ["md", "markdown", "mkd", "mkdn", "mkdown", "html", "htm", "xhtml", "txt", "textile"];

/// Whether an ending, with its point, is a known one.
fn is_ending(extension: &str, known: &str) -> bool {
    extension.trim_start_matches('.').eq_ignore_ascii_case(known)
}

/// The style of the posts' addresses. Ruby reads `permalink: :title` without quotes as the symbol `title`; Jekyll
/// turns it into a text again, the colon is lost, and every post has the same address. That is what the address is;
/// the second template is the one that was meant, and its addresses count as aliases.
fn style(map: &Map) -> (String, Option<String>) {
    let Some(slot) = map.slot("permalink").filter(|slot| !slot.value.is_null()) else {
        return ("date".to_owned(), None);
    };
    let text = slot.value.text().into_owned();
    match text.strip_prefix(':').filter(|rest| slot.plain && !rest.is_empty()) {
        Some(symbol) => (symbol.to_owned(), Some(text)),
        None => (text, None),
    }
}

/// The posts first, then every collection that is named.
fn collections(map: &Map, style: &str) -> Vec<Collection> {
    let posts = Collection {
        label: "posts".to_owned(),
        output: true,
        template: permalink::of_style(style).to_owned(),
    };
    let mut all = vec![posts];
    let mut add = |label: &str, about: Option<&Map>| {
        let template = about.and_then(|about| about.get("permalink")).and_then(Value::as_str);
        // Whatever is true to Ruby: `yes`, and `'true'` in quotes too.
        let output = about.and_then(|about| about.get("output"));
        let output = output.is_some_and(|output| !matches!(output, Value::Null | Value::Bool(false)));
        match (label, template) {
            ("data", _) => {}
            ("posts", Some(template)) => all[0].template = template.to_owned(),
            ("posts", None) => {}
            (label, template) => {
                let own = || format!("/:collection/:path{}", permalink::suffix(style));
                let template = template.map_or_else(own, str::to_owned);
                let kept = |c: &char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
                all.push(Collection { label: label.chars().filter(kept).collect(), output, template });
            }
        }
    };
    match map.get("collections") {
        Some(Value::Map(map)) => map.iter().for_each(|(label, about)| add(label, about.as_map())),
        Some(Value::List(items)) => items.iter().for_each(|label| add(&label.text(), None)),
        _ => {}
    }
    all
}

/// `baseurl` with a slash in front and none at the end.
fn base(text: &str) -> Clean {
    match text.trim_matches('/') {
        "" => Clean::default(),
        base => Clean::line(&format!("/{base}")),
    }
}

fn zone(name: &str, map: &Map, file: &Clean, problems: &mut Vec<Problem>) -> TimeZone {
    if name.is_empty() {
        return TimeZone::UTC;
    }
    TimeZone::get(name).or_else(|_| TimeZone::posix(name)).unwrap_or_else(|_| {
        let problem =
            Problem::new(file, &format!("no such time zone: {name}"), "write it as `Europe/Berlin`");
        problems.push(problem.at(map.line("timezone").unwrap_or(1)));
        TimeZone::UTC
    })
}

fn encoding(label: &str, map: &Map, file: &Clean, problems: &mut Vec<Problem>) -> Option<&'static Encoding> {
    if label.is_empty() {
        return None;
    }
    let found = Encoding::for_label(label.as_bytes());
    if found.is_none() {
        let problem = Problem::new(file, &format!("no such encoding: {label}"), "write it as `utf-8`");
        problems.push(problem.at(map.line("encoding").unwrap_or(1)));
    }
    found
}

/// The markup rules: kramdown with GitHub's input unless the site says something else.
fn dialect(map: &Map) -> Dialect {
    let markdown = map.get("markdown").map(|value| value.text().to_lowercase()).unwrap_or_default();
    let says = |list: &str, word: &str| {
        let items = map.get(&markdown).or_else(|| map.get("commonmark")).and_then(|about| about.get(list));
        items.map(|items| items.text().to_lowercase().contains(word)).unwrap_or(false)
    };
    let gems =
        ["plugins", "gems"].iter().filter_map(|key| map.get(key)).map(|value| value.text().into_owned());
    let gems = gems.collect::<String>();
    let emoji = Emoji::if_told(gems.contains("jemoji"));
    let alerts = gems.contains("jekyll-gfm-admonitions");
    let gfm = Dialect { emoji, dollar_math: false, smart: false, ..Dialect::default() };
    match markdown.as_str() {
        "" | "kramdown" => Dialect { alerts, ..kramdown(map, emoji) },
        "commonmark" | "commonmarkghpages" => Dialect {
            smart: says("options", "smart"),
            hard_breaks: says("options", "hardbreaks"),
            autolinks: says("extensions", "autolink"),
            ..gfm
        },
        "gfm" => gfm,
        "redcarpet" => Dialect {
            smart: says("extensions", "smart"),
            hard_breaks: says("extensions", "hard_wrap"),
            autolinks: says("extensions", "autolink"),
            ..gfm
        },
        // rdiscount, maruku and others set typographic quotes.
        _ => Dialect { smart: true, autolinks: false, ..gfm },
    }
}

/// The levels of kramdown's `toc_levels`, `2..4` or `2,3` or a list of them: the bit of each.
fn levels(value: &Value) -> u8 {
    let text = value.text();
    let parts = text.split(|c: char| !c.is_ascii_digit());
    let numbers: Vec<u32> = parts.filter_map(|part| part.parse().ok()).collect();
    let is_listed = |level: &u32| match numbers[..] {
        [first, last] if text.contains("..") => (first..=last).contains(level),
        _ => numbers.contains(level),
    };
    (1..7).filter(is_listed).fold(0, |all, level| all | 1 << level)
}

fn kramdown(map: &Map, emoji: Emoji) -> Dialect {
    let option = |key: &str| map.get("kramdown").and_then(|about| about.get(key));
    let input = option("input").map(|value| value.text().to_lowercase()).unwrap_or_else(|| "gfm".into());
    let gfm = input != "kramdown";
    let straight = option("smart_quotes").is_some_and(|value| value.text().starts_with("apos"));
    let untouched =
        gfm && option("gfm_quirks").is_some_and(|value| value.text().contains("no_auto_typographic"));
    let hard_breaks = gfm && option("hard_wrap").and_then(Value::as_bool).unwrap_or(false);
    Dialect {
        flavor: Flavor::Kramdown { gfm },
        smart: !straight,
        symbols: !untouched,
        autolinks: false,
        emoji,
        hard_breaks,
        ids: if gfm { HeadingIds::GitHub } else { HeadingIds::Kramdown },
        dollar_math: false,
        listed: option("toc_levels").map_or(Dialect::default().listed, levels),
        block_html: option("parse_block_html").and_then(Value::as_bool).unwrap_or(false),
        ..Dialect::default()
    }
}

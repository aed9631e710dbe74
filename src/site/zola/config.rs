//! Zola's configuration: `config.toml`, its languages and how its Markdown is read.
//!
//! Source: <https://www.getzola.org/documentation/getting-started/configuration/>.

use std::path::Path;

use crate::markup::{Dialect, Emoji, Flavor, HeadingIds};
use crate::problem::Problem;
use crate::site::Files;
use crate::text::Clean;
use crate::text::fold::fold;
use crate::value::{Map, Value, toml};

/// A configuration larger than this is not read.
const LARGEST: usize = 1 << 20;

/// What the configuration says of pages.
#[derive(Clone, Debug, Default)]
pub(super) struct Config {
    root: Map,
    /// The default language.
    pub language: String,
    /// The other languages.
    pub languages: Vec<String>,
    slugs: Slugs,
}

/// How paths become addresses.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
enum Slugs {
    /// Small ASCII letters, digits and hyphens.
    #[default]
    On,
    /// Only what file systems refuse goes.
    Safe,
    /// As written.
    Off,
}

/// The configuration file and its text.
pub(super) fn file(files: &Files) -> Option<(&'static str, String)> {
    ["zola.toml", "config.toml"].into_iter().find_map(|name| {
        let bytes = files.read(Path::new(name)).ok()?;
        Some((name, String::from_utf8_lossy(&bytes).into_owned()))
    })
}

/// Whether a configuration says `base_url`, which Zola demands and Hugo spells otherwise.
pub(super) fn says_base_url(text: &str) -> bool {
    let top = text.lines().take_while(|line| !line.trim_start().starts_with('['));
    top.filter_map(|line| line.split_once('=')).any(|(key, _)| key.trim() == "base_url")
}

impl Config {
    /// Reads it; what cannot be read is a problem.
    pub(super) fn read(files: &Files, problems: &mut Vec<Problem>) -> Self {
        let mut config = Self::default();
        if let Some((name, text)) = file(files) {
            match toml::parse(&text, LARGEST) {
                Ok(Value::Map(map)) => config.root = map,
                Ok(_) => {}
                Err(fault) => {
                    let message = format!("cannot read the configuration: {}", fault.message);
                    let problem = Problem::new(&Clean::line(name), &message, "mend it");
                    problems.push(match fault.line {
                        Some(line) => problem.at(line),
                        None => problem,
                    });
                }
            }
        }
        config.language = match config.text("default_language") {
            language if language.is_empty() => "en".into(),
            language => language,
        };
        let languages = config.root.get("languages").and_then(Value::as_map);
        config.languages =
            languages.map(|l| l.iter().map(|(n, _)| n.to_owned()).collect()).unwrap_or_default();
        let slugs = config.root.get("slugify").and_then(|s| s.get("paths")).map(|v| v.text().into_owned());
        config.slugs = match slugs.as_deref() {
            Some("safe") => Slugs::Safe,
            Some("off") => Slugs::Off,
            _ => Slugs::On,
        };
        config
    }

    /// A value at the top.
    pub(super) fn text(&self, key: &str) -> String {
        self.root.get(key).map(|v| v.text().into_owned()).unwrap_or_default()
    }

    /// The names of the taxonomies.
    pub(super) fn taxonomies(&self) -> impl Iterator<Item = String> {
        let all = self.root.get("taxonomies").and_then(Value::as_list).unwrap_or_default();
        all.iter().filter_map(|one| one.get("name")).map(|name| name.text().into_owned())
    }

    /// pulldown-cmark as Zola sets it up.
    pub(super) fn dialect(&self) -> Dialect {
        let markdown = |key: &str| self.root.get("markdown")?.get(key)?.as_bool();
        Dialect {
            flavor: Flavor::Zola,
            smart: markdown("smart_punctuation").unwrap_or(false),
            autolinks: false,
            emoji: Emoji::if_told(markdown("render_emoji").unwrap_or(false)),
            hard_breaks: false,
            ids: HeadingIds::Zola,
            dollar_math: false,
            raw_html: true,
            ..Dialect::default()
        }
    }

    /// A part of a path as it stands in an address (`slugify.paths`).
    pub(super) fn slug(&self, text: &str) -> String {
        match self.slugs {
            Slugs::Off => text.to_owned(),
            Slugs::Safe => {
                let kept = |c: &char| !c.is_control() && !"<>:\"/|?*#\\()[]".contains(*c);
                text.trim().chars().filter(kept).map(|c| if c.is_whitespace() { '_' } else { c }).collect()
            }
            Slugs::On => {
                let mut out = String::with_capacity(text.len());
                for c in fold(text).chars() {
                    match c {
                        _ if c.is_alphanumeric() => out.push(c),
                        _ if out.is_empty() || out.ends_with('-') => {}
                        _ => out.push('-'),
                    }
                }
                out.trim_end_matches('-').to_owned()
            }
        }
    }
}

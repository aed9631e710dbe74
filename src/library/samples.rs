//! Posts for the tests of the library.

use std::path::PathBuf;

use jiff::Timestamp;
use jiff::tz::TimeZone;

use super::Library;
use crate::date::{DateSource, PostDate};
use crate::post::{Few, Meta, Name, Post, SiteId, State};
use crate::site::{Generator, Site};
use crate::text::Clean;

/// The moment at which the tests take place.
pub fn now() -> Timestamp {
    "2024-04-01T12:00:00Z".parse().unwrap()
}

/// A site with a title.
pub fn site(id: u16, title: &str) -> Site {
    Site {
        id: SiteId(id),
        root: PathBuf::from("/blog"),
        url: Clean::line("https://marsh.example"),
        lang: Clean::line("en"),
        ..Site::bare(Generator::Jekyll, title)
    }
}

/// A post from a line: `2024-03-27 Title | tag, tag`; `-` for no date, `draft` for a draft.
pub fn post(line: &str) -> Post {
    let (date, rest) = line.split_once(' ').unwrap();
    let (title, tags) = rest.split_once('|').unwrap_or((rest, ""));
    let civil = format!("{date}T10:00:00").parse().ok();
    let date_of = |civil| PostDate::in_zone(civil, &TimeZone::UTC, false, DateSource::Written);
    let title = title.trim();
    let slug = crate::text::slug::slugify(title);
    let name = format!("_posts/{date}-{slug}.md");
    Post {
        site: SiteId(0),
        exact: None,
        name: Clean::line(&name),
        meta: Meta {
            title: Clean::line(title),
            date: civil.and_then(date_of),
            tags: tags.split(',').map(str::trim).filter(|tag| !tag.is_empty()).map(Clean::line).collect(),
            url: Clean::line(&format!("/{slug}/")),
            state: if date == "draft" { State::Draft } else { State::Published },
            ..Meta::default()
        },
        bytes: 1000 + title.len() as u32,
        stamp: 0,
        problems: Few::default(),
    }
}

/// A library of one English site from posts, each with its language and what joins it to its translations.
pub fn library_in(posts: &[(&str, &str, &str)]) -> Library {
    let translated = |(lang, joins, line): &(&str, &str, &str)| {
        let mut post = post(line);
        post.meta.lang = Name::unless_empty(Clean::line(lang));
        post.meta.more.translation = Clean::line(joins);
        post
    };
    Library::new(vec![site(0, "The Marsh Diary")], posts.iter().map(translated))
}

/// A library of one site from lines of [`post`].
pub fn library(lines: &[&str]) -> Library {
    Library::new(vec![site(0, "The Marsh Diary")], lines.iter().map(|line| post(line)))
}

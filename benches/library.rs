//! How long a library takes: to be made, to be filtered at each key, to be counted by tags.

use divan::{Bencher, black_box};
use jiff::Timestamp;
use jiff::tz::TimeZone;
use rushlight::date::{DateSource, PostDate};
use rushlight::library::fulltext::{Scan, Search};
use rushlight::library::{Library, Order, Query, TagOrder};
use rushlight::post::{Marks, Meta, Post, SiteId};
use rushlight::site::{Generator, Site};
use rushlight::text::Clean;

fn main() {
    divan::main();
}

const SIZES: [usize; 2] = [10_000, 100_000];

const WORDS: [&str; 24] = [
    "packet",
    "the",
    "two",
    "ways",
    "to",
    "lose",
    "counters",
    "clock",
    "Crème",
    "brûlée",
    "strace",
    "reading",
    "ring",
    "buffer",
    "of",
    "a",
    "marsh",
    "diary",
    "list",
    "sorted",
    "itself",
    "distributed",
    "computing",
    "trees",
];

fn site() -> Site {
    Site::bare(Generator::Plain, "The Marsh Diary")
}

fn posts(count: usize) -> Vec<Post> {
    (0..count).map(post).collect()
}

fn post(number: usize) -> Post {
    let word = |at: usize| WORDS[(number * 7 + at * (1 + number % 11)) % WORDS.len()];
    let title = (0..7).map(word).collect::<Vec<_>>().join(" ");
    let civil =
        jiff::civil::date(2000 + (number % 24) as i16, 1 + (number % 12) as i8, 1 + (number % 28) as i8);
    let name = format!("posts/{number}.md");
    let tags = (0..3).map(|at| Clean::line(&format!("tag {}", (number * (at + 3)) % 300))).collect();
    Post {
        site: SiteId(0),
        exact: None,
        name: Clean::line(&name),
        meta: Meta {
            title: Clean::line(&title),
            date: PostDate::in_zone(civil.at(0, 0, 0, 0), &TimeZone::UTC, false, DateSource::Written),
            tags,
            url: Clean::line(&format!("/{number}/")),
            ..Meta::default()
        },
        bytes: number as u32,
        stamp: 0,
        problems: rushlight::post::Few::default(),
    }
}

fn library(count: usize) -> Library {
    Library::new(vec![site()], posts(count))
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn made(bencher: Bencher<'_, '_>, count: usize) {
    bencher
        .with_inputs(|| (vec![site()], posts(count)))
        .bench_values(|(sites, posts)| Library::new(sites, posts));
}

fn filtered(bencher: Bencher<'_, '_>, count: usize, query: &str) {
    let library = library(count);
    let marks = Marks::default();
    bencher.bench(|| {
        Query::parse(black_box(query))
            .map(|query| query.run(&library, &marks, Order::default(), Timestamp::MAX))
    });
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn all(bencher: Bencher<'_, '_>, count: usize) {
    filtered(bencher, count, "");
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn by_tag(bencher: Bencher<'_, '_>, count: usize) {
    filtered(bencher, count, "tag:\"tag 12\" -tag:\"tag 7\" after:2010");
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn by_words(bencher: Bencher<'_, '_>, count: usize) {
    filtered(bencher, count, "pckt brulee dstr");
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn by_one_letter(bencher: Bencher<'_, '_>, count: usize) {
    filtered(bencher, count, "e");
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn tag_pane(bencher: Bencher<'_, '_>, count: usize) {
    let library = library(count);
    let marks = Marks::default();
    let query = Query::parse("tag:\"tag 12\"").unwrap_or_default();
    bencher.bench(|| library.facets(black_box(&query), &marks, Timestamp::MAX, TagOrder::Count));
}

#[divan::bench(args = SIZES, sample_count = 10)]
fn completed(bencher: Bencher<'_, '_>, count: usize) {
    let library = library(count);
    bencher.bench(|| library.complete(black_box("tag:1"), 5));
}

/// What a search does with each text of the index: words that are nowhere, that are rare, that are everywhere. Five
/// kilobytes each, as the posts of a blog are.
#[divan::bench(args = ["zyzzyva", "strace ring", "\"the packet\""])]
fn searched(bencher: Bencher<'_, '_>, words: &str) {
    let library = library(10_000);
    let search = Search::parse(words).unwrap_or_else(|_| unreachable!("words are a search"));
    let text = "a packet goes missing in two places on the wire and in the head of the reader ".repeat(64);
    let scan = Scan::new(&library, &search);
    let posts = library.ids();
    bencher.bench(|| posts.iter().filter_map(|id| scan.folded(*id, black_box(text.as_bytes()))).count());
}

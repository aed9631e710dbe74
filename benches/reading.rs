//! How long reading takes: the header of a post, the folder of a blog, Markdown to a document.

use divan::{Bencher, black_box};
use jiff::Timestamp;
use rushlight::front_matter::{Header, split};
use rushlight::markup::{Dialect, Flavor, Islands, Source, markdown};
use rushlight::site::{Files, Generator, detect_in, open, scan};
use rushlight::text::Clean;

fn main() {
    divan::main();
}

const HEADER: &str = "---\nlayout: post\ntitle: \"Two ways to lose a packet\"\ndate: 2019-04-03 14:31:00 +0900\n\
                      tags: [linux, networking]\ncategories: programming\nauthor: Alice Example\n---\n";

/// A section of 150 words with emphasis, links, a list, a table and code.
const SECTION: &str = "## What we saw\n\n\
     A packet can go *missing* in two places: on the wire, and **in your head**. See [the counters](/counters) and \
     `ring.drain()` for more of it.\n\n- one item\n- another item\n\n| queue | lost |\n|---|---:|\n| rx | 12 |\n\n\
     ```rust\nlet seen = ring.drain().count();\n```\n\n";

fn post(sections: usize) -> String {
    format!("{HEADER}{}", SECTION.repeat(sections))
}

/// A header as most posts have it: the work of a list is ten thousand of these.
#[divan::bench]
fn a_header() -> Header {
    Header::read(&split(black_box(HEADER)), &Clean::line("post.md"))
}

/// The same with a flow map in it, which takes the whole YAML parser.
#[divan::bench]
fn a_header_with_a_map(bencher: Bencher<'_, '_>) {
    let text = HEADER.replace("layout: post", "image: {path: a.png, alt: A}");
    bencher.bench(|| Header::read(&split(black_box(&text)), &Clean::line("post.md")));
}

/// All metadata of a blog in memory, on all cores: `rushlight list` without the disk.
#[divan::bench(args = [100, 10_000], sample_count = 10)]
fn a_blog(bencher: Bencher<'_, '_>, posts: usize) {
    let text = post(10);
    let path = |n: usize| (format!("_posts/2019-04-03-post-{n}.md"), text.clone().into_bytes());
    let files = Files::table((0..posts).map(path));
    bencher
        .with_inputs(|| detect_in(files.clone(), Some(Generator::Jekyll)))
        .bench_values(|mut site| scan(&mut site, Timestamp::UNIX_EPOCH));
}

fn document(bencher: Bencher<'_, '_>, flavor: Flavor, sections: usize) {
    let (file, islands) = (Clean::line("post.md"), Islands::default());
    let text = SECTION.repeat(sections);
    let source = Source { text: &text, file: &file, first_line: 1, islands: &islands };
    let dialect = Dialect { flavor, ..Dialect::default() };
    bencher.bench(|| markdown(black_box(source), &dialect));
}

/// What a key that opens a post waits for: 1,500 words, and a megabyte.
#[divan::bench(args = [10, 2_500], sample_count = 20)]
fn kramdown_to_a_document(bencher: Bencher<'_, '_>, sections: usize) {
    document(bencher, Flavor::Kramdown { gfm: true }, sections);
}

/// The same as GitHub and Hugo read it.
#[divan::bench(args = [10, 2_500], sample_count = 20)]
fn commonmark_to_a_document(bencher: Bencher<'_, '_>, sections: usize) {
    document(bencher, Flavor::Gfm, sections);
}

/// A post opened whole in a site in memory: header, template, markup. With a template of nothing, and with one that takes
/// an include in a loop over data, as posts with references have it.
#[divan::bench(args = ["", "{% for one in site.data.refs %}{% include ref.md of=one %}{% endfor %}"])]
fn a_template(bencher: Bencher<'_, '_>, template: &str) {
    let refs: String =
        (0..100).map(|n| format!("- {{name: r{n}, url: 'https://example.org/{n}'}}\n")).collect();
    let body = format!("{HEADER}{template}\n\n{}", SECTION.repeat(10));
    let files = Files::table([
        ("_posts/2019-04-03-post.md".to_owned(), body.into_bytes()),
        ("_data/refs.yml".to_owned(), refs.into_bytes()),
        ("_includes/ref.md".to_owned(), b"[{{ include.of.name | upcase }}]({{ include.of.url }})\n".to_vec()),
    ]);
    let mut site = detect_in(files, Some(Generator::Jekyll));
    let posts = scan(&mut site, Timestamp::UNIX_EPOCH);
    bencher.bench(|| {
        posts.first().map(|post| open(&site, black_box(&posts), post, Timestamp::UNIX_EPOCH).is_ok())
    });
}

/// A page of Hugo with a hundred shortcodes of its own.
#[divan::bench]
fn shortcodes(bencher: Bencher<'_, '_>) {
    let codes = "{{< figure src=\"a.png\" caption=\"A ring\" >}} and {{% ref \"other.md\" %}}\n\n".repeat(50);
    let body = format!("---\ntitle: A\ndate: 2019-04-03\n---\n{codes}");
    let files = Files::table([("content/posts/a.md".to_owned(), body.into_bytes())]);
    let mut site = detect_in(files, Some(Generator::Hugo));
    let posts = scan(&mut site, Timestamp::UNIX_EPOCH);
    bencher.bench(|| {
        posts.first().map(|post| open(&site, black_box(&posts), post, Timestamp::UNIX_EPOCH).is_ok())
    });
}

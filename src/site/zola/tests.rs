//! Zola's rules by example.

use std::sync::Arc;

use jiff::Timestamp;

use super::shortcodes::render;
use crate::markup::{Island, Islands};
use crate::post::State;
use crate::site::{Files, Generator, detect_in, open, scan};

fn site(files: &[(&'static str, &'static str)]) -> (crate::site::Site, Vec<Arc<crate::post::Post>>) {
    let table = Files::table(files.iter().map(|(path, text)| (*path, text.as_bytes())));
    let mut site = detect_in(table, None);
    assert_eq!(site.generator, Generator::Zola);
    let posts = scan(&mut site, Timestamp::UNIX_EPOCH);
    (site, posts)
}

const CONFIG: (&str, &str) = (
    "config.toml",
    "base_url = \"https://example.org/b/\"\ntitle = \"T\"\ndefault_language = \"en\"\n[languages.fr]\n",
);

/// Address, title, date of each page.
fn rows(files: &[(&'static str, &'static str)]) -> Vec<String> {
    let all: Vec<_> = std::iter::once(CONFIG).chain(files.iter().copied()).collect();
    let row = |post: &crate::post::Post| {
        let date = post.meta.date.map(|d| d.civil().date().to_string()).unwrap_or_default();
        format!("{} {} {date}", post.meta.url, post.meta.title)
    };
    site(&all).1.iter().map(|post| row(post)).collect()
}

#[test]
fn a_site_has_its_address_and_title() {
    let (site, _) = site(&[CONFIG]);
    assert_eq!((&*site.url, &*site.base, &*site.title), ("https://example.org", "/b", "T"));
}

#[test]
fn addresses_come_from_folders_names_slugs_and_paths() {
    let found = rows(&[
        ("content/blog/_index.md", "+++\n+++\n"),
        ("content/blog/A Name.md", "+++\ntitle = \"A\"\n+++\n"),
        ("content/blog/b/index.md", "+++\ntitle = \"B\"\nslug = \"Other One\"\n+++\n"),
        ("content/c.fr.md", "+++\ntitle = \"C\"\n+++\n"),
        ("content/d.md", "+++\ntitle = \"D\"\npath = \"2023/10/05/Rust-1.73.0\"\n+++\n"),
    ]);
    assert_eq!(
        found,
        ["/blog/a-name/ A ", "/blog/other-one/ B ", "/fr/c/ C ", "/2023/10/05/Rust-1.73.0/ D 2023-10-05",]
    );
}

#[test]
fn dates_stand_in_the_header_or_the_name() {
    let found = rows(&[
        ("content/2018-10-10-a.md", "+++\ntitle = \"A\"\n+++\n"),
        ("content/2018-10-11_b/index.md", "+++\ntitle = \"B\"\n+++\n"),
        ("content/2018-10-12-c.md", "+++\ntitle = \"C\"\ndate = 2020-01-02\n+++\n"),
    ]);
    assert_eq!(found, ["/a/ A 2018-10-10", "/b/ B 2018-10-11", "/c/ C 2020-01-02"]);
}

#[test]
fn taxonomies_aliases_and_drafts() {
    let header = "+++\ntitle = \"A\"\ndraft = true\naliases = [\"old/a\"]\nauthors = [\"Me\"]\n\
                  [taxonomies]\ntags = [\"x\", \"y z\"]\n+++\n";
    let (_, posts) = site(&[CONFIG, ("content/n/a.md", header)]);
    let meta = &posts[0].meta;
    assert_eq!(meta.tags.texts().collect::<Vec<_>>(), ["x", "y z"]);
    assert_eq!(
        (&*meta.more.aliases[0], &*meta.more.authors[0], meta.categories[0].as_str()),
        ("/old/a", "Me", "n")
    );
    assert_eq!(meta.state, State::Draft);
}

#[test]
fn links_to_content_lead_to_pages() {
    let (site, posts) = site(&[
        CONFIG,
        ("content/a.md", "+++\n+++\n[b](@/blog/2020-01-01-b.md#part) [s](@/blog/_index.md)"),
        ("content/blog/2020-01-01-b.md", "+++\n+++\n"),
    ]);
    for posts in [&posts[..], &[]] {
        let opened = open(&site, posts, &site_post(&site), Timestamp::UNIX_EPOCH).unwrap();
        let targets: Vec<String> = opened.document.links.iter().map(|l| format!("{:?}", l.target)).collect();
        assert_eq!(targets, [r#"Site("/blog/b/#part")"#, r#"Site("/blog/")"#]);
    }
}

#[test]
fn a_page_opened_alone_says_which_content_is_not_there() {
    // `print` said nothing, where `list --json` knew.
    let (site, posts) = site(&[CONFIG, ("content/a.md", "+++\n+++\n[b](@/b.md#x) [a](@/a.md)\n")]);
    let said = |posts: &[Arc<crate::post::Post>]| {
        let opened = open(&site, posts, &site_post(&site), Timestamp::UNIX_EPOCH).unwrap();
        opened.document.problems.iter().map(ToString::to_string).collect::<Vec<_>>()
    };
    assert_eq!(said(&[]), ["content/a.md:3: a link leads nowhere: @/b.md#x; correct the target"]);
    assert_eq!(said(&posts), [""; 0], "the library says it of all posts");
}

fn site_post(site: &crate::site::Site) -> Arc<crate::post::Post> {
    scan(&mut site.clone(), Timestamp::UNIX_EPOCH).remove(0)
}

/// The text with each island written out between `‹` and `›`.
fn shown(text: &str) -> String {
    let rendered = render(text, &|text| format!("<p>{text}</p>"));
    let mut out = rendered.text;
    while let Some((range, number)) = Islands::find(&out) {
        let island = match rendered.islands.get(number).unwrap() {
            Island::Link { target, words, .. } => format!("‹{words} {target}›"),
            Island::Math { written: text, .. }
            | Island::Html(text)
            | Island::Text(text)
            | Island::Aside(text)
            | Island::Code { text, .. } => format!("‹{text}›"),
        };
        out.replace_range(range, &island);
    }
    out
}

#[test]
fn shortcodes() {
    assert_eq!(
        shown("a {{ youtube(id=\"x\", autoplay=true) }}"),
        "a ‹YouTube https://www.youtube.com/watch?v=x›"
    );
    assert_eq!(shown("{{ image(src=\"/a.png\", alt='An a') }}"), "‹<img src=\"/a.png\" alt=\"An a\">›");
    assert_eq!(
        shown("{% note(title=\"N\") %}*in* {{ odd() }}{% end %}b"),
        "‹<strong>N:</strong> ›*in* ‹[odd]›b"
    );
    assert_eq!(shown("{% a() %}{% b() %}x{% end %}y{% end %}z"), "xyz");
}

#[test]
fn what_is_no_call_stays_text() {
    assert_eq!(shown("{{ a }} {% if b %} {{ 1(2) }} {{"), "{{ a }} {% if b %} {{ 1(2) }} {{");
    assert_eq!(shown("{{/* a() */}} {%/* b() */%}"), "{{ a() }} {% b() %}");
}

#[test]
fn bombs_are_bounded() {
    let plain = |text: &str| text.to_owned();
    for bomb in ["{% a() %}", "{{ ", "{{ a(\"", "{% end %}", "{{ a() }}"] {
        render(&bomb.repeat(20_000), &plain);
    }
}

/// Pictures were films, a caption beside other words was lost, and so was the title of a notice.
#[test]
fn pictures_keep_their_captions_and_notices_their_titles() {
    assert_eq!(shown("a {{ image(src=\"a.png\", alt=\"A\") }}"), "a ‹<img src=\"a.png\" alt=\"A\">›");
    assert_eq!(
        shown("{{ figure(src=\"a.png\", alt=\"A\", caption=\"C & D\") }}"),
        "‹<figure><img src=\"a.png\" alt=\"A\"><figcaption>C &amp; D</figcaption></figure>›"
    );
    assert_eq!(shown("{% note(title=\"T\") %}\nwords\n{% end %}"), "‹<p><strong>T</strong></p>›\nwords\n");
}

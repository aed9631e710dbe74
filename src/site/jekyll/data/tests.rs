//! What Jekyll makes of headers and paths, case by case.

use crate::post::Names;
use crate::site::{Files, Generator, detect_in, scan};
use crate::text::Clean;

/// Scans a site in memory and prints each post: path, title, date, tags, categories, address.
fn rows(config: &'static str, posts: &[(&'static str, &'static str)]) -> Vec<String> {
    let files = posts.iter().copied().chain([("_config.yml", config)]);
    let files = Files::table(files.map(|(path, text)| (path, text.as_bytes())));
    let mut site = detect_in(files, None);
    assert_eq!(site.generator, Generator::Jekyll);
    let posts = scan(&mut site, "2026-01-02T03:04:05Z".parse().unwrap());
    let join = |names: &Names| Clean::join(names.texts(), ",");
    let row = |post: &crate::post::Post| {
        let meta = &post.meta;
        let date = meta.date.map(|date| date.rfc3339()).unwrap_or_default();
        format!("{} | {date} | {} | {} | {}", meta.title, join(&meta.tags), join(&meta.categories), meta.url)
    };
    posts.iter().map(|post| row(post)).collect()
}

fn row(header: &'static str) -> String {
    rows("", &[("_posts/2009-08-19-the-journey.md", header)]).remove(0)
}

#[test]
fn without_a_header_the_name_says_everything() {
    assert_eq!(row("Text"), "The Journey | 2009-08-19 |  |  | /2009/08/19/the-journey.html");
}

#[test]
fn tags_are_split_at_blanks_and_a_tag_is_not() {
    assert_eq!(
        row("---\ntags: a b, c\n---\n"),
        "The Journey | 2009-08-19 | a,b,,c |  | /2009/08/19/the-journey.html"
    );
    assert!(row("---\ntag: a b\n---\n").contains("| a b |"));
    assert!(row("---\ntags: [a b, 2012, yes, null]\n---\n").contains("| a b,2012,true |"));
    assert!(row("---\ntags: 2012\n---\n").contains("|  |  |"));
}

#[test]
fn categories_come_from_folder_header_and_singular_in_this_order() {
    let posts = [("de/news/_posts/sub/2009-08-19-x.md", "---\ncategories: A b\ncategory: c d\n---\n")];
    assert_eq!(
        rows("", &posts),
        ["X | 2009-08-19 |  | de,news,A,b,c d | /de/news/a/b/c%20d/2009/08/19/x.html"]
    );
}

#[test]
fn of_many_categories_each_stands_once_as_of_few() {
    // Each was compared with each: a header of ten thousand took as long as a blog.
    let row = |count: usize| {
        let items: Vec<String> = (0..count).map(|n| format!("A{}", n % 40)).collect();
        let header = format!("---\ncategories: [{}, 7]\ncategory: a0\n---\n", items.join(", "));
        let post = [("_posts/2009-08-19-x.md", &*header.leak())];
        let row = rows("", &post).remove(0);
        row.split(" | ").skip(3).map(str::to_owned).collect::<Vec<_>>()
    };
    assert_eq!(row(3), ["A0,A1,A2,7,7,a0", "/a0/a1/a2/7/2009/08/19/x.html"].map(str::to_owned));
    let names: Vec<String> = (0..40).map(|n| format!("A{n}")).collect();
    let shown = names.join(",");
    let address = names.join("/").to_lowercase();
    for count in [40, 41, 4_000] {
        let expected = [format!("{shown},7,7,a0"), format!("/{address}/7/2009/08/19/x.html")];
        assert_eq!(row(count), expected);
    }
}

#[test]
fn the_header_has_precedence_over_the_name() {
    let header =
        "---\ntitle: 12\ndate: 2010-01-02 23:30:00 -0500\nslug: Other\npermalink: /:year/:day/:title\n---\n";
    assert_eq!(row(header), "12 | 2010-01-02T23:30:00-05:00 |  |  | /2010/03/Other");
}

#[test]
fn a_date_without_a_zone_is_printed_as_written() {
    assert!(row("---\ndate: 2010-01-02 23:30\n---\n").contains("| 2010-01-02T23:30:00 |"));
    assert!(row("---\ndate: July 6, 2021\n---\n").contains("| 2021-07-06 |"));
}

#[test]
fn keys_in_capitals_are_other_keys() {
    assert!(row("---\nTitle: X\nDate: 2010-01-02\n---\n").starts_with("The Journey | 2009-08-19 |"));
}

#[test]
fn collections_drafts_and_what_is_no_post() {
    let config = "collections:\n  docs: {output: true}\n  data_only: {}\npermalink: pretty\n";
    let rows = rows(
        config,
        &[
            ("_docs/a/b.md", "---\ntitle: B\n---\n"),
            ("_docs/c.md", "no header"),
            ("_data_only/d.md", "---\ntitle: D\n---\n"),
            ("_drafts/idea.md", "---\ntitle: I\n---\n"),
            ("_posts/undated.md", "---\ntitle: U\n---\n"),
            ("_site/_posts/2009-08-19-x.md", "x"),
            ("README.md", "x"),
        ],
    );
    assert_eq!(rows, ["I |  |  |  | /2026/01/02/idea/", "B |  |  |  | /docs/a/b/"]);
}

#[test]
fn defaults_give_a_permalink_to_the_posts_of_a_path() {
    let config = "defaults:\n- scope: {path: _posts/en, type: posts}\n  values: {permalink: '/en/:title/', categories: x}\n";
    let rows = rows(
        config,
        &[("_posts/en/2009-08-19-a.md", "---\ncategories: [y]\n---\n"), ("_posts/de/2009-08-19-a.md", "")],
    );
    assert_eq!(rows, ["A | 2009-08-19 |  |  | /2009/08/19/a.html", "A | 2009-08-19 |  | x,y | /en/a/"]);
}

#[test]
fn a_permalink_that_ruby_reads_as_a_symbol_loses_its_colon() {
    assert!(rows("permalink: :title/\n", &[("_posts/2009-08-19-a.md", "")])[0].ends_with("| /title/"));
    assert!(rows("permalink: ':title/'\n", &[("_posts/2009-08-19-a.md", "")])[0].ends_with("| /a/"));
}

#[test]
fn source_and_collections_dir_move_the_posts() {
    let rows = rows(
        "source: src\ncollections_dir: my\n",
        &[
            ("src/my/_posts/2009-08-19-a.md", ""),
            ("src/_posts/2009-08-19-outside.md", ""),
            ("_posts/2009-08-19-outside.md", ""),
        ],
    );
    assert_eq!(rows, ["A | 2009-08-19 |  |  | /2009/08/19/a.html"]);
}

#[test]
fn a_date_that_cannot_be_read_is_a_problem_and_the_name_counts() {
    let files = Files::table([("_posts/2009-08-19-a.md", "---\ndate: soon\n---\n".as_bytes())]);
    let posts = scan(&mut detect_in(files, None), jiff::Timestamp::UNIX_EPOCH);
    assert_eq!(posts[0].meta.date.unwrap().rfc3339(), "2009-08-19");
    assert_eq!(
        posts[0].problems[0].to_string(),
        "_posts/2009-08-19-a.md:2: cannot read the date `soon`; write it as 2009-08-19 22:54:00 +0100"
    );
}

#[test]
fn what_is_no_text_stands_among_categories_twice_as_itself_and_as_a_text() {
    assert!(row("---\ncategories: [2012, a]\n---\n").contains("| 2012,a,2012 | /2012/a/2009/"));
    assert!(row("---\ncategories: [[a, b], c]\n---\n").contains("| [\"a\", \"b\"],c,[\"a\", \"b\"],a,b |"));
    assert!(row("---\ntags: [C: the language, b]\n---\n").contains("| {\"C\"=>\"the language\"},b |"));
}

#[test]
fn an_empty_category_and_an_empty_title_are_kept_as_such() {
    assert!(
        row("---\ncategory: ''\ntags: [a, '']\n---\n").contains("| a, |  | /2009/08/19/the-journey.html")
    );
    assert!(row("---\ntitle: ''\n---\n").starts_with("the-journey |"));
    assert!(row("---\npermalink: false\n---\n").ends_with("/2009/08/19/the-journey.html"));
}

#[test]
fn any_text_with_a_date_in_its_name_is_a_post_and_only_yaml_is_a_header() {
    let posts = [
        ("_posts/2009-08-19-a.org", "* A"),
        ("_posts/2009-08-19-b.md", "{\"title\": \"x\"}\n"),
        ("_posts/2009-08-19-ße.md", "+++\ntitle = \"x\"\n+++\n"),
    ];
    insta::assert_snapshot!(rows("", &posts).join("\n"), @r"
    A | 2009-08-19 |  |  | /2009/08/19/a.org
    B | 2009-08-19 |  |  | /2009/08/19/b.html
    Sse | 2009-08-19 |  |  | /2009/08/19/%C3%9Fe.html
    ");
}

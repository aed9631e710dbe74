//! Hugo's rules by example.

use std::sync::Arc;

use jiff::Timestamp;

use crate::markup::Extras;
use crate::post::{Names, Post, State};
use crate::site::{Files, Generator, Site, detect_in, open, scan};
use crate::text::Clean;

fn site(files: &[(&'static str, &'static str)]) -> (Site, Vec<Arc<Post>>) {
    let table = Files::table(files.iter().map(|(path, text)| (*path, text.as_bytes())));
    let mut site = detect_in(table, None);
    assert_eq!(site.generator, Generator::Hugo);
    let posts = scan(&mut site, "2020-01-01T00:00:00Z".parse::<Timestamp>().unwrap());
    (site, posts)
}

/// Address, title and date of each post.
fn rows(files: &[(&'static str, &'static str)]) -> Vec<String> {
    let row = |post: &Post| {
        let date = post.meta.date.map(|d| d.civil().date().to_string()).unwrap_or_default();
        format!("{} {} {date}", post.meta.url, post.meta.title)
    };
    site(files).1.iter().map(|post| row(post)).collect()
}

const CONFIG: (&str, &str) =
    ("hugo.toml", "baseURL = 'https://example.org/b/'\ntitle = 'T'\ntimeZone = 'Europe/Oslo'\n");

#[test]
fn a_site_has_its_address_title_and_zone() {
    let (site, _) = site(&[CONFIG]);
    assert_eq!((&*site.url, &*site.base, &*site.title), ("https://example.org", "/b", "T"));
    assert_eq!(site.zone.iana_name(), Some("Europe/Oslo"));
}

#[test]
fn the_configuration_may_be_a_folder_and_yaml_or_json() {
    let (site, _) = site(&[
        ("config/_default/hugo.yaml", "baseurl: https://a.org\ntitle: One"),
        ("config/_default/markup.json", "{\"goldmark\": {\"renderer\": {\"unsafe\": true}}}"),
        ("content/a.md", ""),
    ]);
    assert_eq!((&*site.title, site.dialect.raw_html), ("One", true));
}

#[test]
fn sections_bundles_and_resources() {
    let found = rows(&[
        CONFIG,
        ("content/_index.md", "---\ntitle: Home\n---\n"),
        ("content/posts/_index.md", "---\ntitle: Posts\n---\n"),
        ("content/posts/My First.md", "---\ntitle: First\ndate: 2019-02-03\n---\n"),
        ("content/posts/bundle/index.md", "+++\ntitle = 'Bundle'\ndate = 2019-02-04T10:00:00+02:00\n+++\n"),
        ("content/posts/bundle/resource.md", "not a page"),
        ("content/about.md", "{\"title\": \"About\"}\n"),
        ("content/page.html", "<p>no header, no page"),
    ]);
    assert_eq!(
        found,
        ["/about/ About ", "/posts/my-first/ First 2019-02-03", "/posts/bundle/ Bundle 2019-02-04",]
    );
}

#[test]
fn headers_say_slug_url_aliases_and_state() {
    let (_, posts) = site(&[
        CONFIG,
        (
            "content/p/a.md",
            "---\nTitle: A\nslug: other\naliases: [/old/, older]\ntags: [x, y z]\ndraft: true\n---\n",
        ),
        ("content/p/b.md", "---\nurl: /my/b.html\nexpiryDate: 2019-01-01\n---\n"),
        ("content/p/c.md", "---\ndate: 2019-01-01\npublishDate: 2030-01-01\ncategories: one\n---\n"),
    ]);
    let meta = |n: usize| &posts[n].meta;
    let texts = |names: &Names| Clean::join(names.texts(), ", ").into_string();
    assert_eq!((&*meta(0).url, &*meta(0).title, meta(0).state), ("/p/other/", "A", State::Draft));
    assert_eq!(meta(0).more.aliases, ["/old/", "/p/older"]);
    assert_eq!(texts(&meta(0).tags), "x, y z");
    assert_eq!((&*meta(1).url, meta(1).state), ("/my/b.html", State::Hidden));
    assert_eq!(meta(2).date.unwrap().civil().year(), 2030);
    assert_eq!((&*texts(&meta(0).categories), &*texts(&meta(2).categories)), ("p", "one"));
}

/// What Hugo 0.111 makes of these names.
#[test]
fn names_become_parts_of_addresses() {
    let found = rows(&[
        CONFIG,
        ("content/a/Hello World!.md", "---\ntitle: A\n---\n"),
        ("content/a/a_b.c d.md", "---\ntitle: A\n---\n"),
        ("content/a/s.md", "---\ntitle: A\nslug: My Slug, Yes\n---\n"),
        ("content/a/u.md", "---\ntitle: A\nurl: foo/bar\n---\n"),
        ("content/b/A b/What's New?.md", "---\ntitle: A\n---\n"),
        ("content/c/Ünï & Co (x).md", "---\ntitle: A\n---\n"),
    ]);
    let wanted = [
        "/a/hello-world/",
        "/a/a_b.c-d/",
        "/a/my-slug-yes/",
        "/foo/bar/",
        "/b/a-b/whats-new/",
        "/c/ünï-co-x/",
    ];
    assert_eq!(found, wanted.map(|url| format!("{url} A ")));
}

#[test]
fn permalinks() {
    let found = rows(&[
        (
            "hugo.toml",
            "[permalinks]\nposts = '/:year/:month/:slug/'\n[permalinks.page]\ndocs = '/d/:sections[1:]/:contentbasename'\n",
        ),
        ("content/posts/a.md", "---\ntitle: Hello, World!\ndate: 2019-02-03\n---\n"),
        ("content/docs/x/y/b.md", "---\ntitle: B\n---\n"),
    ]);
    assert_eq!(found, ["/d/x/y/b/ B ", "/2019/02/hello-world/ Hello, World! 2019-02-03"]);
}

#[test]
fn the_date_may_stand_in_the_name() {
    let found = rows(&[
        ("hugo.toml", "[frontmatter]\ndate = [':filename', ':default']\n"),
        ("content/2018-02-03-a.md", "---\ntitle: A\n---\n"),
    ]);
    assert_eq!(found, ["/a/ A 2018-02-03"]);
}

#[test]
fn languages_by_name_and_by_folder() {
    let (_, posts) = site(&[
        (
            "hugo.toml",
            "defaultContentLanguage = 'en'\n[languages.en]\nweight = 1\n[languages.de]\nweight = 2\n",
        ),
        ("content/p/a.de.md", "---\ntitle: A\n---\n"),
        ("content/p/a.md", "---\ntitle: A\n---\n"),
    ]);
    assert_eq!((&*posts[0].meta.url, &**posts[0].meta.lang.as_deref().unwrap()), ("/de/p/a/", "de"));
    assert_eq!((&*posts[1].meta.url, &**posts[1].meta.lang.as_deref().unwrap()), ("/p/a/", "en"));
    assert_eq!(posts[0].meta.more.translation, posts[1].meta.more.translation);
    let found = rows(&[
        (
            "hugo.toml",
            "[languages.en]\ncontentDir = 'content/en'\n[languages.de]\ncontentDir = 'content/de'\n",
        ),
        ("content/de/a.md", "---\ntitle: A\n---\n"),
        ("content/en/a.md", "---\ntitle: A\n---\n"),
    ]);
    assert_eq!(found, ["/a/ A ", "/de/a/ A "]);
}

#[test]
fn references_lead_to_pages() {
    let (site, posts) = site(&[
        CONFIG,
        (
            "content/a.md",
            "[x]({{< ref \"p/b.md#c\" >}}) [y]({{< relref \"b\" >}}) [z](p/b.md) [s]({{< ref \"/p\" >}}) [n]({{< ref \"no\" >}})",
        ),
        ("content/p/b/index.md", "---\nslug: s\n---\n"),
    ]);
    let a = posts.iter().find(|post| post.path().ends_with("a.md")).unwrap();
    for posts in [&posts[..], &[]] {
        let opened = open(&site, posts, a, Timestamp::UNIX_EPOCH).unwrap();
        let targets: Vec<String> = opened.document.links.iter().map(|l| format!("{:?}", l.target)).collect();
        let wanted = ["/p/s/#c", "/p/s/", "/p/s/", "/p/"].map(|path| format!("Site({path:?})"));
        assert_eq!(targets[..4], wanted);
        assert!(opened.document.problems[0].message.contains("names no page: no"));
    }
}

#[test]
fn sections_pass_on_what_pages_do_not_say() {
    let (_, posts) = site(&[
        CONFIG,
        ("content/a/_index.md", "---\ncascade:\n  tags: [far]\n  draft: true\n---\n"),
        (
            "content/a/b/_index.md",
            "---\ncascade:\n- tags: [near]\n- target: {path: /x}\n  authors: [No]\n---\n",
        ),
        ("content/a/b/c.md", "---\ntitle: C\n---\n"),
        ("content/a/d/index.md", "---\ntitle: D\ndraft: false\n---\n"),
    ]);
    let row = |post: &Post| format!("{} {:?} {:?}", post.meta.title, post.meta.tags, post.meta.state);
    let mut rows: Vec<String> = posts.iter().map(|post| row(post)).collect();
    rows.sort();
    assert_eq!(rows, [r#"C ["near"] Draft"#, r#"D ["far"] Published"#]);
    assert!(posts.iter().all(|post| post.meta.more.authors.is_empty()));
}

/// TeX lost its stars and backslashes, and its lines ran into one, where a site has the delimiters of Hugo's own documentation.
#[test]
fn mathematics_between_the_delimiters_of_the_site_is_no_markdown() {
    let config = "markup:\n  goldmark:\n    extensions:\n      passthrough:\n        enable: true\n        delimiters:\n          \
                  block: [['\\[', '\\]'], ['$$', '$$']]\n          inline: [['\\(', '\\)']]\n";
    let post = "---\ntitle: M\n---\nHere {{< param title >}}: \\(a*b*c\\)\n\n$$\na_1 \\\\\nb * c * d\n$$\n\nIt costs $5 or $6.\n";
    let (site, posts) = site(&[("hugo.yaml", config), ("content/m.md", post)]);
    let opened = open(&site, &posts, &posts[0], Timestamp::UNIX_EPOCH).unwrap();
    let text = crate::document::plain::lines(&opened.document);
    assert!(
        text.contains("M: a*b*c") && text.contains("a_1 \\\\ b * c * d") && text.contains("$5 or $6"),
        "{text}"
    );
}

#[test]
fn signs_of_the_extension_extras_are_read_where_they_are_switched_on() {
    let config = "[markup.goldmark.extensions.extras.subscript]\nenable = true\n";
    let (site, _) = site(&[("hugo.toml", config), ("content/a.md", "")]);
    assert_eq!(site.dialect.extras, Extras { subscript: true, ..Extras::default() });
}

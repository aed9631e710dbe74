//! Templates of a post in a site in memory, from the file to the links of its document.

use crate::document::Target;
use crate::site::{Files, detect_in, open, scan};

const CONFIG: &str =
    "title: Marsh\nurl: https://marsh.example\nbaseurl: /blog\nauthors:\n  ada: {name: Ada}\n";

/// Expands the body of a post beside a fixed set of files; gives its plain text and its links.
fn opened(body: &str) -> (String, Vec<Target>) {
    let post = format!("---\ntitle: One\ntags: [a, b]\n---\n{body}\n");
    let files: Vec<(&str, Vec<u8>)> = vec![
        ("_config.yml", CONFIG.into()),
        ("_posts/2009-08-19-one.md", post.into()),
        ("_posts/2010-01-02-two.md", "---\ntitle: Two\nmood: glad\n---\nSecond".into()),
        ("_includes/hello.html", "Hello {{ include.name }}".into()),
        ("_data/nav/main.yml", "- {name: Home, link: /}\n".into()),
        ("_data/people.csv", "name,age\nBob,7\n".into()),
        ("about.md", "---\ntitle: About\n---\n".into()),
    ];
    let mut site = detect_in(Files::table(files), None);
    let now = "2026-01-02T03:04:05Z".parse().unwrap();
    let posts = scan(&mut site, now);
    let document = open(&site, &posts, &posts[0], now).unwrap().document;
    let text = format!("{:?}", document.blocks);
    (text, document.links.iter().map(|link| link.target.clone()).collect())
}

#[track_caller]
fn says(body: &str, words: &str) {
    let (text, _) = opened(body);
    assert!(text.contains(words), "{words:?} is not in {text}");
}

#[test]
fn page_site_data_and_includes() {
    says("{{ page.title }} of {{ site.title }}, {{ page.tags | join: '+' }}", "One of Marsh, a+b");
    says("{{ site.authors.ada.name }}", "Ada");
    says("{% include hello.html name=\"you\" %}", "Hello you");
    says(
        "{% for item in site.data.nav.main %}<{{ item.name }}>{% endfor %}{{ site.data.people[0].age }}",
        "7",
    );
    says("{% for post in site.posts %}({{ post.title }} {{ post.mood }}){% endfor %}", "(Two glad)(One )");
    says("{{ page.date | date: '%Y' }} {{ page.url }}", "2009 /2009/08/19/one.html");
}

#[test]
fn links_between_posts_become_paths_of_the_site() {
    let site = |path: &str| Target::Site(path.into());
    let (_, links) =
        opened("[a]({% post_url 2010-01-02-two %}) [b]({% link about.md %}) [c](2010-01-02-two.md#x)");
    assert_eq!(links, [site("/2010/01/02/two.html"), site("/about.html"), site("/2010/01/02/two.html#x")]);
}

#[test]
fn addresses_of_all_kinds() {
    let (_, links) = opened(
        "[a](#here) [b](/blog/x) [c](/outside) [d](other.html) [e](https://marsh.example/blog/y) [f](mailto:a@b.example)",
    );
    assert_eq!(
        links,
        [
            Target::Anchor("here".into()),
            Target::Site("/x".into()),
            Target::Web("https://marsh.example/outside".into()),
            Target::Site("/2009/08/19/other.html".into()),
            Target::Site("/y".into()),
            Target::Web("mailto:a@b.example".into()),
        ]
    );
}

/// Each of these is text for Jekyll, or stops it, and nobody said so.
#[test]
fn a_header_that_jekyll_does_not_read_is_a_problem() {
    let said = |name: &'static str, text: &'static str| {
        let mut site =
            detect_in(Files::table([("_config.yml", CONFIG.into()), (name, Vec::from(text))]), None);
        let posts = scan(&mut site, "2026-01-02T03:04:05Z".parse().unwrap());
        posts[0].problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n")
    };
    assert_eq!(
        said("_posts/2024-01-01-a.md", "+++\ntitle = 'A'\n+++\nText"),
        "_posts/2024-01-01-a.md:1: Jekyll reads no TOML in front matter: for it this is text; write it as YAML between lines of `---`"
    );
    assert_eq!(
        said("_posts/2024-01-02-b.md", "\n \n---\ntitle: B\n---\nText"),
        "_posts/2024-01-02-b.md:3: the front matter does not begin on the first line, and is text; take out what is empty above it"
    );
    assert_eq!(
        said("_posts/2024-13-45-c.md", "---\ntitle: C\n---\n"),
        "_posts/2024-13-45-c.md: there is no such date as 2024-13-45 in the file's name: Jekyll stops at it; \
         rename the file: YEAR-MONTH-DAY-words.md"
    );
    for (name, right) in [
        ("_posts/2024-13-45-c.md", "---\ndate: 2024-01-01\n---\n"),
        ("_posts/2024-01-03-d.md", "\n---\n\nA line: above and below.\n\n---\n"),
        ("_posts/2024-01-03-e.md", "\n---\nA line: above and below.\n---\n"),
        ("_posts/2024-01-03-f.md", "{{ page.title }}"),
    ] {
        assert_eq!(said(name, right), "", "{right}");
    }
}

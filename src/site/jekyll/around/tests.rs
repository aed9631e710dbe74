//! What templates see of a site, by example.

use jiff::Timestamp;

use crate::site::{Files, detect_in, open, scan};

/// The words of the post `_posts/2020-01-02-a.md` with this text, with the library and without.
#[track_caller]
fn check(files: &[(&'static str, &'static str)], text: &'static str, expected: &str) {
    let own =
        [("_config.yml", "url: https://e.org\nbaseurl: /b\nfoo: bar"), ("_posts/2020-01-02-a.md", text)];
    let table = own.iter().chain(files).map(|(path, text)| (*path, text.as_bytes()));
    let mut site = detect_in(Files::table(table), None);
    let now: Timestamp = "2021-01-01T00:00:00Z".parse().unwrap();
    let posts = scan(&mut site, now);
    let post = posts.iter().find(|post| post.path().ends_with("2020-01-02-a.md")).unwrap();
    for posts in [&posts[..], &[]] {
        let document = open(&site, posts, post, now).unwrap().document;
        let words: Vec<String> = document.blocks.iter().map(crate::document::plain::text).collect();
        let words = words.join("\n");
        assert_eq!(words.trim(), expected, "{:?}", document.problems);
    }
}

#[test]
fn page_and_site_and_data() {
    check(
        &[
            ("_data/people.yml", "- name: Ann\n- name: Bob"),
            ("_data/sub/t.csv", "a,b\n1,\"x, y\"\n"),
            ("_posts/2020-01-03-b.md", "---\ntitle: B\ntags: q\nk: v\n---\n"),
        ],
        "---\ntitle: A\n---\n{{ page.title }} {{ page.url }} {{ page.date | date: '%F' }} {{ site.foo }} \
         {{ site.data.people | map: 'name' | join }} {{ site.data.sub.t[0].b }} \
         {% for p in site.posts %}{{ p.title }}{{ p.k }}{% endfor %} {{ page.next.title }} {{ site.tags.q[0].url }}",
        "A /2020/01/02/a.html 2020-01-02 bar Ann Bob x, y BvA B /2020/01/03/b.html",
    );
}

#[test]
fn an_excerpt_is_what_its_template_says() {
    let text = "---\ntitle: A\n---\nFirst of {{ page.title }}.\n\n{{ page.excerpt | strip_html | strip }}";
    check(&[], text, "First of A.\nFirst of A.");
}

#[test]
fn links_and_includes() {
    check(
        &[
            ("_includes/x.md", "({{ include.y }})"),
            ("_posts/n.md", "near"),
            ("_posts/2020-01-03-b.md", "---\ntitle: B\n---\n"),
            ("about.md", "---\n---\n"),
        ],
        "---\n---\n{% include x.md y='z' %} {% include_relative n.md %} {% post_url 2020-01-03-b %} \
         {% link _posts/2020-01-03-b.md %} {% link about.md %}",
        "(z) near /b/2020/01/03/b.html /b/2020/01/03/b.html /b/about.html",
    );
}

#[test]
fn liquid_may_be_turned_off() {
    check(&[], "---\nrender_with_liquid: false\n---\n{{ page.title }}", "{{ page.title }}");
}

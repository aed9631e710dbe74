//! The language by example: template in, text out.

use std::collections::HashMap;

use jiff::Zoned;

use super::*;
use crate::markup::Island;

/// A site in a table.
#[derive(Default)]
struct Table {
    files: HashMap<&'static str, String>,
    page: Vec<(&'static str, Val)>,
}

/// A header per post: title, tags.
const POSTS: [(&str, &str, &[&str]); 3] =
    [("Third", "/3/", &["rust"]), ("Second", "/2/", &["go", "rust"]), ("First", "/1/", &[])];

impl Host for Table {
    fn include(&self, name: &str) -> Option<String> {
        self.files.get(name).cloned()
    }
    fn include_relative(&self, name: &str) -> Option<String> {
        self.files.get(format!("./{name}").as_str()).cloned()
    }
    fn data(&self, path: &str) -> Option<Data> {
        match path {
            "people" => {
                let person = |name: &str, age| Val::map([("name", Val::text(name)), ("age", Val::Int(age))]);
                Some(Data::Value(Val::list([person("Ann", 40), person("Bob", 30), person("Cid", 40)])))
            }
            "nav" => Some(Data::Folder(vec!["main".into()])),
            "nav/main" => Some(Data::Value(Val::text("home"))),
            _ => None,
        }
    }
    fn config(&self, key: &str) -> Option<Val> {
        match key {
            "url" => Some(Val::text("https://example.org")),
            "baseurl" => Some(Val::text("/blog")),
            "title" => Some(Val::text("Site")),
            _ => None,
        }
    }
    fn layout(&self) -> Option<Val> {
        None
    }
    fn page(&self) -> usize {
        9
    }
    fn posts(&self) -> Vec<usize> {
        vec![0, 1, 2]
    }
    fn collection(&self, _: &str) -> Option<Vec<usize>> {
        None
    }
    fn attribute(&self, document: usize, key: &str) -> Option<Val> {
        if document == 9 {
            return self.page.iter().find(|(name, _)| *name == key).map(|(_, value)| value.clone());
        }
        let (title, url, tags) = POSTS.get(document)?;
        match key {
            "title" => Some(Val::text(*title)),
            "url" => Some(Val::text(*url)),
            "tags" => Some(Val::list(tags.iter().map(|t| Val::text(*t)))),
            "date" => Some(Val::Time(std::rc::Rc::new(self.now()), false)),
            _ => None,
        }
    }
    fn collections(&self) -> Vec<(String, bool)> {
        vec![("posts".into(), true)]
    }
    fn is_rendered(&self, _: usize) -> bool {
        true
    }
    fn attributes(&self, _: usize) -> Vec<String> {
        vec!["title".into(), "url".into()]
    }
    fn body(&self, document: usize) -> Option<String> {
        POSTS.get(document).map(|_| "body of {{ page.title }}{{ site.posts[0].content }}".to_owned())
    }
    fn link(&self, path: &str) -> Option<String> {
        (path == "_posts/2020-01-01-a.md").then(|| "/a/".to_owned())
    }
    fn post_url(&self, name: &str) -> Option<String> {
        (name == "2020-01-01-a").then(|| "/a/".to_owned())
    }
    fn now(&self) -> Zoned {
        "2020-05-06T07:08:09+00:00[UTC]".parse().unwrap()
    }
    fn to_html(&self, markdown: &str) -> String {
        format!("<p>{markdown}</p>")
    }
}

fn with(files: &[(&'static str, &str)], source: &str) -> Expanded {
    let files = files.iter().map(|(name, text)| (*name, (*text).to_owned())).collect();
    let page = vec![("title", Val::text("Page")), ("tags", Val::list([Val::text("a"), Val::text("b")]))];
    expand(source, &Clean::line("post.md"), 1, &Table { files, page })
}

#[track_caller]
fn check(source: &str, expected: &str) {
    let expanded = with(&[], source);
    assert_eq!(expanded.text, expected, "{:?}", expanded.problems);
}

fn problems(files: &[(&'static str, &str)], source: &str) -> Vec<String> {
    with(files, source)
        .problems
        .iter()
        .map(|p| format!("{}:{} {}", p.file, p.line.unwrap(), p.message))
        .collect()
}

#[test]
fn text_without_templates_is_left_alone() {
    check("{ a } %} }} {", "{ a } %} }} {");
}

#[test]
fn unknown_names_are_nothing() {
    check("a{{ b }}c{{ d.e[0].f }}g{% if h %}i{% endif %}", "acg");
}

#[test]
fn lookups() {
    check("{{ page.title }} {{ page['title'] }} {{ page.tags[1] }} {{ page.tags[-1] }}", "Page Page b b");
    check("{{ page.tags.size }} {{ page.tags.first }} {{ page.title.size }}", "2 a 4");
    check("{% assign k = 'title' %}{{ page[k] }}", "Page");
    check("{{ site.title }} {{ site.data.nav.main }} {{ site.data.people[1].name }}", "Site home Bob");
}

#[test]
fn assign_and_capture_and_counters() {
    check("{% assign a = 'x' | append: 'y' %}{{ a }}", "xy");
    check("{% capture a %}1{{ page.title }}2{% endcapture %}{{ a }}{{ a }}", "1Page21Page2");
    check("{% increment a %}{% increment a %}{% decrement b %}{{ a }}", "01-12");
}

#[test]
fn blanks_and_broken_quotes_in_expressions() {
    check("{{ page . title }}{{page.title|upcase}}", "PagePAGE");
    check("{{ 'a'b' | upcase }} {{ site.data.nav }}", "A {\"main\"=>\"home\"}");
}

#[test]
fn conditions() {
    check("{% if 1 < 2 and 'a' == 'a' %}y{% else %}n{% endif %}", "y");
    check("{% if false and true or true %}y{% else %}n{% endif %}", "n");
    check("{% if page.tags contains 'b' %}y{% endif %}{% if 'abc' contains 'bc' %}y{% endif %}", "yy");
    check("{% if (1..3) contains 2 %}y{% endif %}{% if (1 == 1) and ((2 == 2)) %}y{% endif %}", "yy");
    check("{% if page.x band true %}y{% else %}n{% endif %}", "n");
    check("{% unless page.x %}a{% else %}b{% endunless %}", "a");
    check(
        "{% if '' %}empty text is true{% endif %}{% if 0 %}, so is 0{% endif %}",
        "empty text is true, so is 0",
    );
    check("{% if page.title == empty %}a{% elsif page.title!='x' %}b{% endif %}", "b");
    check("{% case page.title %}{% when 'a', 'Page' %}1{% when 'b' or 'c' %}2{% else %}3{% endcase %}", "1");
}

#[test]
fn loops() {
    check("{% for i in (1..3) %}{{ i }}{% unless forloop.last %}, {% endunless %}{% endfor %}", "1, 2, 3");
    check("{% for i in (1..9) reversed limit:2 offset: 3 %}{{ i }}{% endfor %}", "54");
    check("{% for i in page.none %}x{% else %}none{% endfor %}", "none");
    check(
        "{% for i in (1..9) %}{% if i == 2 %}{% continue %}{% endif %}{% if i > 3 %}{% break %}{% endif %}{{ i }}{% endfor %}",
        "13",
    );
    check(
        "{% for i in (1..2) %}{% for j in (1..2) %}{{ forloop.parentloop.index }}{{ j }} {% endfor %}{% endfor %}",
        "11 12 21 22 ",
    );
    check(
        "{% for i in (1..4) limit: 2 %}{{ i }}{% endfor %}-{% for i in (1..4) offset: continue %}{{ i }}{% endfor %}",
        "12-34",
    );
    check("{% for i in (1..3) %}{% cycle 'a', 'b' %}{% endfor %}", "aba");
    check("{% for p in site.data.nav %}{{ p[0] }}={{ p[1] }}{% endfor %}", "main=home");
    check(
        "{% tablerow i in (1..3) cols:2 %}{{ i }}{% endtablerow %}",
        "<tr class=\"row1\">\n<td class=\"col1\">1</td><td class=\"col2\">2</td></tr>\n<tr class=\"row2\"><td class=\"col1\">3</td></tr>\n",
    );
}

#[test]
fn a_block_of_blanks_prints_none() {
    check("a{% if true %}\n  {% assign x = 1 %}\n{% endif %}b", "ab");
    check("a\n{%- if true -%} b {%- endif %}", "ab");
}

#[test]
fn raw_comment_and_the_liquid_tag() {
    check("{% raw %}{{ a }}{% b %}{% endraw %}", "{{ a }}{% b %}");
    check("a{% comment %}{% if %}{{ b {% endcomment %}c{% # inline %}d", "acd");
    check("{% liquid\nassign a = 1\nif a\n echo a\nendif\n%}", "1");
}

#[test]
fn includes() {
    let files = [
        ("a.html", "[{{ include.x }}|{{ include.y }}{% include b/c.html z=include.x %}]"),
        ("b/c.html", "<{{ include.z }}>"),
        ("./near.md", "near"),
    ];
    let text = |source| with(&files, source).text;
    assert_eq!(text("{% include a.html x=\"1 2\" y=page.title %}"), "[1 2|Page<1 2>]");
    assert_eq!(text("{% assign f = 'b' %}{% include {{ f }}/c.html z='q' %}"), "<q>");
    assert_eq!(text("{% include_relative near.md %}{% include_cached b/c.html z=3 %}"), "near<3>");
    assert_eq!(text("{% include b/c.html %}{{ include.x }}"), "<>");
}

#[test]
fn highlighted_code_is_an_island() {
    let expanded =
        with(&[], "a\n{% highlight Ruby linenos %}\n  x = {{ page.title }}\n{% endhighlight %}\nb");
    assert_eq!(
        expanded.islands.get(0),
        Some(&Island::Code { language: "ruby".into(), text: "  x = Page".into() })
    );
    assert!(expanded.text.starts_with("a\n") && expanded.text.ends_with("\nb"));
}

#[test]
fn links_to_posts_carry_the_base() {
    check(
        "[a]({% link _posts/2020-01-01-a.md %}) [b]({% post_url 2020-01-01-a %})",
        "[a](/blog/a/) [b](/blog/a/)",
    );
    assert_eq!(
        problems(&[], "x\n{% post_url 2020-01-01-b %}"),
        ["post.md:2 `post_url` names no post: 2020-01-01-b"]
    );
}

#[test]
fn tags_of_plugins() {
    let expanded = with(&[], "{% youtube abc %}{% box %}in{% endbox %}{% odd thing %}");
    assert!(matches!(expanded.islands.get(0), Some(Island::Link { media: true, .. })));
    assert_eq!(expanded.islands.get(1), Some(&Island::Aside("[odd]".into())));
    assert!(expanded.text.contains("in"));
}

#[test]
fn posts_of_the_site() {
    check("{% for p in site.posts %}{{ p.title }} {% endfor %}", "Third Second First ");
    check("{{ site.posts[1].previous.title }} {{ site.posts[1].next.title }}", "First Third");
    check("{% for t in site.tags %}{{ t[0] }}{{ t[1].size }} {% endfor %}", "go1 rust2 ");
    check("{{ site.posts | where: 'tags', 'go' | map: 'url' | join }}", "/2/");
    check("{{ site.posts[1].content }}", "<p>body of Second</p>");
    check("{{ site.time | date: '%Y' }}", "2020");
}

#[test]
fn filters_on_text() {
    check("{{ 'a b' | upcase }}{{ 'ab' | capitalize }}{{ ' x ' | strip }}", "A BAbx");
    check("{{ 'a-b-c' | split: '-' | join: '+' }}{{ 'abc' | slice: 1, 2 }}", "a+b+cbc");
    check("{{ 'aXbX' | replace: 'X', '1' }} {{ 'aXbX' | remove_first: 'X' }}", "a1b1 abX");
    check("{{ 'one two three' | truncatewords: 2 }} {{ 'abcdefgh' | truncate: 6 }}", "one two... abc...");
    check(
        "{{ '<a href=\"x\">b</a>' | strip_html }}{{ '<&' | escape }}{{ '&lt;&' | escape_once }}",
        "b&lt;&amp;&lt;&amp;",
    );
    check("{{ 'Hé, World! 2' | slugify }} {{ 'Hé W.' | slugify: 'latin' }}", "hé-world-2 he-w");
    check(
        "{{ 'a b' | cgi_escape }} {{ 'a b/c' | uri_escape }} {{ 'a%20b' | url_decode }}",
        "a+b a%20b/c a b",
    );
    check("{{ 'x y z' | number_of_words }} {{ '\"a\" -- b' | smartify }}", "3 “a” – b");
    check("{{ nil | default: 'd' }}{{ '*a*' | markdownify }}", "d<p>*a*</p>");
}

#[test]
fn filters_on_numbers() {
    check(
        "{{ 7 | divided_by: 2 }} {{ 7.0 | divided_by: 2 }} {{ -7 | divided_by: 2 }} {{ 7 | modulo: 3 }}",
        "3 3.5 -4 1",
    );
    check(
        "{{ '3' | plus: 4 }} {{ 0.1 | plus: 0.2 }} {{ 2.5 | round }} {{ 1.256 | round: 2 }}",
        "7 0.3 3 1.26",
    );
    check("{{ 3 | at_most: 2 }}{{ 1.2 | ceil }}{{ '-4' | abs }}", "224");
}

#[test]
fn filters_on_lists() {
    check(
        "{{ site.data.people | where: 'age', 40 | map: 'name' | array_to_sentence_string }}",
        "Ann and Cid",
    );
    check("{{ site.data.people | sort: 'age' | map: 'name' | join: ',' }}", "Bob,Ann,Cid");
    check("{{ site.data.people | where_exp: 'p', 'p.age < 35' | map: 'name' | first }}", "Bob");
    check(
        "{% assign g = site.data.people | group_by: 'age' %}{% for x in g %}{{ x.name }}:{{ x.size }} {% endfor %}",
        "40:2 30:1 ",
    );
    check("{% assign p = site.data.people | find: 'name', 'Cid' %}{{ p.age }}", "40");
    check(
        "{{ 'b,a,b' | split: ',' | uniq | sort | join }} {{ '1,2' | split: ',' | reverse | first }}",
        "a b 2",
    );
    check("{{ site.data.people | map: 'age' | jsonify }}", "[40,30,40]");
    check("{{ 'a,b' | split: ',' | push: 'c' | concat: page.tags | join: '' }}", "abcab");
}

#[test]
fn filters_on_dates_and_addresses() {
    check(
        "{{ '2017-03-01' | date: '%b %-d, %Y' }} {{ '2017-03-22' | date_to_string: 'ordinal', 'US' }}",
        "Mar 1, 2017 Mar 22nd, 2017",
    );
    check("{{ site.time | date_to_xmlschema }} {{ 'x' | date: '%Y' }}", "2020-05-06T07:08:09+00:00 x");
    check(
        "{{ '/a/' | relative_url }} {{ 'b' | absolute_url }} {{ 'http://x/' | relative_url }}",
        "/blog/a/ https://example.org/blog/b http://x/",
    );
}

#[test]
fn what_fails_prints_nothing_and_says_its_line() {
    let source =
        "a\n{{ 1 | divided_by: 0 }}{% include none.html %}\n\n{{ 'x' | odd }}\n{% endif %}\n{% if x %}";
    assert_eq!(with(&[], source).text, "a\n\n\nx\n\n");
    assert_eq!(
        problems(&[], source),
        [
            "post.md:5 `endif` closes nothing",
            "post.md:6 `if` is not closed",
            "post.md:2 `divided_by`: divided by 0",
            "post.md:2 there is no include `none.html`",
            "post.md:4 no filter `odd` is known here",
        ]
    );
    assert_eq!(
        problems(&[("a.html", "\n{% zig %}")], "{% include a.html %}"),
        ["_includes/a.html:2 no tag `zig` is known here"]
    );
}

/// Jekyll builds no page of these (`'if' tag was never closed`): everything behind the tag was lost.
#[test]
fn a_tag_that_is_never_closed_costs_nothing_but_itself() {
    for open in [
        "if nil",
        "unless true",
        "if page.title",
        "for x in nothing",
        "capture x",
        "comment",
        "doc",
        "raw",
        "case 1",
        "tablerow x in nothing",
        "ifchanged",
        "highlight ruby",
    ] {
        let source = format!("Before.\n\n{{% {open} %}}\nInside.\n\nAfter {{{{ 'it' }}}}.\n");
        assert_eq!(with(&[], &source).text, "Before.\n\n\nInside.\n\nAfter it.\n", "{open}");
        let name = open.split(' ').next().unwrap();
        assert_eq!(problems(&[], &source), [format!("post.md:3 `{name}` is not closed")]);
    }
    // An end closes the last block of its name: it is the first that has none.
    let nested = "{% if nil %}\na{% if true %}b{% endif %}c";
    assert_eq!(with(&[], nested).text, "\nabc");
    assert_eq!(problems(&[], nested), ["post.md:1 `if` is not closed"]);
    let crossed =
        "{% if true %}a{% for x in none %}b{% endif %}c{% unless true %}d{% else %}e{% endunless %}";
    assert_eq!(with(&[], crossed).text, "abce");
    assert_eq!(problems(&[], crossed), ["post.md:1 `for` is not closed"]);
    check("{% comment %}{% if x %}{% endcomment %}a{% raw %}{% if x %}{% endraw %}b", "a{% if x %}b");
    check("{% if true %}a{% comment %}{% endif %}{% endcomment %}b{% endif %}", "ab");
}

#[test]
fn braces_that_are_never_closed_are_text_and_a_problem() {
    let source = "a\n{% if page.title\nb {{ page.title\nc\n";
    assert_eq!(with(&[], source).text, source);
    assert_eq!(
        problems(&[], source),
        ["post.md:2 `{%` has no `%}` behind it", "post.md:3 `{{` has no `}}` behind it"]
    );
    assert!(problems(&[], "{% raw %}{{ {% {% endraw %}").is_empty());
}

#[test]
fn lines_lead_back_to_the_source() {
    let expanded = with(&[("a.html", "1\n2\n3")], "x\n{% include a.html %}\ny");
    assert_eq!(expanded.text, "x\n1\n2\n3\ny");
    assert_eq!(expanded.lines.last(), Some(&(3, 1)));
}

/// Whatever a template does, the words around it are shown, and a Problem says what was stopped.
#[track_caller]
fn bounded(files: &[(&'static str, &str)], bomb: &str, message: &str) {
    let expanded = with(files, &format!("before {bomb} after"));
    assert!(expanded.text.starts_with("before") && expanded.text.ends_with("after"));
    assert!(expanded.text.len() < 40 << 20);
    assert!(expanded.problems.iter().any(|p| p.message.contains(message)), "{:?}", expanded.problems.first());
}

#[test]
fn deep_nesting_is_bounded() {
    let deep = |n: usize| format!("{}x{}", "{% if true %}".repeat(n), "{% endif %}".repeat(n));
    bounded(&[], &deep(20_000), "nested too deep");
    with(&[], &"{% if a %}".repeat(20_000));
    with(&[], &format!("{{% liquid {} %}}", "liquid ".repeat(20_000)));
    with(&[], &format!("{{{{ {}x }}}}", "a[".repeat(20_000)));
    with(&[], &format!("{{% if {}x %}}{{% endif %}}", "a and ".repeat(20_000)));
    with(&[], &"{{ ".repeat(50_000));
    with(&[], &"{% comment %}".repeat(20_000));
}

#[test]
fn endless_loops_are_bounded() {
    bounded(&[], "{% for i in (1..1000000000) %}{{ i }}{% endfor %}", "steps");
    bounded(&[], "{% for i in (1..1000000000) %}{% endfor %}", "steps");
}

#[test]
fn includes_that_include_themselves_are_bounded() {
    bounded(&[("a", "x{% include a %}y{% include a %}")], "{% include a %}", "nest too deep");
}

#[test]
fn growing_text_is_bounded() {
    let double = "{% assign a = a | append: a %}";
    bounded(&[], &format!("{{% assign a = 'xxxxxxxx' %}}{}", double.repeat(40)), "too much text");
    bounded(
        &[],
        "{% assign a = 'xxxxxxxx' %}{% for i in (1..99) %}{% assign a = a | append: a %}{% endfor %}",
        "too much text",
    );
    let kilo = "k".repeat(1000);
    bounded(&[], &format!("{{% for i in (1..100000) %}}{kilo}{{% endfor %}}"), "too much text");
    bounded(
        &[],
        &format!("{{{{ '{kilo}' | replace: '', '{kilo}' | replace: 'k', '{kilo}' }}}}"),
        "too much text",
    );
    bounded(
        &[],
        "{% assign l = 'a,b' | split: ',' %}{% for i in (1..99) %}{% assign l = l | concat: l %}{% endfor %}",
        "too",
    );
    bounded(
        &[],
        "{% assign l = 'a,b' | split: ',' %}{% for i in (1..99) %}{% assign l = l | push: l %}{% endfor %}",
        "nested too deep",
    );
    bounded(
        &[],
        "{% assign l = site.data.people %}{% for i in (1..99) %}{% assign l = l | group_by: 'a' %}{% endfor %}",
        "nested too deep",
    );
}

proptest::proptest! {
    #[test]
    fn any_text_is_expanded(source in "[a-z{}%| .\\[\\]():'\"=,\n-]{0,200}") {
        with(&[], &source);
    }
    #[test]
    fn any_tags_are_expanded(parts in proptest::collection::vec(proptest::sample::select(vec![
        "{% if a %}", "{% else %}", "{% endif %}", "{% for i in (1..3) %}", "{% endfor %}", "{% case x %}", "{% when 1 %}",
        "{% endcase %}", "{{ i }}", "{% raw %}", "{% endraw %}", "{% capture x %}", "{% endcapture %}", "{% comment %}",
        "{% endcomment %}", "{% highlight %}", "{% endhighlight %}", "text", "{% break %}", "{% cycle 1, 2 %}", "{%- x -%}",
    ]), 0..30)) {
        with(&[], &parts.concat());
    }
}

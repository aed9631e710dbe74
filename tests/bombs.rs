//! A blog made to hang its reader, to eat its memory or to overflow its stack: every post is found, opened and laid out
//! as a whole, shows something sensible, and says what was cut.
//!
//! Time and memory are not asserted here: a text that is read in more than linear time keeps this file from ending.
//! They are measured with `/usr/bin/time -v rushlight print FILE` on a release build: within 2 s and 200 MB for each.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use jiff::Timestamp;
use rushlight::layout::{Front, Layout, Options};
use rushlight::library::Library;
use rushlight::site::{self, Files, Generator};

/// More than any of these may show, so that a bomb of output is seen.
const MOST_SHOWN: usize = 40 << 20;

/// A post, opened and laid out.
struct Shown {
    text: String,
    problems: String,
}

/// Opens the post at `path` of a site of these files.
fn open(generator: Generator, path: &str, files: Vec<(String, Vec<u8>)>) -> Shown {
    let mut site = site::detect_in(Files::table(files), Some(generator));
    let posts = site::scan(&mut site, Timestamp::UNIX_EPOCH);
    let library = Library::new(vec![site], posts);
    let id = library.find(path).first().copied().unwrap_or_else(|| panic!("{path} is no post"));
    let document = library.open(id, Timestamp::UNIX_EPOCH).unwrap().document;
    let headers = library.post(id).unwrap().problems.iter();
    let problems: Vec<String> = headers.chain(&document.problems).map(|p| p.to_string()).collect();
    let layout = Layout::new(document, Front::default(), Vec::new(), Options::default());
    let mut text = String::new();
    for line in layout.into_lines() {
        text.push_str(&line.text());
        text.push('\n');
        assert!(text.len() < MOST_SHOWN, "{path} shows too much");
    }
    assert!(!text.contains(|c: char| c.is_control() && c != '\n'), "{path} shows control characters");
    Shown { text, problems: problems.join("\n") }
}

/// The path of a post of a generator, and the front matter that it needs.
fn place(generator: Generator) -> (&'static str, &'static str) {
    match generator {
        Generator::Jekyll => ("_posts/2020-01-01-bomb.md", "---\n---\n"),
        Generator::Hugo => ("content/bomb.md", "---\n---\n"),
        Generator::Zola => ("content/bomb.md", "+++\n+++\n"),
        Generator::Plain => ("bomb.md", ""),
    }
}

fn body(generator: Generator, text: &str) -> Shown {
    let (path, head) = place(generator);
    open(generator, path, vec![(path.into(), format!("{head}{text}").into_bytes())])
}

/// The whole file, front matter and all.
fn whole(generator: Generator, text: &[u8]) -> Shown {
    let (path, _) = place(generator);
    open(generator, path, vec![(path.into(), text.to_vec())])
}

/// The text shows `words` in kramdown and in CommonMark.
fn markup(text: &str, words: &str) {
    for generator in [Generator::Jekyll, Generator::Zola] {
        let shown = body(generator, text);
        assert!(shown.text.contains(words), "{generator}: {words} is missing");
    }
}

/// The text is expanded by Liquid to something with `words` in it; some problem says `problem`.
fn liquid(text: &str, words: &str, problem: &str) {
    let shown = body(Generator::Jekyll, text);
    let start: String = text.chars().take(60).collect();
    assert!(shown.text.contains(words), "{start}: {words} is missing: {:.200}", shown.text);
    assert!(shown.problems.contains(problem), "{start}: {:.400}", shown.problems);
}

#[test]
fn templates_nested_twenty_thousand_deep() {
    let deep = format!("before {}x{}", "{% if true %}".repeat(20_000), "{% endif %}".repeat(20_000));
    liquid(&deep, "before", "nest");
    liquid(&format!("before {}", "{% if true %}".repeat(20_000)), "before", "");
    liquid(&format!("before {}x", "{% comment %}".repeat(20_000)), "before", "");
    let cases =
        format!("before {}x{}", "{% case 1 %}{% when 1 %}".repeat(9_000), "{% endcase %}".repeat(9_000));
    liquid(&cases, "before", "nest");
}

#[test]
fn loops_over_a_billion() {
    liquid("{% for i in (1..1000000000) %}a a a\n\n{% endfor %}", "a a a", "stopped");
}

#[test]
fn texts_that_double() {
    let grow = |body: &str| {
        format!("before\n\n{{% assign s = 'abcd' %}}{{% for i in (1..99) %}}{body}{{% endfor %}}{{{{ s }}}}")
    };
    liquid(&grow("{% assign s = s | append: s %}"), "before", "too much");
    liquid(&grow("{% capture s %}{{ s }}{{ s }}{% endcapture %}"), "before", "too much");
    liquid(&grow("{% assign s = s | replace: 'a', s %}"), "before", "too much");
}

#[test]
fn a_hundred_megabytes_of_output() {
    let line = "{% for i in (1..1000000) %}a line of output that a template prints again and again and again, one million times\n\n{% endfor %}";
    liquid(line, "a line of output", "stopped");
}

#[test]
fn includes_that_include_themselves() {
    let file = |path: &str, text: &str| (path.to_owned(), text.as_bytes().to_vec());
    let (path, head) = place(Generator::Jekyll);
    let files = vec![
        file(path, &format!("{head}before {{% include a.md %}}")),
        file("_includes/a.md", "one {% include b.md %}{% include b.md %}"),
        file("_includes/b.md", "two {% include a.md %}{% include a.md %}"),
    ];
    let shown = open(Generator::Jekyll, path, files);
    assert!(shown.text.contains("before one two"), "{:.200}", shown.text);
    assert!(shown.problems.contains("_posts/2020-01-01-bomb.md:3"), "{:.400}", shown.problems);
}

#[test]
fn tables_of_a_million_rows() {
    for columns in [1, 3, 100_000] {
        let row = format!(
            "before\n\n{{% tablerow i in (1..1000000) cols:{columns} %}}{{{{ i }}}}{{% endtablerow %}}"
        );
        liquid(&row, "before", "");
    }
}

#[test]
fn loops_that_print_markup_without_end() {
    for mark in
        ["> ", "<div>", "<b><a href=x>", "* [a](/b{{ i }}) **c**\n", "| a | b |\n", "{::options a=\"b\" /}\n"]
    {
        let text = format!("before\n\n{{% for i in (1..1000000) %}}{mark}{{% endfor %}}x");
        liquid(&text, "before", "_posts/2020-01-01-bomb.md:5: the template is stopped");
    }
    let nested = format!("before {}x {}", "{% for i in (1..1000) %}".repeat(8), "{% endfor %}".repeat(8));
    liquid(&nested, "before", "stopped");
}

#[test]
fn filters_with_arguments_without_end() {
    liquid(&format!("before {{{{ 'a' | append: '{}' | size }}}}", "x".repeat(3_000_000)), "3000001", "");
    liquid(&format!("before {{{{ 'a' | append: {} }}}}", "'x',".repeat(200_000)), "before", "");
    liquid(&format!("before {{{{ 'a' {} }}}}", "| append: 'x' ".repeat(200_000)), "before", "");
    liquid(&format!("before {{{{ 9999999999 {} }}}}", "| times: 9999999999 ".repeat(20_000)), "before", "");
    liquid(&format!("before {{{{ page{} }}}}", ".a".repeat(500_000)), "before", "");
    liquid(&format!("before {{% if {}true %}}x{{% endif %}}", "a == b and ".repeat(100_000)), "before", "");
    // A word that joins nothing was read again from each of its letters, and the whole tag searched for each bracket.
    liquid(&format!("before {{% if a ~{} %}}x{{% endif %}}", "b".repeat(1_000_000)), "before", "");
    liquid(&format!("before {{% if {} %}}x{{% endif %}}", "(".repeat(1_000_000)), "before", "");
    // Behind each of them the end of all was looked for.
    liquid(&format!("before {}%}}", "{%~".repeat(300_000)), "before", "");
    liquid("before {{ 'x' | truncate: 999999999999 | slice: 0, 99999999999 }}", "before x", "");
}

#[test]
fn lists_that_grow_and_are_searched_again_and_again() {
    let grow = |filter: &str| {
        format!(
            "before {{% assign l = 'a,b' | split: ',' %}}{{% for i in (1..60) %}}{{% assign l = l | {filter} %}}{{% endfor %}}\
             {{{{ l | jsonify }}}}"
        )
    };
    liquid(&grow("concat: l"), "before", "stopped");
    liquid(&grow("push: l"), "before", "");
    let search = format!(
        "before {{% assign l = '{}' | split: ',' %}}{{% for i in (1..1000) %}}{{% assign m = l | where_exp: 'i', '{}i == 2' %}}{{% endfor %}}",
        "a,".repeat(50_000),
        "i == 1 or ".repeat(500)
    );
    liquid(&search, "before", "stopped");
    liquid("{% assign l = (1..1000000) | where_exp: 'i', 'i > 5' %}before {{ l | size }}", "before", "");
}

/// HTML on one long line was looked through anew for each element, and the page of sixteen megabytes was made.
#[test]
fn markdown_made_of_markdown_again_and_again() {
    let text = "before\n\n{% assign s = '*a* > b' %}{% for i in (1..200) %}{% assign s = s | markdownify | markdownify | append: s %}{% endfor %}{{ s }}";
    liquid(text, "before", "_posts/2020-01-01-bomb.md:5: the template is stopped");
    let many = format!(
        "before\n\n{{% for i in (1..20000) %}}{{% capture x %}}{}{{% endcapture %}}{{{{ x | markdownify }}}}{{% endfor %}}",
        "> * a **b** ".repeat(100)
    );
    liquid(&many, "before", "stopped");
}

#[test]
fn posts_that_show_each_other() {
    let (path, head) = place(Generator::Jekyll);
    let all = "before {% for p in site.posts %}{{ p.content }}{{ p.excerpt }}{% endfor %}";
    let mut files = vec![(path.to_owned(), format!("{head}{all}").into_bytes())];
    for day in 1..=9 {
        let text = format!("{head}{all}\n\n{}", "words ".repeat(5_000));
        files.push((format!("_posts/1969-01-{day:02}-p.md"), text.into_bytes()));
    }
    let shown = open(Generator::Jekyll, path, files);
    assert!(shown.text.contains("before") && shown.text.contains("words"), "{:.200}", shown.problems);
}

#[test]
fn includes_and_layouts_in_a_circle() {
    let file = |path: &str, text: &str| (path.to_owned(), text.as_bytes().to_vec());
    let (path, _) = place(Generator::Jekyll);
    let files = vec![
        file(
            path,
            "---\nlayout: a\n---\nbefore {{ layout.x }}{% include_cached c.md x='a' %}{% include_relative r.md %}",
        ),
        file("_layouts/a.html", "---\nlayout: b\n---\n{{ content }}"),
        file("_layouts/b.html", "---\nlayout: a\n---\n{{ content }}"),
        file(
            "_includes/c.md",
            "{% capture y %}{{ include.x }}{{ include.x }}{% endcapture %}one {% include_cached c.md x=y %}{% include c.md x='b' %}",
        ),
        file("_posts/r.md", "two {% include_relative r.md %}"),
    ];
    let shown = open(Generator::Jekyll, path, files);
    assert!(shown.text.contains("before") && shown.problems.contains("bomb.md:4"), "{:.400}", shown.problems);
    let wide = vec![
        file(path, &format!("---\n---\nbefore {}", "{% include a.md %}".repeat(20))),
        file("_includes/a.md", &"{% include b.md %}".repeat(50)),
        file("_includes/b.md", &"{% include c.md %}".repeat(50)),
        file("_includes/c.md", &"words ".repeat(1_000)),
    ];
    let shown = open(Generator::Jekyll, path, wide);
    assert!(
        shown.text.contains("before words") && shown.problems.contains("bomb.md:3"),
        "{:.400}",
        shown.problems
    );
}

#[test]
fn data_made_to_burst() {
    let laughs: String = std::iter::once("a: &a [x,x,x,x,x,x,x,x,x]\n".to_owned())
        .chain((b'b'..b'k').map(|c| {
            let (own, before) = (c as char, (c - 1) as char);
            format!("{own}: &{own} [{}]\n", format!("*{before},").repeat(9))
        }))
        .collect();
    let data = [
        ("a.csv", "a,b,c\n".repeat(300_000)),
        ("b.json", format!("[{}1]", "1,".repeat(1_000_000))),
        ("c.yml", "- a: b\n".repeat(300_000)),
        ("d.tsv", "a\t".repeat(1_000_000)),
        ("e.json", "[".repeat(100_000)),
        ("f.yml", "[".repeat(100_000)),
        ("g.yml", laughs),
        ("h.yml", "&a [*a, *a]".to_owned()),
    ];
    let (path, _) = place(Generator::Jekyll);
    let uses = "{{ site.data.NAME | size }} {{ site.data.NAME.j | jsonify | size }}{{ site.data.NAME[5] }}";
    for (name, text) in data {
        let stem = name.split('.').next().unwrap_or_default();
        let post = format!("---\n---\nbefore {}", uses.replace("NAME", stem));
        let files = vec![(path.to_owned(), post.into_bytes()), (format!("_data/{name}"), text.into_bytes())];
        let shown = open(Generator::Jekyll, path, files);
        assert!(shown.text.contains("before"), "{name}: {:.200}", shown.problems);
        let wrong = format!("bomb.md:3: cannot read the data `{stem}`");
        assert!(shown.problems.contains(&wrong), "{name}: {:.200}", shown.problems);
    }
}

/// Each level wrote what it holds eight times; what stands in its place stood in the next, and all was written out.
#[test]
fn shortcodes_that_write_their_content_eight_times() {
    let file = |path: &str, text: String| (path.to_owned(), text.into_bytes());
    let (path, head) = place(Generator::Hugo);
    let post = format!("{head}before {}x{}", "{{< a >}}".repeat(12), "{{< /a >}}".repeat(12));
    let template = "{{ .Inner }}".repeat(8);
    let shown =
        open(Generator::Hugo, path, vec![file(path, post), file("layouts/shortcodes/a.html", template)]);
    assert!(shown.text.contains("before"), "{:.200}", shown.text);
    assert!(shown.problems.contains("content/bomb.md:3: this post is cut"), "{:.200}", shown.problems);
    let (path, head) = place(Generator::Zola);
    let post = format!("{head}before {}x{}", "{% a() %}".repeat(12), "{% end %}".repeat(12));
    let template = "{{ body }}".repeat(8);
    let shown =
        open(Generator::Zola, path, vec![file(path, post), file("templates/shortcodes/a.html", template)]);
    assert!(shown.text.contains("before"), "{:.200}", shown.text);
}

/// Each piece of mathematics measured its whole line again.
#[test]
fn mathematics_on_one_line() {
    let (path, head) = place(Generator::Hugo);
    let config = "markup: {goldmark: {extensions: {passthrough: {enable: true, delimiters: {\
                  block: [['$$', '$$']], inline: [['\\(', '\\)']]}}}}}";
    for text in ["\\(", "\\(a\\) ", "$$ ", "\\(a\n", "$$\n", "` `` \\( "] {
        let post = format!("{head}before\n\n{}", text.repeat(200_000));
        let files = [(path, post), ("hugo.yaml", config.to_owned())]
            .map(|(path, text)| (path.to_owned(), text.into_bytes()));
        assert!(open(Generator::Hugo, path, files.into()).text.contains("before"), "{text}");
    }
}

#[test]
fn notices_comments_and_footnotes_of_notes_without_end() {
    let plain =
        |text: String| assert!(body(Generator::Plain, &format!("before\n\n{text}")).text.contains("before"));
    plain(format!("{}{}", ":::note\n".repeat(50_000), ":::\n".repeat(50_000)));
    plain((0..50_000).map(|n| format!("{}!!! note\n", "    ".repeat(n % 50))).collect());
    plain("^[".repeat(200_000));
    plain(format!("{}{}", "^[".repeat(100_000), "]".repeat(100_000)));
    plain("%% ".repeat(200_000));
    plain("%%a".repeat(200_000));
}

#[test]
fn shortcodes_by_the_thousand() {
    let hugo =
        |text: String| assert!(body(Generator::Hugo, &format!("before {text}")).text.contains("before"));
    hugo(format!("{}{}", "{{< a >}}{{% b %}}".repeat(10_000), "{{< /a >}}{{% /b %}}".repeat(10_000)));
    hugo("{{< ref \"/bomb\" >}} {{< relref \"x\" >}}".repeat(20_000));
    hugo(format!("{{{{< a {}>}}}}", "b=\"c\" ".repeat(200_000)));
    hugo("{{< /a >}}".repeat(50_000));
    hugo("{{</* a */>}}".repeat(50_000));
    hugo("{{< highlight go >}}\na\n{{< /highlight >}}\n".repeat(10_000));
    hugo("{{< details >}}".repeat(20_000));
    let zola =
        |text: String| assert!(body(Generator::Zola, &format!("before {text}")).text.contains("before"));
    zola(format!("{{{{ a({}) }}}}", "b=\"c\",".repeat(200_000)));
    zola(format!("{{{{ a(b={}) }}}}", "[".repeat(20_000)));
    zola("{{/* a() */}}".repeat(50_000));
}

#[test]
fn shortcodes_that_are_closed_far_behind() {
    // From each of them eight kilobytes were gone through, sign by sign.
    for (generator, open, close) in [(Generator::Zola, "{{", "}}"), (Generator::Hugo, "{{<", ">}}")] {
        let shown = body(generator, &format!("before {} {close}", open.repeat(300_000)));
        assert!(shown.text.contains("before"), "{generator}");
    }
}

#[test]
fn shortcodes_nested_twenty_thousand_deep() {
    let hugo = format!("before {}x{}", "{{< a >}}".repeat(20_000), "{{< /a >}}".repeat(20_000));
    assert!(body(Generator::Hugo, &hugo).text.contains("before"));
    assert!(body(Generator::Hugo, &format!("before {}", "{{< a \"".repeat(20_000))).text.contains("before"));
    let zola = format!("before {}x{}", "{% a() %}".repeat(20_000), "{% end %}".repeat(20_000));
    assert!(body(Generator::Zola, &zola).text.contains("before"));
    assert!(body(Generator::Zola, &format!("before {}", "{{ a(".repeat(20_000))).text.contains("before"));
}

#[test]
fn words_without_a_cell() {
    // The best lines were looked for among all of them.
    markup(&format!("before {} behind", "\u{3164}".repeat(300_000)), "behind");
    markup(&format!("before {} behind", "\u{200d}\u{200b}".repeat(200_000)), "behind");
}

#[test]
fn elements_and_attributes_without_end() {
    let attributes: String = (0..20_000).map(|n| format!(" a{n}=\"x\"")).collect();
    markup(&format!("<p{attributes}>words</p>\n"), "words");
    markup(&format!("{}words", "<div>".repeat(100_000)), "words");
    markup(&format!("words {}", "<b><a href=x>".repeat(10_000)), "words");
    let deep = body(Generator::Zola, &format!("{}words", "<div>".repeat(100_000)));
    assert!(deep.problems.contains("nested too deep"), "{}", deep.problems);
}

#[test]
fn quotations_and_lists_without_end() {
    markup(&format!("{} words\n", ">".repeat(50_000)), "words");
    markup(&format!("words\n\n{}\n", "> * 1. ".repeat(5_000)), "words");
    let deep: String = (0..1_000).map(|n| format!("{}* words\n", "  ".repeat(n))).collect();
    markup(&deep, "words");
    markup(&format!("{}words", "* ".repeat(20_000)), "words");
}

/// Past forty levels kramdown's quotations were words with all their marks, on every line behind forty bars.
#[test]
fn quotations_deeper_line_by_line() {
    let deeper: String = (0..1_000).map(|n| format!("{}words\n", "> ".repeat(n + 1))).collect();
    markup(&deeper, "words");
    let shallower: String = (0..1_000).map(|n| format!("{}words\n>\n", "> ".repeat(1_000 - n))).collect();
    markup(&shallower, "words");
    let shown = body(Generator::Jekyll, &shallower);
    assert!(shown.problems.contains("nested too deep"), "{}", shown.problems);
    assert!(!shown.text.contains("> >"), "{:.400}", shown.text);
}

#[test]
fn lists_and_definitions_deeper_line_by_line() {
    let numbers: String = (0..600).map(|n| format!("{}1. words\n\n", "    ".repeat(n))).collect();
    markup(&numbers, "words");
    let mixed: String =
        (0..30_000).map(|n| format!("{}{} words\n", " ".repeat(n % 40), ["*", "+", "-"][n % 3])).collect();
    markup(&mixed, "words");
    let details: String = (0..500).map(|n| format!("{}: words\n", "  ".repeat(n))).collect();
    markup(&format!("words\n{details}"), "words");
    markup(&format!("> words\n{}", "words\n".repeat(70_000)), "words");
}

#[test]
fn attribute_lists_that_are_named_again_and_again() {
    let long = format!("words {}\n\n{{:x: .{}}}\n", "*a*{:x} ".repeat(20_000), "t".repeat(100_000));
    markup(&long, "words");
    let chain: String = (0..200).map(|n| format!("{{:a{n}: a{0} a{0} .b}}\n", n + 1)).collect();
    markup(&format!("words\n{{:a0}}\n\n{chain}"), "words");
    markup("words\n{:a}\n\n{:a: b}\n{:b: a a a}\n", "words");
    markup(&format!("words\n{{: {}}}\n", ".a c=\"d\" ".repeat(100_000)), "words");
    // An extension that closes itself was searched for its end to the end of the text.
    markup(&format!("words\n{}", "{::options a=\"b\" /}\n".repeat(20_000)), "words");
}

#[test]
fn comments_styles_and_ids_by_the_thousand() {
    markup(&format!("words {}", "<!-- a --> ".repeat(100_000)), "words");
    markup(&format!("words\n\n{}", "<!-- a\n".repeat(70_000)), "words");
    markup(&format!("<p class=\"{}\">words</p>", "a ".repeat(1_000_000)), "words");
    markup(
        &format!("words {}", (0..50_000).map(|n| format!("<a id=\"a{n}\"></a>")).collect::<String>()),
        "words",
    );
    markup(&"# words\n\n# words-1\n\n".repeat(10_000), "words");
    markup(&format!("words &{}; &#{};", "a".repeat(1_000_000), "9".repeat(1_000_000)), "words");
    markup(&format!("words a{}", "\u{301}".repeat(500_000)), "words");
    markup(&format!("words $${}$$", "\\frac{".repeat(50_000)), "words");
    markup(&"<table><tr><td>words".repeat(2_000), "words");
    markup(&format!("words {}a{}", "[".repeat(20_000), "](b)".repeat(20_000)), "words");
}

#[test]
fn footnotes_that_mention_each_other() {
    markup("words [^a]\n\n[^a]: x [^a] [^b]\n\n[^b]: [^a] [^b]\n", "words");
    let chain: String = (0..5_000).map(|n| format!("[^{n}]: note {n} [^{0}][^{0}]\n\n", n + 1)).collect();
    markup(&format!("words [^0]\n\n{chain}"), "words");
}

#[test]
fn marks_that_open_and_never_close() {
    for mark in ["*", "[", "![", "`", "<", "&", "$$", "{:", "\"", "~~", "\\", "|"] {
        markup(&format!("words {}\n", mark.repeat(100_000)), "words");
    }
    for mark in ["*a ", "**a *b ", "_a __b ", "[a](", "![a](<b ", "`a``b ", "<a href=\"", "<!-- "] {
        markup(&format!("words {}\n", mark.repeat(20_000)), "words");
    }
    markup(&format!("words {}a{}\n", "[".repeat(50_000), "]".repeat(50_000)), "words");
}

#[test]
fn floods_of_definitions() {
    let notes: String = (0..10_000).map(|n| format!("a[^{n}]\n\n[^{n}]: note {n}\n\n")).collect();
    markup(&notes, "note 9999");
    let links: String = (0..50_000).map(|n| format!("[a{n}]: /x/{n}\n")).collect();
    markup(&format!("words\n\n{links}"), "words");
    let long = format!("words {}\n\n[a]: http://x.example/{}\n", "[a] ".repeat(20_000), "x".repeat(100_000));
    markup(&long, "words");
    let short: String = (0..10_000).map(|n| format!("*[A{n}]: words {n}\n")).collect();
    let used: String = (0..20_000).map(|n| format!("A{} ", n % 10_000)).collect();
    markup(&format!("{used}\n\n{short}"), "A9999");
    markup(&"words\n{: .a #b c=\"d\"}\n\n".repeat(20_000), "words");
    markup(&format!("words {}", "&amp;&#x41;&bogus; ".repeat(50_000)), "words");
}

#[test]
fn tables_without_end() {
    let row = |cell: &str, columns: usize| format!("|{}\n", format!("{cell}|").repeat(columns));
    let table = |columns, rows| row("a", columns) + &row("-", columns) + &row("words", columns).repeat(rows);
    markup(&table(5_000, 2), "words");
    markup(&table(10_000, 3), "words");
    let shown = body(Generator::Plain, &table(2, 60_000));
    assert!(shown.text.contains("words") && shown.problems.contains("too many cells"), "{}", shown.problems);
    let sparse = row("a", 5_000) + &row("-", 5_000) + &"|words|\n".repeat(20_000);
    markup(&sparse, "words");
    markup(
        &"<table><tr><td colspan=999999999 rowspan=99999999>words</td></tr></table>\n".repeat(100),
        "words",
    );
}

#[test]
fn texts_longer_than_any_post() {
    let line = "words and more ".repeat(700_000);
    for text in [line, "words\n\n".repeat(300_000), "x".repeat(10_000_000), "* a\n".repeat(300_000)] {
        let shown = body(Generator::Plain, &text);
        assert!(
            shown.text.len() > 100_000 && shown.problems.contains("the text is cut"),
            "{}",
            shown.problems
        );
    }
}

#[test]
fn headers_made_to_burst() {
    let laughs: String = std::iter::once("a: &a [x,x,x,x,x,x,x,x,x]\n".to_owned())
        .chain((b'b'..b'k').map(|c| {
            let (own, before) = (c as char, (c - 1) as char);
            format!("{own}: &{own} [{}]\n", format!("*{before},").repeat(9))
        }))
        .collect();
    let heads = [
        laughs,
        format!("a: {}", "[".repeat(50_000)),
        format!("a: {}x", "{a: ".repeat(10_000)),
        format!("a:\n  {}x", "- ".repeat(20_000)),
        format!("description: {}", "x ".repeat(2_000_000)),
        (0..20_000).map(|n| format!("k{n}: v\n")).collect(),
        format!("a: {}", "&a ".repeat(10_000)),
    ];
    for head in heads {
        let start: String = head.chars().take(30).collect();
        let shown = whole(Generator::Jekyll, format!("---\n{head}\n---\nwords\n").as_bytes());
        assert!(shown.text.contains("words"), "{start}: {:.200} {:.200}", shown.text, shown.problems);
    }
    for head in [format!("a = {}", "[".repeat(20_000)), format!("[{}a]", "a.".repeat(20_000))] {
        let shown = whole(Generator::Zola, format!("+++\n{head}\n+++\nwords\n").as_bytes());
        assert!(shown.text.contains("words") && !shown.problems.is_empty());
    }
    let json = format!("{{\"a\": {}}}\n\nwords\n", "[".repeat(20_000));
    assert!(whole(Generator::Hugo, json.as_bytes()).text.contains("words"));
}

#[test]
fn bytes_that_are_no_text() {
    let controls: Vec<u8> = (0..=255).collect();
    for generator in Generator::ALL {
        let (_, head) = place(generator);
        for text in [
            &controls.repeat(100)[..],
            b"words \0\0 words",
            b"words \xff\xfe\x80 \xc3\x28",
            b"words\rwords\r\rwords",
            "words &#27;[31m \u{1b}]8;;x\u{7} \u{9b}1m \u{202e}".as_bytes(),
            br"words ![a](C:\x\y.png) [b](..\..\etc\passwd) [c](\\server\share) [d](file:///etc/passwd)",
        ] {
            let bytes = [head.as_bytes(), text].concat();
            let shown = whole(generator, &bytes);
            assert!(!shown.text.trim().is_empty(), "{generator}: {:?}", String::from_utf8_lossy(text));
        }
    }
}

#[test]
fn files_that_hold_nothing() {
    for generator in Generator::ALL {
        for text in
            ["", "---", "---\n", "---\n---", "+++", "+++\n+++", "{", "{}", "\u{feff}", "\n\n\n", "---\r---\r"]
        {
            let shown = whole(generator, text.as_bytes());
            assert!(shown.text.len() < 400, "{generator} {text:?}: {}", shown.text);
        }
    }
}

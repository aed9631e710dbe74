//! Headers as found in the wild; and the quick reader against libyaml.

use proptest::prelude::*;

use super::*;

fn read(text: &str) -> Header {
    Header::read(&split(text), &Clean::line("a.md"))
}

fn said(text: &str, key: &str) -> String {
    read(text).map.get(key).map(|value| value.text().into_owned()).unwrap_or_else(|| "-".into())
}

#[test]
fn the_usual_header_needs_no_yaml_parser() {
    let text = "---\ntitle: A day: or two\nlayout: post\n---\n";
    assert!(
        quick::read("---\ntitle: \"A\"\ntags:\n  - a\n  - b c\ncategories: [x, 'y z']\r\ndate: 2009-08-19\n")
            .is_some()
    );
    assert!(quick::read(split(text).header.unwrap().1).is_none());
}

#[test]
fn a_broken_header_still_says_what_it_can() {
    let text = "---\nlayout: post\ntitle: Foo: bar\ntags: [a, b\ndate: 2009-08-19\n---\n";
    let header = read(text);
    assert_eq!(header.map.get("title").unwrap().text(), "Foo: bar");
    assert_eq!(header.map.get("tags").unwrap().text(), "a, b");
    assert_eq!(header.map.get("date").unwrap().text(), "2009-08-19");
    insta::assert_snapshot!(header.problems[0], @"a.md:3: broken YAML in the front matter: mapping values are not allowed in this context; put the value in quotes and double the same quotes inside");
}

#[test]
fn what_nobody_can_tell_counts_as_not_written() {
    // The title was `["unclosed"]`, and a tag was `{a`. Jekyll refuses the whole header.
    let header = read("---\nlayout: post\ntitle: [unclosed\ntags: {a\ndate: 2009-08-19\n---\n");
    assert_eq!((header.map.get("title"), header.map.get("tags")), (None, None));
    assert_eq!(header.map.get("date").unwrap().text(), "2009-08-19");
    insta::assert_snapshot!(header.problems[0], @"a.md:3: broken YAML in the front matter: did not find expected ',' or ']'; close the bracket, or put the value in quotes");
    // Whatever was wrong, the value was to be put in quotes, which it was in already.
    assert_eq!(remedy(r#"title: "never closed"#), "close the quotes at the end of the value");
    assert_eq!(remedy("title: 'never closed"), "close the quotes at the end of the value");
    assert_eq!(remedy(r#"title: "a \q b""#), r"write `\\` for `\`, or put the value in single quotes");
    assert_eq!(
        remedy(r#"title: "He said "no"""#),
        r#"write `\"` for the quotes inside, or put the value in single quotes"#
    );
    assert_eq!(remedy("title: 'It's'"), "double the quotes inside the value");
    assert!(remedy("title: *nope").starts_with("put the value in quotes: to YAML"));
    assert_eq!(said("---\ntitle: [draft] One: two\n---\n", "title"), "[draft] One: two");
    assert_eq!(said("---\ntitle: x: y\ntags: [a, b]\n---\n", "tags"), "a, b");
    assert_eq!(said("---\ntitle: {{ page.x }}: y\n---\n", "title"), "-");
}

#[test]
fn lines_are_lines_of_the_file_in_every_format() {
    assert_eq!(read("---\na: 1\nb: 2\n---\n").map.line("b"), Some(3));
    assert_eq!(read("---\na: {x: 1}\nb: 2\n---\n").map.line("b"), Some(3));
    assert_eq!(read("+++\na = 1\nb = 2\n+++\n").map.line("b"), Some(3));
    assert_eq!(read("{\n\"a\": 1,\n\"b\": 2\n}\n").map.line("b"), Some(3));
}

#[test]
fn tabs_carriage_returns_duplicates_and_capitals() {
    assert_eq!(said("---\r\ntitle:\tTab\r\n---\r\n", "title"), "Tab");
    assert_eq!(said("---\ntitle: a\ntitle: b\n---\n", "title"), "b");
    assert_eq!(read("---\nDate: 2009-08-19\n---\n").first_folded(&["date"]).unwrap().text(), "2009-08-19");
    assert_eq!(said("---\ntitle: 2012\n---\n", "title"), "2012");
}

#[test]
fn a_header_that_is_never_closed_is_text_with_a_problem() {
    let header = read("---\ntitle: a\n\nText\n");
    assert!(header.format.is_none() && header.problems.len() == 1);
    let said =
        |text: &str| read(text).problems.iter().map(ToString::to_string).collect::<Vec<_>>().join("\n");
    assert_eq!(
        said("+++\na = 1\n"),
        "a.md:1: the front matter is never closed; add a line `+++` where it ends"
    );
    let open =
        "broken JSON in the front matter: expected `,` or `}`; it ends with a line `}` before the text";
    assert_eq!(said("{\n\"title\": \"A\"\n\nText\n"), format!("a.md:4: {open}"));
    for no_header in ["{\"a\": 1} is an object", "{{< x >}}", "{ % }", "{", "Text"] {
        assert_eq!(said(no_header), "", "{no_header}");
    }
}

fn line_of_header() -> impl Strategy<Value = String> {
    let scalar = prop_oneof![
        "[a-zA-Z0-9 ,:#'\"\\[\\]{}-]{0,12}",
        "(yes|no|on|012|1\\.10|2009-08-19|2009-08-19 22:54:00|null|~|12:30|é ü)",
        "\"[a-z :#'\\\\]{0,8}\"",
        "'[a-z :#\"]{0,8}'",
        "\\[[a-z0-9 ,'\":#-]{0,12}\\]",
    ];
    prop_oneof![
        8 => ("[a-zA-Z_][a-z0-9_-]{0,5}", scalar.clone()).prop_map(|(key, value)| format!("{key}: {value}")),
        2 => "[a-z]{1,4}:",
        3 => (0usize..3, scalar).prop_map(|(indent, value)| format!("{}- {value}", " ".repeat(indent))),
        2 => ("[a-z]{1,4}: [>|]-?", "[a-z#:\\-\" ]{1,6}", "[a-z#: ]{0,6}", 0usize..4).prop_map(|(head, a, b, n)| {
            [head, format!("  {a}"), format!("{}{b}", " ".repeat(n))].join("\n")
        }),
        1 => "( |  x|#c|)",
    ]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(1024))]

    #[test]
    fn the_quick_reader_says_what_libyaml_says(lines in prop::collection::vec(line_of_header(), 0..8), crlf: bool) {
        let text = format!("---\n{}\n", lines.join("\n"));
        let text = if crlf { text.replace('\n', "\r\n") } else { text };
        if let Some(quick) = quick::read(&text) {
            let whole = match yaml::parse(&text, MAX_HEADER) {
                Ok(Value::Map(map)) => map,
                Ok(Value::Null) => Map::default(),
                other => panic!("{text:?} is {other:?}"),
            };
            prop_assert_eq!(quick, whole, "{:?}", text);
        }
    }

    #[test]
    fn any_text_gives_a_header(text in "(---|\\+\\+\\+|\\{)?\\n?\\PC{0,80}(\\n---\\n|\\n\\+\\+\\+\\n|\\}\\n)?.*") {
        let _ = read(&text);
    }

    #[test]
    fn any_text_gives_a_date_or_none(text in "[0-9a-zA-Z:/., +-]{0,30}") {
        let _ = dates::parse(&text);
    }
}

//! Code in, tokens out.

use super::{Highlighted, LONGEST_LINE, highlight};

/// Each token of a piece of code with its name: `Keyword:fn Function:main`.
fn tokens(code: &str, language: &str) -> String {
    let Highlighted { lines } = highlight(code, language);
    let rows = code.lines().zip(lines).map(|(line, runs)| {
        let words = runs.iter().map(|(range, token)| format!("{:?}:{}", token, &line[range.clone()]));
        words.collect::<Vec<_>>().join(" ")
    });
    rows.collect::<Vec<_>>().join("\n")
}

#[test]
fn rust() {
    insta::assert_snapshot!(tokens("// why\nfn main() { let x: u8 = 1; call(\"a\\n\"); }", "rust"), @r#"
    Comment:// why
    Keyword:fn Function:main Punctuation:() Punctuation:{ Keyword:let Punctuation:: Keyword:u8 Punctuation:= Constant:1 Punctuation:; Function:call Punctuation:( Text:"a Support:\n Text:" Punctuation:); Punctuation:}
    "#);
}

#[test]
fn python_and_shell() {
    insta::assert_snapshot!(tokens("def f(a):\n    return None  # why", "python"), @r"
    Keyword:def Function:f Punctuation:( Variable:a Punctuation:):
    Keyword:return Constant:None Comment:# why
    ");
    insta::assert_snapshot!(tokens("$ echo \"$HOME\" | wc -l\n42", "console"), @r#"Comment:$ Function:echo Text:" Variable:$HOME Text:" Punctuation:| Function:wc Punctuation: - Variable:l"#);
}

#[test]
fn html_and_css() {
    insta::assert_snapshot!(tokens("<a href=\"x\">y</a>", "html"), @r#"Punctuation:< Variable:a Constant:href Punctuation:= Text:"x" Punctuation:> Punctuation:</ Variable:a Punctuation:>"#);
    insta::assert_snapshot!(tokens("a { color: red; }", "css"), @"Variable:a Punctuation:{ Variable:color Punctuation:: Constant:red Punctuation:; Punctuation:}");
}

#[test]
fn diffs() {
    insta::assert_snapshot!(tokens("--- a\n+++ b\n@@ -1 +1 @@\n-old\n+new", "diff"), @r"
    Punctuation:--- Heading: a
    Punctuation:+++ Heading: b
    Punctuation:@@ Embedded:-1 +1 Punctuation:@@
    Deleted:-old
    Inserted:+new
    ");
}

#[test]
fn what_has_no_language_has_no_tokens() {
    assert_eq!(highlight("let x = 1;", ""), Highlighted::default());
    assert_eq!(highlight("let x = 1;", "no such language"), Highlighted::default());
}

#[test]
fn a_line_too_long_is_plain_and_the_next_is_not() {
    let code = format!("let a = \"{}\";\nlet b = 1;", "x".repeat(LONGEST_LINE));
    let lines = highlight(&code, "rust").lines;
    assert!(lines[0].is_empty() && !lines[1].is_empty());
}

#[test]
fn runs_lie_in_their_lines_in_order() {
    let code = "fn é() { \"漢\\u{1b}字\" }\n\n/* 漢\n字 */ mod x;";
    for (line, runs) in code.split('\n').zip(highlight(code, "rust").lines) {
        let mut end = 0;
        for (range, _) in runs {
            assert!(range.start >= end && line.get(range.clone()).is_some());
            end = range.end;
        }
    }
}

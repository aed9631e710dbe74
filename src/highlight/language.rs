//! Which grammar the language of a code block means, as it is written in posts.

use syntect::parsing::{SyntaxReference, SyntaxSet};

/// Names that posts use for grammars that have others.
const ALIASES: &[(&str, &str)] = &[
    ("abap", "txt"),
    ("bash session", "sh"),
    ("c#", "cs"),
    ("c++", "cpp"),
    ("console", "sh"),
    ("cs", "cs"),
    ("csharp", "cs"),
    ("docker", "dockerfile"),
    ("elisp", "lisp"),
    ("emacs-lisp", "lisp"),
    ("f#", "fs"),
    ("fsharp", "fs"),
    ("golang", "go"),
    ("gnuplot", "txt"),
    ("html+erb", "erb"),
    ("ipython", "py"),
    ("irb", "rb"),
    ("javascriptreact", "jsx"),
    ("jsonc", "json"),
    ("json5", "json"),
    ("ksh", "sh"),
    ("jinja", "html"),
    ("latex", "tex"),
    ("liquid", "html"),
    ("make", "makefile"),
    ("mysql", "sql"),
    ("node", "js"),
    ("objc", "m"),
    ("obj-c", "m"),
    ("objective-c", "m"),
    ("objectivec", "m"),
    ("objc++", "mm"),
    ("patch", "diff"),
    ("pgsql", "sql"),
    ("postgres", "sql"),
    ("postgresql", "sql"),
    ("powershell", "ps1"),
    ("posh", "ps1"),
    ("ps", "ps1"),
    ("py3", "py"),
    ("pycon", "py"),
    ("python3", "py"),
    ("racket", "scm"),
    ("scheme", "scm"),
    ("sh-session", "sh"),
    ("shell-session", "sh"),
    ("shellsession", "sh"),
    ("sqlite", "sql"),
    ("terminal", "sh"),
    ("typescriptreact", "tsx"),
    ("udiff", "diff"),
    ("vim", "vim"),
    ("viml", "vim"),
    ("vimscript", "vim"),
    ("zsh", "sh"),
];

/// Names that mean: what a shell was told, after a prompt, and what it answered.
const SESSIONS: &[&str] =
    &["console", "shellsession", "shell-session", "sh-session", "terminal", "bash session"];

/// Whether the code is a session at a prompt, where only what follows a prompt is code.
pub(super) fn is_session(language: &str, code: &str) -> bool {
    SESSIONS.contains(&name(language).as_str()) && code.lines().any(|line| prompt(line).is_some())
}

/// The prompt that a line begins with, if it does: `$ `, `# `, `% `, `> `, `user@host:~$ `.
pub(super) fn prompt(line: &str) -> Option<&str> {
    let end = line.find(['$', '#', '%', '>'])?;
    let before = line.get(..end)?;
    let named = before.is_empty() || (before.contains('@') && before.len() < 40 && !before.contains("  "));
    line.get(..end + 2).filter(|prompt| named && prompt.ends_with(' '))
}

/// Names that mean: this is not code.
const PLAIN: &[&str] =
    &["", "text", "txt", "plain", "plaintext", "none", "nohighlight", "output", "no-highlight"];

/// The grammar of a language. Where none is named a first line may tell (`#!/bin/sh`, `<?xml`).
pub(super) fn find<'a>(grammars: &'a SyntaxSet, language: &str, code: &str) -> Option<&'a SyntaxReference> {
    let name = name(language);
    if PLAIN.contains(&name.as_str()) {
        let first = code.lines().next().unwrap_or_default();
        let tells =
            name.is_empty() && first.len() < 200 && (first.starts_with("#!") || first.starts_with("<?"));
        return tells.then(|| grammars.find_syntax_by_first_line(first)).flatten();
    }
    let alias = ALIASES.iter().find(|(from, _)| *from == name).map(|(_, to)| *to);
    let found = alias.and_then(|name| grammars.find_syntax_by_token(name));
    found.or_else(|| grammars.find_syntax_by_token(&name)).filter(|grammar| grammar.name != "Plain Text")
}

/// The bare name: `{: .language-rust}`, `{.python}`, `rust,ignore`, `js{1,3}`, `lang-c`, `highlight-source-css`.
fn name(language: &str) -> String {
    let inside = language.trim().trim_start_matches(['{', ':', '.', ' ']);
    let word = inside.split([',', ' ', '{', '}', ';', ':', '\t']).next().unwrap_or_default();
    let lower = word.trim_start_matches('.').to_lowercase();
    let prefixes = ["language-", "lang-", "highlight-source-", "brush:", "sourcecode-"];
    let bare = prefixes.iter().find_map(|prefix| lower.strip_prefix(prefix));
    bare.unwrap_or(&lower).to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::highlight::grammars;

    #[test]
    fn names_as_posts_write_them() {
        for written in [
            "rust",
            "rs",
            "Rust",
            "rust,ignore",
            "{.rust}",
            "{: .language-rust}",
            ".rs",
            "rust {1,2}",
            "lang-rs",
        ] {
            assert_eq!(find(grammars(), written, "").map(|g| g.name.as_str()), Some("Rust"), "{written}");
        }
    }

    #[test]
    fn every_alias_leads_to_a_grammar_and_plain_is_none() {
        for (from, to) in ALIASES.iter().filter(|(_, to)| *to != "txt") {
            assert!(find(grammars(), from, "").is_some(), "{from} → {to}");
        }
        assert!(find(grammars(), "text", "").is_none() && find(grammars(), "no such language", "").is_none());
    }

    #[test]
    fn languages_that_blogs_use_are_known() {
        let common = "js javascript ts typescript tsx jsx python ruby java kotlin swift go c cpp c++ h objc html css scss less sass \
            json yaml yml toml xml sql sh bash zsh fish console powershell diff dockerfile makefile haskell ocaml scala clojure \
            erlang elixir lua perl php r julia nix zig dart groovy lisp scheme tex latex vim ini nginx erb haml liquid \
            graphql protobuf cmake awk dot";
        let missing: Vec<_> =
            common.split_whitespace().filter(|name| find(grammars(), name, "").is_none()).collect();
        insta::assert_snapshot!(missing.join(" "), @"");
    }
}

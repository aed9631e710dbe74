//! Filters on text.

use super::super::val::Val;
use super::{Answer, Call};

/// Filters without arguments.
pub(super) fn plain(call: &mut Call<'_, '_>) -> Answer {
    let text = call.text();
    let made = match call.name {
        "downcase" => text.to_lowercase(),
        "upcase" => text.to_uppercase(),
        "capitalize" => capitalize(&text),
        "strip" => text.trim().to_owned(),
        "lstrip" => text.trim_start().to_owned(),
        "rstrip" => text.trim_end().to_owned(),
        "strip_newlines" => text.replace("\r\n", "").replace('\n', ""),
        "newline_to_br" => text.replace("\r\n", "\n").replace('\n', "<br />\n"),
        _ => text.split_whitespace().collect::<Vec<_>>().join(" "),
    };
    call.made(made)
}

/// The first letter big, the others small, as Ruby's `capitalize`.
fn capitalize(text: &str) -> String {
    let mut chars = text.chars();
    match chars.next() {
        Some(first) => first.to_uppercase().chain(chars.as_str().to_lowercase().chars()).collect(),
        None => String::new(),
    }
}

/// `append` and `prepend`.
pub(super) fn join(call: &mut Call<'_, '_>) -> Answer {
    let (text, more) = (call.text(), call.arg_text(0));
    call.to.budget.make(text.len() + more.len())?;
    Ok(Val::text(if call.name == "append" { format!("{text}{more}") } else { format!("{more}{text}") }))
}

/// `replace`, `remove` and their `…_first`, `…_last`.
pub(super) fn replace(call: &mut Call<'_, '_>) -> Answer {
    let (text, what) = (call.text(), call.arg_text(0));
    let by = if call.name.starts_with("remove") { "".into() } else { call.arg_text(1) };
    let one = |found: Option<usize>| match found
        .and_then(|at| Some((text.get(..at)?, text.get(at + what.len()..)?)))
    {
        Some((before, after)) => format!("{before}{by}{after}"),
        None => text.to_string(),
    };
    let made = match call.name {
        "replace_first" | "remove_first" => one(text.find(&*what)),
        "replace_last" | "remove_last" => one(text.rfind(&*what)),
        _ => {
            let times = if what.is_empty() { text.len() + 1 } else { text.len() / what.len() };
            // What it may grow to is paid before it grows.
            call.to.budget.make(times.saturating_mul(by.len()))?;
            text.replace(&*what, &by)
        }
    };
    call.made(made)
}

/// `truncate` to 50 characters, `truncatewords` to 15 words, with `...`.
pub(super) fn truncate(call: &mut Call<'_, '_>) -> Answer {
    let text = call.text();
    let end = if call.args.len() > 1 { call.arg_text(1) } else { "...".into() };
    let asked = call.args.first().map(Val::int);
    let made = match call.name {
        "truncatewords" => {
            let most = usize::try_from(asked.unwrap_or(15)).unwrap_or(0).max(1);
            let words: Vec<&str> = text.split_whitespace().take(most + 1).collect();
            match words.get(..most) {
                Some(kept) if words.len() > most => format!("{}{end}", kept.join(" ")),
                _ => text.to_string(),
            }
        }
        _ => {
            let most = usize::try_from(asked.unwrap_or(50)).unwrap_or(0);
            if text.chars().count() <= most {
                text.to_string()
            } else {
                let kept = most.saturating_sub(end.chars().count());
                text.chars().take(kept).chain(end.chars()).collect()
            }
        }
    };
    call.made(made)
}

/// `split`: empty parts at the end go, and a single blank splits at any run of blanks, as in Ruby.
pub(super) fn split(call: &mut Call<'_, '_>) -> Answer {
    let (text, by) = (call.text(), call.arg_text(0));
    call.to.budget.make(text.len())?;
    let count = if by.is_empty() { text.len() } else { text.matches(&*by).count() + 1 };
    call.to.budget.make(count.saturating_mul(40))?;
    let mut parts: Vec<Val> = match &*by {
        "" => text.chars().map(|c| Val::text(c.to_string())).collect(),
        " " => text.split_whitespace().map(Val::text).collect(),
        by => text.split(by).map(Val::text).collect(),
    };
    while parts.last().is_some_and(|last| last.size() == Some(0)) {
        parts.pop();
    }
    Ok(Val::list(parts))
}

/// `slice: from, length` of text and of lists.
pub(super) fn slice(call: &mut Call<'_, '_>) -> Answer {
    let from = call.arg(0).int();
    let count = call.args.get(1).map_or(1, Val::int);
    let count = usize::try_from(count).unwrap_or(0);
    let start = |length: usize| match usize::try_from(from) {
        Ok(from) => from,
        Err(_) => length.saturating_sub(usize::try_from(from.unsigned_abs()).unwrap_or(usize::MAX)),
    };
    match call.input.clone() {
        Val::List(items) => {
            let part: Vec<Val> = items.iter().skip(start(items.len())).take(count).cloned().collect();
            call.listed(part)
        }
        input => {
            let text = input.print();
            let part = text.chars().skip(start(text.chars().count())).take(count).collect();
            call.made(part)
        }
    }
}

/// `slugify: mode`. Source: `Jekyll::Utils.slugify`.
pub(super) fn slugify(call: &mut Call<'_, '_>) -> Answer {
    if matches!(call.input, Val::Nil) {
        return Ok(Val::Nil);
    }
    let (text, mode) = (call.text(), call.arg_text(0));
    let keep = |c: char| match &*mode {
        "raw" => !c.is_whitespace(),
        "pretty" => c.is_alphanumeric() || "._~!$&'()+,;=@".contains(c),
        "ascii" => c.is_ascii_alphanumeric(),
        _ => c.is_alphanumeric() || is_mark(c),
    };
    if &*mode == "none" {
        return call.made(text.to_string());
    }
    let folded;
    let source = if &*mode == "latin" {
        folded = crate::text::fold::fold(&text);
        folded.as_str()
    } else {
        &text
    };
    let mut slug = String::with_capacity(source.len());
    for c in source.chars() {
        match keep(c) {
            true => slug.extend(c.to_lowercase()),
            false if slug.ends_with('-') => {}
            false => slug.push('-'),
        }
    }
    let slug = slug.trim_matches('-').to_owned();
    call.made(slug)
}

/// Whether a character is a combining mark: `[[:alnum:]]` of Ruby leaves them, `is_alphanumeric` not all.
fn is_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
}

/// `number_of_words`, with `"cjk"` or `"auto"` each CJK character is a word.
pub(super) fn words(call: &Call<'_, '_>) -> Val {
    let text = call.text();
    let is_cjk =
        |c: char| matches!(c as u32, 0x3040..=0x30ff | 0x3400..=0x4dbf | 0x4e00..=0x9fff | 0xac00..=0xd7af);
    let mode = call.arg_text(0);
    let count = match &*mode {
        "cjk" | "auto" => {
            let cjk = text.chars().filter(|c| is_cjk(*c)).count();
            let spaced: String = text.chars().map(|c| if is_cjk(c) { ' ' } else { c }).collect();
            cjk + spaced.split_whitespace().count()
        }
        _ => text.split_whitespace().count(),
    };
    Val::Int(i64::try_from(count).unwrap_or(i64::MAX))
}

/// `smartify`: typographic quotes, dashes, dots.
pub(super) fn smartify(call: &mut Call<'_, '_>) -> Answer {
    let text = call.text();
    let mut out = String::with_capacity(text.len() + 16);
    let mut before = ' ';
    for c in text.chars() {
        let opens = before.is_whitespace() || "([{“‘—–-".contains(before);
        out.push(match c {
            '"' if opens => '“',
            '"' => '”',
            '\'' if opens => '‘',
            '\'' => '’',
            c => c,
        });
        before = c;
    }
    let out = out.replace("---", "—").replace("--", "–").replace("...", "…");
    call.made(out)
}

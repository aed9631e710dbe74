//! Files that are read for their values: front matter, YAML, TOML, JSON, CSV, themes, settings.

use rushlight::front_matter::{self, Header, dates, fields};
use rushlight::storage::Settings;
use rushlight::text::Clean;
use rushlight::theme::{Depth, Scheme, Theme};
use rushlight::value::{Value, json, records, toml, yaml};

use super::{assert_clean, assert_problems, choice, text};

/// The head of a post: decoded, cut, read, and its fields taken as generators take them.
pub fn front_matter(bytes: &[u8]) {
    let file = Clean::line("post.md");
    let _ = front_matter::is_enough(bytes);
    let (text, problem) = front_matter::decode(bytes, None, &file);
    assert_problems(problem.as_slice());
    let split = front_matter::split(&text);
    assert!(split.body.len() <= text.len() && split.body_line >= 1);
    let header = Header::read(&split, &file);
    assert_problems(&header.problems);
    // What YAML takes for the end of a line.
    let lines = 1 + text.matches(['\n', '\r', '\u{85}', '\u{2028}', '\u{2029}']).count();
    for (key, slot) in header.map.slots() {
        assert!((1..=lines).contains(&slot.line), "{key} stands in line {} of {lines}", slot.line);
        assert_clean(&fields::line(&slot.value), false);
        let lists = [fields::list(&slot.value), fields::comma_list(&slot.value)];
        lists.iter().flatten().for_each(|entry| assert_clean(entry, false));
        let _ = (dates::of_value(&slot.value), header.first_folded(&[key]));
    }
}

/// One of the readers of values; what they read can be printed and inspected.
pub fn values(bytes: &[u8]) {
    let (kind, bytes) = choice(bytes, 4);
    let text = text(bytes);
    const LIMIT: usize = 64 << 10;
    let value = match kind {
        0 => yaml::parse(&text, LIMIT),
        1 => toml::parse(&text, LIMIT),
        2 => json::parse(&text, LIMIT),
        _ => {
            let _ = records::read::<std::collections::BTreeMap<String, String>>(&text);
            Ok(yaml::plain(&text))
        }
    };
    match value {
        Ok(value) => walk(&value),
        Err(fault) => assert_clean(&fault.to_string(), true),
    }
    let _ = (dates::parse(&text), json::first_value(&text));
}

fn walk(value: &Value) {
    let _ = (value.text(), value.inspect(), value.printed(), value.as_int(), value.as_bool());
    assert_clean(&fields::line(value), false);
    value.as_list().into_iter().flatten().for_each(walk);
    value.as_map().into_iter().flat_map(|map| map.iter()).for_each(|(_, value)| walk(value));
}

/// A scheme of base16 or base24, and the themes made of it.
pub fn theme(bytes: &[u8]) {
    match Scheme::parse("mine", &Clean::line("mine.yaml"), &text(bytes)) {
        Ok(scheme) => {
            assert_clean(&scheme.name, false);
            for depth in [Depth::True, Depth::Palette, Depth::Sixteen, Depth::None] {
                let _ = Theme::of(&scheme, depth).ground();
            }
        }
        Err(problems) => {
            assert!(!problems.is_empty());
            assert_problems(&problems);
        }
    }
}

/// A settings file; what is in force is printed as one again and read as the same.
pub fn settings(bytes: &[u8]) {
    let settings = Settings::of_text(&text(bytes), &Clean::line("config.yaml"));
    assert_problems(&settings.problems);
    let printed = settings.print(&rushlight::storage::Paths::default());
    assert_clean(&printed, true);
    let again = Settings::of_text(&printed, &Clean::line("config.yaml"));
    let words = |settings: &Settings| format!("{:?}", settings.options());
    assert_eq!(words(&settings), words(&again), "{printed}");
}

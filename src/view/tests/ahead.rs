//! The page after the one on the screen, made ready before it is asked for.

use super::{Drive, MARSH};
use crate::app::Effect;

#[test]
fn a_huge_block_below_the_page_is_not_laid_out_before_it_is_shown() {
    // It was, on the thread that takes the keys: one that came meanwhile waited for as long as it took.
    let post = |lines: usize| {
        let (words, code) = ("Some words.\n\n".repeat(8), "let seen = 1;\n".repeat(lines));
        let text = format!("{words}```rust\n{code}```\n\n{words}");
        Drive::with_text(text.leak(), MARSH, 80, 12).keys("enter")
    };
    assert!(!post(9).app.ahead().is_empty(), "the colours of what is below are asked for");
    let mut huge = post(9_000);
    assert_eq!(huge.app.ahead(), []);
    assert!(huge.keys("space space").shows("let seen = 1;"));
}

#[test]
fn the_code_of_the_next_page_has_its_colours_before_it_is_shown() {
    // It came bare, and its colours some milliseconds later in a second write.
    let mut drive = Drive::new(MARSH, 80, 12).keys("enter");
    assert!(!drive.shows("let seen"), "it is on a later page");
    let asked = |effects: Vec<Effect>| {
        let text = |effect| match effect {
            Effect::Highlight { text, .. } => Some(text.to_string()),
            _ => None,
        };
        effects.into_iter().filter_map(text).collect::<Vec<_>>()
    };
    let mut pages = vec![asked(drive.app.ahead())];
    assert!(asked(drive.app.ahead()).is_empty(), "nothing is asked for twice");
    while !drive.shows("let seen") {
        drive = drive.keys("space");
        pages.push(asked(drive.app.ahead()));
    }
    pages.pop();
    assert!(pages.last().is_some_and(|asked| asked.len() == 1 && asked[0].contains("let seen")), "{pages:?}");
    assert!(asked(drive.app.settle()).is_empty());
}

//! Whole pages at three widths, to be read by eye.
//!
//! Every row stands between bars, the right one at the pane's right edge. Below a row at 80 columns stands what its
//! cells are, where they are more than running text: see [`letter`].

use std::sync::Arc;

use super::super::{Addresses, Front, Layout, Options};
use super::{addresses, all, document};
use crate::role::{Face, Role, Traits};
use crate::text::width::Ambiguous;

fn layout(options: Options) -> Layout {
    let document = document(include_str!("sample.md"));
    let addresses = addresses(&document);
    let front = Front {
        title: "Two ways to lose a packet".into(),
        byline: vec!["27 March 2024".into(), "networks, linux, tracing".into(), "9 min".into()],
    };
    Layout::new(Arc::new(document), front, addresses, options)
}

/// The rows between bars.
fn page(options: Options, faces: bool) -> String {
    let mut out = String::new();
    for (_, line) in all(&mut layout(options)) {
        let room = options.width - line.cells(options.ambiguous);
        out += &format!("|{}{}|\n", line.text(), " ".repeat(room));
        let mut below = String::new();
        for span in &line.spans {
            let letter = if span.link.is_some() { '_' } else { letter(span.face) };
            below.extend(std::iter::repeat_n(letter, Ambiguous::Narrow.cells(&span.text)));
        }
        if faces && !below.trim().is_empty() {
            out += &format!(":{}\n", below.trim_end());
        }
    }
    out
}

/// One letter for what a cell is.
fn letter(face: Face) -> char {
    match face.role {
        _ if face.traits.contains(Traits::LINK) => '_',
        _ if face.traits.contains(Traits::STRONG) => '*',
        _ if face.traits.contains(Traits::EMPHASIS) => '/',
        Role::Text => ' ',
        Role::Title => 'T',
        Role::Byline => 'b',
        Role::Heading(rank) => char::from_digit(rank.into(), 10).unwrap_or('?'),
        Role::Code(_) => 'c',
        Role::InlineCode => '`',
        Role::Quote => '>',
        Role::Bar => '|',
        Role::AlertLabel(_) => '!',
        Role::Marker => 'm',
        Role::Break => 'x',
        Role::TableHeader => 'h',
        Role::Rule => 'r',
        Role::Caption => 'p',
        Role::Term => 't',
        Role::Address => '@',
        Role::Keyboard | Role::Math | Role::Media | Role::Aside | Role::Ui(_) => '?',
    }
}

#[test]
fn on_a_phone() {
    insta::assert_snapshot!(page(Options { width: 40, rows: 12, ..Options::default() }, false));
}

#[test]
fn on_80_columns() {
    insta::assert_snapshot!(page(Options { width: 80, ..Options::default() }, true));
}

#[test]
fn on_120_columns() {
    insta::assert_snapshot!(page(Options { width: 120, rows: 40, ..Options::default() }, false));
}

#[test]
fn printed_in_ascii_without_colour() {
    let options = Options {
        width: 72,
        measure: 72,
        centred: false,
        ascii: true,
        color: false,
        styled: false,
        strikes: false,
        addresses: Addresses::Inline,
        ..Options::default()
    };
    insta::assert_snapshot!(page(options, false));
}

#[test]
fn in_a_sliver() {
    insta::assert_snapshot!(page(Options { width: 12, ..Options::default() }, false));
}

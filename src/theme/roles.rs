//! The table: how each role looks.
//!
//! Rank is by weight and dimness before colour, and colour is never the only carrier: take every ink away and
//! the modifiers still tell apart what must be. Underline means link and nothing else, but for the hits of a
//! search, which are there only while one searches.

use ratatui::style::Modifier;

use crate::role::{Alert, Role, Token, Traits, Ui};

/// A colour by what it is for. The default theme has the terminal's slots 1, 2, 4, 5 and 6 for it and the
/// terminal's own text; a scheme has its palette.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(super) enum Ink {
    /// Running text.
    Text,
    /// Text of the second rank: dim where there is no scheme.
    Quiet,
    /// Comments: dim where there is no scheme.
    Comment,
    /// The one accent.
    Accent,
    /// Wrong, removed.
    Red,
    /// Numbers and constants.
    Orange,
    /// Types, stars.
    Yellow,
    /// Strings, added.
    Green,
    /// Escapes, code in lines.
    Cyan,
    /// Keywords.
    Magenta,
    /// What is of another language.
    Brown,
}

impl Ink {
    /// All of them.
    pub(super) const ALL: [Self; 11] = [
        Self::Text,
        Self::Quiet,
        Self::Comment,
        Self::Accent,
        Self::Red,
        Self::Orange,
        Self::Yellow,
        Self::Green,
        Self::Cyan,
        Self::Magenta,
        Self::Brown,
    ];

    /// The slot of a base16 palette (base16 styling guidelines 0.3).
    pub(super) const fn slot(self) -> usize {
        match self {
            Self::Text => 0x05,
            Self::Quiet => 0x04,
            Self::Comment => 0x03,
            Self::Accent => 0x0d,
            Self::Red => 0x08,
            Self::Orange => 0x09,
            Self::Yellow => 0x0a,
            Self::Green => 0x0b,
            Self::Cyan => 0x0c,
            Self::Magenta => 0x0e,
            Self::Brown => 0x0f,
        }
    }

    /// The terminal's own slot: never 0, 3, 7, 8, 11 or 15, which cannot be read on every ground.
    pub(super) const fn own(self) -> Option<u8> {
        match self {
            Self::Text | Self::Quiet | Self::Comment => None,
            Self::Accent => Some(4),
            Self::Red => Some(1),
            Self::Green => Some(2),
            Self::Magenta | Self::Yellow | Self::Brown => Some(5),
            Self::Cyan | Self::Orange => Some(6),
        }
    }

    /// Whether the ink is the dim attribute where there is no scheme.
    pub(super) const fn is_dim(self) -> bool {
        matches!(self, Self::Quiet | Self::Comment)
    }
}

/// How a role looks.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Look {
    pub(super) ink: Ink,
    pub(super) modifiers: Modifier,
}

const fn look(ink: Ink, modifiers: Modifier) -> Look {
    Look { ink, modifiers }
}

const PLAIN: Modifier = Modifier::empty();
const BOLD: Modifier = Modifier::BOLD;
const ITALIC: Modifier = Modifier::ITALIC;

/// How many rows the table has: see [`row`].
pub(super) const ROWS: usize = 63;

/// The roles in the order of their rows.
pub(super) fn all() -> impl Iterator<Item = Role> {
    PARTS
        .into_iter()
        .chain((1..=3).map(Role::Heading))
        .chain(TOKENS.map(Role::Code))
        .chain(ALERTS.map(Role::AlertLabel))
        .chain(UI.map(Role::Ui))
}

const PARTS: [Role; 18] = [
    Role::Text,
    Role::Title,
    Role::Byline,
    Role::InlineCode,
    Role::Keyboard,
    Role::Math,
    Role::Quote,
    Role::Bar,
    Role::Marker,
    Role::Break,
    Role::TableHeader,
    Role::Rule,
    Role::Caption,
    Role::Term,
    Role::Media,
    Role::Aside,
    Role::Address,
    Role::Ui(Ui::Ground),
];

const TOKENS: [Token; 14] = [
    Token::Plain,
    Token::Comment,
    Token::Keyword,
    Token::Text,
    Token::Constant,
    Token::Function,
    Token::Type,
    Token::Variable,
    Token::Support,
    Token::Punctuation,
    Token::Embedded,
    Token::Inserted,
    Token::Deleted,
    Token::Heading,
];

const ALERTS: [Alert; 5] = [Alert::Note, Alert::Tip, Alert::Important, Alert::Warning, Alert::Caution];

const UI: [Ui; 20] = [
    Ui::SiteName,
    Ui::Filter,
    Ui::Hint,
    Ui::Key,
    Ui::Status,
    Ui::Message,
    Ui::Problem,
    Ui::Group,
    Ui::Row,
    Ui::RowRead,
    Ui::RowDate,
    Ui::RowDetail,
    Ui::Cursor,
    Ui::CursorAway,
    Ui::Star,
    Ui::New,
    Ui::Letters,
    Ui::Field,
    Ui::PaneTitle,
    Ui::Chosen,
];

/// The look of a role.
pub(super) fn of(role: Role, italics: bool) -> Look {
    match role {
        Role::Text | Role::Quote | Role::Math => look(Ink::Text, PLAIN),
        Role::Title | Role::Heading(0..=2) | Role::TableHeader | Role::Term => look(Ink::Text, BOLD),
        Role::Heading(_) => look(Ink::Text, if italics { ITALIC } else { BOLD }),
        Role::Byline | Role::Caption | Role::Address | Role::Rule | Role::Break => look(Ink::Quiet, PLAIN),
        Role::Aside => look(Ink::Quiet, ITALIC),
        Role::InlineCode => look(Ink::Cyan, PLAIN),
        Role::Keyboard => look(Ink::Cyan, BOLD),
        Role::Bar | Role::Marker => look(Ink::Quiet, PLAIN),
        Role::Media => look(Ink::Text, PLAIN),
        Role::Code(token) => code(token),
        Role::AlertLabel(alert) => self::alert(alert),
        Role::Ui(part) => ui(part),
    }
}

fn code(token: Token) -> Look {
    match token {
        Token::Plain | Token::Variable | Token::Punctuation => look(Ink::Text, PLAIN),
        Token::Comment => look(Ink::Comment, ITALIC),
        Token::Keyword => look(Ink::Magenta, PLAIN),
        Token::Text | Token::Inserted => look(Ink::Green, PLAIN),
        Token::Constant => look(Ink::Orange, PLAIN),
        Token::Function => look(Ink::Accent, PLAIN),
        Token::Type => look(Ink::Yellow, PLAIN),
        Token::Support => look(Ink::Cyan, PLAIN),
        Token::Embedded => look(Ink::Brown, PLAIN),
        Token::Deleted => look(Ink::Red, PLAIN),
        Token::Heading => look(Ink::Accent, BOLD),
    }
}

fn alert(kind: Alert) -> Look {
    match kind {
        Alert::Note => look(Ink::Accent, BOLD),
        Alert::Tip => look(Ink::Green, BOLD),
        Alert::Important => look(Ink::Magenta, BOLD),
        Alert::Warning | Alert::Caution => look(Ink::Red, BOLD),
    }
}

fn ui(part: Ui) -> Look {
    match part {
        Ui::Ground | Ui::Row | Ui::Message | Ui::Field => look(Ink::Text, PLAIN),
        Ui::SiteName | Ui::Group | Ui::PaneTitle | Ui::Key => look(Ink::Text, BOLD),
        Ui::Filter => look(Ink::Accent, PLAIN),
        Ui::Hint | Ui::Status | Ui::RowRead | Ui::RowDate | Ui::RowDetail | Ui::CursorAway => {
            look(Ink::Quiet, PLAIN)
        }
        Ui::Problem => look(Ink::Red, BOLD),
        Ui::Cursor | Ui::Chosen => look(Ink::Accent, BOLD),
        Ui::Star => look(Ink::Yellow, BOLD),
        Ui::New => look(Ink::Green, BOLD),
        Ui::Letters => look(Ink::Accent, BOLD.union(Modifier::REVERSED)),
    }
}

/// The row of a role in a table.
pub(super) const fn row(role: Role) -> usize {
    match role {
        Role::Text => 0,
        Role::Title => 1,
        Role::Byline => 2,
        Role::InlineCode => 3,
        Role::Keyboard => 4,
        Role::Math => 5,
        Role::Quote => 6,
        Role::Bar => 7,
        Role::Marker => 8,
        Role::Break => 9,
        Role::TableHeader => 10,
        Role::Rule => 11,
        Role::Caption => 12,
        Role::Term => 13,
        Role::Media => 14,
        Role::Aside => 15,
        Role::Address => 16,
        Role::Ui(Ui::Ground) => 17,
        Role::Heading(0 | 1) => 18,
        Role::Heading(2) => 19,
        Role::Heading(_) => 20,
        Role::Code(token) => 21 + token as usize,
        Role::AlertLabel(alert) => 35 + alert as usize,
        Role::Ui(part) => 40 + part as usize,
    }
}

/// What the traits of a face add to its modifiers.
pub(super) fn traits(traits: Traits, italics: bool) -> Modifier {
    let mut modifiers = Modifier::empty();
    let mut add = |of: Traits, modifier| modifiers |= if traits.intersects(of) { modifier } else { PLAIN };
    add(Traits::EMPHASIS, if italics { ITALIC } else { BOLD });
    add(Traits::STRONG | Traits::MARKED | Traits::HIT | Traits::CURRENT, BOLD);
    add(Traits::INSERTED, if italics { ITALIC } else { PLAIN });
    add(Traits::STRUCK, Modifier::CROSSED_OUT);
    add(Traits::LINK, Modifier::UNDERLINED);
    add(Traits::HIT.difference(Traits::CURRENT), Modifier::UNDERLINED);
    add(Traits::SELECTED | Traits::CURRENT, Modifier::REVERSED);
    modifiers
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_role_has_its_own_row() {
        let rows: Vec<_> = all().map(row).collect();
        assert_eq!(rows, (0..rows.len()).collect::<Vec<_>>());
        assert!(rows.len() <= ROWS);
    }

    #[test]
    fn underline_is_no_role() {
        assert!(all().all(|role| !of(role, true).modifiers.contains(Modifier::UNDERLINED)));
    }

    #[test]
    fn the_default_theme_keeps_to_the_slots_that_are_read_on_every_ground() {
        assert!(Ink::ALL.iter().filter_map(|ink| ink.own()).all(|slot| [1, 2, 4, 5, 6].contains(&slot)));
    }
}

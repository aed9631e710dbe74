//! What a run of text *is*. Layout marks spans with a [`Face`]; the theme says how a face looks.

use bitflags::bitflags;

/// What a run of text is.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Role {
    /// Running text.
    #[default]
    Text,
    /// The title of the post.
    Title,
    /// Date, tags and reading time under the title.
    Byline,
    /// A heading, by its rank among the levels the post uses: 1, 2, 3 and deeper.
    Heading(u8),
    /// A token in a block of code.
    Code(Token),
    /// Code inside a line of text.
    InlineCode,
    /// A key of the keyboard (`kbd`).
    Keyboard,
    /// Mathematics, as Unicode or as TeX.
    Math,
    /// The text of a quotation.
    Quote,
    /// The bar beside a quotation or an alert.
    Bar,
    /// The label of an alert: Note, Tip, Important, Warning, Caution.
    AlertLabel(Alert),
    /// Bullet, number or check box of a list item; the number of a footnote.
    Marker,
    /// A thematic break.
    Break,
    /// A cell of a table's header row.
    TableHeader,
    /// The rules of a table, and the short rule above the footnotes.
    Rule,
    /// The caption of a figure or a table.
    Caption,
    /// The term of a definition list.
    Term,
    /// An image or a film that is named, not shown.
    Media,
    /// A word of ours that stands for what cannot be shown.
    Aside,
    /// An address printed beside its link.
    Address,
    /// A part of the program itself.
    Ui(Ui),
}

/// The kinds of GFM alerts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Alert {
    /// Worth knowing.
    Note,
    /// Worth trying.
    Tip,
    /// Not to be missed.
    Important,
    /// Needs care.
    Warning,
    /// May do harm.
    Caution,
}

/// What a token of code is, as coarse as a base16 palette tells tokens apart.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Token {
    /// Everything else.
    #[default]
    Plain,
    /// Comments.
    Comment,
    /// Keywords, storage, operators in words.
    Keyword,
    /// Strings.
    Text,
    /// Numbers, booleans, other constants.
    Constant,
    /// Names of functions and methods.
    Function,
    /// Types, classes, traits.
    Type,
    /// Variables, parameters, XML tags.
    Variable,
    /// Escapes in strings, regular expressions, support.
    Support,
    /// Punctuation and operators.
    Punctuation,
    /// Tags of embedded languages, preprocessor, deprecated.
    Embedded,
    /// Inserted lines of a diff.
    Inserted,
    /// Deleted lines of a diff.
    Deleted,
    /// Headings in markup and headers of diffs.
    Heading,
}

/// The parts of the program's own screen.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Ui {
    /// The site's name in the top line.
    SiteName,
    /// The filter in the top line.
    Filter,
    /// Counts and hints: dim.
    Hint,
    /// A key's name in the bottom line.
    Key,
    /// The bottom line's own text.
    Status,
    /// A message that says what happened.
    Message,
    /// A message that says what is wrong.
    Problem,
    /// A year, or another group of rows.
    Group,
    /// A row's title.
    Row,
    /// A row's title, read already.
    RowRead,
    /// A row's date.
    RowDate,
    /// A row's tags, site and other detail.
    RowDetail,
    /// The mark of the selected row where the focus is.
    Cursor,
    /// The mark of the selected row where the focus is not.
    CursorAway,
    /// A star.
    Star,
    /// The dot of what is new.
    New,
    /// Letters over a link.
    Letters,
    /// What is typed into a field.
    Field,
    /// The heading of a pane.
    PaneTitle,
    /// A chosen tag (`+`), or one that is excluded (`–`).
    Chosen,
    /// The ground of everything.
    Ground,
}

bitflags! {
    /// What else holds of a run of text. Traits nest: strong emphasis in a struck link has four.
    #[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
    pub struct Traits: u16 {
        /// Emphasis: italic.
        const EMPHASIS = 1;
        /// Strong importance: bold.
        const STRONG = 1 << 1;
        /// Deleted or no longer true: struck through.
        const STRUCK = 1 << 2;
        /// A link: underlined.
        const LINK = 1 << 3;
        /// The link that is selected.
        const SELECTED = 1 << 4;
        /// Marked text (`mark`).
        const MARKED = 1 << 5;
        /// Small print: dim.
        const SMALL = 1 << 6;
        /// Inserted text (`ins`).
        const INSERTED = 1 << 7;
        /// A hit of a search.
        const HIT = 1 << 8;
        /// The hit where the reader is.
        const CURRENT = 1 << 9;
    }
}

/// What a run of text is and what else holds of it. The theme makes a style of it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub struct Face {
    /// What the text is.
    pub role: Role,
    /// What else holds of it.
    pub traits: Traits,
}

impl Face {
    /// A face with no traits.
    pub const fn of(role: Role) -> Self {
        Self { role, traits: Traits::empty() }
    }

    /// A face of the program's own screen.
    pub const fn ui(part: Ui) -> Self {
        Self::of(Role::Ui(part))
    }

    /// The same with more traits.
    pub fn with(self, traits: Traits) -> Self {
        Self { traits: self.traits | traits, ..self }
    }
}

impl From<Role> for Face {
    fn from(role: Role) -> Self {
        Self::of(role)
    }
}

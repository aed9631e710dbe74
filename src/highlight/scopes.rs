//! TextMate scopes to tokens, as coarse as the sixteen slots of base16 tell them apart.
//!
//! The table follows base16's guidelines for its slots (tinted-theming, styling.md) and Sublime Text's scope names.

use std::sync::OnceLock;

use syntect::parsing::Scope;

use crate::role::Token;

/// Scopes and what they are. The longest prefix of the innermost scope that is listed counts.
const TABLE: &[(&str, Token)] = &[
    ("comment", Token::Comment),
    ("punctuation.definition.comment", Token::Comment),
    ("string", Token::Text),
    ("punctuation.definition.string", Token::Text),
    ("string.regexp", Token::Support),
    ("constant.character.escape", Token::Support),
    ("constant.character", Token::Text),
    ("constant.other.placeholder", Token::Support),
    ("constant", Token::Constant),
    ("keyword", Token::Keyword),
    ("keyword.operator", Token::Punctuation),
    ("keyword.operator.word", Token::Keyword),
    ("keyword.operator.logical.python", Token::Keyword),
    ("keyword.other.unit", Token::Constant),
    ("storage", Token::Keyword),
    ("storage.type", Token::Keyword),
    ("storage.type.numeric", Token::Constant),
    ("entity.name.function", Token::Function),
    ("variable.function", Token::Function),
    ("support.function", Token::Function),
    ("meta.function-call", Token::Plain),
    ("entity.name", Token::Type),
    ("entity.name.tag", Token::Variable),
    ("entity.name.label", Token::Variable),
    ("entity.name.section", Token::Heading),
    ("entity.other.attribute-name", Token::Constant),
    ("entity.other.inherited-class", Token::Type),
    ("support.type", Token::Type),
    ("support.class", Token::Type),
    ("support.constant", Token::Constant),
    ("support.type.property-name", Token::Variable),
    ("support", Token::Support),
    ("variable", Token::Plain),
    ("variable.parameter", Token::Variable),
    ("variable.language", Token::Variable),
    ("variable.other.constant", Token::Constant),
    ("variable.other.readwrite.shell", Token::Variable),
    ("variable.other.readwrite.powershell", Token::Variable),
    ("variable.other.php", Token::Variable),
    ("variable.other.member", Token::Variable),
    ("punctuation", Token::Punctuation),
    ("punctuation.definition.variable", Token::Variable),
    ("punctuation.definition.annotation", Token::Embedded),
    ("punctuation.definition.heading", Token::Heading),
    ("punctuation.section.embedded", Token::Embedded),
    ("meta.annotation", Token::Embedded),
    ("meta.preprocessor", Token::Embedded),
    ("keyword.control.import.include", Token::Embedded),
    ("meta.property-name", Token::Variable),
    ("markup.inserted", Token::Inserted),
    ("punctuation.definition.inserted", Token::Inserted),
    ("markup.deleted", Token::Deleted),
    ("punctuation.definition.deleted", Token::Deleted),
    ("markup.heading", Token::Heading),
    ("meta.diff.header", Token::Heading),
    ("meta.diff.range", Token::Embedded),
    ("markup.raw", Token::Text),
    ("markup.underline.link", Token::Constant),
    ("markup.bold", Token::Type),
    ("markup.italic", Token::Keyword),
    ("invalid", Token::Deleted),
];

/// The table with its scopes interned.
fn table() -> &'static [(Scope, u32, Token)] {
    static INTERNED: OnceLock<Vec<(Scope, u32, Token)>> = OnceLock::new();
    INTERNED.get_or_init(|| {
        let rows =
            TABLE.iter().filter_map(|(name, token)| Scope::new(name).ok().map(|scope| (scope, *token)));
        rows.map(|(scope, token)| (scope, scope.len(), token)).collect()
    })
}

/// What a stack of scopes is: the innermost one that says something decides.
pub(super) fn token(scopes: &[Scope]) -> Token {
    scopes.iter().rev().find_map(|scope| of(*scope)).unwrap_or_default()
}

fn of(scope: Scope) -> Option<Token> {
    let rows = table().iter().filter(|(prefix, ..)| prefix.is_prefix_of(scope));
    rows.max_by_key(|(_, length, _)| *length).map(|(.., token)| *token)
}

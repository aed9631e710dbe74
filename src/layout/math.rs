//! Mathematics on lines of its own: indented like code, in Unicode where the document's table knows it.

use super::flow::Flow;
use super::options::Options;
use super::prefix::Prefix;
use super::setter::Setter;
use crate::role::{Face, Role};

/// What is shown of a formula.
pub(super) fn shown(tex: &str, _options: &Options) -> String {
    tex.to_owned()
}

/// Sets a formula.
pub(super) fn set(setter: &mut Setter<'_>, tex: &str) {
    setter.drop_lead();
    let start = setter.part();
    let lines = shown(tex, setter.options);
    let flow = Flow::of_text(lines.trim(), Face::of(Role::Math), start);
    setter.advance(tex.len());
    let indent = setter.options.code_indent();
    setter.behind(Prefix::blanks(indent), |setter| setter.prose_lines(&flow, setter.wide()));
}

//! kramdown.
use super::Dialect;
use super::build::Builder;
pub(super) fn write(builder: &mut Builder<'_>, text: &str, _gfm: bool, dialect: &Dialect) {
    super::commonmark::write(builder, text, dialect);
}

//! Struck text, also where nothing can strike it.

use super::Builder;
use crate::document::{Inline, plain};
use crate::role::Traits;

/// What stands around struck text where it cannot be struck: without it `~~5~~ 6` would say both as true.
const MARK: &str = "~~";

impl Builder<'_> {
    /// Struck text; between marks where it does not look struck, once around what is struck twice.
    pub(super) fn struck(&mut self, inner: &[Inline]) {
        let looks = self.setter.options.strikes || self.face.traits.contains(Traits::STRUCK);
        if looks || plain::words(inner).trim().is_empty() {
            return self.with(Traits::STRUCK, inner);
        }
        self.apart();
        self.push(MARK, self.face, None);
        self.flow.glue.push(self.flow.text.len());
        self.with(Traits::STRUCK, inner);
        self.flow.glue.push(self.flow.text.len());
        self.push(MARK, self.face, None);
    }
}

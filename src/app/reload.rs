//! Another snapshot of the library: the posts have other numbers, and the reader stays where it is.

use std::collections::HashMap;
use std::path::Path;
use std::sync::Arc;

use super::{App, Effect, Focus};
use crate::library::Library;
use crate::post::PostId;

impl App {
    /// Takes another library; the open post is read again.
    pub(super) fn reloaded(&mut self, library: Arc<Library>) -> Vec<Effect> {
        let numbers = numbers(&self.library, &library);
        let new = |old: PostId| numbers.get(&old).copied();
        self.library = library;
        self.history.renumber(&new);
        self.list.renumber(&new, &self.library, self.now);
        self.reader.renumber(&new);
        if self.reader.post().is_none() && self.focus != Focus::List {
            self.focus = Focus::List;
            self.prompt.fail("The post that was open is gone");
        }
        self.close_peek();
        if let Some(super::Overlay::Wide(_)) = self.overlay {
            self.overlay = None;
        }
        self.fill_tags(None);
        let again = self.reader.ask_again();
        again.into_iter().map(|(post, generation)| Effect::Open { post, generation }).collect()
    }
}

/// The new number of each post that is still there.
fn numbers(old: &Library, new: &Library) -> HashMap<PostId, PostId> {
    let by_path: HashMap<(&Path, &Path), PostId> = paths(new).map(|(id, path)| (path, id)).collect();
    paths(old).filter_map(|(id, path)| Some((id, *by_path.get(&path)?))).collect()
}

fn paths(library: &Library) -> impl Iterator<Item = (PostId, (&Path, &Path))> {
    library.posts().iter().enumerate().filter_map(|(number, post)| {
        let root = library.site_of(post)?.root.as_path();
        Some((PostId(u32::try_from(number).ok()?), (root, post.path.as_path())))
    })
}

//! Another snapshot of the library: the posts have other numbers, and the reader stays where it is.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use super::{App, Effect, Focus, Overlay};
use crate::library::Library;
use crate::post::{Post, PostId};

impl App {
    /// Takes another library, asked for or because files have changed; the open post is read again.
    pub(super) fn reloaded(&mut self, library: Arc<Library>) -> Vec<Effect> {
        let mut numbers = numbers(&self.library, &library);
        let was_there = self.reader.post().is_some_and(|post| post != PostId::NONE);
        if let Some(back) = self.reader.file().and_then(|file| library.at(file)) {
            numbers.insert(PostId::NONE, back);
        }
        if let Some(open) = self.reader.post().and_then(|post| self.library.post(post)) {
            let file = self.library.site_of(open).map(|site| site.root.join(&open.path));
            self.reader.set_file(file);
        }
        let new = |old: PostId| numbers.get(&old).copied();
        let left = self.leave_gone(&numbers);
        self.library = library;
        self.history.renumber(&new);
        self.renumber_marks(&numbers);
        self.reader.renumber(&new);
        if self.reader.post() == Some(PostId::NONE) && was_there && self.focus != Focus::List {
            self.prompt.fail("The file of this post is gone; the text stays until you leave it");
        }
        if matches!(&self.overlay, Some(Overlay::Peek(peek)) if peek.waits().is_some()) {
            self.close_peek();
        }
        self.fill_tags(None);
        let again = self.reader.ask_again();
        let again = again.into_iter().map(|(post, generation)| Effect::Open { post, generation });
        let mut effects: Vec<Effect> = left.into_iter().chain(again).collect();
        effects.extend(self.seek());
        effects.extend(self.visit());
        effects
    }
}

/// The new number of each post that is still there: in its file, or in another one that came when its own went.
fn numbers(old: &Library, new: &Library) -> HashMap<PostId, PostId> {
    let by_path: HashMap<(&Path, &Path), PostId> = paths(new).map(|(id, path)| (path, id)).collect();
    let mut numbers: HashMap<PostId, PostId> =
        paths(old).filter_map(|(id, path)| Some((id, *by_path.get(&path)?))).collect();
    if numbers.len() < old.posts().len() {
        let taken: HashSet<PostId> = numbers.values().copied().collect();
        let came: Vec<PostId> = new.ids().into_iter().filter(|id| !taken.contains(id)).collect();
        let went: Vec<PostId> = old.ids().into_iter().filter(|id| !numbers.contains_key(id)).collect();
        numbers.extend(went.into_iter().filter_map(|id| Some((id, renamed(old.post(id)?, new, &came)?))));
    }
    numbers
}

/// The post that one became whose file has another name: the only new one of its address, else of its title.
fn renamed(post: &Post, new: &Library, came: &[PostId]) -> Option<PostId> {
    let only = |same: &dyn Fn(&Post) -> bool| {
        let is_it = |id: &&PostId| new.post(**id).is_some_and(|other| other.site == post.site && same(other));
        let mut found = came.iter().filter(is_it);
        found.next().copied().filter(|_| found.next().is_none())
    };
    let address =
        (!post.meta.url.is_empty()).then(|| only(&|other| other.meta.url == post.meta.url)).flatten();
    address.or_else(|| only(&|other| other.meta.title == post.meta.title))
}

fn paths(library: &Library) -> impl Iterator<Item = (PostId, (&Path, &Path))> {
    library.posts().iter().enumerate().filter_map(|(number, post)| {
        let root = library.site_of(post)?.root.as_path();
        Some((PostId(u32::try_from(number).ok()?), (root, post.path.as_path())))
    })
}

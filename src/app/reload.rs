//! Another snapshot of the library: the posts have other numbers, and the reader stays where it is.

use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

use foldhash::fast::FixedState;

use super::list::List;
use super::{App, Arrival, Effect, Focus, Message, Overlay};
use crate::library::{FirstPage, Library};
use crate::post::{Numbers, Post, PostId};
use crate::screen::Event;
use crate::site::Site;
use crate::text::Clean;

/// So many rows are kept for the next start: more than a window has.
const FIRST: usize = 200;

/// What is said when the file of the open post is no more.
const GONE: &str = "The file of this post is gone; the text stays until you leave it";

impl App {
    /// Posts were found at the start.
    pub(super) fn gathered(&mut self, arrival: Arrival, notice: Clean) -> Vec<Effect> {
        if self.options.notice != notice {
            self.options.notice = notice;
            super::showing::say_notice(&mut self.prompt, &self.options, self.size);
        }
        self.arrives(arrival)
    }

    /// Whether there is nothing to be seen yet, though there may be soon.
    pub fn is_empty_part(&self) -> bool {
        self.library.is_coming() && self.library.posts().is_empty()
    }

    /// Whether something that was typed has to wait until there is a post; who wants to leave does not wait. Nor is there one
    /// yet where the filter lets none through of those that were found so far, or while Enter waits for what a search finds. What leads
    /// from an open post to another waits for all. `behind` says that something else waits already: then what closes the list may be
    /// meant for what that opens.
    pub fn is_too_early(&self, event: &Event, behind: bool) -> bool {
        let none = self.focus == Focus::List && self.overlay.is_none() && self.list.selected().is_none();
        let typing = self.list.typing().is_some();
        let opening = matches!(&self.overlay, Some(Overlay::Search(pane)) if pane.is_opening());
        let leaves = |message: Option<Message>| {
            message == Some(Message::Quit)
                || none && !behind && message == Some(Message::Close)
                || opening && matches!(message, Some(Message::Leave | Message::Cancel))
        };
        let is_part = self.library.is_coming();
        let is_reading = self.focus != Focus::List && self.overlay.is_none();
        let follows = self.reader.page().is_some_and(|page| page.link().is_some());
        let leads_on = |message: Option<Message>| match message {
            Some(Message::Next | Message::Previous) => is_part && is_reading,
            Some(Message::Open) => is_part && is_reading && follows,
            _ => false,
        };
        if let Event::Key(key) = event
            && leads_on(self.keys.message(self.contexts(), *key))
        {
            return true;
        }
        (self.is_empty_part() || opening || none && !typing && is_part)
            && match event {
                Event::Key(key) => !leaves(self.keys.message(self.contexts(), *key)),
                Event::Paste(_) | Event::Mouse(_) | Event::Number(_) => true,
                Event::Resize { .. } | Event::Focus(_) | Event::Reply(_) => false,
            }
    }

    /// What the next start shows first; none where the list is not as a start shows it.
    pub fn first_page(&self) -> Option<FirstPage> {
        let list = &self.list;
        let is_plain = list.query().is_empty() && list.order() == self.options.order;
        (is_plain && self.library.is_whole()).then(|| FirstPage {
            order: list.order(),
            rows: list.count(),
            unread: list.unread(),
            posts: list.rows().iter().take(FIRST).copied().collect(),
        })
    }

    /// The posts have other numbers, and a list was made of them; the open post is read again.
    pub(super) fn renumber(
        &mut self,
        library: Arc<Library>,
        numbers: &mut Numbers,
        list: List,
    ) -> Vec<Effect> {
        let was_there = self.reader.post().is_some_and(|post| post != PostId::NONE);
        if let Some(back) = self.reader.file().and_then(|file| library.at(file)) {
            numbers.insert(PostId::NONE, back);
        }
        if let Some(open) = self.reader.post().and_then(|post| self.library.post(post)) {
            let file = self.library.site_of(open).map(|site| site.root.join(open.path()));
            self.reader.set_file(file);
        }
        let new = |old: PostId| numbers.get(&old).copied();
        let left = self.leave_gone(numbers);
        self.library = library;
        self.history.renumber(&new);
        self.renumber_marks(numbers, list);
        self.reader.renumber(&new);
        self.tell_gone(was_there);
        let look = self.look_again(&new);
        self.fill_tags(None);
        let again = self.reader.ask_again();
        let again = again.into_iter().map(|(post, generation)| Effect::Open { post, generation });
        left.into_iter().chain(again).chain(look).collect()
    }

    /// The file of the open post is gone, or is there again: then the list stands on it as before.
    fn tell_gone(&mut self, was_there: bool) {
        let Some(post) = self.reader.post().filter(|_| self.focus != Focus::List) else { return };
        match (was_there, post != PostId::NONE) {
            (true, false) => self.prompt.fail(GONE),
            (false, true) => {
                if self.prompt.note().is_some_and(|note| note.text.as_str() == GONE) {
                    self.prompt.forget();
                }
                self.list.select(post);
            }
            (true, true) | (false, false) => {}
        }
    }
}

/// The new number of each post that is still there: in its file, or in another one that came when its own went.
pub(super) fn numbers(old: &Library, new: &Library) -> Numbers {
    let roots: Vec<&Path> = old.sites().iter().map(|site| site.root.as_path()).collect();
    let by_path: HashMap<(usize, &[u8]), PostId, FixedState> =
        paths(old, &roots).map(|(id, path)| (path, id)).collect();
    let mut numbers: Numbers =
        paths(new, &roots).filter_map(|(id, path)| Some((*by_path.get(&path)?, id))).collect();
    // What is shown of a part only for a moment is not looked for under other names.
    if old.is_whole() && numbers.len() < old.posts().len() {
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

/// The posts of a library with their paths and the places of their sites among some roots.
fn paths<'a>(library: &'a Library, roots: &[&Path]) -> impl Iterator<Item = (PostId, (usize, &'a [u8]))> {
    let place = |site: &Site| roots.iter().position(|root| *root == site.root);
    let places: Vec<Option<usize>> = library.sites().iter().map(place).collect();
    library.posts().iter().enumerate().filter_map(move |(number, post)| {
        let root = places.get(usize::from(post.site.0)).copied().flatten()?;
        Some((PostId(u32::try_from(number).ok()?), (root, post.path().as_os_str().as_encoded_bytes())))
    })
}

//! What stands after the end of a post: the next one, its series, related posts, its address.

use super::dates;
use super::keymap::Context;
use super::navigate::STILL_READ;
use super::reader::Goal;
use super::{App, Effect, Focus, Message};
use crate::document::{LinkId, Target};
use crate::layout::{After, AfterRow};
use crate::library::Series;
use crate::post::PostId;
use crate::text::Clean;
use crate::text::count::counted;

/// So many related posts are named, and so many of those that link to this one.
const RELATED: usize = 3;
const LINKED: usize = 5;

/// Where a link of the panel leads.
#[derive(Clone, Debug, PartialEq)]
pub enum Way {
    /// To a post.
    Post(PostId),
    /// To the post's own address.
    Web(Clean),
}

/// What belongs to a post; it is looked up once.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Kin {
    series: Option<Series>,
    related: Vec<PostId>,
}

/// The rows as they are made, with where their links lead.
struct Rows {
    first: LinkId,
    ways: Vec<Way>,
    after: After,
}

impl Rows {
    fn row(&mut self, label: &str, detail: &str, links: Vec<(Clean, Way)>) {
        let mut row = AfterRow { label: Clean::line(label), detail: Clean::line(detail), links: Vec::new() };
        for (words, way) in links {
            row.links.push((words, self.first + self.ways.len()));
            self.ways.push(way);
        }
        if !row.links.is_empty() {
            self.after.rows.push(row);
        }
    }
}

impl App {
    /// Puts the panel after the end of the open post.
    pub(super) fn set_after(&mut self) {
        let reads = self.focus != Focus::List;
        let Some(page) = self.reader.page_mut() else { return };
        if !reads {
            // A preview is a look at the post and leads nowhere.
            return page.clear_after();
        }
        let id = page.post();
        let kin = page.kin().cloned().unwrap_or_else(|| Kin {
            series: self.library.series(id, self.now),
            related: self.library.related(id, RELATED, self.now),
        });
        let mut rows = Rows { first: page.document().links.len(), ways: Vec::new(), after: After::default() };
        self.next_row(id, &mut rows);
        self.series_row(&kin, &mut rows);
        self.linked_row(id, &mut rows);
        let related = kin.related.iter().filter_map(|post| self.named(*post)).collect::<Vec<_>>();
        let detail = counted(related.len(), "post");
        rows.row("Related", &detail, related);
        if let Ok(address) = self.address_of(id) {
            rows.row("Address", "", vec![(address.clone(), Way::Web(address))]);
        }
        if let Some(page) = self.reader.page_mut() {
            page.set_after(rows.after, rows.ways, kin);
        }
    }

    fn next_row(&self, id: PostId, rows: &mut Rows) {
        let Some(next) = self.onward().or(self.later(id).first().copied()) else { return };
        let date = self.library.post(next).and_then(|post| post.meta.date.as_ref());
        let date = date.map(|date| dates::byline(date, &self.options.dates, true)).unwrap_or_default();
        rows.row("Next", &date, self.named(next).into_iter().collect());
    }

    /// The posts of the list below this one; none where the list has not got it.
    fn later(&self, id: PostId) -> &[PostId] {
        let here = self.list.place_of(id);
        here.and_then(|here| self.list.posts().get(here + 1..)).unwrap_or_default()
    }

    /// The post that the key for the next page opens at the end of this one: the next of the list that is not read.
    pub fn onward(&self) -> Option<PostId> {
        let page = self.reader.page().filter(|_| self.options.onward)?;
        self.later(page.post()).iter().copied().find(|post| !self.is_read(*post))
    }

    /// Goes there; where it cannot, says which key leads on.
    pub(super) fn go_onward(&mut self) -> Vec<Effect> {
        if let Some(next) = self.onward() {
            self.list.select(next);
            return self.resume(next, Goal::Top);
        }
        if self.library.is_coming() {
            self.prompt.say(STILL_READ);
            return Vec::new();
        }
        let keys = [Context::Post, Context::Everywhere];
        let (next, list) = (self.keys.key(&keys, Message::Next), self.keys.key(&keys, Message::Close));
        let later = self.reader.post().is_some_and(|id| !self.later(id).is_empty());
        self.prompt.say(&match later {
            false => format!("This is the last post of the list; {list} goes back to it"),
            true if self.options.onward => format!("What follows in the list is read; {next} opens the next"),
            true => format!("The end; {next} opens the next post"),
        });
        Vec::new()
    }

    /// `Packets 2/3`, and the next part; at the last one, the one before it.
    fn series_row(&self, kin: &Kin, rows: &mut Rows) {
        let Some(series) = &kin.series else { return };
        let other = series.parts.get(series.at + 1).or(series.parts.get(series.at.wrapping_sub(1)));
        let detail = format!("{} {}/{}", series.name, series.at + 1, series.parts.len());
        rows.row("Series", &detail, other.and_then(|post| self.named(*post)).into_iter().collect());
    }

    /// `2 posts`, and which: once the links of all posts are known.
    fn linked_row(&self, id: PostId, rows: &mut Rows) {
        let from = self.library.linked_by(id);
        let detail = counted(from.len(), "post");
        let named = from.iter().take(LINKED).filter_map(|post| self.named(*post));
        rows.row("Linked by", &detail, named.collect());
    }

    fn named(&self, id: PostId) -> Option<(Clean, Way)> {
        Some((self.library.post(id)?.meta.title.clone(), Way::Post(id)))
    }

    /// Follows a link of the panel.
    pub(super) fn go_way(&mut self, way: Way) -> Vec<Effect> {
        match way {
            Way::Post(post) => self.go_to_post(post),
            Way::Web(address) => vec![Effect::Browse(address)],
        }
    }

    /// The target that a link of the page has, be it of the document or of the panel.
    pub fn web_of_link(&self, link: LinkId) -> Option<Clean> {
        let page = self.reader.page()?;
        match page.way(link) {
            Some(Way::Web(address)) => Some(address.clone()),
            Some(Way::Post(post)) => self.address_of(*post).ok(),
            None => {
                let target: &Target = &page.document().links.get(link)?.target;
                self.web_address(page.post(), target)
            }
        }
    }
}

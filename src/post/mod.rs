//! One article: what it is called, when it was written, where its text lies. Never its body.

mod few;
mod marks;
mod names;
mod slug;

pub use few::Few;
pub use marks::{Change, Dated, Kept, Key, Mark, Marking, Marks, Merge, OfSite, Place, Stop, Visited};
pub use names::{Name, Names, Pool};
pub use slug::Slug;

use std::collections::HashMap;
use std::ops::{Deref, DerefMut};
use std::path::{Path, PathBuf};
use std::sync::{Arc, LazyLock};

use foldhash::fast::FixedState;
use jiff::Timestamp;

use crate::date::PostDate;
use crate::problem::Problem;
use crate::text::Clean;

/// Number of a post in its library, from 0.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct PostId(pub u32);

impl PostId {
    /// No post of any library: what is still on the screen when its file is gone.
    pub const NONE: Self = Self(u32::MAX);
}

/// The numbers that posts have in another library, by those that they have in one.
pub type Numbers = HashMap<PostId, PostId, FixedState>;

/// Number of a site in its library, from 0.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SiteId(pub u16);

/// A post of a site.
#[derive(Clone, Debug, PartialEq)]
pub struct Post {
    /// The site it belongs to.
    pub site: SiteId,
    /// The path below the site's root as it is shown.
    pub name: Clean,
    /// The path as it is opened, where it is shown otherwise: [`Post::exact`] makes it, [`Post::path`] has it either way.
    pub exact: Option<Box<PathBuf>>,
    /// What its header says.
    pub meta: Meta,
    /// The size of the file in bytes, as far as a number of this kind goes.
    pub bytes: u32,
    /// What tells the state of the file in which its head was read from others, as `Stamp::number` gives it; 0 where that is
    /// not known.
    pub stamp: u64,
    /// What was wrong with its header.
    pub problems: Few<Problem>,
}

impl Post {
    /// What is to be kept of a path beside the name by which it is shown.
    pub fn exact(path: &Path, name: &Clean) -> Option<Box<PathBuf>> {
        (path.as_os_str() != name.as_str()).then(|| Box::new(path.to_path_buf()))
    }

    /// The path below the site's root, exactly.
    pub fn path(&self) -> &Path {
        self.exact.as_ref().map_or(Path::new(self.name.as_str()), |exact| exact.as_path())
    }
}

/// What is known of a post without its body.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Meta {
    /// The title, never empty.
    pub title: Clean,
    /// Whether its author gave it an empty title, so that `title` says something else in its place.
    pub untitled: bool,
    /// The date.
    pub date: Option<PostDate>,
    /// The tags in order, as the generator has them: one may be empty or stand twice where it says so.
    pub tags: Names,
    /// The categories or sections, likewise.
    pub categories: Names,
    /// The language, as a BCP 47 tag; none where it is not said.
    pub lang: Option<Name>,
    /// The last part of its address: [`Meta::slug`] has it.
    pub slug: Slug,
    /// Its address, from the root of the site; empty where it has none.
    pub url: Clean,
    /// Whether and why it is not on the web page today.
    pub state: State,
    /// What few posts have.
    pub more: More,
}

/// What few posts have.
#[derive(Clone, Debug, Default, PartialEq, Eq, Hash)]
pub struct Rare {
    /// The authors.
    pub authors: Vec<Clean>,
    /// The series it is a part of.
    pub series: Option<Clean>,
    /// What joins the translations of one article; empty where there is nothing.
    pub translation: Clean,
    /// Older addresses.
    pub aliases: Vec<Clean>,
    /// Its weight where its generator sorts by one.
    pub weight: Option<i64>,
    /// Until when all this holds though the file does not change: some headers say what is true of a day. None is for ever.
    pub until: Option<Timestamp>,
}

impl Rare {
    /// Whether other posts have the same, most probably: those of one author.
    fn is_common(&self) -> bool {
        let Self { translation, aliases, weight, until, .. } = self;
        translation.is_empty() && aliases.is_empty() && weight.is_none() && until.is_none()
    }
}

/// What few posts have, with no room taken in those that do not. Posts that have the same may share it.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct More(Option<Arc<Rare>>);

impl From<Rare> for More {
    fn from(rare: Rare) -> Self {
        Self((rare != Rare::default()).then(|| Arc::new(rare)))
    }
}

impl Deref for More {
    type Target = Rare;
    fn deref(&self) -> &Rare {
        static NOTHING: LazyLock<Rare> = LazyLock::new(Rare::default);
        self.0.as_deref().unwrap_or(&NOTHING)
    }
}

impl DerefMut for More {
    fn deref_mut(&mut self) -> &mut Rare {
        Arc::make_mut(self.0.get_or_insert_default())
    }
}

impl Meta {
    /// The last part of its address, as its author or its file says it.
    pub fn slug(&self) -> &str {
        self.slug.of(&self.url)
    }

    /// The tags that have a name.
    pub fn named_tags(&self) -> impl Iterator<Item = &Clean> {
        self.tags.texts().filter(|tag| !tag.is_empty())
    }
}

/// Whether a post is on the web page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum State {
    /// It is, from its date on.
    #[default]
    Published,
    /// A draft.
    Draft,
    /// Its header says `published: false`, or its date of expiry is past.
    Hidden,
}

//! What leads out of the program: addresses, the editor.

use super::keymap::Context;
use super::{App, Effect, Focus, Message};
use crate::document::{Link, LinkKind, Target};
use crate::post::{Post, PostId};
use crate::site::Site;
use crate::text::Clean;
use crate::text::address::is_inside;

impl App {
    /// The address on the web to which a link of a post leads; none where it has none.
    pub fn web_address(&self, post: PostId, target: &Target) -> Option<Clean> {
        web_address(self.library.site_of(self.library.post(post)?)?, target)
    }

    pub(super) fn current_post(&self) -> Option<(&Post, &Site)> {
        let post = self.library.post(self.current()?)?;
        Some((post, self.library.site_of(post)?))
    }

    /// The address of the post on the web, or why there is none.
    pub(super) fn address(&self) -> Result<Clean, Clean> {
        match self.current() {
            Some(id) => self.address_of(id),
            None => Err(Clean::line("No post is selected")),
        }
    }

    /// The address of a post on the web, or its path where it has none.
    pub(super) fn address_of(&self, id: PostId) -> Result<Clean, Clean> {
        let post = self.library.post(id).and_then(|post| Some((post, self.library.site_of(post)?)));
        let Some((post, site)) = post else { return Err(Clean::line("This post is not there any more")) };
        let whole = || site.root.join(post.path());
        let path = if self.options.strangers { post.path().to_path_buf() } else { whole() };
        let path = || Clean::line(&path.display().to_string());
        site.address(post).ok_or_else(path)
    }

    /// Opens the post's web page.
    pub(super) fn web_page(&mut self) -> Vec<Effect> {
        match self.address() {
            Ok(address) => vec![Effect::Browse(address)],
            Err(_) => {
                self.prompt.fail("This post has no web page: its site does not say its address");
                Vec::new()
            }
        }
    }

    /// Opens the post's file in the editor, near what is read.
    pub(super) fn edit(&mut self) -> Vec<Effect> {
        let Some((post, site)) = self.current_post() else {
            self.prompt.fail("There is no file to edit");
            return Vec::new();
        };
        if site.root.as_os_str().is_empty() {
            return self.no_file();
        }
        let path = site.root.join(post.path());
        match (self.focus, self.reader.page()) {
            (Focus::Post | Focus::Beside, Some(page)) if !page.is_at_top() => {
                vec![Effect::EditPost { post: page.post(), shown: page.shown() }]
            }
            _ => vec![Effect::Edit { path, line: None }],
        }
    }

    /// What is said of a link to something that stands in the post itself, and what can be done with it; nothing of any other.
    pub(super) fn in_itself(&self, link: &Link) -> Option<String> {
        let is_so =
            matches!(&link.target, Target::Web(address) | Target::Written(address) if is_inside(address));
        let what = match link.kind {
            LinkKind::Image => "This picture",
            LinkKind::Media => "This film or sound",
            LinkKind::Page | LinkKind::Note => "What this link leads to",
        };
        let key = |message| self.keys.key(&[Context::Post, Context::Everywhere], message);
        let is_file = self.current_post().is_some_and(|(_, site)| !site.root.as_os_str().is_empty());
        let rest = match self.address() {
            Ok(_) => format!("; {} opens the web page, which has it", key(Message::WebPage)),
            Err(_) if is_file && !self.options.strangers => {
                format!("; {} opens the file it stands in", key(Message::Edit))
            }
            Err(_) => String::new(),
        };
        is_so.then(|| format!("{what} is written into the post itself and has no address{rest}"))
    }

    /// What is built into the program, or came on standard input, lies in no file.
    fn no_file(&mut self) -> Vec<Effect> {
        self.prompt.fail("This was not read from a file: there is none to edit");
        Vec::new()
    }

    /// Opens a file of the site in the editor.
    pub(super) fn edit_file(&mut self, file: &Clean, line: Option<usize>) -> Vec<Effect> {
        let Some((post, site)) = self.current_post() else { return Vec::new() };
        if site.root.as_os_str().is_empty() {
            return self.no_file();
        }
        let path =
            if *file == post.name { site.root.join(post.path()) } else { site.root.join(file.as_str()) };
        vec![Effect::Edit { path, line }]
    }
}

/// A path of a site has an address where the site says its own.
pub(super) fn web_address(site: &Site, target: &Target) -> Option<Clean> {
    match target {
        Target::Web(address) => Some(address.clone()),
        Target::Site(path) if !site.url.is_empty() => Some(Clean::join([&site.url, &site.base, path], "")),
        Target::Site(_) | Target::Written(_) | Target::Anchor(_) | Target::Note(_) => None,
    }
}

//! What stands in a line like a word: pictures, films and frames as titled links, mathematics kept in scripts.

use super::inline::collapse;
use super::run::Wrap;
use super::{Flow, Reader};
use crate::document::{Block, Inline, LinkKind, Target};
use crate::markup::page::{ASIDE, MEDIA, NodeId, Page};
use crate::text::Clean;

impl Reader<'_> {
    /// A picture with its description.
    pub(super) fn image(&mut self, id: NodeId, flow: &mut Flow) {
        let page = self.page;
        // Pages that load pictures late keep the address elsewhere.
        let keys = ["src", "data-src", "data-original", "srcset"];
        let found =
            keys.iter().find_map(|key| Some((*key, page.attr(id, key).filter(|v| !v.trim().is_empty())?)));
        // In a set each address has its size behind it.
        let address = match found {
            Some(("srcset", set)) => set.split_whitespace().next().unwrap_or_default(),
            Some((_, address)) => address,
            None => return,
        };
        let title = page.attr(id, "title").unwrap_or_default();
        let words = page.attr(id, "alt").map(str::trim).filter(|a| !a.is_empty()).unwrap_or(title);
        let link = self.link(id, Target::Written(written(address)), title, LinkKind::Image);
        self.anchor(id, flow);
        flow.run.object(Inline::Media(link, collapse(words)));
    }

    /// A film, a sound, a frame: a titled link. What stands inside is for browsers that cannot show it.
    pub(super) fn media(&mut self, id: NodeId, name: &str, flow: &mut Flow) {
        let page = self.page;
        let keys = ["src", "data", "data-src"];
        let own = keys.iter().find_map(|key| page.attr(id, key).filter(|v| !v.trim().is_empty()));
        let address = own.map(str::to_owned).or_else(|| self.source_of(id));
        let Some(address) = address else { return self.wrapped(id, Wrap::None, flow) };
        let title = page.attr(id, "title").or_else(|| page.attr(id, "aria-label")).unwrap_or_default();
        let title = if is_standing(title) { "" } else { title }.to_owned();
        let inside = if name == MEDIA { page.text(id) } else { String::new() };
        let words = [title.as_str(), inside.as_str()].into_iter().find(|w| !w.trim().is_empty());
        let words = collapse(words.unwrap_or_default());
        let link = self.link(id, Target::Written(written(&address)), &title, LinkKind::Media);
        flow.run.object(Inline::Media(link, words));
    }

    /// The address of the first `source`, `param` or `embed` inside.
    fn source_of(&self, id: NodeId) -> Option<String> {
        let page = self.page;
        page.children(id).find_map(|child| match page.name(child) {
            "source" | "embed" => page.attr(child, "src").map(str::to_owned),
            "param" if matches!(page.attr(child, "name"), Some("movie" | "src")) => {
                page.attr(child, "value").map(str::to_owned)
            }
            _ => None,
        })
    }

    /// MathJax 2 keeps its TeX in scripts; every other script shows nothing.
    pub(super) fn script(&mut self, id: NodeId, flow: &mut Flow) {
        let kind = self.page.attr(id, "type").unwrap_or_default();
        if !kind.starts_with("math/tex") {
            return;
        }
        let tex = self.page.text(id);
        match kind.contains("mode=display") {
            true => flow.push(Block::Math(Clean::text(tex.trim()))),
            false => flow.run.math(&tex),
        }
    }
}

/// Whether a title is what a service writes above every film, and so says nothing of this one: YouTube's since 2020.
fn is_standing(title: &str) -> bool {
    let title = title.trim().to_ascii_lowercase();
    matches!(title.as_str(), "youtube video player" | "youtube video" | "vimeo video player")
}

/// Whether there is something to see in an element besides words.
pub(super) fn shows_objects(page: &Page, id: NodeId) -> bool {
    let mut todo: Vec<NodeId> = page.children(id).collect();
    while let Some(child) = todo.pop() {
        let name = page.name(child);
        let is_object =
            matches!(name, "img" | "image" | "iframe" | "video" | "audio" | "object" | "embed" | "hr");
        if is_object || name == MEDIA || name == ASIDE {
            return true;
        }
        todo.extend(page.children(child));
    }
    false
}

/// An address as it was written; the first of a `srcset`; a picture inside the page has none to show.
fn written(address: &str) -> Clean {
    let address = address.trim();
    match address.get(..5).is_some_and(|s| s.eq_ignore_ascii_case("data:")) {
        true => Clean::line("data:"),
        false => Clean::line(address.split_once(", ").map_or(address, |(first, _)| first)),
    }
}

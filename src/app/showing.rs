//! What is to be seen of the state, and in which rectangles.

use super::overlay::{self, Overlay};
use super::prompt::Prompt;
use super::regions::{self, Over, Own, Regions, Show};
use super::{App, Focus, Options};

impl App {
    /// The rectangles of the parts.
    pub fn regions(&self) -> Regions {
        self.regions_for(self.show())
    }

    /// The same where something else is to be seen.
    pub(super) fn regions_for(&self, show: Show) -> Regions {
        let over = match &self.overlay {
            Some(Overlay::Pane(pane)) if pane.is_low() => Some(Over::Low(self.low(pane))),
            Some(Overlay::Pane(_) | Overlay::Search(_)) => Some(Over::All),
            Some(Overlay::Peek(peek)) => Some(Over::Low(self.low_rows(peek.rows(), self.size.1 / 2))),
            Some(Overlay::Wide(_)) => Some(Over::Window),
            Some(Overlay::Letters(_)) | None => None,
        };
        regions::regions(self.size, show, self.own_lines(), over)
    }

    /// Which of the program's own lines are to be seen: without them that at the bottom comes back while it is
    /// needed. The list makes room for it, since its cursor may stand on the last row.
    fn own_lines(&self) -> Own {
        let typing = self.list.typing().is_some() || self.is_finding();
        match (self.options.zen, self.prompt.note(), self.focus) {
            (false, ..) => Own::All,
            (true, ..) if typing => Own::Bottom,
            (true, Some(_), Focus::List) => Own::Bottom,
            (true, Some(_), Focus::Post | Focus::Beside) => Own::Over,
            (true, None, _) => Own::None,
        }
    }

    /// The rows of a menu: all of it, or a third of the window.
    fn low(&self, pane: &overlay::Pane) -> usize {
        self.low_rows(pane.len(), self.size.1 / 3)
    }

    /// The rows of something low with so many lines, a heading and a blank row around them.
    fn low_rows(&self, lines: usize, most: u16) -> usize {
        (lines + usize::from(overlay::HEAD) + 1).min(usize::from(most).max(8))
    }

    /// What is to be seen. A post has the window once it is there: until then what was there stays.
    pub fn show(&self) -> Show {
        match self.reader.page() {
            None => Show::List,
            Some(_) => self.wanted(),
        }
    }

    /// What is to be seen once a post is there.
    pub(super) fn wanted(&self) -> Show {
        match self.focus {
            Focus::List => Show::List,
            Focus::Post => Show::Post,
            // Nothing but the text; the list comes back with the program's own lines.
            Focus::Beside if self.options.zen => Show::Post,
            Focus::Beside => Show::Both,
        }
    }

    /// Whether list and post stand side by side.
    pub fn is_split(&self) -> bool {
        let regions = self.regions();
        regions.list.is_some() && regions.post.is_some()
    }
}

/// A window without a header shows the notice below, where nothing is wrong.
pub(super) fn say_notice(prompt: &mut Prompt, options: &Options, size: (u16, u16)) {
    let own = if options.zen { Own::None } else { Own::All };
    let is_wrong = prompt.note().is_some_and(|note| note.wrong);
    if !is_wrong && regions::regions(size, Show::List, own, None).header.is_none() {
        prompt.say(&options.notice);
    }
}

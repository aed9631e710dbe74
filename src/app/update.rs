//! What a message does. One call for each; the parts do the work.

use super::keymap::Context;
use super::list::Typed;
use super::overlay::{self, Overlay};
use super::{App, Effect, Focus, Memory, Message};
use crate::library::{Order, Query, SortKey};

/// Lines of prose are at least so long, and at most.
const MEASURES: std::ops::RangeInclusive<usize> = 20..=200;
/// A key makes them so much longer or shorter.
const MEASURE_STEP: usize = 4;

impl App {
    /// A message, with the count that was typed before it.
    pub(super) fn update(&mut self, message: Message, count: Option<usize>) -> Vec<Effect> {
        if let Some(effects) = self.update_peek(message, count) {
            return effects;
        }
        if let Some(effects) = self.update_wide(message, count) {
            return effects;
        }
        if let Some(effects) = self.update_search(message, count) {
            return effects;
        }
        if let Some(effects) = self.update_pane(message, count) {
            return effects;
        }
        let moved = match self.focus {
            Focus::List => self.update_list(message, count),
            Focus::Post | Focus::Beside => self.update_post(message, count),
        };
        if moved { Vec::new() } else { self.update_all(message, count) }
    }

    /// Moves in the list; says whether the message was one.
    fn update_list(&mut self, message: Message, count: Option<usize>) -> bool {
        self.list.step(message, count, self.list_rows())
    }

    /// Moves in the post; says whether the message was one.
    fn update_post(&mut self, message: Message, count: Option<usize>) -> bool {
        let rows = self.post_rows();
        let at_end = self.reader.page().is_some_and(|page| page.at_end());
        if message == Message::PageDown {
            let pressed = self.prompt.page(self.now);
            if at_end {
                // A key held down never crosses from post to post.
                if !pressed && self.onward().is_some() {
                    self.prompt.say("The end; press again to go on");
                }
                return !pressed;
            }
        }
        self.reader.page_mut().is_some_and(|page| page.step(message, count, rows))
    }

    /// What is left when neither the pane nor the list nor the post has moved.
    fn update_all(&mut self, message: Message, count: Option<usize>) -> Vec<Effect> {
        use Message as M;
        match message {
            M::Open if self.focus == Focus::List => return self.read(),
            M::Open => return self.follow_selected(),
            M::PageDown => return self.go_onward(),
            M::Next => return self.sibling(count, true),
            M::Previous => return self.sibling(count, false),
            M::Back => return self.back(),
            M::Forward => return self.forward(),
            M::Close => return self.close(),
            M::Cancel => self.cancel(),
            M::Quit => return vec![Effect::Quit],
            M::Find => self.find(),
            M::Search => self.search(),
            M::NextHit if self.focus == Focus::List => self.next_unread(true),
            M::PreviousHit if self.focus == Focus::List => self.next_unread(false),
            M::NextHit => self.next_hit(true),
            M::PreviousHit => self.next_hit(false),
            M::MarkRead => return self.mark_read(),
            M::Star => return self.star(),
            M::AllRead => return self.all_read(),
            M::Undo => return self.undo(),
            M::FocusPost => return self.focus_post(),
            M::NextLink => self.next_link(true),
            M::PreviousLink => self.next_link(false),
            M::LinkLetters => self.letters(),
            M::WebPage => return self.web_page(),
            M::Edit => return self.edit(),
            M::CopyAddress => return self.copy(false),
            M::CopyTitle => return self.copy(true),
            M::CopyCode | M::CopyLink | M::CopyParagraph | M::CopyAll => return self.copy_part(message),
            M::Peek => return self.peek(),
            M::Widen => return self.widen(),
            M::Translations => self.translations(),
            M::ViewAll => self.view(""),
            M::ViewUnread => self.view("is:unread"),
            M::ViewStarred => self.view("is:starred"),
            M::ViewDrafts => self.view("is:draft,hidden,future"),
            M::ViewProblems => self.view("is:problem"),
            M::SaveView => self.name_view(),
            M::SortDate => self.sort(SortKey::Date),
            M::SortTitle => self.sort(SortKey::Title),
            M::SortLength => self.sort(SortKey::Length),
            M::SortReverse => self.reverse(),
            M::Narrower => return self.measure(count, false),
            M::Wider => return self.measure(count, true),
            M::DefaultWidth => return self.set_measure(self.options.usual_measure),
            M::ToggleList => return self.toggle_list(),
            M::Zen => return self.toggle_zen(),
            M::Mouse => return self.toggle_mouse(),
            M::Reload => return vec![Effect::Reload],
            M::Repaint => return vec![Effect::Repaint],
            M::Suspend => return vec![Effect::Suspend],
            _ => self.open_pane(message),
        }
        Vec::new()
    }

    /// Opens the pane or the menu of a message; nothing for messages that belong to panes and fields.
    pub(super) fn open_pane(&mut self, message: Message) {
        let contexts = match self.focus {
            Focus::List => [Context::List, Context::Everywhere],
            Focus::Post | Focus::Beside => [Context::Post, Context::Everywhere],
        };
        let pane = match message {
            Message::Tags => overlay::tags(&self.library, &self.list, false, self.now),
            Message::Views => overlay::views(&self.keys, &self.options.views, self.list.query()),
            Message::SortMenu => overlay::sort(&self.keys),
            Message::CopyMenu => overlay::copy(&self.keys, self.focus != Focus::List),
            Message::Help => overlay::help(&self.keys, &contexts, self.options.by_lines),
            Message::Palette => overlay::palette(&self.keys, &contexts, &self.options.views),
            Message::Themes => overlay::themes(&self.options.themes, &self.options.theme),
            Message::Problems => self.problems(),
            Message::Contents | Message::Links => {
                let Some(page) = self.reader.page_mut() else { return };
                if message == Message::Links { overlay::links(page) } else { overlay::contents(page) }
            }
            _ => return,
        };
        match message {
            Message::Problems if pane.is_empty() && self.list.knows_bodies() => {
                self.prompt.say("Nothing is wrong here");
            }
            Message::Contents if pane.is_empty() => self.prompt.say("This post has no headings"),
            Message::Links if pane.is_empty() => self.prompt.say("This post has no links"),
            _ => self.overlay = Some(Overlay::Pane(Box::new(pane))),
        }
    }

    /// A message for the field that is open.
    pub(super) fn update_field(&mut self, message: Message) -> Vec<Effect> {
        if let Some(Overlay::Pane(pane)) = &mut self.overlay {
            if pane.is_left_by(message) {
                self.overlay = None;
            } else if pane.type_key(message, usize::from(self.size.1)) {
                // Line by line, and where values were chosen, Enter leads to the rows: another one may be wanted too.
                let to_rows = self.options.by_lines || pane.has_chosen(self.list.query());
                if pane.is_asked() || !to_rows {
                    return self.choose();
                }
            }
            return Vec::new();
        }
        if let Some(Overlay::Search(_)) = self.overlay {
            return self.search_key(message);
        }
        if let Some(Overlay::Wide(_)) = self.overlay {
            self.wide_find_key(message);
            return Vec::new();
        }
        if self.is_finding() {
            self.find_key(message);
            return Vec::new();
        }
        let (query, selected) = self.list.before_typing();
        match self.list.type_key(message, self.list_rows(), &self.library, self.now) {
            Typed::Changed => {
                self.history.leave(super::history::Moment::List { query, selected, going_on: false })
            }
            Typed::More | Typed::Same => {}
        }
        Vec::new()
    }

    /// The rows of the list.
    pub(super) fn list_rows(&self) -> usize {
        self.regions().list.map_or(1, |area| usize::from(area.height))
    }

    /// The rows of the post.
    pub(super) fn post_rows(&self) -> usize {
        self.regions().post.map_or(1, |area| usize::from(area.height))
    }

    fn cancel(&mut self) {
        if let Some(page) = self.reader.page_mut() {
            page.select_link(None);
            page.end_find();
        }
    }

    /// Filters for a view, in the list.
    pub(super) fn view(&mut self, query: &str) {
        if let Ok(query) = Query::parse(query) {
            self.filter(query);
        }
    }

    fn sort(&mut self, by: SortKey) {
        self.list.set_order(Order { by, reversed: false }, &self.library, self.now);
    }

    fn reverse(&mut self) {
        let order = self.list.order();
        self.list.set_order(Order { reversed: !order.reversed, ..order }, &self.library, self.now);
    }

    fn measure(&mut self, count: Option<usize>, wider: bool) -> Vec<Effect> {
        let by = MEASURE_STEP.saturating_mul(count.unwrap_or(1));
        let (now, most) = (self.reader.measure(), self.layout_options(None).longest_measure());
        if !wider {
            return self.set_measure(now.min(most).saturating_sub(by));
        }
        if now.saturating_add(by) <= most {
            return self.set_measure(now.saturating_add(by));
        }
        // What is set may be for a larger window: it stays, and a window that is full says so.
        let effects = if now < most { self.set_measure(most) } else { Vec::new() };
        self.prompt
            .say(&format!("Lines of {} cells: the window has no room for more", most.min(*MEASURES.end())));
        effects
    }

    fn set_measure(&mut self, measure: usize) -> Vec<Effect> {
        let measure = measure.clamp(*MEASURES.start(), *MEASURES.end());
        self.reader.set_measure(measure);
        self.prompt.say(&format!("Lines of {measure} cells"));
        vec![Effect::Remember(Memory::Measure(measure))]
    }

    fn toggle_list(&mut self) -> Vec<Effect> {
        self.options.list = !self.options.list;
        if self.focus != Focus::List {
            self.focus = if self.options.list { Focus::Beside } else { Focus::Post };
        }
        if self.options.zen && self.focus != Focus::List {
            let zen = self.keys.key(&[Context::Post, Context::Everywhere], Message::Zen);
            self.prompt.say(&format!("Only the text is shown; {zen} ends that"));
        } else if self.size.0 < super::regions::SPLIT {
            self.prompt.say("The list stands beside the post in windows of 120 columns and more");
        } else if self.focus == Focus::List {
            self.prompt.say(match self.options.list {
                true => "Posts open beside the list",
                false => "Posts open in the whole window",
            });
        }
        vec![Effect::Remember(Memory::List(self.options.list))]
    }

    fn toggle_zen(&mut self) -> Vec<Effect> {
        self.options.zen = !self.options.zen;
        if self.options.zen {
            let zen = self.keys.key(self.contexts(), Message::Zen);
            self.prompt.say(&format!("Only the text; {zen} brings the rest back"));
        }
        vec![Effect::Remember(Memory::Zen(self.options.zen))]
    }

    fn toggle_mouse(&mut self) -> Vec<Effect> {
        self.options.mouse = !self.options.mouse;
        self.prompt.say(match self.options.mouse {
            true => "The mouse scrolls and opens; M leaves it to the terminal",
            false => "The mouse is the terminal's again",
        });
        vec![Effect::Mouse(self.options.mouse)]
    }
}

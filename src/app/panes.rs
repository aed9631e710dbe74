//! What a message does while a pane has the keys.

use super::overlay::{self, Choice, Kind, Overlay, Pane, Thing};
use super::{App, Effect, Memory, Message};

impl App {
    /// A message for the pane. None where it is no business of panes and goes on to the rest.
    pub(super) fn update_pane(&mut self, message: Message, count: Option<usize>) -> Option<Vec<Effect>> {
        let rows =
            self.regions().pane.map_or(1, |area| usize::from(area.height.saturating_sub(overlay::HEAD)));
        let Some(Overlay::Pane(pane)) = &mut self.overlay else { return None };
        if pane.step(message, count, rows) {
            self.preview_theme();
            return Some(Vec::new());
        }
        match message {
            Message::Find => pane.type_narrow(),
            Message::Cancel if !pane.narrow().text().is_empty() => pane.leave(),
            Message::Close | Message::Back | Message::Cancel | Message::Left => self.close_pane(),
            Message::Open | Message::Right => return Some(self.choose()),
            Message::With | Message::Without | Message::AnyAll => self.change_tag(message),
            Message::SortTags => self.sort_tags(),
            Message::RenameView | Message::DeleteView => return Some(self.change_view(message)),
            Message::Edit => return Some(self.edit_problem()),
            Message::CopyLink if *pane.kind() == Kind::Links => return Some(self.copy_listed()),
            Message::Peek if *pane.kind() == Kind::Links => return Some(self.peek_listed()),
            _ if opens(pane.kind()) == Some(message) => self.close_pane(),
            _ => return self.leave_pane_for(message, count),
        }
        Some(Vec::new())
    }

    /// Messages of menus close the pane and do their work; so do those that open another pane.
    fn leave_pane_for(&mut self, message: Message, count: Option<usize>) -> Option<Vec<Effect>> {
        use Message as M;
        match message {
            M::Repaint | M::Suspend | M::Quit | M::Mouse | M::Narrower | M::Wider | M::DefaultWidth => None,
            M::ToggleList | M::Zen => None,
            _ => {
                self.close_pane();
                Some(self.update(message, count))
            }
        }
    }

    /// Closes the pane as if it had never been opened.
    fn close_pane(&mut self) {
        let Some(Overlay::Pane(pane)) = self.overlay.take() else { return };
        if let Kind::Themes { before } = pane.kind() {
            self.options.theme.clone_from(before);
        }
        self.overlay = pane.uncover().map(Overlay::Wide);
    }

    /// Does what the selected row means, and closes the pane.
    pub(super) fn choose(&mut self) -> Vec<Effect> {
        let Some(Overlay::Pane(pane)) = &self.overlay else { return Vec::new() };
        if let (Kind::Palette, Some((message, count))) = (pane.kind(), overlay::command(pane.narrow().text()))
        {
            self.overlay = None;
            return self.update(message, count);
        }
        if let Kind::Naming { .. } = pane.kind() {
            return self.named_view();
        }
        let Some(choice) = pane.selected().map(|item| item.choice.clone()) else { return Vec::new() };
        match choice {
            Choice::Nothing => return Vec::new(),
            Choice::File(..) => return self.edit_problem(),
            Choice::Value(..) => {
                // Who has chosen with `+` and `-` is done.
                if !pane.has_chosen(self.list.query()) {
                    self.change_tag(Message::Open);
                }
                self.overlay = None;
            }
            Choice::View(query) => {
                self.overlay = None;
                self.view(&query);
            }
            Choice::Act(message) => {
                self.overlay = None;
                return self.update(message, None);
            }
            Choice::Theme(name) => {
                self.overlay = None;
                self.options.theme.clone_from(&name);
                return vec![Effect::Remember(Memory::Theme(name))];
            }
            Choice::Post(post) => {
                self.overlay = None;
                return self.translate(post);
            }
            Choice::Heading(block) => {
                self.overlay = None;
                self.go_to_heading(block);
            }
            Choice::Link(link) => {
                self.overlay = None;
                return self.follow(link);
            }
        }
        Vec::new()
    }

    /// Draws with the selected theme while the picker is open.
    fn preview_theme(&mut self) {
        if let Some(Overlay::Pane(pane)) = &self.overlay
            && let Some(Choice::Theme(name)) = pane.selected().map(|item| &item.choice)
        {
            self.options.theme.clone_from(name);
        }
    }

    /// Changes the filter by the selected value, and the counts with it.
    fn change_tag(&mut self, message: Message) {
        let Some(Overlay::Pane(pane)) = &self.overlay else { return };
        let Some(Choice::Value(field, value)) = pane.selected().map(|item| item.choice.clone()) else {
            return;
        };
        let Some(query) = overlay::change(self.list.query(), field, &value, message) else { return };
        if let Some(Overlay::Pane(pane)) = &mut self.overlay {
            pane.choose_from(self.list.query());
        }
        self.filter(query);
        self.fill_tags(None);
    }

    fn sort_tags(&mut self) {
        if let Some(Overlay::Pane(pane)) = &self.overlay
            && let Kind::Tags { by_name } = pane.kind()
        {
            let by_name = !by_name;
            self.fill_tags(Some(by_name));
        }
    }

    /// Counts the tags again.
    pub(super) fn fill_tags(&mut self, by_name: Option<bool>) {
        let Some(Overlay::Pane(pane)) = &mut self.overlay else { return };
        let Kind::Tags { by_name: before } = pane.kind() else { return };
        let by_name = by_name.unwrap_or(*before);
        let (kind, title, items) = overlay::content(&self.library, &self.list, by_name, self.now);
        pane.replace(kind, &title, items);
    }

    /// Copies the selected link of the list.
    fn copy_listed(&mut self) -> Vec<Effect> {
        let Some(Overlay::Pane(pane)) = &self.overlay else { return Vec::new() };
        match pane.selected().map(|item| item.choice.clone()) {
            Some(Choice::Link(link)) => self.copy_thing(Thing::Link(link)),
            _ => Vec::new(),
        }
    }

    /// Looks at where the selected link of the list leads.
    fn peek_listed(&mut self) -> Vec<Effect> {
        let Some(Overlay::Pane(pane)) = &self.overlay else { return Vec::new() };
        match pane.selected().map(|item| item.choice.clone()) {
            Some(Choice::Link(link)) => self.peek_link(link),
            _ => Vec::new(),
        }
    }

    fn edit_problem(&mut self) -> Vec<Effect> {
        let Some(Overlay::Pane(pane)) = &self.overlay else { return Vec::new() };
        match pane.selected().map(|item| item.choice.clone()) {
            Some(Choice::File(file, line)) => self.edit_file(&file, line),
            _ => Vec::new(),
        }
    }

    /// A press of the mouse on a line of the pane.
    pub(super) fn press_pane(&mut self, line: usize, x: u16) -> Vec<Effect> {
        let middle = self.regions().pane.map_or(0, |area| area.x + area.width / 2);
        let Some(Overlay::Pane(pane)) = &mut self.overlay else { return Vec::new() };
        let line = line.checked_sub(usize::from(overlay::HEAD)).map(|line| line + pane.top());
        let rows = line.and_then(|line| pane.lines().get(line)?.rows());
        match rows.map(|(left, right)| right.filter(|_| x >= middle).unwrap_or(left)) {
            Some(row) if row == pane.at() => self.choose(),
            Some(row) => {
                pane.select_row(row);
                self.preview_theme();
                Vec::new()
            }
            None => Vec::new(),
        }
    }

    /// Whether the pane of what is wrong is open.
    pub(super) fn shows_problems(&self) -> bool {
        matches!(&self.overlay, Some(Overlay::Pane(pane)) if matches!(pane.kind(), Kind::Problems { .. }))
    }

    /// Puts what is known now into that pane; whether it is open.
    pub(super) fn refill_problems(&mut self) -> bool {
        let open = self.shows_problems();
        let now = open.then(|| self.problems());
        if let (Some(now), Some(Overlay::Pane(pane))) = (now, &mut self.overlay) {
            pane.replace(now.kind().clone(), now.title(), now.items().to_vec());
        }
        open
    }

    /// How much is wrong with the open post.
    pub fn wrong_in_page(&self) -> usize {
        let page = self.reader.page();
        let head =
            page.and_then(|page| self.library.post(page.post())).map_or(&[][..], |post| &post.problems);
        let body = page.map_or(&[][..], |page| &page.document().problems);
        // What is wrong with the bytes of a head is said of the head and of the whole.
        head.len() + body.iter().filter(|problem| !head.contains(problem)).count()
    }

    /// What is wrong with the post that is selected or open, and with its site.
    pub(super) fn problems(&self) -> Pane {
        let id = self.current();
        let post = id.and_then(|id| self.library.post(id));
        let page = self.reader.page().filter(|page| Some(page.post()) == id);
        // What is open was read later than what is known of all posts.
        let known = id.filter(|_| page.is_none()).into_iter();
        let known: Vec<_> = known.flat_map(|id| self.library.problems(id)).collect();
        let of_post = post.filter(|_| page.is_some()).into_iter().flat_map(|post| &post.problems);
        let of_head = of_post.clone().collect::<Vec<_>>();
        let of_page = page.into_iter().flat_map(|page| &page.document().problems);
        let of_page = of_page.filter(|problem| !of_head.contains(problem));
        let of_post = of_post.chain(known.iter().map(AsRef::as_ref));
        let site = match post {
            Some(post) => self.library.site_of(post),
            None => self.library.sites().first(),
        };
        let file = post.map(|post| &post.name);
        overlay::problems(file, of_post.chain(of_page), site.into_iter().flat_map(|site| &site.problems))
    }
}

/// The message that opens a pane: the same key closes it.
fn opens(kind: &Kind) -> Option<Message> {
    match kind {
        Kind::Tags { .. } => Some(Message::Tags),
        Kind::Views => Some(Message::Views),
        Kind::Help => Some(Message::Help),
        Kind::Themes { .. } => Some(Message::Themes),
        Kind::Problems { .. } => Some(Message::Problems),
        Kind::Contents => Some(Message::Contents),
        Kind::Links => Some(Message::Links),
        Kind::Sort => Some(Message::SortMenu),
        Kind::Copy => Some(Message::CopyMenu),
        Kind::Palette => Some(Message::Palette),
        Kind::Translations => Some(Message::Translations),
        Kind::Naming { .. } => None,
    }
}

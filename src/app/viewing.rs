//! Views: queries saved under a name, by the settings or from inside.

use super::overlay::{self, Choice, Kind, Overlay};
use super::{App, Effect, Memory, Message};
use crate::library::VIEWS;
use crate::text::Clean;

impl App {
    /// Opens the field for the name under which the filter is saved.
    pub(super) fn name_view(&mut self) {
        let query = self.list.query();
        if query.is_empty() {
            return self.prompt.say("There is no filter to save; / makes one");
        }
        let pane = overlay::naming(Clean::line(&query.to_string()), None);
        self.overlay = Some(Overlay::Pane(Box::new(pane)));
    }

    /// A name was typed: the view is saved under it.
    pub(super) fn named_view(&mut self) -> Vec<Effect> {
        let Some(Overlay::Pane(mut pane)) = self.overlay.take() else { return Vec::new() };
        let Kind::Naming { query, before } = pane.kind().clone() else { return Vec::new() };
        let name = Clean::line(pane.narrow().text().trim());
        if name.is_empty() || before.as_ref() == Some(&name) {
            return Vec::new();
        }
        if VIEWS.iter().any(|(own, _)| name.eq_ignore_ascii_case(own)) {
            self.prompt.fail(&format!("{name} is a view of the program already"));
            // What is typed on is another name, and no keys of the list.
            pane.type_narrow();
            self.overlay = Some(Overlay::Pane(pane));
            return Vec::new();
        }
        let mut effects = Vec::new();
        if let Some(before) = before {
            self.options.views.retain(|(known, _)| *known != before);
            effects.push(Effect::Remember(Memory::View { name: before, query: None }));
        }
        match self.options.views.iter_mut().find(|(known, _)| *known == name) {
            Some((_, known)) => known.clone_from(&query),
            None => self.options.views.push((name.clone(), query.clone())),
        }
        self.prompt.say(&format!("The view {name} is {query}"));
        effects.push(Effect::Remember(Memory::View { name, query: Some(query) }));
        effects
    }

    /// Another name for the selected view, or its end.
    pub(super) fn change_view(&mut self, message: Message) -> Vec<Effect> {
        let Some(Overlay::Pane(pane)) = &mut self.overlay else { return Vec::new() };
        let selected = pane.selected().filter(|item| matches!(item.choice, Choice::View(_)));
        let views = &self.options.views;
        let found = selected.and_then(|item| views.iter().position(|(name, _)| *name == item.text));
        let Some(found) = found else {
            self.prompt.say("This view is the program's own");
            return Vec::new();
        };
        let (name, query) = self.options.views[found].clone();
        if message == Message::RenameView {
            **pane = overlay::naming(query, Some(name));
            return Vec::new();
        }
        self.options.views.remove(found);
        let items = overlay::views(&self.keys, &self.options.views, self.list.query());
        pane.replace(Kind::Views, "Views", items.items().to_vec());
        self.prompt.say(&format!("The view {name} is no more; it was {query}"));
        vec![Effect::Remember(Memory::View { name, query: None })]
    }
}

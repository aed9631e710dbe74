//! What `site`, `page`, `site.data` and posts tell when a template looks into them.
//!
//! Sources: `SiteDrop`, `DocumentDrop`, `JekyllDrop`, `DataReader` of Jekyll 4.3; `VariableLookup` of Liquid 4.0.

use std::rc::Rc;

use super::budget::Spent;
use super::eval::Interpreter;
use super::host::Data;
use super::parse::parse;
use super::val::{Map, Thing, Val};

impl Interpreter<'_> {
    /// One step of a lookup: a key, a place in a list or, after a dot, `size`, `first`, `last`.
    pub(super) fn step_into(&mut self, value: &Val, key: &Val, dotted: bool) -> Val {
        match (value, key) {
            (Val::List(items), Val::Int(at)) => place(items.len(), *at).and_then(|at| items.get(at).cloned()),
            (Val::Map(map), key) => map.get(&key.print()).cloned(),
            (Val::Thing(thing), key) => self.look(&thing.clone(), &key.print()),
            _ => None,
        }
        .or_else(|| if dotted { self.ask(value, &key.print()) } else { None })
        .unwrap_or_default()
    }

    /// `size`, `first` and `last`, asked of the value itself.
    fn ask(&mut self, value: &Val, name: &str) -> Option<Val> {
        match name {
            "size" => match value {
                Val::Thing(_) => Some(Val::Int(i64::try_from(self.items(value).len()).ok()?)),
                _ => Some(Val::Int(i64::try_from(value.size()?).ok()?)),
            },
            "first" | "last" if !matches!(value, Val::Text(_)) => {
                let items = self.items(value);
                let last = items.len().checked_sub(1)?;
                Some(items.get(if name == "first" { 0 } else { last }))
            }
            _ => None,
        }
    }

    /// A property of a value, as `map: "name"` and `where: "name"` ask for it; `a.b` goes two steps.
    pub fn property(&mut self, value: &Val, name: &str) -> Val {
        match self.step_into(value, &Val::text(name), false) {
            Val::Nil if name.contains('.') => {
                let mut value = value.clone();
                for part in name.split('.').take(8) {
                    value = self.step_into(&value, &Val::text(part), true);
                }
                value
            }
            found => found,
        }
    }

    fn look(&mut self, thing: &Thing, key: &str) -> Option<Val> {
        match thing {
            Thing::Site => self.of_site(key),
            Thing::Jekyll => match key {
                "version" => Some(Val::text("4.3.4")),
                "environment" => Some(Val::text("production")),
                _ => None,
            },
            Thing::Document(n) => self.of_document(*n, key),
            Thing::Data(path) => {
                let inner = if path.is_empty() { key.to_owned() } else { format!("{path}/{key}") };
                self.of_data(&inner)
            }
            Thing::Loop(depth) => Some(self.of_loop(*depth, key)),
        }
    }

    fn of_document(&mut self, n: usize, key: &str) -> Option<Val> {
        match key {
            "content" if n == self.page || !self.host.is_rendered(n) => self.host.body(n).map(Val::text),
            "output" if n == self.page => None,
            "content" | "output" => self.content(n).ok(),
            "excerpt" => self.host.attribute(n, key).or_else(|| {
                let body = self.host.body(n)?;
                let first = body.trim().split("\n\n").next().unwrap_or_default();
                self.rendered(n, first).ok()
            }),
            "next" | "previous" => {
                let posts = self.host.posts();
                let at = posts.iter().position(|p| *p == n)?;
                let at = if key == "next" { at.checked_sub(1)? } else { at + 1 };
                posts.get(at).map(|p| Val::Thing(Thing::Document(*p)))
            }
            _ => self.host.attribute(n, key),
        }
    }

    /// The rendered content of another post. Its template runs in the same budget; what it asks of a third post's
    /// content is nothing.
    pub(super) fn content(&mut self, n: usize) -> Result<Val, Spent> {
        let Some(body) = self.host.body(n).filter(|_| !self.inside_body) else { return Ok(Val::Nil) };
        self.rendered(n, &body)
    }

    /// A part of the text of a post as the page shows it: its template executed, its markup made HTML.
    fn rendered(&mut self, n: usize, body: &str) -> Result<Val, Spent> {
        if self.inside_body {
            return Ok(Val::Nil);
        }
        let (page, line) = (self.page, self.line);
        let file = self.file.replace("another post".into());
        (self.page, self.inside_body) = (n, true);
        let mut text = String::new();
        let done = self.render(&parse(body).body, &mut text);
        (self.page, self.line, self.file, self.inside_body) = (page, line, file, false);
        done?;
        self.budget.make(text.len() * 2)?;
        Ok(Val::text(self.host.to_html(&text)))
    }

    /// `site.…`: the posts, the collections, the data, else the configuration.
    fn of_site(&mut self, key: &str) -> Option<Val> {
        if let Some(known) = self.site.get(key) {
            return Some(known.clone());
        }
        let value = match key {
            "time" => Val::Time(Rc::new(self.host.now()), false),
            "data" => Val::Thing(Thing::Data("".into())),
            "posts" => documents(self.host.posts()),
            "related_posts" => {
                let page = self.page;
                documents(self.host.posts().into_iter().filter(|p| *p != page).take(10).collect())
            }
            "tags" | "categories" => self.groups(key),
            "collections" => self.collections(),
            _ => match self.host.collection(key) {
                Some(found) => documents(found),
                None => self.host.config(key)?,
            },
        };
        self.site.insert(key.into(), value.clone());
        Some(value)
    }

    /// `site.collections`: by their labels, each with its documents (`CollectionDrop`).
    fn collections(&mut self) -> Val {
        let mut all = self.host.collections();
        all.sort();
        Val::list(all.into_iter().map(|(label, output)| {
            let docs = if label == "posts" { Some(self.host.posts()) } else { self.host.collection(&label) };
            Val::map([
                ("label", Val::text(label.as_str())),
                ("docs", documents(docs.unwrap_or_default())),
                ("relative_directory", Val::text(format!("_{label}"))),
                ("output", Val::Bool(output)),
            ])
        }))
    }

    /// `site.tags`, `site.categories`: the posts of each, newest first; the names as the oldest posts bring them up
    /// (`Site#post_attr_hash`).
    fn groups(&mut self, key: &str) -> Val {
        let mut groups: Vec<(Rc<str>, Vec<Val>)> = Vec::new();
        let mut index = std::collections::HashMap::<Rc<str>, usize>::new();
        for post in self.host.posts().into_iter().rev() {
            let names = self.host.attribute(post, key).unwrap_or_default();
            let Val::List(names) = names else { continue };
            for name in names.iter() {
                let name = name.print();
                let at = *index.entry(name.clone()).or_insert_with(|| {
                    groups.push((name, Vec::new()));
                    groups.len() - 1
                });
                if let Some((_, posts)) = groups.get_mut(at) {
                    posts.push(Val::Thing(Thing::Document(post)));
                }
            }
        }
        Val::map(groups.into_iter().map(|(name, posts)| (name, Val::list(posts.into_iter().rev()))))
    }

    fn read_data(&mut self, path: &str) -> Option<Data> {
        if let Some(known) = self.data.get(path) {
            return known.clone();
        }
        let found = self.host.data(path);
        self.data.insert(path.into(), found.clone());
        found
    }

    fn of_data(&mut self, path: &str) -> Option<Val> {
        match self.read_data(path)? {
            Data::Value(value) => Some(value),
            Data::Folder(_) => Some(Val::Thing(Thing::Data(path.into()))),
            Data::Unread(why) => {
                self.note(format!("cannot read the data `{path}`: {why}"), "mend the file below `_data`");
                None
            }
        }
    }

    /// A thing of the site as a map, for loops over it and for `jsonify`.
    pub(super) fn written_out(&mut self, thing: &Thing) -> Val {
        match thing {
            Thing::Data(path) => {
                let Some(Data::Folder(names)) = self.read_data(path) else { return Val::Nil };
                let entries: Map = names
                    .into_iter()
                    .filter_map(|name| {
                        let value = self.look(thing, &name)?;
                        Some((name, value))
                    })
                    .collect();
                Val::Map(Rc::new(entries))
            }
            Thing::Document(n) => {
                let names = self.host.attributes(*n);
                Val::map(
                    names
                        .into_iter()
                        .filter_map(|name| Some((name.clone(), self.host.attribute(*n, &name)?))),
                )
            }
            Thing::Site | Thing::Jekyll | Thing::Loop(_) => Val::Nil,
        }
    }
}

fn documents(numbers: Vec<usize>) -> Val {
    Val::list(numbers.into_iter().map(|n| Val::Thing(Thing::Document(n))))
}

/// The place in a list that a number names; below 0 from the end.
fn place(length: usize, at: i64) -> Option<usize> {
    match usize::try_from(at) {
        Ok(at) => Some(at),
        Err(_) => length.checked_sub(usize::try_from(at.unsigned_abs()).ok()?),
    }
}

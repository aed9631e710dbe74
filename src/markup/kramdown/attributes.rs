//! Attribute lists: `{: .class #id key="value" reference}`, for a block, for words, or named for later.

use std::collections::HashMap;

/// What an attribute list says.
#[derive(Clone, Debug, Default, PartialEq)]
pub(super) struct Attributes {
    /// Attributes, the id and the classes among them.
    pub(super) pairs: Vec<(String, String)>,
    /// Names of lists that also count; `toc` and `footnotes` ask for something.
    pub(super) references: Vec<String>,
}

impl Attributes {
    /// Adds what the inside of a list says.
    pub(super) fn read(&mut self, inside: &str) {
        let mut rest = inside.trim_start();
        while !rest.is_empty() {
            rest = self.read_one(rest).trim_start();
        }
    }

    fn read_one<'t>(&mut self, text: &'t str) -> &'t str {
        let word = text.find(char::is_whitespace).unwrap_or(text.len());
        if let Some((key, rest)) =
            text.split_once('=').filter(|(key, _)| super::lines::name_length(key) == key.len())
        {
            for quote in ['"', '\''] {
                let quoted = rest.strip_prefix(quote).and_then(|body| body.split_once(quote));
                if let Some((value, after)) = quoted {
                    self.set(key, &value.replace("\\}", "}"));
                    return after;
                }
            }
        }
        let (word, rest) = text.split_at(word);
        if word.starts_with(['#', '.']) {
            self.ids_and_classes(word);
        } else if super::lines::name_length(word) == word.len() {
            self.references.push(word.to_owned());
        }
        rest
    }

    fn ids_and_classes(&mut self, word: &str) {
        let mut rest = word;
        while let Some(mark) = rest.chars().next().filter(|c| matches!(c, '#' | '.')) {
            let body = rest.get(1..).unwrap_or_default();
            let end = body.find(['#', '.']).unwrap_or(body.len());
            let (name, tail) = body.split_at(end);
            match mark {
                '#' => self.set("id", name),
                _ => self.set("class", name),
            }
            rest = tail;
        }
    }

    /// Sets an attribute; classes add up.
    pub(super) fn set(&mut self, key: &str, value: &str) {
        match self.pairs.iter_mut().find(|(k, _)| k == key) {
            Some((_, before)) if key == "class" => {
                before.push(' ');
                before.push_str(value);
            }
            Some((_, before)) => *before = value.to_owned(),
            None => self.pairs.push((key.to_owned(), value.to_owned())),
        }
    }

    /// Adds what another list says.
    pub(super) fn add(&mut self, other: &Self) {
        other.pairs.iter().for_each(|(key, value)| self.set(key, value));
        self.references.extend(other.references.iter().cloned());
    }

    /// All attributes, those of the lists it names too.
    pub(super) fn resolved(&self, lists: &HashMap<String, Self>) -> Vec<(String, String)> {
        if self.references.is_empty() {
            return self.pairs.clone();
        }
        let mut all = Self::default();
        let mut todo: Vec<&Self> = vec![self];
        let mut turns = 0;
        while let Some(one) = todo.pop().filter(|_| turns < 100) {
            // A long list is not gone through again and again either.
            turns += 1 + one.pairs.len() / 100 + one.references.len() / 100;
            one.pairs.iter().for_each(|(key, value)| all.set(key, value));
            todo.extend(one.references.iter().filter_map(|name| lists.get(name)));
        }
        all.pairs
    }

    pub(super) fn refers_to(&self, name: &str) -> bool {
        self.references.iter().any(|r| r == name)
    }
}

//! Jekyll's tags: includes, highlighted code, links to posts and files, and what plugins embed.
//!
//! Source: `lib/jekyll/tags` of Jekyll 4.3.

use std::rc::Rc;

use super::ast::{Body, Include};
use super::budget::Spent;
use super::eval::Interpreter;
use super::parse::{Template, parse};
use super::plugins::Embed;
use super::val::Val;
use crate::markup::Island;

impl Interpreter<'_> {
    /// An include: its file is read once, its parameters are `include.…` inside it.
    pub(super) fn include(&mut self, include: &Include, out: &mut String) -> Result<(), Spent> {
        let name: Rc<str> = self.inline(&include.file)?.trim().into();
        let Some(template) = self.template(&name, include.relative) else {
            self.note(format!("there is no include `{name}`"), "nothing is shown in its place");
            return Ok(());
        };
        let scope = self.locals.len();
        if let Some(params) = &include.params {
            let mut values = Vec::with_capacity(params.len());
            for (name, value) in params {
                values.push((name.clone(), self.value(value)?));
            }
            self.locals.push(("include".into(), Val::map(values)));
        }
        let (file, line) = (self.file.replace(name), self.line);
        for note in &template.notes {
            self.line = note.line;
            self.note(note.message.clone(), note.remedy);
        }
        let done = self.render(&template.body, out);
        (self.file, self.line) = (file, line);
        self.locals.truncate(scope);
        done
    }

    fn template(&mut self, name: &Rc<str>, relative: bool) -> Option<Rc<Template>> {
        let key = (relative, name.clone());
        if let Some(known) = self.templates.get(&key) {
            return known.clone();
        }
        let text = match relative {
            true => self.host.include_relative(name),
            false => self.host.include(name),
        };
        let template = text.map(|text| Rc::new(parse(&text)));
        self.templates.insert(key, template.clone());
        template
    }

    /// `highlight`: line ends around the code go, as `HighlightBlock#render` cuts them. The code stands on a line of its
    /// own whatever its tag was indented by (`highlighter_prefix` of Jekyll's Markdown converter), so it ends a list.
    pub(super) fn highlight(&mut self, language: &str, body: &Body, out: &mut String) -> Result<(), Spent> {
        let mut code = String::new();
        self.render(body, &mut code)?;
        let text = code.trim_matches(['\n', '\r']).to_owned();
        out.push('\n');
        self.island(Island::Code { language: language.to_owned(), text }, out)?;
        out.push('\n');
        Ok(())
    }

    /// `link`: the address of a file of the site.
    pub(super) fn link(&mut self, path: &str, out: &mut String) -> Result<(), Spent> {
        let path = self.inline(path)?;
        let path = path.trim().trim_matches(['"', '\'']);
        match self.host.link(path) {
            Some(url) => self.site_url(&url, out),
            None => {
                self.note(format!("`link` names no file of the site: {path}"), "correct the path");
                Ok(())
            }
        }
    }

    /// `post_url`: the address of a post.
    pub(super) fn post_url(&mut self, name: &str, out: &mut String) -> Result<(), Spent> {
        let name = self.inline(name)?;
        let name = name.trim().trim_matches(['"', '\'']);
        match self.host.post_url(name) {
            Some(url) => self.site_url(&url, out),
            None => {
                self.note(
                    format!("`post_url` names no post: {name}"),
                    "write the file's name without its ending",
                );
                Ok(())
            }
        }
    }

    fn site_url(&mut self, url: &str, out: &mut String) -> Result<(), Spent> {
        let url = super::filters::url::relative(self, url);
        self.print(&url, out)
    }

    /// A film or a gist: a link with words.
    pub(super) fn embed(&mut self, embed: &Embed, out: &mut String) -> Result<(), Spent> {
        let target = self.inline(&embed.target)?;
        let words = self.inline(&embed.words)?;
        self.island(Island::Link { target, words, media: embed.media }, out)
    }

    /// A plugin's tag of which nothing is known.
    pub(super) fn aside(&mut self, words: &str, out: &mut String) -> Result<(), Spent> {
        self.island(Island::Aside(words.to_owned()), out)
    }

    fn island(&mut self, island: Island, out: &mut String) -> Result<(), Spent> {
        self.budget.make(64)?;
        let placeholder = self.islands.add(island);
        self.print(&placeholder, out)
    }
}

//! What a template may ask of its site. Implemented by the Jekyll code; by a table in tests.

use jiff::Zoned;

use super::val::Val;

/// What lies at a path below `_data`.
#[derive(Clone, Debug)]
pub enum Data {
    /// A file, read.
    Value(Val),
    /// A folder: the names in it, without endings.
    Folder(Vec<String>),
    /// A file that cannot be read, and why.
    Unread(String),
}

/// The site around a template. Nothing is read before a template asks for it.
pub trait Host {
    /// The text of a file of the includes folder.
    fn include(&self, name: &str) -> Option<String>;
    /// The text of a file, by its path from the folder of the page.
    fn include_relative(&self, name: &str) -> Option<String>;
    /// What lies below `_data`, by a path without endings such as `nav/main`; empty for the folder itself.
    fn data(&self, path: &str) -> Option<Data>;
    /// A value of the configuration.
    fn config(&self, key: &str) -> Option<Val>;
    /// The header of the page's layout, which a template sees as `layout`; layouts themselves are not applied.
    fn layout(&self) -> Option<Val>;
    /// The number of the document whose text is expanded.
    fn page(&self) -> usize;
    /// The numbers of the posts, newest first.
    fn posts(&self) -> Vec<usize>;
    /// The numbers of the documents of a collection, or of `documents`, `pages`, `html_pages`, `static_files`.
    fn collection(&self, label: &str) -> Option<Vec<usize>>;
    /// The collections: their labels, and whether their documents become pages.
    fn collections(&self) -> Vec<(String, bool)>;
    /// An attribute of a document: its header with the defaults, and what Jekyll adds (`url`, `date`, `path` …).
    fn attribute(&self, document: usize, key: &str) -> Option<Val>;
    /// Whether the content of a document is what the web page shows. That of the page itself, and of pages that are no
    /// documents of a collection, is what is written: they are rendered last.
    fn is_rendered(&self, document: usize) -> bool;
    /// The names of a document's attributes.
    fn attributes(&self, document: usize) -> Vec<String>;
    /// The text of a document below its header, as written.
    fn body(&self, document: usize) -> Option<String>;
    /// The address of the file that `link` names.
    fn link(&self, path: &str) -> Option<String>;
    /// The address of the post that `post_url` names.
    fn post_url(&self, name: &str) -> Option<String>;
    /// Now, in the site's zone.
    fn now(&self) -> Zoned;
    /// Markdown to HTML, by the site's dialect.
    fn to_html(&self, markdown: &str) -> String;
}

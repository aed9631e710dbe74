//! Posts for sessions with a scripted terminal, some of which make trouble.

use super::*;
use crate::document::{Block, Document, Inline};
use crate::library::fulltext::{Hit, Search};
use crate::post::PostId;
use crate::site::{Failure, Opened};

/// Opens every post at once but those that panic or wait for the script, by their titles.
pub(super) struct Shelf {
    pub gate: Arc<(Mutex<usize>, Condvar)>,
}

impl Work for Shelf {
    fn open(&self, library: &Library, post: PostId, _: Timestamp) -> Result<Opened, Failure> {
        let title = library.post(post).unwrap().meta.title.clone();
        match &*title {
            "Broken" => panic!("as a parser may"),
            "Slow" => {
                let gate = self.gate.0.lock().unwrap();
                drop(self.gate.1.wait_while(gate, |passes| *passes == 0).unwrap());
            }
            _ => {}
        }
        let more =
            "Some forty words make a paragraph, and a paragraph has a few lines of its own. ".repeat(5);
        let paragraph = |words: &str| Block::Paragraph(vec![Inline::Text(Clean::line(words))]);
        let mut blocks = vec![paragraph(&format!("The body of {title}."))];
        blocks.extend((0..30).map(|n| paragraph(&format!("Part {n}. {more}"))));
        let document = Document { blocks, ..Document::default() };
        Ok(Opened { document: Arc::new(document) })
    }

    /// Finds the first post; one word is looked for as long as anybody waits for it.
    fn search(
        &self,
        _: &Library,
        search: &Search,
        posts: &[PostId],
        _: Timestamp,
        found: &mut dyn FnMut(Vec<Hit>) -> bool,
    ) {
        while search.shown() == "e" && found(Vec::new()) {
            std::thread::yield_now();
        }
        found(vec![Hit { post: posts[0], score: 1, excerpt: None }]);
    }

    fn gather(&self, _: Timestamp, _: &mut dyn FnMut(Arc<Library>, Clean)) {
        panic!("as a scan may")
    }

    fn reload(&self, _: Timestamp) -> Result<Library, Failure> {
        panic!("as a scan may")
    }
}

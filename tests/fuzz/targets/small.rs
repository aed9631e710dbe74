//! What the reader types: queries, and the bytes of keys.

use jiff::Timestamp;
use rushlight::library::{Library, Order, Query};
use rushlight::post::Marks;
use rushlight::screen::Event;
use rushlight::screen::input::Parser;
use rushlight::site::{self, Files, Generator};
use rushlight::text::Clean;

use super::{assert_clean, text};

/// A query: read, run, written, read again as the same; a wrong one points into its text.
pub fn query(bytes: &[u8]) {
    thread_local!(static LIBRARY: Library = library());
    let text = text(bytes);
    match Query::parse(&text) {
        Ok(query) => {
            LIBRARY.with(|library| {
                let _ = query.run(library, &Marks::default(), Order::default(), Timestamp::UNIX_EPOCH);
                let _ = query.unknown(library);
            });
            let written = query.to_string();
            assert_eq!(Query::parse(&written).as_ref(), Ok(&query), "{text:?} was written {written:?}");
        }
        Err(error) => {
            assert!(Clean::line(&text).get(error.range.clone()).is_some(), "{:?} of {text:?}", error.range);
            assert_clean(&error.message, false);
        }
    }
}

fn library() -> Library {
    let post = |name: &str, head: &str| {
        (format!("{name}.md"), format!("---\n{head}\n---\nSome words.\n").into_bytes())
    };
    let files = [
        post("2020-01-01-a", "title: One\ntags: [linux, a b]"),
        post("2021-02-02-b", "title: Zwei Wörter\ntags: [go]\ncategories: x\nauthor: Eve"),
        post("c", "draft: true\nlang: de"),
    ];
    let mut site = site::detect_in(Files::table(files), Some(Generator::Plain));
    let posts = site::scan(&mut site, Timestamp::UNIX_EPOCH);
    Library::new(vec![site], posts)
}

/// Bytes from a terminal: wherever they are cut, the same events come, and pasted text is clean.
pub fn input(bytes: &[u8]) {
    let events = |cuts: &[usize]| {
        let (mut parser, mut events, mut from) = (Parser::default(), Vec::new(), 0);
        for cut in cuts.iter().copied().chain([bytes.len()]) {
            parser.feed(&bytes[from..cut], &mut events);
            from = cut;
        }
        events
    };
    let whole = events(&[]);
    for event in &whole {
        if let Event::Paste(text) = event {
            assert_clean(text, true);
        }
    }
    let short = bytes.len().min(64);
    (0..short).for_each(|cut| assert_eq!(events(&[cut]), whole, "cut at {cut}"));
    assert_eq!(events(&(0..bytes.len()).collect::<Vec<_>>()), whole, "one by one");
    // Wherever time passes, nothing panics and the next key is a key again.
    let (mut parser, mut events) = (Parser::default(), Vec::new());
    for byte in bytes {
        parser.feed(&[*byte], &mut events);
        parser.flush(&mut events);
    }
}

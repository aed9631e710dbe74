//! What leads out of the program: the web page, the editor, addresses; and what has none.

use super::{Drive, MARSH};
use crate::app::{Effect, Options};
use crate::library::{Library, samples};
use crate::text::Clean;

fn reading() -> Drive {
    Drive::new(MARSH, 80, 24).keys("enter")
}

#[test]
fn addresses_are_copied() {
    let drive = reading().keys("y y");
    assert_eq!(drive.left, [Effect::Copy(Clean::line("https://marsh.example/two-ways-to-lose-a-packet/"))]);
    let drive = Drive::new(MARSH, 80, 24).keys("y t");
    let text = "Two ways to lose a packet\nhttps://marsh.example/two-ways-to-lose-a-packet/";
    assert_eq!(drive.left, [Effect::Copy(Clean::text(text))]);
}

#[test]
fn the_web_page_and_the_editor() {
    assert_eq!(
        reading().keys("O").left,
        [Effect::Browse(Clean::line("https://marsh.example/two-ways-to-lose-a-packet/"))]
    );
    let path = "/blog/_posts/2024-03-27-two-ways-to-lose-a-packet.md".into();
    assert_eq!(Drive::new(MARSH, 80, 24).keys("e").left, [Effect::Edit { path, line: None }]);
}

#[test]
fn a_picture_of_a_site_without_an_address_says_what_it_is_and_what_can_be_done() {
    // A picture that was there was said to be the address of no post.
    const TEXT: &str =
        "![A map](/maps/a.png) and [the talk](/files/talk.pdf?v=2), [a page](/gone/page.html).\n";
    for (width, height) in [(80, 24), (40, 12)] {
        let follows = |keys: &str| {
            let marsh = samples::library(MARSH);
            let mut sites = marsh.sites().to_vec();
            sites[0].url = Clean::default();
            let library = Library::new(sites, marsh.posts().to_vec());
            let drive = Drive { text: TEXT, ..Drive::of(library, Options::default(), width, height) };
            drive
                .keys("enter")
                .keys(keys)
                .keys("enter")
                .text()
                .split_whitespace()
                .collect::<Vec<_>>()
                .join(" ")
        };
        let picture = follows("tab");
        assert!(
            picture.contains("This picture has no address on the web that a browser could open: /maps/a.png; yl copies that"),
            "{picture}"
        );
        assert!(follows("tab tab").contains("This file has no address on the web"));
        assert!(follows("tab tab tab").contains("No post here has the address /gone/page.html"));
    }
}

#[test]
fn what_stands_in_the_post_itself_has_no_address_to_open_or_to_copy() {
    // All of it, thousands of letters, was "Not an address of the web"; of a picture that was said of `data:`.
    const TEXT: &str = "![A dot](data:image/png;base64,iVBORw0KGgo=) and [a text](data:text/plain,hello).\n";
    for (width, height) in [(80, 24), (40, 12)] {
        let open = || Drive::with_text(TEXT, MARSH, width, height).keys("enter tab");
        let said = |drive: Drive| {
            let mut drive = drive;
            drive.text().split_whitespace().collect::<Vec<_>>().join(" ")
        };
        const PICTURE: &str = "This picture is written into the post itself and has no address; O opens the web page, which has it";
        for keys in ["enter", "K", "y l"] {
            let shown = said(open().keys(keys));
            assert!(shown.contains(PICTURE), "{keys}: {shown}");
            let link = said(open().keys("tab").keys(keys));
            assert!(
                link.contains("What this link leads to is written into the post itself"),
                "{keys}: {link}"
            );
            assert!(!link.contains("hello"), "{link}");
        }
    }
}

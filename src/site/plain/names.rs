//! Links by name, as notes have them: `[[page]]` leads to the note of that name, wherever in the folder it is.
//!
//! Source: Obsidian's help, "Internal links": the shortest path that tells a note from others.

use std::path::{Path, PathBuf};

use percent_encoding::{AsciiSet, CONTROLS, percent_decode_str, utf8_percent_encode};

use crate::document::Target;
use crate::site::{Page, urls};
use crate::text::Clean;

/// Folders in which pictures of notes lie that are named without one.
const PICTURES: [&str; 6] = ["attachments", "assets", "images", "img", "media", "files"];

/// Characters of a file's name that mean something else in an address.
const SIGNS: &AsciiSet = &CONTROLS.add(b'%').add(b'#').add(b'?');

/// Resolves a target: a path that is there, else the note or the picture of that name.
pub(super) fn resolve(page: &Page<'_>, written: &str) -> Target {
    let end = written.find('#').unwrap_or(written.len());
    let (name, fragment) = written.split_at(end);
    let direct = || urls::resolve(page, written);
    if name.is_empty() || name.starts_with('/') || name.contains('?') || urls::has_scheme(name) {
        return direct();
    }
    let name = percent_decode_str(name).decode_utf8_lossy();
    let path = Path::new(&*name);
    let has_ending = path.extension().is_some_and(|ending| ending.len() <= 5);
    // The path of a file beside this one says where it leads.
    if name.contains("./") || super::is_markdown(path) && page.posts.at(&below(page, path)).is_some() {
        return direct();
    }
    let found = match has_ending && !super::is_markdown(path) {
        true => picture(page, path),
        false => note(page, path),
    };
    match found {
        Some(path) => Target::Site(Clean::line(&format!("{path}{fragment}"))),
        None => direct(),
    }
}

/// A path beside the post, from the root.
fn below(page: &Page<'_>, path: &Path) -> PathBuf {
    page.post.path().parent().map(|folder| folder.join(path)).unwrap_or_else(|| path.to_path_buf())
}

/// The address of the note of a name: the one beside the post, else the one that lies least deep.
fn note(page: &Page<'_>, name: &Path) -> Option<String> {
    let file = match super::is_markdown(name) {
        true => name.to_path_buf(),
        false => PathBuf::from(format!("{}.md", name.display())),
    };
    let beside = below(page, &file);
    if page.site.files.is_file(&beside) {
        return Some(address(&beside));
    }
    if page.site.files.is_folder(&below(page, name)) {
        return None;
    }
    let named = page.posts.like(&file).filter(|post| post.path().with_extension("md").ends_with(&file));
    let nearest = named.min_by_key(|post| post.path().components().count());
    nearest
        .map(|post| address(post.path()))
        .or_else(|| page.site.files.is_file(&file).then(|| address(&file)))
}

/// The address of a picture that is not beside the post.
fn picture(page: &Page<'_>, name: &Path) -> Option<String> {
    let files = &page.site.files;
    if files.is_file(&below(page, name)) {
        return None;
    }
    let folders = || PICTURES.iter().map(Path::new);
    let beside = folders().map(|folder| below(page, &folder.join(name)));
    let at_root = folders().map(|folder| folder.join(name));
    let found = beside.chain([name.to_path_buf()]).chain(at_root).find(|path| files.is_file(path));
    found.map(|path| address(&path))
}

fn address(path: &Path) -> String {
    utf8_percent_encode(&super::address(path), SIGNS).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::site::{Files, Generator, Names, Siblings, detect_in, open_among, scan};
    use jiff::Timestamp;

    #[test]
    fn a_name_leads_to_the_note_that_has_it() {
        let text = "[[Other page]] [[deep one#A part]] [[sub/twice]] [[twice]] [[none]] [b](b) [f](folder) [c](b.md#x) \
                    ![[cat.png]] ![[own.png]] ![[b]] [w](http://a.b/c)";
        let table = [
            ("notes/a.md", text),
            ("notes/b.md", ""),
            ("notes/own.png", "x"),
            ("notes/folder/x.md", ""),
            ("Other page.md", ""),
            ("x/y/deep one.md", ""),
            ("x/sub/twice.md", ""),
            ("twice.md", ""),
            ("attachments/cat.png", "x"),
        ];
        let mut site = detect_in(Files::table(table.map(|(path, text)| (path, text.as_bytes()))), None);
        assert_eq!(site.generator, Generator::Plain);
        let posts = scan(&mut site, Timestamp::UNIX_EPOCH);
        let names = Names::default();
        let post = posts.iter().find(|post| &*post.name == "notes/a.md").unwrap();
        let opened = open_among(&site, Siblings::new(&posts, &names), post, Timestamp::UNIX_EPOCH).unwrap();
        let targets: Vec<String> = opened
            .document
            .links
            .iter()
            .map(|link| match &link.target {
                Target::Site(path) | Target::Web(path) => path.to_string(),
                other => format!("{other:?}"),
            })
            .collect();
        assert_eq!(
            targets,
            [
                "/Other page.md",
                "/x/y/deep one.md#a-part",
                "/x/sub/twice.md",
                "/twice.md",
                "/notes/none",
                "/notes/b.md",
                "/notes/folder",
                "/notes/b.md#x",
                "/attachments/cat.png",
                "/notes/own.png",
                "/notes/b.md",
                "http://a.b/c",
            ]
        );
    }
}

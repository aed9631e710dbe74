//! Globs in each of their dialects, and the `.gitignore` of a folder.

use jiff::Timestamp;
use rushlight::site::{self, Files, Generator};
use rushlight::text::glob::Glob;

use super::text;

/// A glob and a path, each of any text, and a `.gitignore` that is asked about the path.
pub fn globs(bytes: &[u8]) {
    let mut parts = bytes.splitn(3, |byte| *byte == 0);
    let [glob, path, ignore] = [(); 3].map(|()| parts.next().unwrap_or_default());
    let (glob, path) = (text(glob), text(path));
    let dialects = [Glob::new, Glob::flat, Glob::with_braces];
    let escaped: String = path.chars().flat_map(|sign| ['\\', sign]).collect();
    for read in dialects {
        read(&glob).matches(&path);
        assert!(read(&escaped).matches(&path), "{escaped:?} is not {path:?}");
    }
    if Glob::new(&glob).matches(&path) {
        assert!(Glob::new(&format!("**/{glob}")).matches(&format!("x/{path}")), "**/{glob} below a folder");
    }
    folder(&path, ignore);
}

/// What a `.gitignore` says of one folder says nothing of what lies beside it.
fn folder(path: &str, ignore: &[u8]) {
    let post = |name: &str| (name.to_owned(), b"# A post\n".to_vec());
    let files =
        [(".gitignore".to_owned(), ignore.to_vec()), post("beside.md"), post(&format!("{path}/p.md"))];
    let mut site = site::detect_in(Files::table(files), Some(Generator::Plain));
    let posts = site::scan(&mut site, Timestamp::UNIX_EPOCH);
    let is_there = posts.iter().any(|post| &*post.name == "beside.md");
    assert!(is_there || path.starts_with("beside.md"), "a post beside {path:?} is gone");
}

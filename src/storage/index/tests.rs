//! What the index keeps, when it does not count, and that a search through it finds what a look at every text does.

use std::fs;
use std::path::Path;

use super::*;
use crate::library::fulltext::{Hit, Search};
use crate::post::Marks;
use crate::site::{Generator, detect, scan};
use tempfile::TempDir;

/// A blog in a folder, and beside it a cache.
struct Blog {
    folder: TempDir,
    cache: TempDir,
}

const NOW: Timestamp = Timestamp::UNIX_EPOCH;

impl Blog {
    fn new(posts: &[(&str, &str)]) -> Self {
        let blog = Self { folder: tempfile::tempdir().unwrap(), cache: tempfile::tempdir().unwrap() };
        posts.iter().for_each(|(name, text)| blog.write(name, text));
        blog
    }

    fn write(&self, name: &str, text: &str) {
        fs::write(self.folder.path().join(name), text).unwrap();
    }

    fn index(&self) -> Index {
        Index::new(Some(self.cache.path().to_owned()))
    }

    fn library(&self) -> Library {
        let mut site = detect(self.folder.path(), Some(Generator::Plain)).unwrap();
        let posts = scan(&mut site, NOW);
        Library::new(vec![site], posts)
    }

    /// A library that has learned, and how many posts had to be read for it.
    fn learned(&self) -> (Library, usize) {
        let library = self.library();
        let mut facts = Facts::new(&library);
        let index = self.index();
        let mut file = index.file(&library, SiteId(0));
        let missing = known(&library, SiteId(0), file.as_mut(), &mut facts).0.len();
        drop(file);
        index.learn(&library, Haste::Beside, NOW, &|_| true);
        (library, missing)
    }

    fn file(&self) -> PathBuf {
        let entries = fs::read_dir(self.cache.path().join("index")).unwrap();
        let files: Vec<PathBuf> = entries.map(|entry| entry.unwrap().path()).collect();
        files.into_iter().find(|path| path.extension().is_some_and(|ending| ending == "sqlite")).unwrap()
    }
}

fn search(index: &Index, library: &Library, words: &str) -> Vec<Hit> {
    let search = Search::parse(words).unwrap();
    let posts = search.posts(library, &Marks::default(), NOW);
    let hits = |sentences| {
        let mut all = Vec::new();
        index.search(library, &search, (&posts, sentences), NOW, &mut |hits| {
            all.extend(hits);
            true
        });
        all
    };
    let (best, all) = (hits(Sentences::Best), hits(Sentences::All));
    let is_in = |hit: &Hit| all.iter().any(|o| o.post == hit.post && (hit.excerpt.is_none() || o == hit));
    assert!(best.len() == all.len() && best.iter().all(is_in));
    all
}

fn found(index: &Index, library: &Library, words: &str) -> Vec<String> {
    let mut names: Vec<String> = search(index, library, words)
        .iter()
        .map(|hit| library.post(hit.post).unwrap().name.to_string())
        .collect();
    names.sort();
    names
}

const THREE: &[(&str, &str)] = &[
    ("a.md", "# One\n\nThe *crème* of it. See [b](b.md) and [no](gone.md).\n"),
    ("b.md", "# Two\n\nPlain words, `code` and more words.\n"),
    ("c.md", "# Three\n\n日本語の文章 ![none](none.png) and [b](b.md#two)\n"),
];

#[test]
fn what_is_known_once_is_not_read_again() {
    let blog = Blog::new(THREE);
    let (first, missing) = blog.learned();
    assert_eq!(missing, 3);
    let (second, missing) = blog.learned();
    assert_eq!(missing, 0);
    for library in [first, second] {
        let words: Vec<_> = library.ids().iter().map(|id| library.words(*id).unwrap()).collect();
        assert_eq!(words, [9, 7, 5]);
        assert_eq!(library.linked_by(PostId(1)).len(), 2);
        let problems: Vec<String> =
            library.ids().iter().flat_map(|id| library.problems(*id)).map(|p| p.to_string()).collect();
        assert_eq!(problems.len(), 2, "{problems:?}");
        assert!(problems[0].starts_with("a.md:3: a link leads nowhere"), "{problems:?}");
        assert!(problems[1].starts_with("c.md:3: no such image"), "{problems:?}");
        assert_eq!(found(&blog.index(), &library, "creme"), ["a.md"]);
        assert_eq!(found(&blog.index(), &library, "の文"), ["c.md"]);
        assert_eq!(found(&blog.index(), &library, "words code"), ["b.md"]);
    }
}

#[test]
fn who_only_searches_does_not_ask_where_links_lead_and_the_index_has_it_all() {
    let blog = Blog::new(THREE);
    for _ in ["the index is made", "the index is there"] {
        let library = blog.library();
        blog.index().learn_texts(&library, (Haste::Waited, NOW), &|_| true);
        assert_eq!(found(&blog.index(), &library, "words code"), ["b.md"]);
        assert_eq!((library.words(PostId(0)), library.linked_by(PostId(1)).len()), (Some(9), 0));
    }
    let (library, read) = blog.learned();
    assert_eq!((read, library.linked_by(PostId(1)).len()), (0, 2));
}

#[test]
fn a_list_is_searched_as_it_was_when_its_files_were_looked_at() {
    // Every file was asked for its state a second time, which took as long as all else of a search.
    let blog = Blog::new(THREE);
    blog.learned();
    let listed = blog.library();
    blog.write("b.md", "# Two\n\nOther words altogether.\n");
    blog.index().learn_texts(&listed, (Haste::Waited, NOW), &|_| false);
    assert_eq!(found(&blog.index(), &listed, "plain"), ["b.md"]);
    let (library, missing) = blog.learned();
    assert_eq!(missing, 1, "who lists it anew sees that it has changed");
    assert_eq!(found(&blog.index(), &library, "altogether"), ["b.md"]);
}

#[test]
fn long_texts_are_kept_whole() {
    // They are written into their place piece by piece, in both forms where there are two.
    let ascii = format!("{}Zyzzyva", "word ".repeat(60_000));
    let folded = format!("{}Žyzzyva", "w\u{f6}rd ".repeat(60_000));
    let blog = Blog::new(&[("a.md", &ascii), ("b.md", &folded)]);
    let (library, read) = blog.learned();
    assert_eq!(read, 2);
    let hits = search(&blog.index(), &library, "zyzzyva");
    let mut said: Vec<String> = hits.into_iter().map(|hit| hit.excerpt.unwrap().text.to_string()).collect();
    said.sort();
    assert!(
        said.len() == 2 && said[0].ends_with("word Zyzzyva") && said[1].ends_with("wörd Žyzzyva"),
        "{said:?}"
    );
    assert_eq!(blog.learned().1, 0, "known");
}

#[test]
fn a_post_that_changed_is_read_again_and_one_that_is_gone_is_forgotten() {
    let blog = Blog::new(THREE);
    blog.learned();
    blog.write("b.md", "# Two\n\nOther words altogether.\n");
    fs::remove_file(blog.folder.path().join("c.md")).unwrap();
    let (library, missing) = blog.learned();
    assert_eq!(missing, 1);
    assert_eq!(found(&blog.index(), &library, "altogether"), ["b.md"]);
    assert!(found(&blog.index(), &library, "plain").is_empty());
    blog.write("gone.md", "Not gone any more.\n");
    blog.write("aa.md", "Between others.\n");
    let (library, missing) = blog.learned();
    assert_eq!(missing, 2);
    assert_eq!(library.problems(PostId(0)).count(), 0, "whether a link leads anywhere is found out anew");
    assert_eq!(blog.learned().1, 0, "though the index has them in another order");
}

#[test]
fn the_sentence_is_that_of_the_text_as_it_is_now() {
    // A text in ASCII is kept once, any other twice: what was kept of it before must not be shown.
    let blog = Blog::new(THREE);
    blog.learned();
    for text in ["Plain cream now.\n", "Crème again: cream.\n", "And more plain cream.\n"] {
        blog.write("a.md", text);
        let (library, _) = blog.learned();
        let hit = search(&blog.index(), &library, "cream").remove(0);
        assert_eq!(hit.excerpt.unwrap().text.to_string(), text.trim_end());
    }
}

#[test]
fn a_damaged_index_is_made_anew() {
    let blog = Blog::new(THREE);
    let whole = {
        blog.learned();
        fs::read(blog.file()).unwrap()
    };
    let mut torn = whole.clone();
    torn[200..3000].fill(0x55);
    for damage in [&b"not a database, but long enough to be one"[..], b"", &whole[..whole.len() / 2], &torn] {
        fs::write(blog.file(), damage).unwrap();
        let (library, _) = blog.learned();
        assert!(library.is_derived());
        assert_eq!(found(&blog.index(), &library, "creme"), ["a.md"], "{} bytes", damage.len());
        assert_eq!(found(&blog.index(), &library, "words"), ["b.md"], "{} bytes", damage.len());
    }
}

#[test]
fn an_index_that_is_damaged_within_is_made_anew() {
    // It was read as far as it went, and stayed damaged for ever: each search read the posts again.
    let texts: Vec<(String, String)> = (0..200)
        .map(|n| (format!("{n}.md"), format!("# Post {n}\n\n{}", "some cream. ".repeat(200))))
        .collect();
    let posts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (name.as_str(), text.as_str())).collect();
    let blog = Blog::new(&posts);
    blog.learned();
    let (whole, page) = (fs::read(blog.file()).unwrap(), 1 << 16);
    assert!(whole.len() > 6 * page);
    let is_whole = || {
        let db = rusqlite::Connection::open(blog.file()).unwrap();
        db.query_row("PRAGMA integrity_check", [], |row| row.get::<_, String>(0))
            .is_ok_and(|said| said == "ok")
    };
    for damaged in 1..whole.len() / page {
        let mut bytes = whole.clone();
        bytes[damaged * page..damaged * page + 4096].fill(0x55);
        fs::write(blog.file(), bytes).unwrap();
        let (library, _) = blog.learned();
        assert_eq!(found(&blog.index(), &library, "cream").len(), 200, "page {damaged}");
        // What only a search comes upon, or who writes, is mended at the next start.
        blog.write("0.md", &format!("# Post 0\n\ncream {}", "again ".repeat(damaged)));
        let (library, _) = blog.learned();
        assert!(is_whole(), "page {damaged}");
        assert_eq!(found(&blog.index(), &library, "cream").len(), 200, "page {damaged}");
    }
}

#[test]
fn an_index_of_another_version_is_made_anew() {
    let blog = Blog::new(THREE);
    blog.learned();
    let change = |sql: &str| rusqlite::Connection::open(blog.file()).unwrap().execute_batch(sql).unwrap();
    for sql in [
        "UPDATE about SET made_by = '0.0.1 1 00'",
        "DROP TABLE texts",
        "DROP TABLE posts; CREATE TABLE posts (x)",
    ] {
        change(sql);
        let (library, _) = blog.learned();
        assert_eq!(found(&blog.index(), &library, "creme"), ["a.md"], "{sql}");
    }
}

#[test]
fn keys_of_an_index_that_was_made_anew_since_are_not_looked_up() {
    let blog = Blog::new(THREE);
    let (library, _) = blog.learned();
    fs::remove_file(blog.file()).unwrap();
    blog.write("b.md", "# Two\n\nOther words.\n");
    blog.learned();
    assert_eq!(found(&blog.index(), &library, "creme"), ["a.md"], "found in the posts themselves");
}

#[test]
fn two_at_once_make_one_index() {
    let blog = Blog::new(&[]);
    for n in 0..200 {
        blog.write(&format!("{n:03}.md"), &format!("Number {n}, and a needle in each.\n"));
    }
    std::thread::scope(|scope| {
        let one = || {
            let library = blog.library();
            blog.index().learn(&library, Haste::Beside, NOW, &|_| true);
            assert_eq!(found(&blog.index(), &library, "needle").len(), 200);
        };
        for _ in 0..3 {
            scope.spawn(one);
        }
    });
    let (library, missing) = blog.learned();
    assert_eq!(missing, 0);
    assert_eq!(search(&blog.index(), &library, "needle").len(), 200);
}

#[test]
fn without_a_place_for_it_there_is_no_index_and_all_is_found() {
    let blog = Blog::new(THREE);
    let file = blog.cache.path().join("file");
    fs::write(&file, "").unwrap();
    for index in [Index::new(None), Index::new(Some(file))] {
        let library = blog.library();
        assert_eq!(found(&index, &library, "creme"), ["a.md"], "before anything is known");
        index.learn(&library, Haste::Beside, NOW, &|_| true);
        assert_eq!(library.words(PostId(0)), Some(9));
        assert_eq!(found(&index, &library, "の文"), ["c.md"]);
        let hit = search(&index, &library, "plain").remove(0);
        assert_eq!(&*hit.excerpt.unwrap().text, "Plain words, code and more words.");
    }
}

#[test]
fn who_is_told_to_stop_stops() {
    let blog = Blog::new(THREE);
    let library = blog.library();
    blog.index().learn(&library, Haste::Beside, NOW, &|_| false);
    assert!(!library.is_derived());
}

/// What a reader finds who reads every text: the words folded, anywhere in it.
fn naive(library: &Library, words: &[&str]) -> Vec<String> {
    let has = |id: &PostId| {
        let text = crate::text::fold::fold(&library.derive_one(*id, NOW).text);
        let title = crate::text::fold::fold(&library.post(*id).unwrap().meta.title);
        words
            .iter()
            .map(|word| crate::text::fold::fold(word))
            .all(|word| text.contains(&word) || title.contains(&word))
    };
    let posts = library.ids().into_iter().filter(has);
    let mut names: Vec<String> = posts.map(|id| library.post(id).unwrap().name.to_string()).collect();
    names.sort();
    names
}

#[test]
fn a_search_finds_what_a_look_at_every_text_finds() {
    const WORDS: [&str; 12] = [
        "packet",
        "crème",
        "Straße",
        "日本語",
        "文章",
        "wire",
        "naïve",
        "한국어",
        "package",
        "“quoted”",
        "Ångström",
        "don’t",
    ];
    let blog = Blog::new(&[]);
    for n in 0..300usize {
        let word = |at: usize| WORDS[(n * 7 + at * at * (n % 5 + 1)) % WORDS.len()];
        let text = (0..n % 9).map(word).collect::<Vec<_>>().join(if n % 2 == 0 { " *and* " } else { "" });
        blog.write(&format!("{n:03}.md"), &format!("# Post {n}\n\n{text}\n\n> {}\n", word(n)));
    }
    let (library, _) = blog.learned();
    let raw = blog.library();
    for words in [
        &["packet"][..],
        &["creme"],
        &["strasse"],
        &["日本"],
        &["本語文"],
        &["章"],
        &["naive", "wire"],
        &["어"],
        &["pack"],
        &["\"quoted\""],
        &["angstrom", "packet"],
        &["don't"],
        &["post 29"],
        &["no such thing"],
    ] {
        let typed = words.join(" ").replace('"', "");
        let typed = if words.len() == 1 && words[0].contains(' ') { format!("\"{typed}") } else { typed };
        let want = naive(&library, &words.iter().map(|word| word.trim_matches('"')).collect::<Vec<_>>());
        assert_eq!(found(&blog.index(), &library, &typed), want, "{typed}");
        assert_eq!(found(&blog.index(), &raw, &typed), want, "{typed}, as it is written");
    }
}

#[test]
fn nothing_is_written_into_the_blog() {
    let blog = Blog::new(THREE);
    let list = |path: &Path| fs::read_dir(path).unwrap().count();
    let before = list(blog.folder.path());
    blog.learned();
    assert_eq!(list(blog.folder.path()), before);
}

#[test]
fn a_search_that_nobody_waits_for_ends_soon() {
    // It was asked only when there was something to say, up to 60 ms later, and the search for the next letter waited.
    let texts: Vec<(String, String)> = (0..200).map(|n| (format!("{n}.md"), format!("Post {n}\n"))).collect();
    let texts: Vec<(&str, &str)> = texts.iter().map(|(name, text)| (&**name, &**text)).collect();
    let blog = Blog::new(&texts);
    let (library, _) = blog.learned();
    for index in [blog.index(), Index::new(None)] {
        let search = Search::parse("nowhere").unwrap();
        let posts = search.posts(&library, &Marks::default(), NOW);
        let mut asked = 0;
        index.search(&library, &search, (&posts, Sentences::Best), NOW, &mut |hits| {
            assert!(hits.is_empty());
            asked += 1;
            false
        });
        assert_eq!(asked, 1);
    }
}

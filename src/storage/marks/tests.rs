//! The file of marks: what two programs write, what a damaged, a newer, an older and a full one come to.

use std::fs;
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::channel;
use std::time::{Duration, Instant};

use jiff::Timestamp;
use rusqlite::Connection;
use tempfile::TempDir;

use super::*;
use crate::app::Answer;
use crate::post::{Change, Key, Mark, Marking, Merge, Place, Stop, Visited};

const SITE: &str = "https://marsh.example";
const LONG: Duration = Duration::from_secs(20);

struct Folder {
    folder: TempDir,
}

impl Folder {
    fn new() -> Self {
        Self { folder: tempfile::tempdir().unwrap() }
    }

    fn path(&self) -> PathBuf {
        self.folder.path().join("state/marks.db")
    }

    fn begin(&self) -> Program {
        let (sender, woken) = channel();
        let sender = std::sync::Mutex::new(sender);
        let waker = Arc::new(move || {
            // A test that is over listens no more.
            let _ = sender.lock().unwrap().send(());
        });
        Program { keeper: Keeper::begin(self.path(), vec![SITE.into()], waker).unwrap(), woken }
    }

    fn mark(&self, post: &str) -> Mark {
        let (kept, wrong) = load(&self.path(), &[SITE.into()]);
        assert_eq!(wrong, None);
        kept.mark(SITE, post).copied().unwrap_or_default()
    }

    fn names(&self) -> Vec<String> {
        let files = fs::read_dir(self.path().parent().unwrap()).unwrap();
        let mut names: Vec<_> = files.map(|file| file.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }
}

/// One running program.
struct Program {
    keeper: Keeper,
    woken: std::sync::mpsc::Receiver<()>,
}

impl Program {
    fn answer(&self) -> Answer {
        self.woken.recv_timeout(LONG).unwrap();
        self.keeper.answer().unwrap()
    }

    /// Marks a post and waits until that is kept; gives what else was said before.
    fn mark(&self, post: &str, change: Change) -> Result<Vec<Answer>, String> {
        self.keeper.mark(7, vec![marking(post, change, 100)]);
        let mut others = Vec::new();
        loop {
            match self.answer() {
                Answer::Marked { ticket: 7, result } => {
                    return result.map(|()| others).map_err(|words| words.to_string());
                }
                other => others.push(other),
            }
        }
    }
}

fn marking(post: &str, change: Change, second: i64) -> Marking {
    let key = Key { site: SITE.into(), post: post.into() };
    Marking { key, change, at: Timestamp::from_second(second).unwrap() }
}

fn stop() -> Change {
    let place = Place { block: 3, offset: 120, hash: u64::MAX - 5 };
    Change::Stop(Some(Stop { place, percent: 43 }))
}

#[test]
fn what_is_kept_is_read_again() {
    let folder = Folder::new();
    assert_eq!(load(&folder.path(), &[SITE.into()]), (Kept::default(), None));
    assert!(!folder.path().exists(), "reading makes no file");
    let copy = folder.begin();
    for change in [Change::Read(true), Change::Starred(true), stop()] {
        copy.mark("/a/", change).unwrap();
    }
    let mark = folder.mark("/a/");
    assert!(mark.read.value && mark.starred.value);
    assert_eq!(Change::Stop(mark.stop.value), stop());
    assert_eq!(mark.read.at, Timestamp::from_second(100).unwrap());
    copy.mark("/a/", Change::Stop(None)).unwrap();
    assert_eq!(folder.mark("/a/").stop.value, None);
}

#[test]
fn two_programs_change_different_things_of_one_post() {
    let folder = Folder::new();
    let (one, two) = (folder.begin(), folder.begin());
    one.mark("/a/", Change::Read(true)).unwrap();
    two.mark("/a/", Change::Starred(true)).unwrap();
    one.mark("/b/", stop()).unwrap();
    let mark = folder.mark("/a/");
    assert!(mark.read.value && mark.starred.value);
    // The last one that says something of the same thing is right.
    two.mark("/a/", Change::Read(false)).unwrap();
    assert!(!folder.mark("/a/").read.value);
}

#[test]
fn what_the_other_program_changed_is_told() {
    let folder = Folder::new();
    let (one, two) = (folder.begin(), folder.begin());
    one.mark("/a/", Change::Read(true)).unwrap();
    two.mark("/b/", Change::Starred(true)).unwrap();
    one.mark("/c/", Change::Read(true)).unwrap();
    let Answer::Kept(kept) = one.answer() else { panic!("nothing was told") };
    assert!(kept.mark(SITE, "/b/").unwrap().starred.value);
    one.mark("/d/", Change::Read(true)).unwrap();
    assert!(one.woken.recv_timeout(Duration::from_millis(50)).is_err(), "our own changes are no news");
}

#[test]
fn what_the_other_program_changed_is_told_at_a_look_and_a_look_makes_no_file() {
    // With two terminals on one blog, a star of the one did not show in the other until that marked something itself.
    let folder = Folder::new();
    let (mut one, two) = (folder.begin(), folder.begin());
    let start = Instant::now();
    one.keeper.look(start);
    one.keeper.settled().recv_timeout(LONG).unwrap();
    assert!(!folder.path().exists());
    one.mark("/a/", Change::Read(true)).unwrap();
    two.mark("/b/", Change::Starred(true)).unwrap();
    one.keeper.look(start + Duration::from_millis(999));
    assert!(one.woken.recv_timeout(Duration::from_millis(50)).is_err(), "once a second is enough");
    one.keeper.look(start + Duration::from_secs(1));
    let Answer::Kept(kept) = one.answer() else { panic!("nothing was told") };
    assert!(kept.mark(SITE, "/b/").unwrap().starred.value);
    one.keeper.look(start + Duration::from_secs(2));
    assert!(one.woken.recv_timeout(Duration::from_millis(50)).is_err(), "nothing new is no news");
    // Who was stopped for a while has closed the file, and sees what came meanwhile.
    one.keeper.settled().recv_timeout(LONG).unwrap();
    two.mark("/c/", Change::Starred(true)).unwrap();
    one.keeper.look(start + Duration::from_secs(3));
    let Answer::Kept(kept) = one.answer() else { panic!("nothing was told") };
    assert!(kept.mark(SITE, "/c/").unwrap().starred.value);
}

#[test]
fn what_was_changed_between_the_start_and_the_opening_of_the_file_is_told_at_the_first_look() {
    let folder = Folder::new();
    let (mut one, two) = (folder.begin(), folder.begin());
    two.mark("/b/", Change::Starred(true)).unwrap();
    one.keeper.visit(vec![(SITE.into(), Visited::from_iter([1]))], Timestamp::from_second(1).unwrap());
    one.keeper.look(Instant::now());
    let Answer::Kept(kept) = one.answer() else { panic!("nothing was told") };
    assert!(kept.mark(SITE, "/b/").unwrap().starred.value);
}

#[test]
fn a_visit_joins_what_was_known() {
    let folder = Folder::new();
    let copy = folder.begin();
    let now = Timestamp::from_second(1).unwrap();
    copy.keeper.visit(vec![(SITE.into(), Visited::from_iter([1, u64::MAX]))], now);
    copy.keeper.visit(vec![(SITE.into(), Visited::from_iter([2]))], now);
    copy.keeper.settled().recv_timeout(LONG).unwrap();
    let (kept, _) = load(&folder.path(), &[SITE.into()]);
    assert_eq!(kept.sites[SITE].known, Some(Visited::from_iter([1, 2, u64::MAX])));
}

#[test]
fn a_damaged_file_is_set_aside_and_what_can_be_read_is_saved() {
    let folder = Folder::new();
    let copy = folder.begin();
    copy.mark("/a/", Change::Starred(true)).unwrap();
    copy.keeper.settled().recv_timeout(LONG).unwrap();
    // The last page, that of the table of visits, is overwritten; the marks before it are whole.
    let mut bytes = fs::read(folder.path()).unwrap();
    let last = bytes.len() - 4096;
    bytes[last..].fill(0xff);
    fs::write(folder.path(), bytes).unwrap();
    let told = copy.mark("/b/", Change::Starred(true)).unwrap();
    let words = told.iter().find_map(|answer| match answer {
        Answer::Failed(words) => Some(words.as_str()),
        _ => None,
    });
    let words = words.expect("nothing was told");
    assert!(words.contains("damaged; it is now") && words.contains("marks.db.damaged"), "{words}");
    assert!(folder.names().contains(&"marks.db.damaged".to_owned()), "{:?}", folder.names());
    assert!(folder.mark("/a/").starred.value && folder.mark("/b/").starred.value);
}

#[test]
fn what_is_no_database_is_set_aside_by_one_of_two_programs() {
    let folder = Folder::new();
    fs::create_dir_all(folder.path().parent().unwrap()).unwrap();
    fs::write(folder.path(), "not a database, and longer than the hundred bytes of a header ".repeat(9))
        .unwrap();
    let copies = [folder.begin(), folder.begin(), folder.begin()];
    copies.iter().enumerate().for_each(|(n, copy)| {
        copy.keeper.mark(n as u64, vec![marking(&format!("/{n}/"), Change::Read(true), 1)]);
    });
    copies.iter().for_each(|copy| copy.keeper.settled().recv_timeout(LONG).unwrap());
    assert!((0..3).all(|n| folder.mark(&format!("/{n}/")).read.value));
    let aside = folder.names().into_iter().filter(|name| name.contains("damaged")).collect::<Vec<_>>();
    assert_eq!(aside, ["marks.db.damaged"]);
}

#[test]
fn a_file_that_is_taken_away_is_made_again_with_what_this_session_marked() {
    let folder = Folder::new();
    let copy = folder.begin();
    copy.mark("/a/", Change::Starred(true)).unwrap();
    for name in folder.names() {
        fs::remove_file(folder.path().with_file_name(name)).unwrap();
    }
    copy.mark("/b/", Change::Starred(true)).unwrap();
    assert!(folder.mark("/a/").starred.value && folder.mark("/b/").starred.value);
}

#[test]
fn a_newer_file_is_read_and_not_changed() {
    let folder = Folder::new();
    folder.begin().mark("/a/", Change::Starred(true)).unwrap();
    let db = Connection::open(folder.path()).unwrap();
    db.execute_batch("ALTER TABLE mark ADD COLUMN mood TEXT; PRAGMA user_version = 99").unwrap();
    drop(db);
    let (kept, wrong) = load(&folder.path(), &[SITE.into()]);
    assert!(kept.mark(SITE, "/a/").unwrap().starred.value);
    let wrong = wrong.unwrap();
    assert!(wrong.contains("of a newer rushlight (version 99, this one knows 2)"), "{wrong}");
    let refused = folder.begin().mark("/a/", Change::Starred(false)).unwrap_err();
    assert!(refused.contains("Marks are shown and not changed"), "{refused}");
    let (kept, _) = load(&folder.path(), &[SITE.into()]);
    assert!(kept.mark(SITE, "/a/").unwrap().starred.value);
}

#[test]
fn an_older_file_is_brought_up_to_date() {
    let folder = Folder::new();
    fs::create_dir_all(folder.path().parent().unwrap()).unwrap();
    let db = Connection::open(folder.path()).unwrap();
    db.execute_batch(schema::STEPS[0]).unwrap();
    db.execute_batch(&format!(
        "INSERT INTO mark (site, post, read, read_at) VALUES ('{SITE}', '/a/', 1, 5); PRAGMA user_version = 1"
    ))
    .unwrap();
    drop(db);
    assert!(folder.mark("/a/").read.value, "it can be read as it is");
    folder.begin().mark("/b/", Change::Read(true)).unwrap();
    assert!(folder.mark("/a/").read.value && folder.mark("/b/").read.value);
    let db = Connection::open(folder.path()).unwrap();
    assert_eq!(schema::version(&db).unwrap(), schema::VERSION);
}

#[test]
fn where_nothing_can_be_written_the_answer_says_so() {
    let folder = Folder::new();
    fs::write(folder.folder.path().join("state"), "a file where a folder should be").unwrap();
    let words = folder.begin().mark("/a/", Change::Starred(true)).unwrap_err();
    assert!(words.starts_with("Marks are not kept: "), "{words}");
}

#[test]
fn the_newer_change_counts_where_files_are_joined() {
    let folder = Folder::new();
    folder.begin().mark("/a/", Change::Starred(true)).unwrap();
    let mut db = schema::open(&folder.path()).unwrap();
    let older = [marking("/a/", Change::Starred(false), 99), marking("/b/", Change::Starred(true), 1)];
    assert_eq!(rows::write(&mut db, &older, Merge::Newest).unwrap(), 1);
    assert!(folder.mark("/a/").starred.value && folder.mark("/b/").starred.value);
    let newer = [marking("/a/", Change::Starred(false), 101)];
    assert_eq!(rows::write(&mut db, &newer, Merge::Newest).unwrap(), 1);
    assert!(!folder.mark("/a/").starred.value);
}

#[test]
fn out_as_json_and_in_again_on_another_machine() {
    let (here, there) = (Folder::new(), Folder::new());
    assert!(export(&here.path()).unwrap().contains("\"marks\": []"));
    let copy = here.begin();
    copy.mark("/a/", Change::Read(true)).unwrap();
    copy.mark("/a/", Change::Read(false)).unwrap();
    copy.mark("/b/", stop()).unwrap();
    let text = export(&here.path()).unwrap();
    assert_eq!(import(&there.path(), &text), Ok((2, 2)));
    assert_eq!(export(&there.path()).unwrap(), text);
    assert_eq!(import(&there.path(), &text), Ok((2, 0)), "the second time nothing is news");
    assert_eq!(Change::Stop(there.mark("/b/").stop.value), stop());
    let newer = text.replace("1970-01-01T00:01:40Z", "1970-01-01T00:02:00Z");
    assert_eq!(import(&there.path(), &newer), Ok((2, 1)));
    assert_eq!(import(&there.path(), &text), Ok((2, 0)), "the older word does not come back");
}

#[test]
fn what_is_wrong_with_json_is_said_with_its_line_and_changes_nothing() {
    let folder = Folder::new();
    let good = r#"{"site": "s", "post": "/a/", "read": {"value": true, "at": "2024-03-27T10:00:00Z"}}"#;
    let file = |one: &str| {
        format!("{{\"format\": \"rushlight marks\", \"version\": 1, \"marks\": [\n{good},\n{one}\n]}}")
    };
    for (text, says) in [
        (String::from("[]"), "line 1: "),
        (file("").replace("rushlight marks", "bookmarks"), "line 1: this is no file of `rushlight marks`"),
        (file("").replace("\"version\": 1", "\"version\": 3"), "line 1: version 3 is not known, only 1"),
        (file(r#"{"site": "s"}"#), "line 3: missing field `post`"),
        (file(&good.replace("read", "red")), "line 3: unknown field `red`"),
        (file(&good.replace("2024-03-27T10", "soon")), "line 3: `soon:00:00Z` is no moment"),
        (file(&good.replace("true", "2")), "line 3: invalid type: integer `2`"),
        (file("{"), "line 4: "),
    ] {
        let wrong = import(&folder.path(), &text).unwrap_err();
        assert!(wrong.starts_with(says), "{wrong}\n{text}");
    }
    assert!(!folder.path().exists());
}

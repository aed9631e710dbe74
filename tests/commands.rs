//! The commands as a shell calls them: what they print, what they complain of, how they end.
#![allow(clippy::unwrap_used, clippy::expect_used, clippy::panic)]

use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use tempfile::TempDir;

/// A home folder with a small blog in it.
struct Place {
    folder: TempDir,
}

impl Place {
    fn new() -> Self {
        let place = Self { folder: tempfile::tempdir().unwrap() };
        place.write("blog/_posts/2024-03-27-two-ways.md", "---\ntags: [linux]\n---\nA packet.\n");
        place
    }

    fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    fn write(&self, name: &str, text: &str) -> PathBuf {
        let path = self.path(name);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(&path, text).unwrap();
        path
    }

    fn run(&self, arguments: &[&str]) -> Output {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rushlight"));
        command.args(arguments).current_dir(self.path("blog")).env_clear();
        command.env("HOME", self.folder.path()).env("LC_ALL", "C.UTF-8").output().unwrap()
    }
}

fn out(output: &Output) -> String {
    String::from_utf8(output.stdout.clone()).unwrap()
}

fn err(output: &Output) -> String {
    String::from_utf8(output.stderr.clone()).unwrap()
}

#[test]
fn an_article_is_one_line_and_each_file_an_object() {
    let place = Place::new();
    place.write("blog/_config.yml", "lang: en\n");
    place.write("blog/_posts/2024-03-01-a.md", "---\nref: a\nlang: en\ntitle: A shell\n---\n");
    place.write("blog/_posts/2024-03-02-b.md", "---\nref: a\nlang: de\ntitle: Eine Shell\ntags: [de]\n---\n");
    let titles = |arguments: &[&str]| {
        let printed = out(&place.run(arguments));
        printed.lines().map(|line| line.split('\t').nth(1).unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(titles(&["list"]), ["Two Ways", "A shell"]);
    assert_eq!(titles(&["list", "-q", "lang:*"]), ["Two Ways", "Eine Shell", "A shell"]);
    assert_eq!(titles(&["list", "-q", "tag:de"]), ["Eine Shell"]);
    let german = place.write("de.yaml", "language: de\n");
    assert_eq!(titles(&["list", &config(&german)]), ["Two Ways", "Eine Shell"]);
    assert_eq!(out(&place.run(&["list", "--json"])).matches("\"title\"").count(), 3);
}

#[test]
fn a_site_has_settings_of_its_own_wherever_it_is_called_from() {
    let place = Place::new();
    let words = "A packet can go missing in two places, on the wire and in your head.\n";
    place.write("blog/_posts/2024-01-01-a.md", words);
    place.write("other/_posts/2024-01-01-b.md", words);
    place.write("blog/_config.yml", "lang: en\n");
    place.write("blog/_posts/2024-03-01-a.md", "---\nref: a\nlang: en\ntitle: A shell\n---\n");
    place.write("blog/_posts/2024-03-02-b.md", "---\nref: a\nlang: de\ntitle: Eine Shell\n---\n");
    let own =
        place.write("own.yaml", "language: en\nsites: {./blog: {measure: 30, language: de}, other: }\n");
    let config = config(&own);
    let run = |arguments: &[&str]| out(&place.run(&[arguments, &[&config]].concat()));
    let (here, there) = ("_posts/2024-01-01-a.md", "../other/_posts/2024-01-01-b.md");
    let short = "A packet can go missing in\ntwo places, on the wire and in\nyour head.\n";
    assert!(run(&["print", here]).ends_with(short));
    assert!(!run(&["print", there]).contains(short));
    let both = run(&["print", there, here]);
    assert!(both.contains("two places, on the wire") && both.ends_with(short), "{both}");
    let listed = run(&["list"]);
    assert!(listed.contains("Eine Shell") && !listed.contains("A shell"), "{listed}");
}

#[test]
fn options_before_a_command_are_taken_where_every_command_has_them() {
    let place = Place::new();
    assert!(out(&place.run(&["--theme", "nord", "--ascii", "list"])).contains("Two Ways"));
    let said = err(&place.run(&["--view", "all", "list"]));
    assert_eq!(said, "rushlight: list comes before the options: rushlight list …\n");
}

#[test]
fn a_folder_of_the_settings_that_is_gone_is_said_and_the_others_are_opened() {
    // One that had been moved away refused everything, and nothing told that it came from the settings.
    let place = Place::new();
    std::fs::create_dir(place.path("empty")).unwrap();
    let does = |what: &str, sites: &str| {
        let settings = place.write("two.yaml", &format!("theme: nord\nsites: {sites}\n"));
        let mut command = Command::new(env!("CARGO_BIN_EXE_rushlight"));
        command.args([what, &config(&settings)]).current_dir(place.path("empty")).env_clear();
        command.env("HOME", place.folder.path()).env("LC_ALL", "C.UTF-8").output().unwrap()
    };
    let run = |sites: &str| does("list", sites);
    let some = run("[gone, blog]");
    assert!(some.status.success() && out(&some).contains("Two Ways"), "{}", err(&some));
    let (said, gone) = (err(&some), place.path("gone"));
    let words = format!("two.yaml:2: no such folder in `sites`: {}; take it out", gone.display());
    assert!(said.contains(&words) && said.lines().count() == 1, "{said}");
    let none = run("[gone]");
    assert_eq!((none.status.code(), out(&none)), (Some(1), String::new()));
    assert!(err(&none).contains("two.yaml:2: no such folder in `sites`"), "{}", err(&none));
    // What a session says of more than one leads here.
    let printed = does("--print-config", "[gone, blog]");
    assert!(printed.status.success() && err(&printed).contains(&words), "{}", err(&printed));
}

#[test]
fn a_view_is_a_filter_by_its_name() {
    let place = Place::new();
    place.write("blog/_posts/2024-03-01-a.md", "---\ntitle: A draft\npublished: false\n---\n");
    let settings = config(&place.write("views.yaml", "views: {penguins: 'tag:linux'}\n"));
    let run = |arguments: &[&str]| place.run(&[arguments, &[&settings]].concat());
    assert!(out(&run(&["list", "--view", "penguins"])).contains("Two Ways"));
    assert!(out(&run(&["list", "--view", "Drafts"])).contains("A draft"));
    assert_eq!(out(&run(&["list", "--view", "penguins", "-q", "before:2000"])), "");
    assert!(out(&run(&["tags", "--view", "penguins"])).contains("linux"));
    let wrong = run(&["list", "--view", "penguin"]);
    assert_eq!(wrong.status.code(), Some(2));
    let words = err(&wrong);
    assert!(words.contains("no such view: penguin; did you mean penguins?"), "{words}");
    assert!(words.contains("known: all, unread, starred, drafts, problems, penguins"), "{words}");
}

fn config(path: &Path) -> String {
    format!("--config={}", path.display())
}

#[test]
fn in_a_pipe_the_columns_of_a_list_are_split_by_tabs() {
    let listed = out(&Place::new().run(&["list"]));
    let columns: Vec<&str> = listed.trim_end().split('\t').collect();
    assert_eq!(columns[..3], ["2024-03-27", "Two Ways", "linux"]);
    assert!(columns[3].ends_with("2024-03-27-two-ways.md"));
}

#[test]
fn a_wrong_query_is_a_wrong_call_and_its_place_is_pointed_at() {
    let answer = Place::new().run(&["list", "-q", "tag:linux foo:x"]);
    assert_eq!(answer.status.code(), Some(2));
    let said = err(&answer);
    let lines: Vec<&str> = said.lines().collect();
    assert!(lines[0].starts_with("rushlight: wrong query: there is no"), "{said}");
    assert_eq!(lines[1..], ["  tag:linux foo:x", "            ^"]);
}

#[test]
fn a_query_in_another_language_says_how_it_is_written_here() {
    let answer = Place::new().run(&["list", "-q", "tag:linux and (tag:c or tag:go)"]);
    assert_eq!((answer.status.code(), out(&answer)), (Some(0), String::new()));
    assert!(
        err(&answer).contains("“or” and “)” are no signs of a filter; write tag:linux tag:c,go"),
        "{}",
        err(&answer)
    );
}

#[test]
fn the_long_help_of_a_list_says_what_a_query_may_hold() {
    let help = |word: &str| out(&Place::new().run(&["list", word]));
    assert!(help("--help").contains("  tag:linux               posts with the tag;"), "{}", help("--help"));
    assert!(help("--help").contains("  is:starred              posts with a star\n"), "{}", help("--help"));
    assert!(!help("-h").contains("posts with a star"), "the short one stays short");
}

#[test]
fn a_place_is_pointed_at_in_the_query_as_it_is_shown() {
    // A control was left out of the line but counted for the place below it.
    let answer = Place::new().run(&["list", "-q", "\u{feff}\u{feff}ta\u{1b}g:linux foo:x"]);
    let said = err(&answer);
    assert_eq!(said.lines().skip(1).collect::<Vec<_>>(), ["  tag:linux foo:x", "            ^"]);
}

#[test]
fn a_link_whose_words_are_another_address_says_where_it_leads() {
    let place = Place::new();
    let text =
        "[https://bank.example](https://evil.example/) [bank](https://evil.example/) <https://аpple.com/>\n";
    let post = place.write("links.md", text);
    let printed = out(&place.run(&["print", "--links", "osc8", "--width", "200", &post.to_string_lossy()]));
    // An address in angle brackets is a link, too.
    let shown: Vec<&str> = printed.split('<').skip(1).filter_map(|rest| rest.split('\\').nth(1)).collect();
    assert_eq!(shown, ["https://evil.example/\u{1b}]8;;\u{1b}", "https://xn--pple-43d.com/\u{1b}]8;;\u{1b}"]);
}

#[test]
fn the_keys_with_their_names_are_settings() {
    let place = Place::new();
    let names = out(&place.run(&["keys", "--names"]));
    assert!(names.contains("    page-down: 'space f pagedown ctrl-f'"), "{names}");
    let file = place.write("keys.yaml", &names);
    let again = place.run(&["keys", "--names", &config(&file)]);
    assert_eq!((out(&again), err(&again)), (names, String::new()), "all of them, and nothing is wrong");
}

#[test]
fn wrong_keys_are_named_with_their_line() {
    let place = Place::new();
    let file =
        place.write("keys.yaml", "keys:\n  list:\n    filtre: f\n  post:\n    contents: o\n    copy: Y\n");
    let answer = place.run(&["keys", "--names", &config(&file)]);
    let said = err(&answer);
    assert!(
        said.contains("keys.yaml:3: there is no action `filtre` in `list`; `rushlight keys --names`"),
        "{said}"
    );
    assert!(said.contains("keys.yaml:5: `o` is already `open-link`;"), "{said}");
    assert!(out(&answer).contains("    copy: 'Y'"), "the rest counts");
}

#[test]
fn a_search_says_what_it_found_and_ends_as_grep_does() {
    let place = Place::new();
    place.write(
        "blog/_posts/2024-02-01-creme.md",
        "---\ntitle: Dessert\n---\nA *crème* is no packet. It is sweet.\n",
    );
    let found = place.run(&["search", "creme"]);
    assert_eq!((found.status.code(), err(&found)), (Some(0), String::new()));
    let text = out(&found);
    let columns: Vec<&str> = text.trim_end().split('\t').collect();
    assert_eq!(columns[..3], ["2024-02-01", "Dessert", "A crème is no packet."]);
    let folder = place.path("blog");
    let both = place.run(&["search", "packet", &folder.to_string_lossy(), "-q", "tag:linux"]);
    assert_eq!(out(&both).lines().count(), 1, "{}", out(&both));
    for (words, code) in [("nowhere", 1), ("tug:x", 2)] {
        let answer = place.run(&["search", words]);
        assert_eq!((answer.status.code(), out(&answer).as_str()), (Some(code), ""), "{words}");
    }
    assert_eq!(err(&place.run(&["search", "nowhere"])), "rushlight: no post has nowhere\n");
    assert_eq!(err(&place.run(&["search", "tag:none"])), "rushlight: no post matches tag:none\n");
    let quiet = place.run(&["search", "--json", "nowhere"]);
    assert_eq!(
        (quiet.status.code(), err(&quiet)),
        (Some(1), String::new()),
        "its answer is a list without posts"
    );
    let json = out(&place.run(&["search", "--json", "\"crème is\""]));
    assert!(json.contains("\"hits\": [\n      \"crème is\"\n    ]"), "{json}");
    assert_eq!(out(&place.run(&["search", "--json", "nowhere"])), "[]\n");
    assert!(place.path(".cache/rushlight/index").is_dir() || !cfg!(target_os = "linux"));
}

#[test]
fn what_comes_from_a_pipe_has_no_title_but_its_own() {
    let place = Place::new();
    let run = |text: &str, arguments: &[&str]| {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rushlight"));
        command.args(["print", "-"]).args(arguments).current_dir(place.path("blog")).env_clear();
        let file = std::fs::File::open(place.write("piped", text)).unwrap();
        out(&command.env("HOME", place.folder.path()).env("LC_ALL", "C.UTF-8").stdin(file).output().unwrap())
    };
    // It was called "Standard input".
    assert_eq!(run("Some *words*.\n", &[]), "Some words.\n");
    assert_eq!(run("Some *words*.\n", &["--generator", "jekyll"]), "Some words.\n");
    assert_eq!(run("---\ndate: 2020-03-01\n---\nSome words.\n", &[]), "1 March 2020\n\nSome words.\n");
    assert_eq!(run("# Standard input\n\nIs a stream.\n", &[]), "Standard input\n\nIs a stream.\n");
    assert_eq!(run("---\ntitle: A letter\n---\nDear reader.\n", &[]), "A letter\n\nDear reader.\n");
}

#[test]
#[cfg(unix)]
fn what_a_shell_puts_into_a_pipe_is_read() {
    let place = Place::new();
    let run = |line: &str| {
        let mut command = Command::new("/bin/sh");
        let line = line.replace("rushlight", env!("CARGO_BIN_EXE_rushlight"));
        command.args(["-c", &line]).current_dir(place.path("blog")).env_clear();
        command.env("HOME", place.folder.path()).env("LC_ALL", "C.UTF-8").env("PATH", "/usr/bin:/bin");
        command.output().unwrap()
    };
    let list = out(&run("rushlight </dev/null"));
    assert!(list.contains("two-ways"), "{list}");
    // It was dropped without a word, and the posts of the folder were listed.
    assert_eq!(out(&run("printf '# Hi\n\nSome words.' | rushlight")), "Hi\n\nSome words.\n");
    assert_eq!(out(&run("printf '' | rushlight")), list, "nothing is there");
    assert_eq!(out(&run("printf 'words' | rushlight .")), list, "a folder is named");
    assert_eq!(out(&run("printf 'words' | rushlight -q two")), out(&run("rushlight -q two </dev/null")));
    // `<(command)` of a shell is the name of a pipe; that was "no such post".
    let named = "mkfifo p && (printf '*words*' > p &) && rushlight print p; rushlight print ./missing";
    let answer = run(named);
    assert_eq!(out(&answer), "words\n");
    assert_eq!(out(&run("(printf 'again' > p &) && rushlight p")), "again\n");
    assert_eq!(out(&run("printf '*words*' | rushlight print /dev/stdin")), "words\n");
}

#[test]
fn a_width_that_no_line_has_is_a_wrong_call() {
    let place = Place::new();
    for width in ["0", "1", "-3", "ten", "99999999999"] {
        let answer = place.run(&["print", &format!("--width={width}"), "two-ways"]);
        assert_eq!((answer.status.code(), out(&answer)), (Some(2), String::new()), "{width}");
        assert!(err(&answer).contains("a line has from 2 to 10000 cells"), "{}", err(&answer));
    }
    assert!(place.run(&["print", "-w", "2", "two-ways"]).status.success());
}

#[test]
fn a_word_to_leave_out_that_looks_like_options_says_how_it_is_told_from_them() {
    // The argument parser said only that there is no `-t`, and its tip led to a search without the other words.
    let place = Place::new();
    let answer = place.run(&["search", "packet", "-two"]);
    assert_eq!(answer.status.code(), Some(2));
    let said = err(&answer);
    assert!(said.contains("all words as one, 'WORDS -two', or behind --, -- WORDS -two"), "{said}");
    for remedy in [&["search", "packet -two"][..], &["search", "--", "packet", "-two"]] {
        let answer = place.run(remedy);
        assert_eq!((answer.status.code(), err(&answer).contains("no post has packet -two")), (Some(1), true));
    }
    assert!(!err(&place.run(&["search", "packet", "--two"])).contains("leaves out"), "that is no such word");
    assert!(!err(&place.run(&["list", "-two"])).contains("leaves out"));
    let kiosk = ["--kiosk", ".", "-c", "search packet -two"];
    let said = err(&place.run(&kiosk));
    assert!(said.contains("'WORDS -two'"), "{said}");
}

#[test]
fn a_folder_without_words_is_no_search() {
    // It was looked for as a word, found nowhere, and nothing was said.
    let place = Place::new();
    let folder = place.path("blog").to_string_lossy().into_owned();
    for folder in [&folder, "../blog", ".", "./_posts"] {
        let answer = place.run(&["search", folder]);
        assert_eq!((answer.status.code(), out(&answer)), (Some(2), String::new()));
        let said = format!(
            "rushlight: no words to look for, only the folder {folder}\n  rushlight search WORDS {folder}\n"
        );
        assert_eq!(err(&answer), said);
    }
    assert_eq!(place.run(&["search", ""]).status.code(), Some(2), "nor is nothing");
    // A word may be the name of a folder as well.
    place.write("blog/packet/a.txt", "");
    place.write("blog/assets/a.txt", "");
    assert!(out(&place.run(&["search", "packet"])).contains("Two Ways"));
    let said = "rushlight: no post has assets; to search in that folder: rushlight search WORDS assets\n";
    assert_eq!(err(&place.run(&["search", "assets"])), said);
}

#[test]
fn a_search_looks_among_the_posts_of_a_view() {
    let place = Place::new();
    place.write("blog/_posts/2024-03-01-a.md", "---\ntitle: A draft\npublished: false\n---\nA packet.\n");
    place.write("blog/_posts/2024-03-02-b.md", "---\ntitle: Broken\n---\nA packet, [lost](/nowhere/).\n");
    let settings = config(&place.write("views.yaml", "views: {penguins: 'tag:linux'}\n"));
    let titles = |arguments: &[&str]| {
        let printed = out(&place.run(&[&["search", "packet"], arguments, &[&settings]].concat()));
        printed.lines().map(|line| line.split('\t').nth(1).unwrap().to_owned()).collect::<Vec<_>>()
    };
    assert_eq!(titles(&[]), ["Two Ways", "Broken"]);
    assert_eq!(titles(&["--view", "penguins"]), ["Two Ways"]);
    assert_eq!(titles(&["--view", "drafts"]), ["A draft"]);
    assert_eq!(titles(&["--view", "problems"]), ["Broken"]);
    assert_eq!(titles(&["--view", "unread", "-q", "-tag:linux"]), ["Broken"]);
    let wrong = place.run(&["search", "packet", "--view", "penguin", &settings]);
    assert!(err(&wrong).contains("did you mean penguins?"), "{}", err(&wrong));
}

#[test]
fn the_doctor_says_what_it_finds_of_a_blog() {
    // A folder was an unexpected argument.
    let place = Place::new();
    place.write("blog/_config.yml", "title: Marsh\n");
    place.write("blog/_posts/2024-03-01-a.md", "---\ntitle: Never shown\npublished: false\n---\nA packet.\n");
    place.write("blog/_drafts/b.md", "---\ntitle: A draft\n---\n");
    place.write("blog/README.md", "# Read me\n");
    let settings = config(&place.write("settings.yaml", "watch: poll\n"));
    let said = |arguments: &[&str]| {
        let answer = place.run(&[&["doctor"], arguments].concat());
        assert!(answer.status.success(), "{}", err(&answer));
        out(&answer)
    };
    let folder = place.path("blog").to_string_lossy().into_owned();
    let found = said(&[&folder]);
    let row = |found: &str, name: &str| {
        let row =
            found.lines().find_map(|line| line.trim().strip_prefix(name).map(str::trim).map(str::to_owned));
        row.unwrap_or_else(|| panic!("no {name}: {found}"))
    };
    assert!(found.contains("\nterminal") && found.contains("/blog\n  generator"), "{found}");
    assert_eq!(row(&found, "generator "), "jekyll, by its files");
    assert_eq!(row(&found, "title "), "Marsh");
    assert_eq!(row(&found, "posts "), "3, 1 draft, 1 hidden; other Markdown files that are not posts: 1");
    assert_eq!(row(&found, "problems "), "none in the configuration and the heads of posts");
    assert!(row(&found, "index ").ends_with(".sqlite (not there yet)"), "{found}");
    assert!(row(&found, "marks ").ends_with("marks.db, 0 read, 0 starred"), "{found}");
    assert!(!place.path(".cache").exists() && !place.path(".local").exists(), "it only looks");
    assert_eq!(out(&place.run(&["search", "packet"])).lines().count(), 1);
    let again = said(&[&folder, &settings, "--generator", "jekyll"]);
    assert_eq!(row(&again, "generator "), "jekyll, by --generator");
    assert!(row(&again, "index ").ends_with(".sqlite, with 3 posts"), "{again}");
    assert_eq!(row(&again, "changes "), "looked for every 2 seconds, as the setting `watch` says");
    assert_eq!(place.run(&["doctor", "/nowhere/at/all"]).status.code(), Some(1));
}

#[test]
fn the_doctor_names_what_it_found_why_and_what_overrides_it() {
    let place = Place::new();
    let file = place.write("config.yaml", "remote: always\ncolors: 16\n");
    let mut command = Command::new(env!("CARGO_BIN_EXE_rushlight"));
    command.args(["doctor", &config(&file)]).env_clear().env("HOME", place.folder.path());
    command.env("TERM", "xterm-256color\u{1b}]0;x\u{7}\u{9b}2J").env("LANG", "C").env("NO_COLOR", "1");
    let output = command.output().unwrap();
    assert!(output.status.success());
    let said = out(&output);
    assert!(!said.contains(|c: char| c.is_control() && c != '\n'), "{said:?}");
    let row = |about: &str| said.lines().find(|line| line.starts_with(about)).unwrap().to_owned();
    for (about, found, why, option) in [
        ("terminal", "xterm and its kin", "TERM=xterm-256color]0;x2J", "TERM"),
        ("colours", " 16 ", "config.yaml:2", "--color, colors"),
        ("drawing", "ASCII", "LANG=C", "--ascii, ascii"),
        ("reader", "remote", "config.yaml:1", "remote"),
        ("copies", "the terminal (OSC 52)", "the reader is remote", "clipboard"),
    ] {
        let row = row(about);
        assert!(row.contains(found) && row.contains(why) && row.ends_with(option), "{row}");
    }
    assert!(said.contains("was not asked"), "{said}");
    // What overrides it may be said here too.
    let lines = out(&place.run(&["doctor", "--linear"]));
    let reading = lines.lines().find(|line| line.starts_with("reading")).unwrap().to_owned();
    assert!(reading.contains("line by line") && reading.contains("  --linear  "), "{reading}");
}

#[cfg(unix)]
#[test]
fn posts_that_cannot_be_read_are_named_where_they_are_missing() {
    use std::os::unix::fs::PermissionsExt;
    let place = Place::new();
    let shut = place.write("blog/_posts/2024-03-28-shut.md", "Shut.\n");
    std::fs::set_permissions(&shut, std::fs::Permissions::from_mode(0o000)).unwrap();
    if std::fs::read(&shut).is_ok() {
        // Nothing is shut to whoever runs as root.
        return;
    }
    // The list was shorter by a post, and nobody was told.
    for command in ["list", "tags"] {
        let said = err(&place.run(&[command]));
        assert!(
            said.starts_with("rushlight: _posts/2024-03-28-shut.md: cannot be read: "),
            "{command}: {said}"
        );
    }
}

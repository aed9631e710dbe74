//! Settings by example.

use super::*;
use crate::library::SortKey;
use crate::storage::{Paths, Watching};
use crate::text::bidi::Bidi;

fn read(text: &str) -> Settings {
    let mut settings = Settings { file: Clean::line("config.yaml"), ..Settings::default() };
    settings.read(text, Some(Path::new("/home/ada/.config/rushlight")), Some(Path::new("/home/ada")));
    settings
}

fn problems(text: &str) -> Vec<String> {
    read(text).problems.iter().map(ToString::to_string).collect()
}

#[test]
fn the_language_is_that_of_messages_unless_the_file_says_another() {
    let of = |file: &str, set: &[(&str, &str)]| {
        let mut settings = read(file);
        settings.take_environment(|name| {
            set.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned())
        });
        settings.language.iter().map(|lang| lang.to_string()).collect::<Vec<_>>().join(" ")
    };
    assert_eq!(of("", &[("LANG", "de_AT.UTF-8")]), "de-AT");
    assert_eq!(of("", &[("LANG", "de_AT.UTF-8"), ("LC_MESSAGES", "fr_FR@euro"), ("LC_ALL", "")]), "fr-FR");
    assert_eq!(of("", &[("LANG", "de"), ("LC_ALL", "C.UTF-8")]), "");
    assert_eq!(of("language: auto", &[("LANG", "de")]), "de");
    assert_eq!(of("language: no", &[("LANG", "de")]), "no");
    assert_eq!(of("language: [pt-BR, es]", &[("LANG", "de")]), "pt-BR es");
    assert_eq!(read("language: 'a b'").problems.len(), 1);
}

#[test]
fn nothing_said_is_the_programs_own() {
    assert_eq!(read("").options().measure, 66);
    assert_eq!(problems("# only a comment\ntheme:\n"), [""; 0]);
    assert_eq!(read("theme:\n").origin("theme"), Origin::Default);
}

#[test]
fn every_setting() {
    let settings = read(
        "sites: [~/src/marsh, blog, /srv/hill]\n\
         theme: nord\ncolor: never\ncolors: 256\nitalics: never\nmeasure: 72\nwidth: 100\nhyphenate: on\nspacing: 2\npace: 200\nlanguage: de\nascii: yes\n\
         ambiguous: 2\nbidi: rushlight\ndates: \"%d.%m.%Y\"\nsort: title reversed\nlist: false\nzen: true\nonward: false\npreview: 250\n\
         mouse: on\nremote: never\nclipboard: tmux\nlinks: list\nwatch: off\nmarks: off\nviews:\n  rust: tag:rust -tag:go\nkeys:\n  list:\n    page-down: space ctrl-f\n    quit: [q, Q]\n",
    );
    assert_eq!(settings.problems, []);
    let sites = ["/home/ada/src/marsh", "/home/ada/.config/rushlight/blog", "/srv/hill"].map(PathBuf::from);
    assert_eq!(settings.sites, sites);
    assert_eq!(
        (settings.theme.as_str(), settings.color, settings.colors),
        ("nord", When::Never, Some(Depth::Palette))
    );
    assert_eq!((settings.measure, settings.width, settings.ascii), (72, Some(100), true));
    assert_eq!(settings.dates, DateFormat::Pattern("%d.%m.%Y".into()));
    assert_eq!(settings.sort, Order { by: SortKey::Title, reversed: true });
    assert_eq!((settings.list, settings.zen, settings.mouse), (false, true, true));
    assert_eq!((settings.remote, settings.clipboard), (When::Never, Copies::Tmux));
    assert_eq!((settings.watch, settings.bidi), (Watching::Off, Some(Bidi::Ours)));
    assert_eq!(
        (settings.preview, settings.links, settings.marks),
        (Duration::from_millis(250), Links::List, false)
    );
    assert_eq!(settings.views, [View { name: "rust".into(), query: "tag:rust -tag:go".into() }]);
    assert_eq!(settings.keys[0].keys, "space ctrl-f");
    assert_eq!((settings.keys[1].keys.as_str(), settings.key_line(1)), ("q Q", Some(32)));
    assert_eq!(settings.origin("measure"), Origin::File("config.yaml".into(), 6));
    assert_eq!(OPTIONS.iter().filter(|row| settings.origin(row.name) == Origin::Default).count(), 0);
}

#[test]
fn a_site_may_have_settings_of_its_own() {
    let settings = read("sites:\n  ~/marsh:\n    marks: off\n  /srv/hill:\n");
    assert_eq!(settings.problems, []);
    assert_eq!(settings.sites, ["/home/ada/marsh", "/srv/hill"].map(PathBuf::from));
    let options = settings.options();
    let keeps = |root: &str| options.keeps_marks(Path::new(root));
    assert_eq!((keeps("/home/ada/marsh"), keeps("/srv/hill"), keeps("/elsewhere")), (false, true, true));
    let back = read("marks: off\nsites: [/a, {/b: {marks: on}}]");
    assert_eq!((back.sites.len(), back.problems.len()), (2, 0));
    assert!(back.options().keeps_marks(Path::new("/b")) && !back.options().keeps_marks(Path::new("/a")));
    assert_eq!(
        problems("sites:\n  /a:\n    mrks: off\n    marks: maybe\n  /b: off\n"),
        [
            "config.yaml:3: a site has no setting “mrks”; did you mean marks?",
            "config.yaml:4: marks of the site /a takes true or false, not “maybe”; what holds for all sites counts",
            "config.yaml:5: the site /b takes settings of its own, not “false”; write {marks: off}",
        ]
    );
    let all = "theme, measure, hyphenate, spacing, language, dates, sort, marks";
    assert_eq!(
        problems("sites: {/a: {mouse: on, measure: wide}}"),
        [
            format!("config.yaml:1: a site has no mouse of its own; set it for all sites; a site may set {all}"),
            "config.yaml:1: measure of the site /a takes a number from 20 to 200, not “wide”; what holds for all sites counts".into(),
        ]
    );
}

#[test]
fn what_a_site_sets_goes_before_what_all_set() {
    let text = "theme: nord\nmeasure: 72\nsites:\n  /a: {theme: {dark: gruvbox-dark, light: one-light}, hyphenate: on, language: [de, en]}\n  /b: {measure: 50}\n";
    let of = |site: &str| {
        let mut settings = read(text);
        settings.take_site(Path::new(site));
        assert_eq!(settings.problems, []);
        settings
    };
    let a = of("/a");
    let pair = a.pair.clone().map(|pair| (pair.dark, pair.light));
    assert_eq!(pair, Some(("gruvbox-dark".into(), "one-light".into())));
    assert_eq!((a.measure, a.hyphenate, a.language.len()), (72, true, 2));
    assert_eq!(a.origin("hyphenate"), Origin::File("config.yaml".into(), 4));
    let b = of("/b");
    assert_eq!((b.theme.as_str(), b.measure, b.hyphenate), ("nord", 50, false));
    assert_eq!(of("/c"), read(text));
    let printed = read(text).print(&Paths::default());
    let own = "/a: {theme: {dark: gruvbox-dark, light: one-light}, hyphenate: on, language: [de, en]}";
    assert!(printed.contains(own), "{printed}");
}

#[test]
fn what_is_wrong_is_named_and_the_rest_counts() {
    assert_eq!(
        problems("thme: nord\nmeasure: wide\nlist: maybe\nmeasuer: 3\nzzz: 1\n"),
        [
            "config.yaml:1: there is no setting “thme”; did you mean theme?",
            "config.yaml:2: measure takes a number from 20 to 200, not “wide”; it stays 66",
            "config.yaml:3: list takes true or false, not “maybe”; it stays false",
            "config.yaml:4: there is no setting “measuer”; did you mean measure?",
            "config.yaml:5: there is no setting “zzz”; `rushlight --print-config` lists them all",
        ]
    );
    assert_eq!(read("measure: 999\ntheme: nord").theme, "nord");
    assert_eq!(
        problems("dates: tomorrow"),
        [
            "config.yaml:1: dates takes short, iso, or a pattern of strftime like \"%d.%m.%Y\", not “tomorrow”; it stays short"
        ]
    );
}

/// Each of these was taken without a word, and did nothing.
#[test]
fn what_can_do_nothing_is_named() {
    let takes = "dates takes short, iso, or a pattern of strftime like \"%d.%m.%Y\"";
    for (pattern, shown) in [("%Q", "%Q"), ("%H:%M", "%H:%M"), ("%!", "%!")] {
        let said = problems(&format!("dates: \"{pattern}\"\n"));
        assert_eq!(said, [format!("config.yaml:1: {takes}, not “{shown}”; it stays short")]);
    }
    assert_eq!(problems("dates: \"%d.%m. %Y, %A\""), [""; 0]);
    assert_eq!(
        problems("theme: nord\nviews:\n  a: tag:x\n  a: tag:y\ntheme: github\n"),
        [
            "config.yaml:4: “a” is set again, after line 3; this one counts; take one of them out",
            "config.yaml:5: “theme” is set again, after line 1; this one counts; take one of them out",
        ]
    );
    assert_eq!(read("theme: nord\ntheme: github\n").theme, "github");
    let own = read("views: {All: 'tag:x', mine: 'tag:y'}\n");
    assert_eq!(own.views.iter().map(|view| view.name.as_str()).collect::<Vec<_>>(), ["mine"]);
    assert_eq!(
        own.problems[0].to_string(),
        "config.yaml:1: the view “All” has the name of one of the program's own; give it another name"
    );
}

#[test]
fn views_and_keys_are_named_one_by_one() {
    let settings = read("views:\n  a: tga:x\n  b: tag:x\nkeys:\n  list: space\n");
    assert_eq!(settings.views.len(), 1);
    assert_eq!(
        settings.problems.iter().map(ToString::to_string).collect::<Vec<_>>(),
        [
            "config.yaml:2: the view “a”: there is no “tga:”; did you mean tag:x?; the other views count",
            "config.yaml:5: keys of “list” are actions with their keys; write list: {page-down: space}",
        ]
    );
}

#[test]
fn a_file_that_is_no_yaml() {
    assert_eq!(problems("- a\n- b"), ["config.yaml:1: settings are lines like `theme: nord`"]);
    let broken = problems("theme: nord\nmeasure: [1, 2\n");
    assert_eq!(broken.len(), 1);
    assert!(broken[0].starts_with("config.yaml:") && broken[0].contains("this is no YAML"), "{}", broken[0]);
}

#[test]
fn a_missing_file_is_missed_where_it_was_asked_for() {
    let path = Path::new("/nowhere/config.yaml");
    assert_eq!(Settings::load(Some(path), false, None).problems, []);
    assert_eq!(Settings::load(Some(path), true, None).problems.len(), 1);
    assert_eq!(Settings::load(None, false, None), Settings::default());
}

#[test]
fn flags_and_the_environment_come_first() {
    let mut own = read("colors: 16\n");
    own.take_environment(|name| (name == "NO_COLOR").then(|| "1".to_owned()));
    assert_eq!(own.color, When::Auto, "what the reader set goes before NO_COLOR");
    let mut settings = read("theme: nord\n");
    settings.take_environment(|name| (name == "NO_COLOR").then(|| "1".to_owned()));
    assert_eq!((settings.color, settings.origin("color")), (When::Never, Origin::Environment("NO_COLOR")));
    settings.say("color", "auto", Origin::Flag("--color")).unwrap();
    settings.say("width", "60", Origin::Flag("--width")).unwrap();
    assert_eq!((settings.color, settings.width), (When::Auto, Some(60)));
    let error = settings.say("width", "0", Origin::Flag("--width")).unwrap_err();
    assert_eq!(error, "width takes auto, or a number from 2 to 1000, not “0”");
}

#[test]
fn a_theme_for_each_ground() {
    let mut settings = read("theme: {dark: nord, light: one-light}\n");
    assert_eq!(settings.problems, []);
    let pair = Pair { dark: "nord".into(), light: "one-light".into() };
    assert_eq!((settings.theme.as_str(), settings.pair.as_ref()), ("nord", Some(&pair)));
    assert!(settings.print(&Paths::default()).contains("theme: {dark: nord, light: one-light}"));
    settings.say("theme", "github", Origin::Flag("--theme")).unwrap();
    assert_eq!((settings.theme.as_str(), &settings.pair), ("github", &None));
    let half = read("theme: {dark: nord}\n");
    assert_eq!((half.theme.as_str(), half.problems.len()), ("default", 1));
}

#[test]
fn how_many_colours() {
    let depth = |text: &str, terminal, is_terminal| read(text).depth(terminal, is_terminal);
    assert_eq!(depth("", Depth::True, true), Depth::True);
    assert_eq!(depth("", Depth::True, false), Depth::None);
    assert_eq!(depth("color: always", Depth::None, false), Depth::Sixteen);
    assert_eq!(depth("color: always\ncolors: true", Depth::None, false), Depth::True);
    assert_eq!(depth("color: never\ncolors: true", Depth::True, true), Depth::None);
    assert_eq!(depth("colors: 16", Depth::True, true), Depth::Sixteen);
}

#[test]
fn what_is_printed_says_the_same_when_read() {
    let text = "theme: \"it's\"\nmeasure: 72\nsites: ['/a b', /c]\nviews: {a b: 'tag:\"x y\"', c: is:draft}\nkeys: {list: {quit: 'q'}}\nwidth: 80\ncolors: true\n";
    let settings = read(text);
    assert_eq!(settings.problems, []);
    let printed = settings.print(&Paths::default());
    let again = read(&printed);
    assert_eq!(again.problems, []);
    assert_eq!(
        again.print(&Paths::default()).lines().map(value).collect::<Vec<_>>(),
        printed.lines().map(value).collect::<Vec<_>>()
    );
    let own = read("sites: {/a b: {marks: off}, /c: }").print(&Paths::default());
    assert!(own.contains("sites: {'/a b': {marks: false}, /c: {}}"), "{own}");
    assert_eq!(read(&own).of_sites.len(), 1);
    assert!(
        printed.contains("measure: 72") && printed.contains("# line 2") && printed.contains("# default"),
        "{printed}"
    );
}

fn value(line: &str) -> &str {
    line.split("  #").next().unwrap().trim()
}

#[test]
fn what_a_terminal_would_obey_is_printed_by_its_escape_and_read_as_the_same() {
    let file = Clean::line("config.yaml");
    let settings = Settings::of_text("keys: {\"a\\e]0;x\\a\\n\\u202e'\\\"\": {b: c}}\n", &file);
    let printed = settings.print(&Paths::default());
    assert!(printed.contains(r#"keys: {"a\u001b]0;x\u0007\u000a\u202e'\"": {"#), "{printed}");
    assert_eq!(Settings::of_text(&printed, &file).keys, settings.keys);
}

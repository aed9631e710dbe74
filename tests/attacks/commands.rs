//! The commands: what they print, and what they complain of.

use super::corpus::{self, Payload, SITES};
use super::{Place, argument, assert_harmless, harmless_and_plain, posts_of, strict};

/// More arguments than this do not go into one call.
const AT_ONCE: usize = 100;

#[test]
fn lists_and_tags_in_a_pipe_are_lines_of_text() {
    let place = Place::new();
    for site in SITES {
        let (listed, _) = harmless_and_plain(&place.run(["list", site]), site);
        assert!(listed.lines().count() > corpus::payloads().len(), "{site}: {listed}");
        assert!(listed.contains("EVIL"));
        for line in listed.lines() {
            assert_eq!(line.matches('\t').count(), 3, "a title or a tag made a column or a line: {line:?}");
        }
        let (found, _) = harmless_and_plain(&place.run(["search", "evil", site]), site);
        assert!(found.contains("EVIL"), "{site}: {found}");
        let (tags, _) = harmless_and_plain(&place.run(["tags", site]), site);
        assert!(tags.contains("EVIL"), "{site}: {tags}");
    }
}

#[test]
fn json_keeps_the_words_and_escapes_what_is_an_order() {
    let place = Place::new();
    for site in SITES {
        for command in [&["list"][..], &["tags"], &["search", "evil"]] {
            let (json, _) = harmless_and_plain(&place.run([command, &["--json", site]].concat()), site);
            assert!(!json.contains('\t'), "{site}");
            let value: serde_json::Value = serde_json::from_str(&json).unwrap();
            assert!(value.to_string().contains("EVIL"), "{site}");
        }
    }
    // A path is not changed on its way into JSON, not even where it holds orders: it must open the file.
    let (json, _) = harmless_and_plain(&place.run(["list", "--json", "plain"]), "plain");
    let value: serde_json::Value = serde_json::from_str(&json).unwrap();
    let c1 = corpus::payloads().into_iter().find(|payload| payload.name == "c1-characters").unwrap();
    let is_named = |post: &serde_json::Value| post["path"].as_str().unwrap().contains(&*c1.text());
    assert!(value.as_array().unwrap().iter().any(is_named));
}

#[test]
fn posts_in_a_pipe_are_text() {
    let place = Place::new();
    for site in SITES {
        let mut shown = 0;
        for posts in posts_of(&place.path(site)).chunks(AT_ONCE) {
            let output = place.command().arg("print").args(posts).output().unwrap();
            let (text, said) = harmless_and_plain(&output, site);
            shown += text.matches("EVIL").count();
            assert!(said.lines().all(|line| line.starts_with("rushlight: ")), "{site}: {said}");
        }
        assert!(shown > 1000, "{site}: the posts are shown, {shown} times EVIL");
    }
}

#[test]
fn posts_with_colour_and_links_send_our_sequences_alone() {
    let place = Place::new();
    for (site, links) in SITES.into_iter().zip(["osc8", "inline", "list", "osc8"]) {
        let (mut text, mut targets) = (String::new(), Vec::new());
        for posts in posts_of(&place.path(site)).chunks(AT_ONCE) {
            let mut command = place.command();
            command.args(["print", "--color", "always", "--links", links, "--width", "60"]).args(posts);
            let sent = assert_harmless(&command.output().unwrap().stdout, site);
            text.push_str(&sent.text);
            targets.extend(sent.links);
        }
        assert!(text.contains("EVIL"), "{site}");
        assert_eq!(links == "osc8", !targets.is_empty(), "{site}");
        let web = |link: &String| link.is_empty() || link.starts_with("http");
        assert!(targets.iter().all(web), "{:?}", targets.iter().find(|link| !web(link)));
    }
}

#[test]
fn standard_input_is_a_stranger_too() {
    use std::io::Write;
    use std::process::Stdio;
    let place = Place::with_a_post();
    let all: Vec<u8> =
        corpus::payloads().into_iter().flat_map(|payload| [&payload.bytes[..], b"\n\n"].concat()).collect();
    let mut command = place.command();
    command.args(["print", "-", "--color", "always"]).stdin(Stdio::piped()).stdout(Stdio::piped());
    let mut child = command.stderr(Stdio::piped()).spawn().unwrap();
    child.stdin.take().unwrap().write_all(&all).unwrap();
    let output = child.wait_with_output().unwrap();
    assert!(assert_harmless(&output.stdout, "output").text.contains("EVIL"));
    assert_harmless(&output.stderr, "errors");
}

/// Calls in which `EVIL` is an argument that is wrong and repeated in the complaint.
const WRONG_CALLS: [&str; 12] = [
    "print EVIL",
    "search EVIL blog",
    "list EVIL",
    "list --EVIL",
    "list blog -q EVIL",
    "list blog -q EVIL:x",
    "list blog --generator EVIL",
    "themes --theme EVIL",
    "keys --config EVIL",
    "completions EVIL",
    "print --width EVIL x",
    "EVIL",
];

#[test]
fn complaints_repeat_arguments_as_text() {
    let place = Place::with_a_post();
    let call = |call: &str, evil: &[u8], name: &str| {
        let words = call.split(' ').map(|word| match word.split_once("EVIL") {
            Some((before, after)) => argument(&[before.as_bytes(), evil, after.as_bytes()].concat()),
            None => word.into(),
        });
        // As on a terminal: a complaint in colour repeats an argument as it is.
        let output = place.command().args(words).env("CLICOLOR_FORCE", "1").output().unwrap();
        assert_harmless(&output.stdout, call);
        let said = assert_harmless(&output.stderr, &format!("{name} as {call}")).text;
        // A search that finds nothing says nothing.
        let may_be_silent = output.status.success() || call.starts_with("search");
        assert!(may_be_silent || !said.is_empty(), "{name} as {call}");
    };
    let payloads = corpus::payloads();
    for (number, payload) in payloads.iter().enumerate() {
        let turn = WRONG_CALLS[number % WRONG_CALLS.len()];
        call(turn, &payload.bytes, payload.name);
    }
    // And every call with everything that is short enough to be a name of a file together.
    for wrong in WRONG_CALLS {
        for some in payloads.chunks(6) {
            let all: Vec<u8> = some.iter().flat_map(|payload| payload.bytes.clone()).collect();
            call(wrong, &all, "all of them");
        }
    }
}

#[test]
fn what_surrounds_the_program_is_never_repeated_as_it_is() {
    let place = Place::with_a_post();
    const NAMES: [&str; 11] = [
        "TERM",
        "LANG",
        "LC_ALL",
        "COLORTERM",
        "EDITOR",
        "VISUAL",
        "BROWSER",
        "COLUMNS",
        "RUSHLIGHT_CONFIG",
        "HOME",
        "SSH_ORIGINAL_COMMAND",
    ];
    const CALLS: [&[&str]; 6] = [
        &["list", "blog"],
        &["--print-config"],
        &["keys"],
        &["print", "blog/a.md"],
        &["--kiosk", "blog"],
        &["doctor"],
    ];
    for (number, payload) in corpus::payloads().iter().enumerate() {
        let mut command = place.command();
        command.envs(NAMES.iter().map(|name| (name, argument(&payload.bytes))));
        let output = command.args(CALLS[number % CALLS.len()]).output().unwrap();
        harmless_and_plain(&output, payload.name);
    }
}

/// Settings files with a payload as every key and every value.
fn settings(payload: &Payload) -> [Vec<u8>; 3] {
    let value = payload.quoted();
    const KEYS: [&str; 10] =
        ["theme", "color", "measure", "dates", "sort", "links", "sites", "views", "keys", "ambiguous"];
    let values: String = KEYS.iter().map(|key| format!("{key}: {value}\n")).collect();
    let nested = format!(
        "{value}: 1\nviews:\n  {value}: {value}\nkeys:\n  list:\n    filter: {value}\n  {value}:\n    \
         {value}: f\nsites: [{value}]\ntheme: {value}\ndates: {value}\n"
    );
    let raw = [b"theme: ", &payload.bytes[..], b"\n", &payload.bytes, b": x\n"].concat();
    [values.into_bytes(), nested.into_bytes(), raw]
}

#[test]
fn settings_are_repeated_as_text() {
    let place = Place::with_a_post();
    let config = place.path("config.yaml");
    for payload in corpus::payloads() {
        for (text, call) in settings(&payload).iter().zip(["--print-config", "--print-config", "keys"]) {
            std::fs::write(&config, text).unwrap();
            let output = place.command().arg(call).arg("--config").arg(&config).output().unwrap();
            let (_, said) = harmless_and_plain(&output, payload.name);
            assert!(said.lines().all(|line| line.starts_with("rushlight: ")), "{}: {said}", payload.name);
        }
    }
}

#[test]
fn schemes_are_listed_and_complained_of_as_text() {
    let place = Place::with_a_post();
    let themes = place.path("themes");
    std::fs::create_dir(&themes).unwrap();
    let whole = std::fs::read_to_string(concat!(env!("CARGO_MANIFEST_DIR"), "/themes/nord.yaml")).unwrap();
    for payload in corpus::payloads() {
        let named = |ending: &[u8]| themes.join(argument(&[&payload.file_name()[..], ending].concat()));
        let value = payload.quoted();
        let wrong = format!("scheme: {value}\nname: {value}\nbase00: {value}\nbase99: \"{value}\"\n");
        std::fs::write(named(b".yaml"), &whole).unwrap();
        std::fs::write(named(b"-wrong.yaml"), wrong).unwrap();
        std::fs::write(named(b"-raw.yaml"), [b"base00: \"", &payload.bytes[..], b"\"\n"].concat()).unwrap();
    }
    let config = place.path("config.yaml");
    std::fs::write(&config, "").unwrap();
    let call = |color: &str| {
        place.command().args(["themes", "--color", color, "--config"]).arg(&config).output().unwrap()
    };
    let (listed, said) = harmless_and_plain(&call("never"), "themes");
    assert!(listed.contains("evil") && said.contains("EVIL"), "{listed}{said}");
    assert!(said.lines().all(|line| line.starts_with("rushlight: ")), "{said}");
    assert_harmless(&call("always").stdout, "themes in their colours");
}

#[test]
fn what_a_panic_quotes_is_text() {
    // A panic ends its process: this test is the process, too.
    const INSIDE: &str = "RUSHLIGHT_ATTACKS_INSIDE";
    if std::env::var_os(INSIDE).is_some() {
        rushlight::terminal::clean_panics();
        let all: String = corpus::payloads().iter().map(Payload::text).collect();
        panic!("{all}");
    }
    let mut command = std::process::Command::new(std::env::current_exe().unwrap());
    command.args(["--exact", "commands::what_a_panic_quotes_is_text", "--nocapture"]).env(INSIDE, "1");
    let said = strict::plain(&command.output().unwrap().stderr).unwrap();
    assert!(said.contains("a fault in the program; please report it") && said.contains("EVIL"), "{said}");
}

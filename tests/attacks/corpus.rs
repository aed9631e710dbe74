//! The payloads, and blogs in which every place that a stranger writes holds one.

use std::ffi::OsStr;
use std::fs;
use std::os::unix::ffi::OsStrExt;
use std::path::Path;

/// A payload.
pub struct Payload {
    pub name: &'static str,
    pub bytes: Vec<u8>,
}

/// All payloads of the list.
pub fn payloads() -> Vec<Payload> {
    let lines = include_str!("payloads.txt").lines().filter(|line| !line.starts_with('#'));
    lines
        .map(|line| {
            let (name, written) = line.split_once('\t').unwrap();
            let bytes = bytes_of(written);
            assert!(bytes.windows(4).any(|four| four == b"EVIL"), "{name} cannot be found again");
            Payload { name, bytes }
        })
        .collect()
}

fn bytes_of(written: &str) -> Vec<u8> {
    let mut out = Vec::new();
    let mut rest = written;
    while let Some(at) = rest.find('\\') {
        out.extend_from_slice(&rest.as_bytes()[..at]);
        let (letter, after) = rest[at + 1..].split_at(1);
        rest = after;
        match letter {
            "e" => out.push(0x1b),
            "a" => out.push(7),
            "n" => out.push(b'\n'),
            "r" => out.push(b'\r'),
            "t" => out.push(b'\t'),
            "\\" => out.push(b'\\'),
            "x" => {
                out.push(u8::from_str_radix(&rest[..2], 16).unwrap());
                rest = &rest[2..];
            }
            "u" => {
                let (number, after) = rest[1..].split_once('}').unwrap();
                let c = char::from_u32(u32::from_str_radix(number, 16).unwrap()).unwrap();
                out.extend_from_slice(c.encode_utf8(&mut [0; 4]).as_bytes());
                rest = after;
            }
            other => panic!("\\{other} in {written}"),
        }
    }
    out.extend_from_slice(rest.as_bytes());
    out
}

impl Payload {
    /// As text; bytes that are no UTF-8 stand for the character of their number, which makes C1 of them.
    pub fn text(&self) -> String {
        match String::from_utf8(self.bytes.clone()) {
            Ok(text) => text,
            Err(_) => self.bytes.iter().map(|b| char::from(*b)).collect(),
        }
    }

    /// Between double quotes, by the escapes that YAML, TOML and JSON share.
    pub fn quoted(&self) -> String {
        let mut out = String::from("\"");
        for unit in self.text().encode_utf16() {
            match char::from_u32(u32::from(unit)) {
                Some(c) if c == ' ' || c.is_ascii_alphanumeric() => out.push(c),
                _ => out.push_str(&format!("\\u{unit:04x}")),
            }
        }
        out + "\""
    }

    /// The same for TOML, which takes no surrogates.
    pub fn toml(&self) -> String {
        let escaped = |c: char| format!("\\U{:08x}", u32::from(c));
        format!("\"{}\"", self.text().chars().map(escaped).collect::<String>())
    }

    /// As references of HTML.
    pub fn references(&self) -> String {
        self.text().chars().map(|c| format!("&#{};", u32::from(c))).collect()
    }

    /// Percent-encoded.
    pub fn percent(&self) -> String {
        self.text().bytes().map(|b| format!("%{b:02x}")).collect()
    }

    /// As a name of a file: a file system takes everything but a slash and a zero.
    pub fn file_name(&self) -> Vec<u8> {
        self.bytes.iter().map(|b| if matches!(b, 0 | b'/') { b'_' } else { *b }).collect()
    }
}

fn write(folder: &Path, name: &[u8], bytes: impl AsRef<[u8]>) {
    let path = folder.join(OsStr::from_bytes(name));
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, bytes).unwrap();
}

/// A body with the payload in every construct, raw and by every way of writing a character.
fn body(payload: &Payload) -> Vec<u8> {
    let (refs, percent) = (payload.references(), payload.percent());
    let parts: [&[u8]; 13] = [
        b"Words RAW and *RAW* and `RAW`.\n\n# Heading RAW\n\n> quoted RAW\n\n* item RAW\n\n",
        b"[words RAW](http://x.example/RAW \"RAW\") ![RAW](RAW.png) <http://x.example/RAW>\n\n",
        b"[words](http://x.example/PERCENT) [own](/PERCENT) [here](#PERCENT) [REFS](REFS)\n\n",
        b"REFS <b title=\"REFS\">REFS</b> <a href=\"http://x.example/REFS\">REFS</a>\n\n",
        b"<iframe src=\"http://RAW.example/RAW\"></iframe><img src=\"REFS\" alt=\"REFS\">\n\n",
        b"```RAW\nRAW\n```\n\n    RAW\n\n",
        b"| RAW | b |\n|---|---|\n| REFS | `RAW` |\n\n",
        b"A note[^1] and $$RAW$$ {% include e.html x=\"RAW\" %} {{ site.data.d.x }} {{ page.title }}\n\n",
        b"{{ \"PERCENT\" | url_decode }} {% nothing RAW %} {{ site.title }} {% highlight RAW %}RAW{% endhighlight %}\n\n",
        b"{{< figure src=\"RAW\" title=\"RAW\" >}} {{< nothing \"RAW\" >}} {{ nothing(a=\"RAW\") }}\n\n",
        b"<details><summary>RAW</summary>\n\nREFS\n\n</details>\n\nterm RAW\n: definition RAW\n\n",
        b"[ref][RAW]\n\n[RAW]: http://x.example/RAW 'RAW'\n\n*[RAW]: RAW\n\n",
        b"[^1]: note RAW REFS\n",
    ];
    let mut out = Vec::new();
    for part in parts.concat().split_inclusive(|b| b.is_ascii_whitespace() || b.is_ascii_punctuation()) {
        let (word, end) = part.split_at(part.len() - 1);
        match word {
            b"RAW" => out.extend_from_slice(&payload.bytes),
            b"REFS" => out.extend_from_slice(refs.as_bytes()),
            b"PERCENT" => out.extend_from_slice(percent.as_bytes()),
            other => out.extend_from_slice(other),
        }
        out.extend_from_slice(end);
    }
    out
}

/// The keys of a header with the payload as every value, as `KEY` and what joins it to its value have it.
fn header(value: &str, join: &str) -> String {
    ["title", "slug", "author", "series", "description", "lang", "layout", "permalink", "date", "image"]
        .into_iter()
        .map(|key| format!("{key}{join}{value}\n"))
        .chain(["tags", "categories"].map(|key| format!("{key}{join}[{value}, \"a\"]\n")))
        .collect()
}

/// A Jekyll site, a Hugo site, a Zola site and a folder of Markdown below `folder`, by name.
pub const SITES: [&str; 4] = ["jekyll", "hugo", "zola", "plain"];

/// Writes the four blogs.
pub fn blogs(folder: &Path) {
    let all = payloads();
    for site in SITES {
        let first = all.iter().find(|payload| payload.name == "osc-title").unwrap();
        let root = folder.join(site);
        match site {
            "jekyll" => {
                write(
                    &root,
                    b"_config.yml",
                    format!("title: {0}\ndescription: {0}\nEVIL: [\n", first.quoted()),
                );
                write(&root, b"_includes/e.html", b"{{ include.x }}\n");
                write(&root, b"_data/d.yml", format!("x: {}\n", first.quoted()));
            }
            "hugo" => write(
                &root,
                b"hugo.toml",
                format!("title = {}\nbaseURL = \"http://h.example/\"\n", first.toml()),
            ),
            "zola" => write(
                &root,
                b"config.toml",
                format!("title = {}\nbase_url = \"http://z.example\"\n", first.toml()),
            ),
            _ => {}
        }
        for (number, payload) in all.iter().enumerate() {
            posts(&root, site, number, payload);
        }
    }
}

/// The posts of a payload: written by escapes, written raw, named after it, and in a folder named after it.
fn posts(root: &Path, site: &str, number: usize, payload: &Payload) {
    let name = payload.file_name();
    let inside = match site {
        "jekyll" => "_posts/",
        "plain" => "",
        _ => "content/",
    };
    let day = format!("2020-{:02}-{:02}-", number / 28 + 1, number % 28 + 1);
    let place = |rest: &[u8]| [inside.as_bytes(), day.as_bytes(), rest].concat();
    let folder = |rest: &[u8]| [inside.as_bytes(), &name, b"/", day.as_bytes(), rest].concat();
    let heads = match site {
        "zola" => vec![format!("+++\n{}+++\n", header(&payload.toml(), " = "))],
        "hugo" => vec![
            format!("+++\n{}+++\n", header(&payload.toml(), " = ")),
            format!("---\n{}---\n", header(&payload.quoted(), ": ")),
            format!("{{\"title\": {0}, \"tags\": [{0}]}}\n", payload.quoted()),
        ],
        _ => vec![format!("---\n{}---\n", header(&payload.quoted(), ": "))],
    };
    for (kind, head) in heads.iter().enumerate() {
        write(
            root,
            &place(format!("escaped{kind}.md").as_bytes()),
            [head.as_bytes(), &body(payload)].concat(),
        );
    }
    let raw =
        [b"---\ntitle: ", &payload.bytes[..], b"\ntags: [", &payload.bytes, b"]\n---\n", &payload.bytes]
            .concat();
    write(root, &place(b"raw.md"), &raw);
    write(root, &place(&[&name[..], b".md"].concat()), b"---\n---\nWords.\n");
    write(root, &folder(b"x.md"), b"---\n---\nWords.\n");
}

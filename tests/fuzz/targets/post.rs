//! The whole pipeline: the bytes of a post in a site → open → lay out → print.

use jiff::Timestamp;
use rushlight::document::Target;
use rushlight::layout::{Addresses, Front, Layout, Options};
use rushlight::library::Library;
use rushlight::screen::encode;
use rushlight::site::{self, Files, Generator, Opened};
use rushlight::text::Clean;
use rushlight::theme::{Depth, Theme};

use super::{assert_clean, assert_problems, choice, strict};

/// The post of a site that is only this post. Two bytes in front choose the generator and the width.
pub fn post(bytes: &[u8]) {
    let (generator, bytes) = choice(bytes, 4);
    let (width, bytes) = choice(bytes, 128);
    let generator = Generator::ALL[generator];
    let path = match generator {
        Generator::Jekyll => "_posts/2020-01-01-post.md",
        Generator::Hugo | Generator::Zola => "content/post.md",
        Generator::Plain => "post.md",
    };
    through(generator, vec![(path.into(), bytes.to_vec())], width);
}

/// A Jekyll post with an include and data; a zero byte splits the post from the include.
pub fn liquid(bytes: &[u8]) {
    let (post, include) = two(bytes);
    let files = vec![
        ("_config.yml".into(), b"title: T\nurl: https://t.example\nlist: [1, a, {b: c}]\n".to_vec()),
        ("_data/rows.csv".into(), b"name,age\nBob,7\nEve,9\n".to_vec()),
        ("_data/tree.yml".into(), b"a: {b: [1, 2, x]}\n".to_vec()),
        ("_includes/a.html".into(), include.to_vec()),
        ("_posts/2019-01-01-other.md".into(), b"---\ntags: [x]\n---\nOther.\n".to_vec()),
        ("_posts/2020-01-01-post.md".into(), [b"---\n---\n", post].concat()),
    ];
    through(Generator::Jekyll, files, 66);
}

/// A Hugo page with a shortcode of the site; a zero byte splits the page from the template.
pub fn hugo(bytes: &[u8]) {
    let (page, template) = two(bytes);
    let files = vec![
        ("hugo.toml".into(), b"baseURL = 'https://h.example/'\n[params]\ncolor = 'red'\n".to_vec()),
        ("layouts/shortcodes/a.html".into(), template.to_vec()),
        ("content/other.md".into(), b"---\ntitle: Other\n---\nOther.\n".to_vec()),
        ("content/post.md".into(), [b"---\n---\n", page].concat()),
    ];
    through(Generator::Hugo, files, 66);
}

/// A Zola page with a shortcode of the site; a zero byte splits the page from the template.
pub fn zola(bytes: &[u8]) {
    let (page, template) = two(bytes);
    let files = vec![
        ("config.toml".into(), b"base_url = 'https://z.example'\n".to_vec()),
        ("templates/shortcodes/a.html".into(), template.to_vec()),
        ("content/other.md".into(), b"+++\ntitle = 'Other'\n+++\nOther.\n".to_vec()),
        ("content/post.md".into(), [b"+++\n+++\n", page].concat()),
    ];
    through(Generator::Zola, files, 66);
}

/// The configuration of a site and one file of its data: the first byte says of which generator.
pub fn data(bytes: &[u8]) {
    let (kind, bytes) = choice(bytes, 7);
    let (first, second) = two(bytes);
    let text = b"---\n---\n{% for a in site.data.d %}{{ a }} {{ a[0] }} {{ a.name }}{% endfor %}{{ site | jsonify }}\n";
    let jekyll = |name: &str| {
        let post = ("_posts/2020-01-01-post.md".to_owned(), text.to_vec());
        let data = (format!("_data/d.{name}"), second.to_vec());
        (Generator::Jekyll, vec![("_config.yml".to_owned(), first.to_vec()), data, post])
    };
    let other = |generator, config: &str, head: &[u8]| {
        let post = ("content/a/post.md".to_owned(), [head, b"Words.\n"].concat());
        let section = ("content/a/_index.md".to_owned(), second.to_vec());
        (generator, vec![(config.to_owned(), first.to_vec()), section, post])
    };
    let (generator, files) = match kind {
        0 => jekyll("yml"),
        1 => jekyll("json"),
        2 => jekyll("csv"),
        3 => jekyll("tsv"),
        4 => other(Generator::Hugo, "hugo.toml", b"---\n---\n"),
        5 => other(Generator::Hugo, "hugo.yaml", b"---\n---\n"),
        _ => other(Generator::Zola, "config.toml", b"+++\n+++\n"),
    };
    through(generator, files, 66);
}

fn two(bytes: &[u8]) -> (&[u8], &[u8]) {
    match bytes.iter().position(|b| *b == 0) {
        Some(at) => (&bytes[..at], &bytes[at + 1..]),
        None => (bytes, &[]),
    }
}

/// Reads the site, opens the last file's post, lays it out and prints it.
fn through(generator: Generator, files: Vec<(String, Vec<u8>)>, width: usize) {
    let path = files.last().unwrap().0.clone();
    let mut site = site::detect_in(Files::table(files), Some(generator));
    let posts = site::scan(&mut site, Timestamp::UNIX_EPOCH);
    assert_problems(&site.problems);
    let library = Library::new(vec![site], posts);
    for post in library.posts() {
        let meta = &post.meta;
        let all = [&meta.title, &meta.url, &post.name].into_iter().chain(meta.lang.as_deref());
        all.into_iter()
            .chain(meta.tags.texts())
            .chain(meta.categories.texts())
            .for_each(|t| assert_clean(t, false));
        assert_clean(meta.slug(), false);
        assert_problems(&post.problems);
    }
    library.prepare();
    // A header may hide its post from the library.
    let Some(id) = library.find(&path).first().copied() else { return };
    let opened = library.open(id, Timestamp::UNIX_EPOCH).expect("a post in memory opens");
    let _ = library.derive(&[id], 1, Timestamp::UNIX_EPOCH);
    let title = library.post(id).map(|post| post.meta.title.clone()).unwrap_or_default();
    print(opened, title, width);
}

/// Prints a document: every row fits, and nothing but our own sequences goes out.
fn print(opened: Opened, title: Clean, width: usize) {
    assert_problems(&opened.document.problems);
    let address = |target: &Target| match target {
        Target::Web(address) | Target::Written(address) | Target::Site(address) => address.clone(),
        Target::Anchor(_) | Target::Note(_) => Clean::default(),
    };
    let addresses: Vec<Clean> = opened.document.links.iter().map(|link| address(&link.target)).collect();
    addresses.iter().for_each(|address| assert_clean(address, false));
    let options = Options {
        width: width.max(2),
        measure: width.max(2),
        addresses: [Addresses::Hidden, Addresses::Inline, Addresses::List][width % 3],
        ..Options::default()
    };
    let front = Front { title, byline: Vec::new() };
    let theme = Theme::named("default", Depth::Sixteen).unwrap();
    let layout = Layout::new(opened.document, front, addresses.clone(), options);
    let options = *layout.options();
    let mut out = Vec::new();
    for line in layout.into_lines() {
        assert_clean(&line.text(), false);
        let cells = line.cells(options.ambiguous);
        assert!(cells <= options.width, "{cells} of {} cells: {:?}", options.width, line.text());
        let link = |link: usize| addresses.get(link).map(Clean::as_str);
        let runs = line
            .spans
            .iter()
            .map(|span| (span.text.as_str(), theme.style(span.face), span.link.and_then(link)));
        encode::row(&mut out, runs, true);
        out.push(b'\n');
    }
    strict::read(&out).unwrap();
}

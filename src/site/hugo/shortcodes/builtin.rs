//! Hugo's embedded shortcodes, one by one.
//!
//! Source: `tpl/tplimpl/embedded/templates/_shortcodes` of Hugo.

use super::Renderer;
use super::cut::Call;
use crate::markup::Island;

/// Text for HTML.
pub(super) fn escape(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// A link to what is embedded from elsewhere: films, posts, gists; and the usual shortcodes of themes for them.
pub(super) fn embed(call: &Call<'_>) -> Option<Island> {
    let id = call.get("id", 0);
    let link = |target: String, words: String, media| Some(Island::Link { target, words, media });
    let titled = |name: &str| match call.named("title") {
        "" => name.to_owned(),
        title => title.to_owned(),
    };
    match call.name {
        "youtube" | "youtubeLite" | "youtube_simple" if !id.is_empty() => {
            link(format!("https://www.youtube.com/watch?v={id}"), titled("YouTube"), true)
        }
        "vimeo" | "vimeo_simple" if !id.is_empty() => {
            link(format!("https://vimeo.com/{id}"), titled("Vimeo"), true)
        }
        "gist" => {
            let path: Vec<&str> =
                [call.get("user", 0), call.get("id", 1)].into_iter().filter(|p| !p.is_empty()).collect();
            let path = path.join("/");
            link(format!("https://gist.github.com/{path}"), format!("Gist: {path}"), false)
        }
        "x" | "x_simple" | "twitter" | "twitter_simple" | "tweet" => {
            let (user, id) = match call.named("user") {
                "" => ("i", id),
                user => (user, call.named("id")),
            };
            link(format!("https://x.com/{user}/status/{id}"), format!("Post of @{user} on X"), false)
        }
        "instagram" | "instagram_simple" => {
            link(format!("https://www.instagram.com/p/{id}"), "Instagram".into(), false)
        }
        "video" | "audio" | "mp4" | "webm" | "asciinema" => {
            let src = source(call);
            let words =
                ["alt", "caption", "title"].into_iter().map(|n| call.named(n)).find(|s| !s.is_empty());
            let words = words.unwrap_or(src.rsplit('/').next().unwrap_or(src));
            (!src.is_empty()).then(|| Island::Link { target: src.into(), words: words.into(), media: true })
        }
        "button" | "link" | "linkcard" if call.inner.is_none() => {
            let target =
                ["href", "url", "link", "src"].into_iter().map(|n| call.named(n)).find(|s| !s.is_empty())?;
            let words =
                ["text", "title", "label", "name"].into_iter().map(|n| call.named(n)).find(|s| !s.is_empty());
            link(target.into(), words.unwrap_or(target).into(), false)
        }
        _ => None,
    }
}

/// The file that a shortcode shows.
pub(super) fn source<'c>(call: &'c Call<'_>) -> &'c str {
    let named = ["src", "url", "file", "name"].into_iter().map(|name| call.named(name));
    named.into_iter().find(|src| !src.is_empty()).unwrap_or(call.get("src", 0))
}

/// HTML without the tags of a lone paragraph around it (`markdownify`).
pub(super) fn unwrapped(html: &str) -> String {
    let html = html.trim();
    let inner = html.strip_prefix("<p>").and_then(|h| h.strip_suffix("</p>"));
    inner.filter(|i| !i.contains("<p>")).unwrap_or(html).to_owned()
}

impl Renderer<'_> {
    /// `figure`, and the usual shortcodes of themes for pictures: the image, and under it title, caption and attribution. Where no
    /// words stand for the image Hugo says the caption twice, once unseen; here it stands once.
    pub(super) fn figure(&mut self, call: &Call<'_>) -> String {
        let image = format!("<img src=\"{}\" alt=\"{}\">", escape(source(call)), escape(call.named("alt")));
        let image = match call.named("link") {
            "" => image,
            link => format!("<a href=\"{}\">{image}</a>", escape(link)),
        };
        let mut caption = String::new();
        if !call.named("title").is_empty() {
            caption.push_str(&format!("<h4>{}</h4>", escape(call.named("title"))));
        }
        let inner = self.inner(call);
        let (words, attr) = (call.named("caption"), call.named("attr"));
        let words = if words.is_empty() { inner.trim() } else { words };
        if !words.is_empty() || !attr.is_empty() {
            let attr = match (attr, call.named("attrlink")) {
                ("", _) | (_, "") => self.words(attr),
                (attr, link) => format!("<a href=\"{}\">{}</a>", escape(link), self.words(attr)),
            };
            let words = self.words(words);
            let between = if words.is_empty() || attr.is_empty() { "" } else { " " };
            caption.push_str(&format!("<p>{words}{between}{attr}</p>"));
        }
        self.island(Island::Html(match (call.name, &*caption) {
            // A picture may stand in a line.
            ("img" | "image", "") => image,
            (_, "") => format!("<figure>{image}</figure>"),
            (_, caption) => format!("<figure>{image}<figcaption>{caption}</figcaption></figure>"),
        }))
    }

    /// The button of a theme with words between its tags: a link, where it says an address.
    pub(super) fn button(&mut self, call: &Call<'_>) -> Option<String> {
        let target = ["href", "url", "link"].into_iter().map(|name| call.named(name)).find(|t| !t.is_empty());
        let target = match (target, call.named("relref")) {
            (Some(target), _) => target.to_owned(),
            (None, "") => return None,
            (None, page) => self.host.reference(page, "", true)?,
        };
        let inner = self.inner(call);
        let words = self.words(inner.trim());
        Some(self.island(Island::Html(format!("<a href=\"{}\">{words}</a>", escape(&target)))))
    }

    /// A line of Markdown as HTML, without the paragraph around it (`markdownify`).
    fn words(&self, markdown: &str) -> String {
        unwrapped(&self.host.to_html(markdown))
    }

    /// `highlight LANG OPTIONS`: code; in the line with `hl_inline=true`.
    pub(super) fn highlight(&mut self, call: &Call<'_>) -> String {
        let language = call.get("lang", 0).to_lowercase();
        let options = call.args.get(1).map_or(call.named("options"), String::as_str);
        let inline = options.replace(' ', "").contains("hl_inline=true");
        let text = self.inner(call);
        let text = text.trim_start_matches(['\n', '\r']).trim_end().to_owned();
        match inline {
            true => self.island(Island::Html(format!("<code>{}</code>", escape(text.trim())))),
            false => self.island(Island::Code { language, text }),
        }
    }

    /// `ref` and `relref`: an address to stand in a link.
    pub(super) fn reference(&mut self, call: &Call<'_>, relative: bool) -> String {
        let path = call.get("path", 0);
        match self.host.reference(path, call.named("lang"), relative) {
            Some(url) => url,
            None => {
                self.note(call, format!("`{}` names no page: {path}", call.name), "correct the path");
                "#".to_owned()
            }
        }
    }

    /// `param`: a parameter of the page or the site.
    pub(super) fn param(&mut self, call: &Call<'_>) -> String {
        let name = call.get("name", 0);
        match self.host.param(name) {
            Some(value) => value,
            None => {
                self.note(
                    call,
                    format!("`param` names no parameter: {name}"),
                    "set it in the header or in `params`",
                );
                String::new()
            }
        }
    }

    /// `details summary="…"`: a disclosure with Markdown in it.
    pub(super) fn details(&mut self, call: &Call<'_>) -> String {
        let summary = match call.get("summary", 0) {
            "" => "Details",
            summary => summary,
        };
        let summary = self.words(summary);
        let inner = self.inner(call);
        let html = self.host.to_html(&inner);
        self.island(Island::Html(format!("<details><summary>{summary}</summary>{html}</details>")))
    }

    /// `qr`: what the code says, as a link where it is one.
    pub(super) fn qr(&mut self, call: &Call<'_>) -> String {
        let inner = self.inner(call);
        let text = match call.named("text") {
            "" => inner.trim(),
            text => text,
        };
        let island = match text.contains("://") {
            true => Island::Link { target: text.into(), words: format!("QR code: {text}"), media: false },
            false => Island::Aside(format!("[QR code: {text}]")),
        };
        self.island(island)
    }
}

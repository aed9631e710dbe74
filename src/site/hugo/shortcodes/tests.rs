//! Shortcodes by example.

use super::*;

struct Table;

impl Host for Table {
    fn reference(&self, path: &str, _: &str, relative: bool) -> Option<String> {
        let path = path.strip_suffix(".md")?;
        Some(if relative { format!("/{path}/") } else { format!("https://example.org/{path}/") })
    }
    fn param(&self, name: &str) -> Option<String> {
        (name == "color").then(|| "red".to_owned())
    }
    fn template(&self, name: &str) -> Option<String> {
        let template = match name {
            "api" => "<abbr title=\"Interface\">API</abbr>\n",
            "box" => "<div class=\"{{ .Get 0 }}\">{{ .Inner | markdownify }}</div>",
            "pick" => {
                "{{- $k := .Get \"k\" | default \"none\" -}}\n{{ if eq $k \"a\" }}A{{ else if .Inner }}I{{ else }}{{ $k }}{{ end }}"
            }
            "titled" => {
                "{{ with .Get \"title\" }}<b>{{ . }}</b>{{ end }}{{/* x */}}{{ printf \"<%s>\" (.Get \"k\") }}"
            }
            "loops" => "{{ range .Params }}x{{ end }}",
            "twice" => "{{ .Inner }}{{ .Inner }}",
            _ => return None,
        };
        Some(template.to_owned())
    }
    fn to_html(&self, markdown: &str) -> String {
        format!("<p>{}</p>", markdown.trim())
    }
}

/// The text with each island written out between `‹` and `›`.
fn shown(text: &str) -> String {
    let rendered = render(text, &Table);
    let mut out = rendered.text;
    while let Some((range, number)) = Islands::find(&out) {
        let island = match rendered.islands.get(number).unwrap() {
            Island::Code { language, text } => format!("‹{language}: {text}›"),
            Island::Html(html) => format!("‹{html}›"),
            Island::Text(text) | Island::Aside(text) | Island::Math { written: text, .. } => {
                format!("‹{text}›")
            }
            Island::Link { target, words, .. } => format!("‹{words} {target}›"),
        };
        out.replace_range(range, &island);
    }
    out
}

#[test]
fn text_stays_and_comments_show_the_shortcode() {
    assert_eq!(shown("a {{ b }} {{< {{% c"), "a {{ b }} {{< {{% c");
    assert_eq!(shown("{{</* figure src=\"a\" */>}} {{%/* b */%}}"), "{{< figure src=\"a\" >}} {{% b %}}");
}

#[test]
fn figures() {
    assert_eq!(
        shown(
            "{{< figure src=\"a.jpg\" title=\"T\" caption=\"C > \\\"D\\\"\" attr=\"by E\" attrlink=\"/e\" >}}"
        ),
        "‹<figure><img src=\"a.jpg\" alt=\"\"><figcaption><h4>T</h4>\
         <p>C > \"D\" <a href=\"/e\">by E</a></p></figcaption></figure>›"
    );
}

/// They were films without their captions, and what stood between their tags was lost.
#[test]
fn pictures_of_themes_are_pictures() {
    assert_eq!(shown("a {{< img src=\"b.png\" alt=\"B\" >}}"), "a ‹<img src=\"b.png\" alt=\"B\">›");
    assert_eq!(
        shown("{{< imgproc \"x.jpg\" Resize \"600x\" >}}\nWords\n{{< /imgproc >}}"),
        "‹<figure><img src=\"x.jpg\" alt=\"\"><figcaption><p>Words</p></figcaption></figure>›"
    );
}

#[test]
fn a_button_with_words_leads_somewhere() {
    assert_eq!(shown("{{< button href=\"/a\" >}}Go{{< /button >}}"), "‹<a href=\"/a\">Go</a>›");
    assert_eq!(shown("{{< button size=\"big\" >}}Go{{< /button >}}"), "Go");
}

#[test]
fn code() {
    assert_eq!(
        shown("{{< highlight Go \"linenos=table\" >}}\n  x := 1\n{{< /highlight >}}"),
        "‹go:   x := 1›"
    );
    assert_eq!(
        shown("a {{< highlight go \"hl_inline=true\" >}}x<y{{< /highlight >}}"),
        "a ‹<code>x&lt;y</code>›"
    );
}

#[test]
fn references_stand_in_links() {
    assert_eq!(
        shown("[a]({{< ref \"b.md\" >}}) [c]({{% relref path=\"d.md\" %}})"),
        "[a](https://example.org/b/) [c](/d/)"
    );
    assert_eq!(render("\n{{< ref \"x\" >}}", &Table).notes[0].line, 1);
}

#[test]
fn what_is_embedded_becomes_a_link() {
    assert_eq!(shown("{{< youtube abc >}}"), "‹YouTube https://www.youtube.com/watch?v=abc›");
    assert_eq!(
        shown("{{< youtube id=\"abc\" title=\"A film\" >}}"),
        "‹A film https://www.youtube.com/watch?v=abc›"
    );
    assert_eq!(shown("{{< x user=\"u\" id=\"1\" >}}"), "‹Post of @u on X https://x.com/u/status/1›");
    assert_eq!(shown("{{< gist u 1 >}}"), "‹Gist: u/1 https://gist.github.com/u/1›");
    assert_eq!(shown("{{< qr text=\"https://a.b\" />}}"), "‹QR code: https://a.b https://a.b›");
}

#[test]
fn parameters_details_and_comments() {
    assert_eq!(shown("{{% param color %}}{{< comment >}}a{{< /comment >}}"), "red");
    assert_eq!(
        shown("{{< details summary=\"S\" >}}\n**b**\n{{< /details >}}"),
        "‹<details><summary>S</summary><p>**b**</p></details>›"
    );
}

#[test]
fn shortcodes_of_the_site() {
    assert_eq!(shown("{{< note >}}a {{< b >}}*c*{{< /b >}}{{< /note >}}"), "a *c*");
    assert_eq!(
        shown("{{< tabs >}}\n{{% tab \"x\" %}}\na\n{{% /tab %}}\n{{< /tabs >}}"),
        "\n‹<p><strong>x</strong></p>›\n\na\n"
    );
    assert_eq!(shown("{{< toc >}}"), "‹[toc]›");
    assert_eq!(shown("{{< a >}}{{< b >}}x{{< /a >}}"), "‹[b]›x");
}

#[test]
fn own_shortcodes_with_plain_templates() {
    assert_eq!(shown("an {{< api >}} of"), "an ‹<abbr title=\"Interface\">API</abbr>› of");
    assert_eq!(shown("{{< box x >}}*i*{{< /box >}}"), "‹<div class=\"x\">*i*</div>›");
    assert_eq!(shown("{{< pick k=a >}}{{< pick >}}{{< pick k=b >}}"), "‹A›‹none›‹b›");
    assert_eq!(shown("{{% titled title=\"T&\" k=k %}}"), "<b>T&amp;</b>&lt;k&gt;");
    assert_eq!(shown("{{< loops >}}"), "‹[loops]›");
}

#[test]
fn bombs_are_bounded() {
    render(&format!("{}x{}", "{{% twice %}}".repeat(24), "{{% /twice %}}".repeat(24)), &Table);
    render(&"{{< a >}}".repeat(20_000), &Table);
    render(&format!("{}{}", "{{< a >}}".repeat(20_000), "{{< /a >}}".repeat(20_000)), &Table);
    render(&"{{< a \"".repeat(20_000), &Table);
    render(&"{{<".repeat(50_000), &Table);
    render(&"{{< /a >}}".repeat(20_000), &Table);
}

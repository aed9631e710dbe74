//! MathML: the TeX that stands beside it where there is any, else a line of text with the signs that people type.

use super::{Flow, Reader};
use crate::document::Block;
use crate::markup::page::{Kind, NodeId, Page};
use crate::text::Clean;

impl Reader<'_> {
    /// A formula.
    pub(super) fn mathml(&mut self, id: NodeId, flow: &mut Flow) {
        let page = self.page;
        let beside = annotation(page, id).or_else(|| page.attr(id, "alttext").map(str::to_owned));
        let shown =
            beside.filter(|tex| !tex.trim().is_empty()).unwrap_or_else(|| row(page, page.children(id)));
        let shown = shown.split_whitespace().collect::<Vec<_>>().join(" ");
        if shown.is_empty() {
            return;
        }
        match page.attr(id, "display") {
            Some("block") => flow.push(Block::Math(Clean::text(&shown))),
            Some(_) | None => flow.run.math(&shown),
        }
    }

    /// The formula in a span of KaTeX, which holds it as MathML and again as a picture made of letters; none where there is
    /// only the picture.
    pub(super) fn formula_of_katex(&self, id: NodeId) -> Option<NodeId> {
        let is_katex = self.page.has_class(id, &["katex"]);
        is_katex.then(|| find(self.page, id, |child| self.page.name(child) == "math")).flatten()
    }
}

/// The first node inside an element that is what is looked for.
fn find(page: &Page, id: NodeId, is_it: impl Fn(NodeId) -> bool) -> Option<NodeId> {
    let mut todo: Vec<NodeId> = page.children(id).collect();
    todo.reverse();
    while let Some(child) = todo.pop() {
        if is_it(child) {
            return Some(child);
        }
        let at = todo.len();
        todo.extend(page.children(child));
        todo[at..].reverse();
    }
    None
}

/// The TeX of which a formula was made.
fn annotation(page: &Page, id: NodeId) -> Option<String> {
    let is_tex = |child| {
        let kind = page.attr(child, "encoding").unwrap_or_default().to_ascii_lowercase();
        page.name(child) == "annotation" && kind.ends_with("tex")
    };
    find(page, id, is_tex).map(|child| page.text(child))
}

/// Some nodes one behind the other. The name of a function stands apart from what follows, and so does what ends with a script.
fn row(page: &Page, nodes: impl Iterator<Item = NodeId>) -> String {
    let mut out = String::new();
    let mut stands_apart = false;
    for node in nodes {
        let part = one(page, node);
        if stands_apart && part.starts_with(char::is_alphanumeric) {
            out.push(' ');
        }
        if !part.is_empty() {
            let name = page.name(node);
            stands_apart = name == "mi" && part.chars().count() > 1
                || part.ends_with(char::is_alphanumeric)
                    && matches!(name, "mfrac" | "msup" | "msub" | "msubsup")
                || part.ends_with(char::is_alphanumeric) && matches!(name, "mover" | "munder" | "munderover");
        }
        out.push_str(&part);
    }
    out
}

/// A node as text. A page is nested to a depth that is capped.
fn one(page: &Page, id: NodeId) -> String {
    if let Kind::Text(text) = &page.node(id).kind {
        return page.words(text).trim().to_owned();
    }
    let parts = || elements(page, id).map(|child| one(page, child)).collect::<Vec<_>>();
    let all = || row(page, page.children(id));
    match page.name(id) {
        "annotation" | "annotation-xml" | "mphantom" | "none" | "mprescripts" => String::new(),
        "mspace" => " ".to_owned(),
        "mtext" | "ms" => page.text(id),
        "mo" => operator(page.text(id).trim()),
        "mfrac" => parts().iter().map(|part| grouped(part)).collect::<Vec<_>>().join("/"),
        "msup" | "mover" => scripts(&parts(), &["^"]),
        "msub" | "munder" => scripts(&parts(), &["_"]),
        "msubsup" | "munderover" => scripts(&parts(), &["_", "^"]),
        "msqrt" => format!("√({})", all().trim()),
        "mroot" => match parts().as_slice() {
            [inside, degree] => format!("√[{}]({})", degree.trim(), inside.trim()),
            other => other.concat(),
        },
        "mfenced" => fenced(page, id, &parts()),
        "mtable" => format!("[{}]", parts().join("; ")),
        "mtr" | "mlabeledtr" => parts().join(", "),
        _ => all(),
    }
}

/// The elements inside an element, the blanks between them left out.
fn elements(page: &Page, id: NodeId) -> impl Iterator<Item = NodeId> {
    page.children(id).filter(|child| !page.name(*child).is_empty())
}

/// What stands below and above the first part.
fn scripts(parts: &[String], signs: &[&str]) -> String {
    let Some((base, scripts)) = parts.split_first() else { return String::new() };
    let scripts = signs.iter().zip(scripts).filter(|(_, script)| !script.trim().is_empty());
    scripts
        .fold(base.trim().to_owned(), |out, (sign, script)| out + sign + &grouped(&script.replace(' ', "")))
}

/// Parts between brackets, commas between them (MathML 3, 3.3.8).
fn fenced(page: &Page, id: NodeId, parts: &[String]) -> String {
    let open = page.attr(id, "open").unwrap_or("(");
    let close = page.attr(id, "close").unwrap_or(")");
    format!("{open}{}{close}", parts.join(", "))
}

/// A sign; one that compares stands between blanks. The signs that are not seen go.
fn operator(sign: &str) -> String {
    match sign {
        "\u{2061}" | "\u{2062}" | "\u{2063}" | "\u{2064}" => String::new(),
        "=" | "<" | ">" | "≠" | "≤" | "≥" | "≈" | "≡" | "∼" | "≅" | "∈" | "∉" | "⊂" | "⊆" | "→" | "↦"
        | "⇒" | "⇔" | ":=" => format!(" {sign} "),
        "," | ";" => format!("{sign} "),
        _ => sign.to_owned(),
    }
}

/// A part that is more than one thing in parentheses.
fn grouped(part: &str) -> String {
    let part = part.trim();
    match part.chars().all(char::is_alphanumeric) || part.chars().count() == 1 {
        true => part.to_owned(),
        false => format!("({part})"),
    }
}

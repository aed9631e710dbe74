//! What the HTML standard says of elements by their names: which have no end tag, which stand on lines of their own,
//! which end a paragraph. Nothing is known here of a page.

/// A heading.
pub(super) fn is_heading(name: &str) -> bool {
    matches!(name, "h1" | "h2" | "h3" | "h4" | "h5" | "h6")
}

/// Elements without an end tag (HTML standard, "void elements", and old ones).
pub(super) fn is_void(name: &str) -> bool {
    is_empty(name) || matches!(name, "basefont" | "bgsound" | "frame")
}

/// Those of them that kramdown knows (`HTML_ELEMENTS_WITHOUT_BODY`).
pub(super) fn is_empty(name: &str) -> bool {
    matches!(
        name,
        "area"
            | "base"
            | "br"
            | "col"
            | "command"
            | "embed"
            | "hr"
            | "img"
            | "input"
            | "keygen"
            | "link"
            | "meta"
            | "param"
            | "source"
            | "track"
            | "wbr"
    )
}

/// Elements of SVG and MathML that may end where they begin: those of HTML do so only where they have no end tag.
pub(super) fn is_foreign(name: &str) -> bool {
    matches!(name, "path" | "circle" | "rect" | "use" | "g" | "line" | "polygon" | "svg")
        || matches!(name, "mspace" | "mrow" | "mi" | "mn" | "mo" | "mtext" | "mtd" | "mprescripts" | "none")
}

/// Elements whose inside no end tag from outside reaches: what "has an element in scope" stops at.
pub(super) fn is_wall(name: &str) -> bool {
    matches!(name, "table" | "td" | "th" | "caption" | "object" | "template" | "marquee" | "applet")
        || name == "foreignobject"
}

/// Elements that a paragraph cannot hold.
pub(super) fn ends_paragraph(name: &str) -> bool {
    is_heading(name)
        || matches!(
            name,
            "address"
                | "article"
                | "aside"
                | "blockquote"
                | "center"
                | "details"
                | "dialog"
                | "dir"
                | "div"
                | "dl"
                | "fieldset"
                | "figcaption"
                | "figure"
                | "footer"
                | "form"
                | "header"
                | "hgroup"
                | "hr"
                | "li"
                | "dt"
                | "dd"
                | "main"
                | "menu"
                | "nav"
                | "ol"
                | "p"
                | "pre"
                | "listing"
                | "xmp"
                | "section"
                | "summary"
                | "table"
                | "ul"
        )
}

/// Elements that stand on lines of their own.
pub(super) fn is_block(name: &str) -> bool {
    ends_paragraph(name)
        || is_wall(name)
        || matches!(name, "body" | "tbody" | "thead" | "tfoot" | "tr" | "colgroup" | "optgroup" | "legend")
}

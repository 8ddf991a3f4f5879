//! Elements that count as markup.

/// Elements of HTML, including obsolete elements, and of SVG. Sorted by bytes.
#[rustfmt::skip]
pub(super) const ELEMENTS: &[&[u8]] = &[
    b"a", b"abbr", b"acronym", b"address", b"animate", b"applet", b"area", b"article", b"aside",
    b"audio", b"b", b"base", b"basefont", b"bdi", b"bdo", b"big", b"blink", b"blockquote", b"body",
    b"br", b"button", b"canvas", b"caption", b"center", b"circle", b"cite", b"clippath", b"code",
    b"col", b"colgroup", b"data", b"datalist", b"dd", b"defs", b"del", b"desc", b"details", b"dfn",
    b"dialog", b"dir", b"div", b"dl", b"dt", b"ellipse", b"em", b"embed", b"feblend",
    b"fecolormatrix", b"fecomposite", b"feflood", b"fegaussianblur", b"fencedframe", b"feoffset",
    b"fieldset", b"figcaption", b"figure", b"filter", b"font", b"footer", b"foreignobject", b"form",
    b"frame", b"frameset", b"g", b"h1", b"h2", b"h3", b"h4", b"h5", b"h6", b"head", b"header",
    b"hgroup", b"hr", b"html", b"i", b"iframe", b"img", b"input", b"ins", b"kbd", b"label",
    b"legend", b"li", b"line", b"lineargradient", b"link", b"main", b"map", b"mark", b"marquee",
    b"math", b"menu", b"meta", b"meter", b"nav", b"nobr", b"noframes", b"noscript", b"object",
    b"ol", b"optgroup", b"option", b"output", b"p", b"param", b"path", b"pattern", b"picture",
    b"polygon", b"polyline", b"pre", b"progress", b"q", b"radialgradient", b"rect", b"rp", b"rt",
    b"ruby", b"s", b"samp", b"script", b"search", b"section", b"select", b"slot", b"small",
    b"source", b"span", b"stop", b"strike", b"strong", b"style", b"sub", b"summary", b"sup", b"svg",
    b"symbol", b"table", b"tbody", b"td", b"template", b"text", b"textarea", b"tfoot", b"th",
    b"thead", b"time", b"title", b"tr", b"track", b"tspan", b"tt", b"u", b"ul", b"use", b"var",
    b"video", b"wbr",
];

/// Returns true if an element starts a block, or belongs to the head of a page.
pub(super) fn is_block(name: &str) -> bool {
    matches!(
        name,
        "address"
            | "article"
            | "aside"
            | "blockquote"
            | "center"
            | "dd"
            | "details"
            | "div"
            | "dl"
            | "dt"
            | "fieldset"
            | "figure"
            | "footer"
            | "form"
            | "h1"
            | "h2"
            | "h3"
            | "h4"
            | "h5"
            | "h6"
            | "header"
            | "hr"
            | "li"
            | "link"
            | "main"
            | "meta"
            | "nav"
            | "ol"
            | "p"
            | "pre"
            | "script"
            | "section"
            | "style"
            | "table"
            | "td"
            | "th"
            | "title"
            | "tr"
            | "ul"
    )
}

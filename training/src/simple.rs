//! Turns texts into the simplest HTML: paragraphs, headings and lists.

use crate::labels;

/// A line with fewer words than this and without a full stop is a heading or a list item.
const HEADING_WORDS: usize = 10;

/// Returns a page that holds only a text below a title.
pub fn page(title: Option<&str>, text: &str) -> String {
    let lines: Vec<&str> = text.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
    let name = title.or(lines.first().copied()).unwrap_or_default();
    let headline = title.map(|title| element("h1", title)).unwrap_or_default();
    format!("<!doctype html><title>{}</title><body>{headline}{}", escaped(name), body(&lines))
}

/// Returns the lines as elements. A single line that could be a heading is a heading; several such
/// lines in a row are a list.
fn body(lines: &[&str]) -> String {
    let runs = lines.chunk_by(|a, b| is_heading(a) && is_heading(b));
    let html = runs.map(|run| match run {
        [line] => element(if is_heading(line) { "h2" } else { "p" }, line),
        items => format!("<ul>\n{}</ul>\n", items.iter().map(|item| element("li", item)).collect::<String>()),
    });
    html.collect()
}

/// Whether a line is short and not a sentence.
pub fn is_heading(line: &str) -> bool {
    labels::words(line).len() < HEADING_WORDS && !line.ends_with(['.', '!', '?', ':', ','])
}

/// Returns an element with a text.
pub fn element(tag: &str, text: &str) -> String {
    format!("<{tag}>{}</{tag}>\n", escaped(text))
}

/// Returns a text escaped for HTML.
pub fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn short_lines_become_headings_or_items() {
        let html =
            page(Some("Of mills"), "They stand by rivers & <brooks>.\n\nKinds\nThere are two.\nOf wind\nOf water");
        assert_eq!(
            html,
            "<!doctype html><title>Of mills</title><body><h1>Of mills</h1>\n\
             <p>They stand by rivers &amp; &lt;brooks>.</p>\n<h2>Kinds</h2>\n<p>There are two.</p>\n\
             <ul>\n<li>Of wind</li>\n<li>Of water</li>\n</ul>\n"
        );
    }
}

//! Escapes text for HTML.

use crate::render::safe;

/// Escapes a text for the content of an element or a quoted attribute. Control characters, and
/// characters that change the direction of the text around them, are shown as `\u202e`.
pub fn escaped(text: &str) -> String {
    let text = safe::escaped(text);
    let mut html = String::with_capacity(text.len() + text.len() / 8);
    for c in text.chars() {
        match c {
            '&' => html.push_str("&amp;"),
            '<' => html.push_str("&lt;"),
            '>' => html.push_str("&gt;"),
            '"' => html.push_str("&quot;"),
            '\'' => html.push_str("&#39;"),
            c => html.push(c),
        }
    }
    html
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_ends_an_attribute_or_begins_a_tag() {
        assert_eq!(escaped("a<b> & \"c\" 'd'\n"), "a&lt;b&gt; &amp; &quot;c&quot; &#39;d&#39;\n");
        assert_eq!(escaped("\u{202e}x\0\x1b"), r"\u202ex\u0000\u001b");
    }
}

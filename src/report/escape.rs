//! Escapes text for the report.

use crate::render::{html, safe};

/// Escapes a text for the content of an element or a quoted attribute. Control characters, and
/// characters that change the direction of the text around them, are shown as `\u202e`.
pub fn escaped(text: &str) -> String {
    html::escaped(&safe::escaped(text)).into_owned()
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

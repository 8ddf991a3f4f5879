//! Shows characters that could drive a terminal, or reorder what it shows, as escapes such as
//! `\u001b`. In a string of JSON these escapes mean the characters.

use std::borrow::Cow;
use std::fmt::Write;

/// Escapes the unsafe characters of a text. Line ends and tabs stay.
pub fn escaped(text: &str) -> Cow<'_, str> {
    escape(text, is_unsafe)
}

/// Escapes the unsafe characters of a name or a message of one line, and also line ends and tabs.
pub fn escaped_line(line: &str) -> Cow<'_, str> {
    escape(line, |c| c.is_control() || is_unsafe(c))
}

/// Returns true for control characters other than line feed and tab, and for characters that
/// change the direction of the text around them (<https://www.unicode.org/reports/tr9/>).
fn is_unsafe(c: char) -> bool {
    match c {
        '\n' | '\t' => false,
        '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' => true,
        c => c.is_control(),
    }
}

fn escape(text: &str, is_unsafe: impl Fn(char) -> bool) -> Cow<'_, str> {
    if !text.contains(&is_unsafe) {
        return text.into();
    }
    let mut shown = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        if is_unsafe(c) {
            write!(shown, "\\u{:04x}", u32::from(c)).expect("writing to memory does not fail");
        } else {
            shown.push(c);
        }
    }
    shown.into()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_harmless_characters_stay() {
        for text in ["", "a\tb\n", "naïve שלום 日本", "left\u{200e}to right", "soft\u{ad}hyphen"] {
            assert_eq!(escaped(text), text);
        }
        for (text, shown) in [
            ("\x1b[31mred", r"\u001b[31mred"),
            ("\x1b]0;title\x07", r"\u001b]0;title\u0007"),
            ("\u{9b}2J \u{7f}\0\r", r"\u009b2J \u007f\u0000\u000d"),
            ("a\u{202e}b\u{2066}c", r"a\u202eb\u2066c"),
        ] {
            assert_eq!(escaped(text), shown);
            assert_eq!(escaped_line(text), shown);
        }
        assert_eq!(escaped_line("a\tb\n"), r"a\u0009b\u000a");
    }
}

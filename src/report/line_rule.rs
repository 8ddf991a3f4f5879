//! Regular expressions for `--drop-line` and `--keep-line`.

use std::fmt::Write;

use crate::render::safe;

/// Characters of a line that an expression repeats. A longer line is told by its beginning.
const LONGEST: usize = 80;

/// Returns an expression that matches this line. White space matches any white space, as a
/// hard-wrapped paragraph may be wrapped elsewhere on another page.
pub fn line_rule(line: &str) -> String {
    let line = line.trim();
    let end = line.char_indices().nth(LONGEST).map_or(line.len(), |(end, _)| end);
    let mut rule = String::from("^");
    for (at, word) in line[..end].split_whitespace().enumerate() {
        if at > 0 {
            rule += r"\s+";
        }
        for c in regex::escape(word).chars() {
            if safe::escaped_line(c.encode_utf8(&mut [0; 4])).len() > c.len_utf8() {
                write!(rule, r"\x{{{:x}}}", u32::from(c)).expect("a string takes all characters");
            } else {
                rule.push(c);
            }
        }
    }
    if end == line.len() {
        rule.push('$');
    }
    rule
}

#[cfg(test)]
mod tests {
    use regex::Regex;

    use super::*;

    #[test]
    fn a_rule_matches_its_line() {
        let long = "The mill by the river. ".repeat(20);
        for line in ["Share (2) [+]", "a\nb\t c", " it's $5.00 ", "\u{202e}\0x", &long, "評論（23）"] {
            let rule = line_rule(line);
            assert!(Regex::new(&rule).expect("an expression").is_match(line.trim()), "{rule}");
            assert!(!rule.contains(char::is_control) && !rule.contains('\u{202e}'), "{rule}");
        }
        assert_eq!(line_rule("Share  this"), r"^Share\s+this$");
        assert!(line_rule(&long).len() < 150 && !line_rule(&long).ends_with('$'));
    }
}

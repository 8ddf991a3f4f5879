//! Escapes the targets of links.

/// Escapes an address: puts it in angle brackets if needed, and percent-encodes the characters
/// that are markup even there, or that would end a code span or a table cell.
pub fn escaped_address(address: &str) -> String {
    let mut out = String::with_capacity(address.len() + 2);
    let bracketed = address.contains([' ', '(', ')']);
    for c in address.chars() {
        match c {
            '<' => out.push_str("%3C"),
            '>' => out.push_str("%3E"),
            '`' => out.push_str("%60"),
            '|' => out.push_str("%7C"),
            '\\' => out.push_str("%5C"),
            '&' => out.push_str(if address.contains(';') { "\\&" } else { "&" }),
            c => out.push(c),
        }
    }
    if bracketed { format!("<{out}>") } else { out }
}

#[cfg(test)]
mod tests {
    use super::escaped_address;

    #[test]
    fn an_address_is_escaped_only_as_far_as_needed() {
        for (address, expected) in [
            ("https://a.example/b?c=d&e=f", "https://a.example/b?c=d&e=f"),
            ("/wiki/Mill_(river)", "</wiki/Mill_(river)>"),
            ("/a b", "</a b>"),
            ("/a>`b", "/a%3E%60b"),
            ("?a&copy;", "?a\\&copy;"),
        ] {
            assert_eq!(escaped_address(address), expected);
        }
    }
}

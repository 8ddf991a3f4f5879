//! Writes metadata as YAML between lines of three hyphens.

use std::fmt::Write as _;

use crate::{Access, Metadata, PageDate, PageKind, Summary};

/// Keys of a mapping in YAML.
struct Mapping(String);

impl Mapping {
    fn plain(&mut self, key: &str, value: Option<impl std::fmt::Display>) {
        if let Some(value) = value {
            writeln!(self.0, "{key}: {value}").expect("a string takes all characters");
        }
    }

    fn text(&mut self, key: &str, value: Option<&str>) {
        self.plain(key, value.map(quoted));
    }

    fn list(&mut self, key: &str, values: &[String]) {
        if values.is_empty() {
            return;
        }
        self.0.push_str(key);
        self.0.push_str(":\n");
        for value in values {
            writeln!(self.0, "  - {}", quoted(value)).expect("a string takes all characters");
        }
    }
}

/// Returns the metadata of a document as YAML, between lines of three hyphens and with a blank line
/// below. Keys without a value are left out.
pub fn front_matter(summary: &Summary) -> String {
    let Metadata {
        title,
        authors,
        published,
        modified,
        language,
        description,
        site_name,
        url,
        canonical_url,
        image,
        tags,
        section,
        license,
        access,
        word_count,
    } = &summary.metadata;
    let iso = |date: &Option<PageDate>| date.as_ref().map(|date| quoted(&date.iso));
    let mut yaml = Mapping("---\n".to_owned());
    yaml.text("title", title.as_deref());
    yaml.list("authors", authors);
    yaml.plain("published", iso(published));
    yaml.plain("modified", iso(modified));
    yaml.text("language", language.as_deref());
    yaml.text("description", description.as_deref());
    yaml.text("site_name", site_name.as_deref());
    yaml.text("url", url.as_deref());
    yaml.text("canonical_url", canonical_url.as_deref());
    yaml.text("image", image.as_deref());
    yaml.list("tags", tags);
    yaml.text("section", section.as_deref());
    yaml.text("license", license.as_deref());
    yaml.plain("kind", summary.kind.map(PageKind::name));
    yaml.plain("access", access.map(Access::name));
    yaml.plain("word_count", *word_count);
    yaml.0 + "---\n\n"
}

/// Returns a string in double quotes, in which every string can be written.
fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('"');
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            // Line ends and other characters that YAML may not contain.
            '\u{0}'..'\u{20}'
            | '\u{7f}'..='\u{9f}'
            | '\u{2028}'
            | '\u{2029}'
            | '\u{feff}'
            | '\u{fffe}'
            | '\u{ffff}' => {
                write!(out, "\\u{:04X}", c as u32).expect("a string takes all characters");
            }
            _ => out.push(c),
        }
    }
    out.push('"');
    out
}

#[cfg(test)]
mod tests {
    use super::quoted;

    #[test]
    fn every_string_can_be_quoted() {
        let nasty = [
            "",
            "---",
            "a: b",
            "- x",
            "\"q\" \\",
            "# no",
            "yes",
            "2026-03-02",
            "tab\tnew\nline",
            "\u{0}\u{85}\u{2028}\u{feff}",
            "日本 😀",
            "'",
        ];
        for text in nasty {
            let read: String = serde_yaml_ng::from_str(&quoted(text)).expect(text);
            assert_eq!(read, text);
        }
    }
}

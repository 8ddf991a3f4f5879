//! The numbered links of `lynx -dump`.

use std::fmt::Write;

use scraper::{ElementRef, Html};

/// The links of a page, in order.
#[derive(Debug, Default)]
pub(super) struct Links {
    base: Option<String>,
    visible: Vec<String>,
    hidden: Vec<String>,
}

impl Links {
    /// Returns no links. They will be relative to the address that the page gives for itself.
    pub fn new(page: &Html) -> Links {
        let elements = page.tree.root().descendants().filter_map(ElementRef::wrap);
        let base = elements.filter_map(|element| match element.value().name() {
            "base" => element.attr("href"),
            "link" if element.attr("rel") == Some("canonical") => element.attr("href"),
            "meta" if element.attr("property") == Some("og:url") => element.attr("content"),
            _ => None,
        });
        let base = base.map(str::trim).find(|base| base.starts_with("http")).map(str::to_owned);
        Links { base, ..Links::default() }
    }

    /// Adds a link and returns its number.
    pub fn add(&mut self, target: &str) -> usize {
        self.visible.push(self.absolute(target));
        self.visible.len()
    }

    /// Takes the last link for one without text.
    pub fn hide_last(&mut self) {
        self.hidden.extend(self.visible.pop());
    }

    /// Returns the list of links, or nothing if there are none.
    pub fn references(&self) -> String {
        let mut out = String::new();
        if self.visible.is_empty() && self.hidden.is_empty() {
            return out;
        }
        out.push_str("\nReferences\n");
        let titles = if self.hidden.is_empty() { ["", ""] } else { ["   Visible links:\n", "   Hidden links:\n"] };
        let mut number = 0;
        for (title, links) in titles.into_iter().zip([&self.visible, &self.hidden]) {
            if !links.is_empty() {
                out.push('\n');
                out.push_str(title);
            }
            for link in links {
                number += 1;
                _ = writeln!(out, "{:>5} {link}", format!("{number}."));
            }
        }
        out
    }

    fn absolute(&self, target: &str) -> String {
        let target: String = target.split_whitespace().collect();
        let has_scheme =
            target.split_once(':').is_some_and(|(scheme, _)| scheme.bytes().all(|b| b.is_ascii_alphabetic()));
        if has_scheme {
            return target;
        }
        let base = self.base.as_deref().unwrap_or("file:///");
        let host = base.find("://").map_or(0, |at| at + 3);
        let path = base[host..].find('/').map_or(base.len(), |at| host + at);
        let kept = match target.as_bytes() {
            [b'/', b'/', ..] => host - 2,
            [b'/', ..] => path,
            [b'#', ..] => base.len(),
            _ => base.rfind('/').map_or(path, |at| (at + 1).max(path)),
        };
        format!("{}{target}", &base[..kept.min(base.len())])
    }
}

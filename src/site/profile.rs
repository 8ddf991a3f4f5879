//! Saves learnt sites as text, and reads them back.
//!
//! The first line names the format. Each other line is a site: the hash of its name, its number
//! of pages, and the entries of its table, all but the number in hexadecimal.

use std::io::{self, Write};

use super::learn::{LEAST_PAGES, Sites};
use super::table::{CountTable, MOST_PAGES};

/// The first line. Its number rises if hashes are made in another way.
const HEADER: &str = "dehusk site profile 1";

impl Sites {
    /// Writes the sites with enough pages, in the order of their hashes.
    ///
    /// # Errors
    /// Fails if `out` does.
    pub fn save(&self, out: &mut impl Write) -> io::Result<()> {
        writeln!(out, "{HEADER}")?;
        for (key, table) in self.tables() {
            write!(out, "{key:016x} {}", table.pages())?;
            for entry in table.entries() {
                write!(out, " {entry:016x}")?;
            }
            writeln!(out)?;
        }
        Ok(())
    }

    /// Reads sites that [`Sites::save`] wrote.
    ///
    /// # Errors
    /// Returns what is wrong with the text.
    pub fn read(text: &str) -> Result<Sites, String> {
        let mut lines = text.lines();
        if lines.next() != Some(HEADER) {
            return Err(format!("it does not begin with the line '{HEADER}'"));
        }
        let mut sites = Sites::default();
        for (number, line) in (2..).zip(lines) {
            let (key, table) = site(line).ok_or_else(|| format!("line {number} is no site"))?;
            sites.insert(key, table);
        }
        Ok(sites)
    }
}

fn site(line: &str) -> Option<(u64, CountTable)> {
    let hash = |text: &str| u64::from_str_radix(text, 16).ok();
    let mut fields = line.split(' ');
    let key = hash(fields.next()?)?;
    let pages = fields.next()?.parse().ok().filter(|pages| (LEAST_PAGES..=MOST_PAGES).contains(pages))?;
    Some((key, CountTable::of(fields.map(hash).collect::<Option<_>>()?, pages)?))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Options;
    use crate::extract::fingerprints;
    use crate::site::PageOrigin;

    /// Learns pages of two sites, of which only the first has enough.
    fn learnt() -> Sites {
        let mut sites = Sites::default();
        for (host, pages) in [("a.org", 7), ("b.org", 3)] {
            for n in 0..pages {
                let html = format!("<nav>Home of {host}</nav><p>Page {n} of the mill</p>");
                let url = format!("https://{host}/{n}");
                let origin = PageOrigin { url: Some(&url), place: "" };
                sites.learn(&fingerprints(html.as_bytes(), &Options::default(), origin).unwrap());
            }
        }
        sites
    }

    fn saved(sites: &Sites) -> String {
        let mut out = Vec::new();
        sites.save(&mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn saved_sites_are_read_back() {
        let text = saved(&learnt());
        assert_eq!(text.lines().count(), 2, "{text}");
        let read = Sites::read(&text).unwrap();
        assert_eq!(saved(&read), text);
        let origin = PageOrigin { url: Some("https://www.a.org/new"), place: "" };
        assert_eq!(read.of(origin.site(None)).expect("a site").pages(), 7);
    }

    #[test]
    fn other_text_is_no_profile() {
        for (text, cause) in [
            (String::new(), "it does not begin"),
            (format!("{HEADER}\nx"), "line 2 is no site"),
            (format!("{HEADER}\n0f 4 0000000000010001"), "line 2 is no site"),
            (format!("{HEADER}\n0f 5 0000000000020001 0000000000010001"), "line 2 is no site"),
            (format!("{HEADER}\n0f 5 0000000000010001\n\n"), "line 3 is no site"),
        ] {
            assert!(Sites::read(&text).unwrap_err().starts_with(cause), "{text}");
        }
        assert!(Sites::read(&format!("{HEADER}\n0f 5 0000000000010001 0000000000020001\n")).is_ok());
    }
}

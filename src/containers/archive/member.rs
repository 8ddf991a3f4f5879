//! Decides which members of an archive are pages, and reads them.

use std::io::Read;

use super::super::content::{HEAD, is_html, is_text};
use super::super::endings::{ASSETS, LINES, PACKED, PAGES};
use super::super::found::Found;
use super::super::kind::Kind;
use super::super::name;
use super::super::source::read_all;
use crate::{Error, Input};

/// Whether to read a member, judging by its name.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Wanted {
    /// It has the extension of a page or a container.
    Yes,
    /// Its content decides.
    Maybe,
    /// It is hidden, or has the extension of a file that is not a page.
    No,
}

/// Extensions of containers that hold many pages.
const RECORDS: [&str; 2] = ["warc", "wet"];
/// Extensions of data files that come with pages. By content, many look like text.
const DATA: [&str; 9] = ["cdx", "cdxj", "json", "ncx", "opf", "pdf", "rdf", "xml", "xsl"];

/// The member that marks an archive as an EPUB book.
const EPUB_TYPE: &str = "mimetype";

impl Wanted {
    pub(super) fn of(name: &str, input: Input) -> Wanted {
        // macOS stores the attributes of `page.html` in `__MACOSX/._page.html`.
        let is_hidden = name.split('/').any(|part| part.starts_with('.')) || name.starts_with("__MACOSX/");
        if is_hidden || name == EPUB_TYPE {
            return Wanted::No;
        }
        let file = name.rsplit('/').next().unwrap_or_default();
        let mut extensions = file.rsplit('.').map(str::to_ascii_lowercase);
        let mut extension = extensions.next().unwrap_or_default();
        if PACKED.contains(&extension.as_str()) {
            extension = extensions.next().unwrap_or_default();
        }
        let extension = extension.as_str();
        let is_lines = LINES.contains(&extension);
        if PAGES.contains(&extension)
            || RECORDS.contains(&extension)
            || input == Input::Jsonl && (is_lines || extension == "json")
        {
            Wanted::Yes
        } else if ASSETS.contains(&extension) || DATA.contains(&extension) || is_lines {
            Wanted::No
        } else {
            Wanted::Maybe
        }
    }
}

/// Returns true if a member is to be read, judging by the head of its content.
fn is_wanted(head: &[u8], name: &str, input: Input) -> bool {
    let is_page = matches!(input, Input::Auto | Input::Html | Input::Text);
    match Kind::of(head, Input::Auto, Some(name.as_ref())) {
        Kind::Packed(_) | Kind::Tar | Kind::Zip => true,
        // With a container format in `from`, text is data of some other kind.
        Kind::Plain => is_html(head) || is_page && is_text(head),
        Kind::Mhtml | Kind::Webarchive | Kind::Warc | Kind::Feed | Kind::Jsonl => input == Input::Auto || !is_page,
    }
}

/// Reads a member, unless its name or the head of its content rules it out.
pub(super) fn member(name: &str, mut content: impl Read, input: Input, max_size: u64) -> Result<Found, Error> {
    let name = name::safe(name);
    let wanted = Wanted::of(&name, input);
    let mut bytes = Vec::new();
    let found = match wanted {
        Wanted::No => return Ok(Found::Skipped),
        Wanted::Yes => read_all(content, max_size),
        Wanted::Maybe => match content.by_ref().take(HEAD as u64).read_to_end(&mut bytes) {
            Ok(_) if !is_wanted(&bytes, &name, input) => return Ok(Found::Skipped),
            Ok(_) => read_all(bytes.chain(content), max_size),
            Err(error) => Err(Error::Read(error)),
        },
    };
    match found {
        Ok(bytes) => Ok(Found::Member { name, bytes, input }),
        Err(error) => Err(Error::Within { name, source: Box::new(error) }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn extensions_decide_which_members_are_read() {
        for (name, wanted) in [
            ("a/b.html", Wanted::Yes),
            ("a.HTM", Wanted::Yes),
            ("a.html.gz", Wanted::Yes),
            ("archive/data.warc.gz", Wanted::Yes),
            ("notes.txt", Wanted::Yes),
            ("a.css", Wanted::No),
            ("a.css.gz", Wanted::No),
            ("__MACOSX/._a.html", Wanted::No),
            ("x/._a.html", Wanted::No),
            ("x/.git/description", Wanted::No),
            ("index.php?id=3", Wanted::Maybe),
            ("page", Wanted::Maybe),
            ("readme.md", Wanted::Maybe),
            ("site.tar.gz", Wanted::Maybe),
            ("book.epub", Wanted::Maybe),
            ("data.json", Wanted::No),
            ("a.jsonl", Wanted::No),
        ] {
            assert_eq!(Wanted::of(name, Input::Auto), wanted, "{name}");
        }
        assert_eq!(Wanted::of("a.jsonl.zst", Input::Jsonl), Wanted::Yes);
    }
}

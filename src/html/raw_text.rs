//! Where the text of elements ends that hold no markup.

use memchr::{memchr, memchr2};

use super::tokenize::{Tokenizer, is_space};

impl<'a> Tokenizer<'a> {
    /// The text of an element such as `style` or `title`, up to its end tag or
    /// that of the element it must not read beyond, which is the next token;
    /// else to the end of the page.
    pub fn raw_text(&mut self, name: &str, within: Option<&str>) -> &'a str {
        let bytes = self.page().as_bytes();
        let mut at = self.at;
        while let Some(i) = memchr(b'<', &bytes[at..]) {
            at += i;
            let ends = |name: &str| is_tag(&bytes[at + 1..], b"/", name);
            if ends(name) || within.is_some_and(ends) {
                return self.up_to(at);
            }
            at += 1;
        }
        self.up_to(bytes.len())
    }

    /// The text of `title`. By the standard, a title that never closes holds the rest of
    /// the page; here it ends before the next `<`.
    pub fn title_text(&mut self) -> &'a str {
        let start = self.at;
        // Looked for once only, so that many titles take linear time.
        let text = if self.title_never_ends { "" } else { self.raw_text("title", None) };
        if self.at_end_tag("title") {
            return text;
        }
        self.title_never_ends = true;
        self.at = start;
        let bytes = self.page().as_bytes();
        self.up_to(memchr(b'<', &bytes[start..]).map_or(bytes.len(), |i| start + i))
    }

    /// Whether the next token is the end tag of an element.
    pub fn at_end_tag(&self, name: &str) -> bool {
        let rest = &self.page().as_bytes()[self.at..];
        rest.first() == Some(&b'<') && is_tag(&rest[1..], b"/", name)
    }

    /// The text of a `script`, which is raw but for `<!-- <script>…</script> -->`:
    /// an end tag in there ends nothing.
    pub fn script_text(&mut self) -> &'a str {
        let bytes = self.page().as_bytes();
        let mut state = Script::Plain;
        let mut at = self.at;
        while let Some(i) = match state {
            Script::Plain => memchr(b'<', &bytes[at..]),
            _ => memchr2(b'<', b'>', &bytes[at..]),
        } {
            at += i;
            let (before, rest) = (&bytes[..at], &bytes[at + 1..]);
            state = match state {
                Script::Plain | Script::Escaped if is_tag(rest, b"/", "script") => {
                    return self.up_to(at);
                }
                Script::Plain if rest.starts_with(b"!--") => {
                    // Its own dashes may be those of the `-->` that ends it.
                    at += 3;
                    Script::Escaped
                }
                Script::Escaped | Script::Twice if bytes[at] == b'>' && before.ends_with(b"--") => Script::Plain,
                Script::Escaped if bytes[at] == b'<' && is_tag(rest, b"", "script") => Script::Twice,
                Script::Twice if bytes[at] == b'<' && is_tag(rest, b"/", "script") => Script::Escaped,
                same => same,
            };
            at += 1;
        }
        self.up_to(bytes.len())
    }

    /// All that is left, which is what `plaintext` holds.
    pub fn rest(&mut self) -> &'a str {
        self.up_to(self.page().len())
    }

    fn up_to(&mut self, end: usize) -> &'a str {
        let text = &self.page()[self.at..end];
        self.at = end;
        text
    }
}

#[derive(Clone, Copy)]
enum Script {
    Plain,
    /// Behind `<!--`.
    Escaped,
    /// Behind `<script` in there.
    Twice,
}

/// Whether `rest`, which follows a `<`, is the tag called `name`.
fn is_tag(rest: &[u8], slash: &[u8], name: &str) -> bool {
    rest.strip_prefix(slash).is_some_and(|rest| {
        rest.len() > name.len()
            && rest[..name.len()].eq_ignore_ascii_case(name.as_bytes())
            && (is_space(rest[name.len()]) || matches!(rest[name.len()], b'/' | b'>'))
    })
}

//! Reads the text of elements that hold no markup.

use memchr::{memchr, memchr2};

use super::tokenize::{Tokenizer, is_space};

impl<'a> Tokenizer<'a> {
    /// Reads the text of an element such as `style`, up to its end tag, or to the end tag of
    /// `within` if that comes first. The end tag is the next token. Without an end tag, reads
    /// to the end of the page.
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

    /// Reads the text of `title`. By the standard, a title without an end tag holds the rest of
    /// the page; here it ends before the next `<`.
    pub fn title_text(&mut self) -> &'a str {
        let start = self.at;
        // The end tag is searched for only once, so that many titles take linear time.
        let text = if self.title_never_ends { "" } else { self.raw_text("title", None) };
        if self.at_end_tag("title") {
            return text;
        }
        self.title_never_ends = true;
        self.at = start;
        let bytes = self.page().as_bytes();
        self.up_to(memchr(b'<', &bytes[start..]).map_or(bytes.len(), |i| start + i))
    }

    /// Tells whether the next token is the end tag `name`.
    pub fn at_end_tag(&self, name: &str) -> bool {
        let rest = &self.page().as_bytes()[self.at..];
        rest.first() == Some(&b'<') && is_tag(&rest[1..], b"/", name)
    }

    /// Reads the text of a `script`. The end tag in `<!-- <script>…</script> -->` does not end
    /// it.
    pub fn script_text(&mut self) -> &'a str {
        let bytes = self.page().as_bytes();
        let mut state = ScriptState::Plain;
        let mut at = self.at;
        while let Some(i) = match state {
            ScriptState::Plain => memchr(b'<', &bytes[at..]),
            _ => memchr2(b'<', b'>', &bytes[at..]),
        } {
            at += i;
            let (before, rest) = (&bytes[..at], &bytes[at + 1..]);
            state = match state {
                ScriptState::Plain | ScriptState::Escaped if is_tag(rest, b"/", "script") => {
                    return self.up_to(at);
                }
                ScriptState::Plain if rest.starts_with(b"!--") => {
                    // Its dashes can be those of the `-->` that ends it: `<!-->`.
                    at += 3;
                    ScriptState::Escaped
                }
                ScriptState::Escaped | ScriptState::DoubleEscaped if bytes[at] == b'>' && before.ends_with(b"--") => {
                    ScriptState::Plain
                }
                ScriptState::Escaped if bytes[at] == b'<' && is_tag(rest, b"", "script") => ScriptState::DoubleEscaped,
                ScriptState::DoubleEscaped if bytes[at] == b'<' && is_tag(rest, b"/", "script") => ScriptState::Escaped,
                same => same,
            };
            at += 1;
        }
        self.up_to(bytes.len())
    }

    /// Reads the rest of the page, which is the text of `plaintext`.
    pub fn rest(&mut self) -> &'a str {
        self.up_to(self.page().len())
    }

    fn up_to(&mut self, end: usize) -> &'a str {
        let text = &self.page()[self.at..end];
        self.at = end;
        text
    }
}

/// The standard's states of script data.
#[derive(Clone, Copy)]
enum ScriptState {
    Plain,
    /// After `<!--`.
    Escaped,
    /// After `<script` in the escaped state.
    DoubleEscaped,
}

/// Tells whether `rest`, which follows a `<`, is the tag `name`.
fn is_tag(rest: &[u8], slash: &[u8], name: &str) -> bool {
    rest.strip_prefix(slash).is_some_and(|rest| {
        rest.len() > name.len()
            && rest[..name.len()].eq_ignore_ascii_case(name.as_bytes())
            && (is_space(rest[name.len()]) || matches!(rest[name.len()], b'/' | b'>'))
    })
}

//! Tag names as numbers.

/// The tag of an element. The names of the HTML standard have constants. Every other name is
/// [`Tag::OTHER`], or a larger number that a parser gives out for one page.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Tag(pub u16);

macro_rules! tags {
    ($($constant:ident $name:literal,)*) => {
        #[allow(non_camel_case_types, clippy::upper_case_acronyms)]
        enum Index { $($constant,)* OTHER }
        #[allow(missing_docs)]
        impl Tag {
            $(pub const $constant: Tag = Tag(Index::$constant as u16);)*
            /// Any name that the standard does not define.
            pub const OTHER: Tag = Tag(Index::OTHER as u16);
        }
        /// The names, in the order of the constants.
        const NAMES: &[&str] = &[$($name,)*];
    };
}

tags! {
    A "a", ABBR "abbr", ADDRESS "address", APPLET "applet", AREA "area", ARTICLE "article", ASIDE "aside",
    AUDIO "audio", B "b", BASE "base", BASEFONT "basefont", BDI "bdi", BDO "bdo", BGSOUND "bgsound", BIG "big",
    BLOCKQUOTE "blockquote", BODY "body", BR "br", BUTTON "button", CANVAS "canvas", CAPTION "caption",
    CENTER "center", CITE "cite", CODE "code", COL "col", COLGROUP "colgroup", DATA "data",
    DATALIST "datalist", DD "dd", DEL "del", DESC "desc", DETAILS "details", DFN "dfn", DIALOG "dialog", DIR "dir",
    DIV "div", DL "dl", DT "dt", EM "em", EMBED "embed", FIELDSET "fieldset", FIGCAPTION "figcaption",
    FIGURE "figure", FONT "font", FOOTER "footer", FOREIGNOBJECT "foreignobject", FORM "form", FRAME "frame",
    FRAMESET "frameset", H1 "h1", H2 "h2", H3 "h3", H4 "h4", H5 "h5", H6 "h6", HEAD "head", HEADER "header",
    HGROUP "hgroup", HR "hr", HTML "html", I "i", IFRAME "iframe", IMG "img", INPUT "input", INS "ins", KBD "kbd",
    KEYGEN "keygen", LABEL "label", LEGEND "legend", LI "li", LINK "link", LISTING "listing", MAIN "main",
    MAP "map", MARK "mark", MARQUEE "marquee", MATH "math", MENU "menu", META "meta", METER "meter", NAV "nav",
    NOBR "nobr", NOEMBED "noembed", NOFRAMES "noframes", NOSCRIPT "noscript", OBJECT "object", OL "ol",
    OPTGROUP "optgroup", OPTION "option", OUTPUT "output", P "p", PARAM "param", PICTURE "picture",
    PLAINTEXT "plaintext", PRE "pre", PROGRESS "progress", Q "q", RB "rb", RP "rp", RT "rt", RTC "rtc",
    RUBY "ruby", S "s", SAMP "samp", SCRIPT "script", SEARCH "search", SECTION "section", SELECT "select",
    SLOT "slot", SMALL "small", SOURCE "source", SPAN "span", STRIKE "strike", STRONG "strong", STYLE "style",
    SUB "sub", SUMMARY "summary", SUP "sup", SVG "svg", TABLE "table", TBODY "tbody", TD "td",
    TEMPLATE "template", TEXTAREA "textarea", TFOOT "tfoot", TH "th", THEAD "thead", TIME "time", TITLE "title",
    TR "tr", TRACK "track", TT "tt", U "u", UL "ul", VAR "var", VIDEO "video", WBR "wbr", XMP "xmp",
}

impl Tag {
    /// Returns the tag of a lower-case name.
    pub fn of(name: &str) -> Tag {
        Tag::of_any_case(name)
    }

    /// Returns the tag of a name in any case.
    #[inline]
    pub fn of_any_case(name: &str) -> Tag {
        let name = name.as_bytes();
        if name.len() > LONGEST {
            return Tag::OTHER;
        }
        let mut slot = hash(name);
        loop {
            let found = SLOTS[slot];
            if found == Tag::OTHER.0 || NAMES[found as usize].as_bytes().eq_ignore_ascii_case(name) {
                return Tag(found);
            }
            slot = (slot + 1) % SLOTS.len();
        }
    }

    /// The lower-case name, which only the tags of the standard have.
    pub fn name(self) -> Option<&'static str> {
        NAMES.get(self.0 as usize).copied()
    }
}

/// Bytes of the longest name.
const LONGEST: usize = {
    let (mut longest, mut i) = (0, 0);
    while i < NAMES.len() {
        if NAMES[i].len() > longest {
            longest = NAMES[i].len();
        }
        i += 1;
    }
    longest
};

/// The index of each name, in the slot of its [`hash`] or the next free one.
///
/// Every tag of a page is looked up, so this table is tuned: the hash ignores case without
/// copying the name, and with about eight slots a name most lookups end at the first slot. Library
/// maps hash more slowly and need a lower-case copy.
const SLOTS: [u16; 1024] = {
    let mut slots = [Tag::OTHER.0; 1024];
    let mut i = 0;
    while i < NAMES.len() {
        let mut slot = hash(NAMES[i].as_bytes());
        while slots[slot] != Tag::OTHER.0 {
            slot = (slot + 1) % 1024;
        }
        slots[slot] = i as u16;
        i += 1;
    }
    slots
};

/// Hashes a name without regard to ASCII case. Setting bit 5 also merges some other bytes;
/// the comparison with the name tells them apart.
const fn hash(name: &[u8]) -> usize {
    let mut hash = name.len() as u32;
    let mut i = 0;
    while i < name.len() {
        hash = hash.wrapping_mul(37).wrapping_add((name[i] | 0x20) as u32);
        i += 1;
    }
    (hash ^ (hash >> 10)) as usize % 1024
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_is_found_in_any_case() {
        for (i, name) in NAMES.iter().enumerate() {
            assert_eq!(Tag::of(name), Tag(i as u16));
            assert_eq!(Tag::of_any_case(&name.to_uppercase()), Tag(i as u16));
            assert_eq!(Tag(i as u16).name(), Some(*name));
        }
    }

    #[test]
    fn unknown_names_are_other() {
        for name in ["", "path", "my-element", "dìv", "di", "divv", "averyveryverylongname", "h7", "h\u{11}"] {
            assert_eq!(Tag::of(name), Tag::OTHER, "{name}");
        }
        assert_eq!(Tag::OTHER.name(), None);
    }
}

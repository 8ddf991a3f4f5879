//! The groups of tags that the standard's tree construction tells apart.

use super::tag::Tag;

/// A set of groups, a bit each. The first are barriers: [`OpenElements`] knows the nearest
/// open element of each of them.
///
/// [`OpenElements`]: super::open_elements::OpenElements
pub type TagClass = u16;

/// Number of barriers; bit `n` stands for barrier `n`.
pub const BARRIERS: usize = 7;
/// Ends the standard's default scope.
pub const SCOPE: usize = 0;
/// Ends button scope.
pub const BUTTON_SCOPE: usize = 1;
/// Ends list item scope.
pub const LIST_SCOPE: usize = 2;
/// Ends table scope.
pub const TABLE_SCOPE: usize = 3;
/// The standard's "special" category: an end tag without a rule of its own does not reach
/// beyond such an element.
pub const SPECIAL: usize = 4;
/// Special, except `address`, `div` and `p`: where a `li`, `dd` or `dt` stops looking for an
/// open item to close.
pub const ITEM: usize = 5;
/// Selects the rules for tables.
pub const TABLE_PART: usize = 6;

/// Has an implied end tag.
pub const IMPLIED_END: TagClass = 1 << 7;
/// Closes an open `p`.
pub const CLOSES_P: TagClass = 1 << 8;
/// A void element, without content.
pub const VOID: TagClass = 1 << 9;
/// `h1` to `h6`.
pub const HEADING: TagClass = 1 << 10;
/// The standard's "formatting" category: can end across blocks.
pub const FORMATTING: TagClass = 1 << 11;
/// Its end tag closes the element in scope and everything in it.
pub const ENDS_IN_SCOPE: TagClass = 1 << 12;
/// Ends foreign content.
pub const BREAKOUT: TagClass = 1 << 13;
/// Formatting elements before it are not reopened in it.
pub const MARKER: TagClass = 1 << 14;

impl Tag {
    /// Returns the groups of an HTML element with this tag.
    #[inline]
    pub fn class(self) -> TagClass {
        CLASSES.get(self.0 as usize).copied().unwrap_or(0)
    }

    /// Tells whether an HTML element with this tag is in one of `groups`.
    #[inline]
    pub fn is_any(self, groups: TagClass) -> bool {
        self.class() & groups != 0
    }
}

type Classes = [TagClass; Tag::OTHER.0 as usize];

const CLASSES: Classes = {
    use Tag as T;
    let scope =
        &[T::APPLET, T::CAPTION, T::HTML, T::TABLE, T::TD, T::TH, T::MARQUEE, T::OBJECT, T::SELECT, T::TEMPLATE];
    let special_items = &[T::ADDRESS, T::DIV, T::P];
    let special = &[
        T::APPLET,
        T::AREA,
        T::ARTICLE,
        T::ASIDE,
        T::BASE,
        T::BASEFONT,
        T::BGSOUND,
        T::BLOCKQUOTE,
        T::BODY,
        T::BR,
        T::BUTTON,
        T::CAPTION,
        T::CENTER,
        T::COL,
        T::COLGROUP,
        T::DD,
        T::DETAILS,
        T::DIR,
        T::DL,
        T::DT,
        T::EMBED,
        T::FIELDSET,
        T::FIGCAPTION,
        T::FIGURE,
        T::FOOTER,
        T::FORM,
        T::FRAME,
        T::FRAMESET,
        T::H1,
        T::H2,
        T::H3,
        T::H4,
        T::H5,
        T::H6,
        T::HEAD,
        T::HEADER,
        T::HGROUP,
        T::HR,
        T::HTML,
        T::IFRAME,
        T::IMG,
        T::INPUT,
        T::LI,
        T::LINK,
        T::LISTING,
        T::MAIN,
        T::MARQUEE,
        T::MENU,
        T::META,
        T::NAV,
        T::NOEMBED,
        T::NOFRAMES,
        T::NOSCRIPT,
        T::OBJECT,
        T::OL,
        T::PARAM,
        T::PLAINTEXT,
        T::PRE,
        T::SCRIPT,
        T::SECTION,
        T::SELECT,
        T::SOURCE,
        T::STYLE,
        T::SUMMARY,
        T::TABLE,
        T::TBODY,
        T::TD,
        T::TEMPLATE,
        T::TEXTAREA,
        T::TFOOT,
        T::TH,
        T::THEAD,
        T::TITLE,
        T::TR,
        T::TRACK,
        T::UL,
        T::WBR,
        T::XMP,
    ];
    let blocks = &[
        T::ADDRESS,
        T::ARTICLE,
        T::ASIDE,
        T::BLOCKQUOTE,
        T::CENTER,
        T::DETAILS,
        T::DIALOG,
        T::DIR,
        T::DIV,
        T::DL,
        T::FIELDSET,
        T::FIGCAPTION,
        T::FIGURE,
        T::FOOTER,
        T::HEADER,
        T::HGROUP,
        T::MAIN,
        T::MENU,
        T::NAV,
        T::OL,
        T::SEARCH,
        T::SECTION,
        T::SUMMARY,
        T::UL,
        T::PRE,
        T::LISTING,
    ];
    let headings = &[T::H1, T::H2, T::H3, T::H4, T::H5, T::H6];
    let c = [0; Tag::OTHER.0 as usize];
    let c = add(c, 1 << SCOPE | 1 << BUTTON_SCOPE | 1 << LIST_SCOPE, scope);
    let c = add(c, 1 << BUTTON_SCOPE, &[T::BUTTON]);
    let c = add(c, 1 << LIST_SCOPE, &[T::OL, T::UL]);
    let c = add(c, 1 << TABLE_SCOPE, &[T::HTML, T::TABLE, T::TEMPLATE]);
    let c = add(c, 1 << SPECIAL, special_items);
    let c = add(c, 1 << SPECIAL | 1 << ITEM, special);
    let c = add(
        c,
        1 << TABLE_PART,
        &[T::TABLE, T::TBODY, T::THEAD, T::TFOOT, T::TR, T::TD, T::TH, T::CAPTION, T::COLGROUP, T::TEMPLATE],
    );
    let c = add(c, IMPLIED_END, &[T::DD, T::DT, T::LI, T::OPTION, T::OPTGROUP, T::P, T::RB, T::RP, T::RT, T::RTC]);
    let c = add(c, CLOSES_P | ENDS_IN_SCOPE, blocks);
    let c = add(c, CLOSES_P | HEADING, headings);
    let c = add(c, CLOSES_P, &[T::P, T::HR, T::XMP, T::PLAINTEXT]);
    let c = add(c, ENDS_IN_SCOPE, &[T::BUTTON, T::SELECT, T::APPLET, T::MARQUEE, T::OBJECT]);
    let c = add(
        c,
        VOID,
        &[
            T::AREA,
            T::BASE,
            T::BASEFONT,
            T::BGSOUND,
            T::BR,
            T::EMBED,
            T::HR,
            T::IMG,
            T::INPUT,
            T::KEYGEN,
            T::LINK,
            T::META,
            T::PARAM,
            T::SOURCE,
            T::TRACK,
            T::WBR,
        ],
    );
    let c = add(
        c,
        FORMATTING,
        &[
            T::A,
            T::B,
            T::BIG,
            T::CODE,
            T::EM,
            T::FONT,
            T::I,
            T::NOBR,
            T::S,
            T::SMALL,
            T::STRIKE,
            T::STRONG,
            T::TT,
            T::U,
        ],
    );
    let c = add(c, MARKER, &[T::APPLET, T::CAPTION, T::MARQUEE, T::OBJECT, T::TD, T::TEMPLATE, T::TH]);
    let c = add(c, BREAKOUT, headings);
    add(
        c,
        BREAKOUT,
        &[
            T::B,
            T::BIG,
            T::BLOCKQUOTE,
            T::BODY,
            T::BR,
            T::CENTER,
            T::CODE,
            T::DD,
            T::DIV,
            T::DL,
            T::DT,
            T::EM,
            T::EMBED,
            T::HEAD,
            T::HR,
            T::I,
            T::IMG,
            T::LI,
            T::LISTING,
            T::MENU,
            T::META,
            T::NOBR,
            T::OL,
            T::P,
            T::PRE,
            T::RUBY,
            T::S,
            T::SMALL,
            T::SPAN,
            T::STRONG,
            T::STRIKE,
            T::SUB,
            T::SUP,
            T::TABLE,
            T::TT,
            T::U,
            T::UL,
            T::VAR,
        ],
    )
};

const fn add(mut classes: Classes, class: TagClass, tags: &[Tag]) -> Classes {
    let mut i = 0;
    while i < tags.len() {
        classes[tags[i].0 as usize] |= class;
        i += 1;
    }
    classes
}

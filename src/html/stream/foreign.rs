//! SVG and MathML, which have rules of their own, and where HTML begins again
//! within them.

use super::Builder;
use crate::html::class::{BREAKOUT, BUTTON_SCOPE, LIST_SCOPE, SCOPE};
use crate::html::event::{Sink, attribute};
use crate::html::open_elements::Kind;
use crate::html::tag::Tag;

impl<S: Sink> Builder<'_, '_, S> {
    /// An `svg` or `math` among HTML.
    pub fn enter_foreign(&mut self, tag: Tag) {
        let kind = if tag == Tag::SVG { Kind::Svg } else { Kind::Math };
        self.open_foreign(tag, kind);
    }

    /// A start tag within a foreign element. Whether it is not HTML.
    pub fn start_foreign(&mut self, tag: Tag) -> bool {
        let kind = match self.open.kind() {
            Kind::Html | Kind::SvgWithHtml => return false,
            Kind::MathWithHtml if !matches!(self.names.name(tag), "mglyph" | "malignmark") => {
                return false;
            }
            Kind::MathWithSvg if tag == Tag::SVG => return false,
            Kind::Svg => Kind::Svg,
            _ => Kind::Math,
        };
        if tag.is_any(BREAKOUT) || tag == Tag::FONT && self.is_html_font() {
            self.break_out();
            return false;
        }
        self.open_foreign(tag, kind);
        true
    }

    /// An end tag within a foreign element. Whether it ended one.
    pub fn end_foreign(&mut self, tag: Tag) -> bool {
        if matches!(tag, Tag::BR | Tag::P) {
            self.break_out();
            return false;
        }
        match self.open.last_foreign(tag) {
            0 => false,
            place => {
                self.close_down_to(place);
                true
            }
        }
    }

    fn open_foreign(&mut self, tag: Tag, kind: Kind) {
        if self.self_closing {
            return self.open_and_close(tag);
        }
        let kind = match (kind, tag) {
            (Kind::Svg, Tag::FOREIGNOBJECT | Tag::DESC | Tag::TITLE) => Kind::SvgWithHtml,
            (Kind::Math, _) => match self.names.name(tag) {
                "mi" | "mo" | "mn" | "ms" | "mtext" => Kind::MathWithHtml,
                "annotation-xml" => Kind::MathWithSvg,
                _ => kind,
            },
            _ => kind,
        };
        let class = match kind {
            Kind::SvgWithHtml | Kind::MathWithHtml => 1 << SCOPE | 1 << BUTTON_SCOPE | 1 << LIST_SCOPE,
            _ => 0,
        };
        self.open_as(tag, kind, class);
    }

    fn is_html_font(&self) -> bool {
        ["color", "face", "size"].iter().any(|name| attribute(&self.tokens.attributes, name).is_some())
    }

    /// Closes foreign elements until HTML can be put.
    fn break_out(&mut self) {
        while !matches!(self.open.kind(), Kind::Html | Kind::SvgWithHtml | Kind::MathWithHtml) {
            self.close_top();
        }
    }
}

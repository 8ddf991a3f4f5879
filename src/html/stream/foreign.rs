//! The rules for SVG and MathML, and for the HTML within them.

use super::builder::StreamBuilder;
use crate::html::class::{BREAKOUT, BUTTON_SCOPE, LIST_SCOPE, SCOPE};
use crate::html::event::{Sink, attribute};
use crate::html::open_elements::Namespace;
use crate::html::tag::Tag;

impl<S: Sink> StreamBuilder<'_, '_, S> {
    /// Opens an `svg` or `math` element among HTML.
    pub fn enter_foreign(&mut self, tag: Tag) {
        let namespace = if tag == Tag::SVG { Namespace::Svg } else { Namespace::MathMl };
        self.open_foreign(tag, namespace);
    }

    /// Handles a start tag within a foreign element. Returns false if it begins HTML.
    pub fn start_foreign(&mut self, tag: Tag) -> bool {
        let namespace = match self.open.namespace() {
            Namespace::Html | Namespace::SvgWithHtml => return false,
            Namespace::MathMlWithHtml if !matches!(self.names.name(tag), "mglyph" | "malignmark") => {
                return false;
            }
            Namespace::MathMlWithSvg if tag == Tag::SVG => return false,
            Namespace::Svg => Namespace::Svg,
            _ => Namespace::MathMl,
        };
        if tag.is_any(BREAKOUT) || tag == Tag::FONT && self.is_html_font() {
            self.break_out();
            return false;
        }
        self.open_foreign(tag, namespace);
        true
    }

    /// Handles an end tag within a foreign element. Returns true if it ended a foreign element.
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

    fn open_foreign(&mut self, tag: Tag, namespace: Namespace) {
        if self.self_closing {
            return self.open_and_close(tag);
        }
        let namespace = match (namespace, tag) {
            (Namespace::Svg, Tag::FOREIGNOBJECT | Tag::DESC | Tag::TITLE) => Namespace::SvgWithHtml,
            (Namespace::MathMl, _) => match self.names.name(tag) {
                "mi" | "mo" | "mn" | "ms" | "mtext" => Namespace::MathMlWithHtml,
                "annotation-xml" => Namespace::MathMlWithSvg,
                _ => namespace,
            },
            _ => namespace,
        };
        let class = match namespace {
            Namespace::SvgWithHtml | Namespace::MathMlWithHtml => 1 << SCOPE | 1 << BUTTON_SCOPE | 1 << LIST_SCOPE,
            _ => 0,
        };
        self.open_as(tag, namespace, class);
    }

    fn is_html_font(&self) -> bool {
        ["color", "face", "size"].iter().any(|name| attribute(&self.tokens.attributes, name).is_some())
    }

    /// Closes foreign elements down to one that can hold HTML.
    fn break_out(&mut self) {
        while !self.holds_html() {
            self.close_top();
        }
    }

    /// Tells whether the topmost element can hold HTML.
    pub fn holds_html(&self) -> bool {
        matches!(self.open.namespace(), Namespace::Html | Namespace::SvgWithHtml | Namespace::MathMlWithHtml)
    }
}

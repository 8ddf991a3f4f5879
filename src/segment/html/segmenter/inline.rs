//! Records inline markup while a page is cut into blocks.

use crate::document::inline::{ElementNote, Inline, PLAIN, Style, StyleRun};
use crate::html::event::{Attribute, attribute};
use crate::html::tag::Tag;

/// Records inline markup. A formatting element may end before the elements inside it, so each
/// kind is counted on its own.
#[derive(Default)]
pub struct Recorder {
    inline: Inline,
    links: Vec<u32>,
    code: Vec<u32>,
    strong: u32,
    emphasis: u32,
}

impl Recorder {
    /// Returns the recorded markup.
    pub fn finish(self) -> Inline {
        self.inline
    }

    /// Handles the start of an element. In a heading, links to a place on the page are not
    /// recorded: they link the heading to itself.
    pub fn open(&mut self, tag: Tag, element: u32, in_heading: bool, attributes: &[Attribute<'_>]) {
        match tag {
            Tag::A => {
                let href = attribute(attributes, "href").and_then(|href| target(&href.value()));
                self.links.push(match href.filter(|href| !(in_heading && href.starts_with('#'))) {
                    Some(href) => {
                        self.inline.notes.push((element, ElementNote::Href(href)));
                        element
                    }
                    None => PLAIN,
                });
            }
            Tag::B | Tag::STRONG => self.strong += 1,
            Tag::I | Tag::EM => self.emphasis += 1,
            Tag::CODE | Tag::KBD | Tag::SAMP | Tag::TT => {
                self.code.push(element);
                self.language(element, attributes);
            }
            Tag::PRE => self.language(element, attributes),
            Tag::BASE if self.inline.base.is_none() => {
                self.inline.base = attribute(attributes, "href").map(|href| href.value().trim().to_owned());
            }
            _ => {}
        }
    }

    /// Handles the end of an element.
    pub fn close(&mut self, tag: Tag, element: u32) {
        match tag {
            // Links do not nest, so the last one ends.
            Tag::A => drop(self.links.pop()),
            Tag::B | Tag::STRONG => self.strong = self.strong.saturating_sub(1),
            Tag::I | Tag::EM => self.emphasis = self.emphasis.saturating_sub(1),
            Tag::CODE | Tag::KBD | Tag::SAMP | Tag::TT => {
                if let Some(at) = self.code.iter().rposition(|&open| open == element) {
                    self.code.remove(at);
                }
            }
            _ => {}
        }
    }

    /// Gives the text from `start` on the style of the open elements.
    pub fn text(&mut self, start: usize) {
        let style = Style {
            link: self.links.last().copied().unwrap_or(PLAIN),
            code: self.code.last().copied().unwrap_or(PLAIN),
            strong: self.strong > 0,
            emphasis: self.emphasis > 0,
        };
        self.run(start, style);
    }

    /// Gives the text from `start` on no style. It is not part of the running text.
    pub fn plain(&mut self, start: usize) {
        self.run(start, Style::default());
    }

    fn run(&mut self, start: usize, style: Style) {
        // Text after `start` may have been removed: white space at the end of a block.
        while self.inline.runs.last().is_some_and(|run| run.start >= start) {
            self.inline.runs.pop();
        }
        let last = self.inline.runs.last().map_or(Style::default(), |run| run.style);
        if last != style {
            self.inline.runs.push(StyleRun { start, style });
        }
    }

    fn language(&mut self, element: u32, attributes: &[Attribute<'_>]) {
        let Some(class) = attribute(attributes, "class") else { return };
        let class = class.value();
        let named = class.split_ascii_whitespace().find_map(|name| {
            let language = name.strip_prefix("language-").or_else(|| name.strip_prefix("lang-"))?;
            let is_plain = language.bytes().all(|b| b.is_ascii_alphanumeric() || b"+#-._".contains(&b));
            (is_plain && !language.is_empty()).then_some(language)
        });
        self.inline.notes.extend(named.map(|language| (element, ElementNote::Language(language.into()))));
    }
}

/// Returns the target of a link, if it is usable: not a script, inline data, or the page itself.
fn target(href: &str) -> Option<Box<str>> {
    // Browsers remove control characters anywhere in an address.
    let href: String = href.trim().chars().filter(|c| !c.is_control()).collect();
    let scheme = href.split_once(':').map_or("", |(scheme, _)| scheme);
    let is_usable = !["javascript", "vbscript", "data"].iter().any(|unusable| scheme.eq_ignore_ascii_case(unusable));
    (is_usable && !href.is_empty() && href != "#").then(|| href.into())
}

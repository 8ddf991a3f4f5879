//! Records inline markup while a page is cut into lines, where that is asked for.

use crate::document::inline::{Inline, Note, PLAIN, Run, Style};
use crate::html::event::{Attribute, attribute};
use crate::html::tag::Tag;

/// Listens to the events beside the segmenter. Formatting elements may end
/// while elements inside them go on, so each kind is counted for itself.
#[derive(Default)]
pub struct Recorder {
    inline: Inline,
    links: Vec<u32>,
    code: Vec<u32>,
    strong: u32,
    emphasis: u32,
}

impl Recorder {
    /// What was recorded.
    pub fn finish(self) -> Inline {
        self.inline
    }

    /// An element begins.
    pub fn open(&mut self, tag: Tag, element: u32, attributes: &[Attribute<'_>]) {
        match tag {
            Tag::A => {
                self.links.push(match attribute(attributes, "href").and_then(|href| target(&href.value())) {
                    Some(href) => {
                        self.inline.notes.push((element, Note::Href(href)));
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

    /// An element ends.
    pub fn close(&mut self, tag: Tag, element: u32) {
        match tag {
            // Links do not nest, nor does code that matters: the last of a kind is meant.
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

    /// What is said from `start` on is in the elements that are open now.
    pub fn text(&mut self, start: usize) {
        let style = Style {
            link: self.links.last().copied().unwrap_or(PLAIN),
            code: self.code.last().copied().unwrap_or(PLAIN),
            strong: self.strong > 0,
            emphasis: self.emphasis > 0,
        };
        self.run(start, style);
    }

    /// What is said from `start` on has no style: it is no part of the running text.
    pub fn plain(&mut self, start: usize) {
        self.run(start, Style::default());
    }

    fn run(&mut self, start: usize, style: Style) {
        // What was said since may have been taken back: white space at an end.
        while self.inline.runs.last().is_some_and(|run| run.start >= start) {
            self.inline.runs.pop();
        }
        let last = self.inline.runs.last().map_or(Style::default(), |run| run.style);
        if last != style {
            self.inline.runs.push(Run { start, style });
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
        self.inline.notes.extend(named.map(|language| (element, Note::Language(language.into()))));
    }
}

/// Where a link leads, if that is somewhere: not into a script, nor into
/// itself.
fn target(href: &str) -> Option<Box<str>> {
    // Browsers take these out, wherever they stand.
    let href: String = href.trim().chars().filter(|c| !c.is_control()).collect();
    let scheme = href.split_once(':').map_or("", |(scheme, _)| scheme);
    let leads = !["javascript", "vbscript", "data"].iter().any(|none| scheme.eq_ignore_ascii_case(none));
    (leads && !href.is_empty() && href != "#").then(|| href.into())
}

//! Records inline markup while a page is cut into blocks.

use crate::document::inline::{ElementNote, Formula, ImageNote, Inline, Insertion, PLAIN, Script, Style, StyleRun};
use crate::html::event::{Attribute, attribute};
use crate::html::tag::Tag;
use crate::words::collapsed;

/// Attributes that hold the address of an image, the best first. Pages that load images late have a
/// placeholder in `src`.
const SOURCES: [&str; 4] = ["data-src", "data-lazy-src", "data-original", "src"];
/// Minimum width and height of an image, in pixels, if the page gives them. Smaller ones are icons.
const LEAST_PIXELS: u32 = 50;

/// Records inline markup. A formatting element may end before the elements inside it, so each
/// kind is counted on its own.
#[derive(Default)]
pub struct Recorder {
    inline: Inline,
    links: Vec<u32>,
    code: Vec<u32>,
    strong: u32,
    emphasis: u32,
    /// The open `sub` and `sup` elements.
    scripts: Vec<(u32, Script)>,
    /// The open `math` element, or the open element into which MathJax has written a formula.
    formula: Option<u32>,
    /// Whether the last formula has text and is still without TeX.
    lacks_tex: bool,
    /// The open element that holds the last formula in TeX.
    annotation: Option<u32>,
}

impl Recorder {
    /// Returns the recorded markup.
    pub fn finish(self) -> Inline {
        self.inline
    }

    /// Handles the start of an element. In a heading, links to a place on the page are not
    /// recorded: they link the heading to itself.
    pub fn open(&mut self, tag: Tag, name: &str, element: u32, in_heading: bool, attributes: &[Attribute<'_>]) {
        let value = |name| attribute(attributes, name).map(|attribute| attribute.value());
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
            Tag::SUB => self.scripts.push((element, Script::Lowered)),
            Tag::SUP => self.scripts.push((element, Script::Raised)),
            Tag::MATH if self.formula.is_none() => {
                let is_display = value("display").is_some_and(|display| display.eq_ignore_ascii_case("block"));
                self.begin_formula(element, is_display);
            }
            Tag::SPAN | Tag::DIV if self.formula.is_none() && is_rendered_formula(attributes) => {
                self.begin_formula(element, false);
            }
            _ if name == "annotation" && self.formula.is_some() => {
                let is_tex =
                    value("encoding").is_some_and(|encoding| encoding.eq_ignore_ascii_case("application/x-tex"));
                self.annotation = is_tex.then_some(element);
            }
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
            Tag::SUB | Tag::SUP => {
                if let Some(at) = self.scripts.iter().rposition(|&(open, _)| open == element) {
                    self.scripts.remove(at);
                }
            }
            _ => {
                self.formula = self.formula.filter(|&open| open != element);
                self.annotation = self.annotation.filter(|&open| open != element);
            }
        }
    }

    /// Handles an image before the block with index `at`, in this group.
    pub fn image(&mut self, element: u32, at: u32, group: u32, attributes: &[Attribute<'_>]) {
        let value = |name| attribute(attributes, name).map(|attribute| attribute.value());
        let pixels = |name| value(name).and_then(|value| value.trim().trim_end_matches("px").parse::<u32>().ok());
        if ["width", "height"].into_iter().filter_map(pixels).any(|pixels| pixels < LEAST_PIXELS) {
            return;
        }
        let Some(address) = SOURCES.into_iter().filter_map(value).find_map(|address| target(&address)) else { return };
        let alt = value("alt").map_or_else(String::new, |alt| collapsed(&alt));
        self.inline.images.push(ImageNote { element, at, group, address: address.into(), alt });
    }

    fn begin_formula(&mut self, element: u32, is_display: bool) {
        (self.formula, self.lacks_tex) = (Some(element), false);
        self.inline.formulas.push(Formula { tex: String::new(), is_display });
    }

    /// Handles a script with a formula in TeX, at offset `at` of the text. It gives the source of
    /// the formula that MathJax has written before it, or else is a formula to insert there, after
    /// a space if `is_spaced` is true.
    pub fn formula_script(&mut self, element: u32, is_display: bool, at: usize, is_spaced: bool) {
        self.annotation = Some(element);
        if std::mem::take(&mut self.lacks_tex)
            && let Some(rendered) = self.inline.formulas.last_mut()
        {
            rendered.is_display = is_display;
            return;
        }
        let formula = self.inline.formulas.len() as u32;
        self.inline.formulas.push(Formula { tex: String::new(), is_display });
        self.inline.insertions.push(Insertion { at, formula, is_spaced });
    }

    /// Handles text that the page does not show.
    pub fn hidden_text(&mut self, text: &str) {
        if let Some(formula) = self.inline.formulas.last_mut().filter(|_| self.annotation.is_some()) {
            formula.tex.push_str(text);
            self.lacks_tex = false;
        }
    }

    /// Gives the text from `start` on the style of the open elements.
    pub fn text(&mut self, start: usize) {
        self.lacks_tex = self.formula.is_some();
        let style = Style {
            link: self.links.last().copied().unwrap_or(PLAIN),
            code: self.code.last().copied().unwrap_or(PLAIN),
            strong: self.strong > 0,
            emphasis: self.emphasis > 0,
            script: self.scripts.last().map_or(Script::Base, |&(_, script)| script),
            formula: self.formula.map_or(PLAIN, |_| self.inline.formulas.len() as u32 - 1),
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

/// Whether MathJax has written a formula into an element with these attributes.
fn is_rendered_formula(attributes: &[Attribute<'_>]) -> bool {
    let class = attribute(attributes, "class").map_or("", |class| class.raw);
    class.split_ascii_whitespace().any(|name| name == "MathJax" || name.starts_with("MathJax_"))
}

/// Returns the target of a link, if it is usable: not a script, inline data, or the page itself.
fn target(href: &str) -> Option<Box<str>> {
    // Browsers remove control characters anywhere in an address.
    let href: String = href.trim().chars().filter(|c| !c.is_control()).collect();
    let scheme = href.split_once(':').map_or("", |(scheme, _)| scheme);
    let is_usable = !["javascript", "vbscript", "data"].iter().any(|unusable| scheme.eq_ignore_ascii_case(unusable));
    (is_usable && !href.is_empty() && href != "#").then(|| href.into())
}

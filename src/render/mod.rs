//! Render: chosen lines → the bytes that come out.

mod explain;
mod markdown;
mod outline;
mod table;

use std::io::{self, Write};
use std::ops::Range;

use crate::document::{Block, Document, Gap, Within};
use crate::features::Features;
use crate::model::Model;
use crate::segment::html::circumstance;
use crate::select::Choice;
use crate::site::Weighed;
use crate::{Form, Options, View};

/// Lines to render: those of a window from `first` on, with what was chosen.
pub struct Chosen<'a> {
    /// The window.
    pub document: &'a Document,
    /// The model that scored it.
    pub model: &'a Model,
    /// Its features.
    pub features: &'a Features,
    /// p(keep) of all its lines.
    pub p: &'a [f32],
    /// What recurrence on its site did to that, if anything.
    pub weighed: Option<&'a Weighed>,
    /// Index of the first line to render.
    pub first: usize,
    /// What becomes of it and the lines after it.
    pub choices: &'a [Choice],
    /// What decided on lines, by their index, on which their score did not.
    pub exceptions: &'a [(usize, &'static str)],
}

impl<'a> Chosen<'a> {
    /// The first `lines` lines, and the others.
    fn split_at(&self, blocks: usize) -> (Chosen<'a>, Chosen<'a>) {
        let (head, tail) = self.choices.split_at(blocks);
        (Chosen { choices: head, ..*self }, Chosen { choices: tail, first: self.first + blocks, ..*self })
    }
}

/// Writes the lines of one document, window by window.
#[derive(Debug, Default)]
pub struct Renderer {
    /// Whether anything was written.
    begun: bool,
    /// The widest gap since the last line written.
    gap: Gap,
    headline_done: bool,
    /// Where Markdown is asked for.
    markdown: Option<markdown::Writer>,
}

impl Renderer {
    /// A renderer that has written nothing.
    pub fn new(form: Form) -> Self {
        Renderer { markdown: (form == Form::Markdown).then(markdown::Writer::default), ..Renderer::default() }
    }

    /// Writes a window as `options.view` asks; `all` has every line kept.
    pub fn render(&mut self, chosen: &Chosen<'_>, options: &Options, all: bool, out: &mut dyn Write) -> io::Result<()> {
        match options.view {
            View::Explain => explain::explain(chosen, options, out),
            // The headline where it stands, and as often: every line is every line,
            // but for those that the user does not want.
            View::Article if all => {
                if chosen.features.overview.headline.blocks.is_empty() {
                    self.headline(chosen, options, out)?;
                }
                self.blocks(chosen, options, out, |block, choice| {
                    Part::printed(!block.is_dropped() && (options.title || choice != Choice::Headline))
                })
            }
            View::Article => {
                // Text comes out in its own order: what is kept above the headline stays above it.
                let headline = chosen.choices.iter().position(|&choice| choice == Choice::Headline);
                let (above, below) = chosen.split_at(headline.filter(|_| !chosen.document.html).unwrap_or(0));
                self.blocks(&above, options, out, |_, choice| Part::printed(choice == Choice::Keep))?;
                self.headline(&below, options, out)?;
                self.blocks(&below, options, out, |_, choice| Part::printed(choice == Choice::Keep))
            }
            View::Dropped => self.blocks(chosen, options, out, |_, choice| match choice {
                Choice::Drop => Part::Whole,
                Choice::Keep | Choice::Headline => Part::Cuts,
            }),
        }
    }

    /// Ends the document: the last line ends in a line end, if there is one.
    pub fn finish(&mut self, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        if let Some(markdown) = &mut self.markdown {
            return markdown.finish(out);
        }
        if self.begun && options.view != View::Explain { out.write_all(b"\n") } else { Ok(()) }
    }

    fn headline(&mut self, chosen: &Chosen<'_>, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        if self.headline_done {
            return Ok(());
        }
        self.headline_done = true;
        match &chosen.features.overview.headline.text {
            Some(text) if options.title => {
                if let Some(markdown) = &mut self.markdown {
                    return markdown.headline(text, out);
                }
                if self.begun {
                    out.write_all(b"\n\n")?;
                }
                out.write_all(text.trim().as_bytes())?;
                self.begun = true;
                // The headline stands apart whatever follows.
                self.gap = Gap::Paragraph;
            }
            _ => {}
        }
        Ok(())
    }

    fn blocks(
        &mut self,
        chosen: &Chosen<'_>,
        options: &Options,
        out: &mut dyn Write,
        part: impl Fn(&Block, Choice) -> Part,
    ) -> io::Result<()> {
        let document = chosen.document;
        if let Some(markdown) = &mut self.markdown {
            let blocks = document.blocks[chosen.first..].iter().zip(chosen.choices);
            let shown = blocks.map(|(block, &choice)| (block, part(block, choice), choice == Choice::Headline));
            return markdown.blocks(document, shown, options.url.as_deref(), out);
        }
        let blocks = || (chosen.first..).zip(&document.blocks[chosen.first..]).zip(chosen.choices);
        let is_shown = |block, choice| matches!(part(block, choice), Part::Printed | Part::Whole);
        let shown: Vec<_> =
            blocks().filter(|&((_, block), &choice)| is_shown(block, choice)).map(|(block, _)| block).collect();
        let mut cells = table::cells(document, &shown).into_iter().peekable();
        // Where the last line written ends, while nothing was left out since.
        let mut end = None;
        // The lines of the block of code looked at last, and whether one was written.
        let (mut code, mut code_begun) = (0..0, false);
        for ((at, block), &choice) in blocks() {
            self.gap = self.gap.max(block.gap);
            if !code.contains(&at) {
                (code, code_begun) = (code_around(document, block), false);
            }
            let part = part(block, choice);
            let text = match part {
                Part::Nothing | Part::Cuts => {
                    // A line end stands for what was left out of a line.
                    self.gap = self.gap.max(if document.html { Gap::None } else { Gap::Line });
                    end = None;
                    if part == Part::Cuts {
                        self.cuts(document, block, out)?;
                    }
                    continue;
                }
                Part::Printed => document.printed(block),
                Part::Whole => document.text_of(block).into(),
            };
            // The blocks that a line of code is put into are no paragraphs.
            if code_begun {
                self.gap = self.gap.min(Gap::Line);
            }
            code_begun = code.contains(&at);
            let cell = cells.next_if(|cell| cell.block == at);
            self.gap = cell.and_then(|cell| cell.gap).unwrap_or(self.gap);
            match (self.gap, end) {
                (Gap::None, Some(end)) if !document.html => {
                    out.write_all(&document.text.as_bytes()[end..block.range.start])?;
                }
                _ => self.separate(out)?,
            }
            if let Some(cell) = cell.filter(|cell| cell.empty > 0) {
                out.write_all("\t".repeat(cell.empty as usize).as_bytes())?;
            }
            self.block(&text, out)?;
            end = Some(block.range.end);
        }
        Ok(())
    }

    /// Writes what a rule drops of a line, each part on a line of its own.
    fn cuts(&mut self, document: &Document, block: &Block, out: &mut dyn Write) -> io::Result<()> {
        for cut in document.cuts_of(block) {
            self.gap = self.gap.max(Gap::Line);
            self.separate(out)?;
            self.block(document.text[cut.range.clone()].trim(), out)?;
        }
        Ok(())
    }

    /// Sets the next line apart from those before it.
    fn separate(&self, out: &mut dyn Write) -> io::Result<()> {
        match self.gap {
            _ if !self.begun => Ok(()),
            Gap::None | Gap::Line => out.write_all(b"\n"),
            Gap::Cell => out.write_all(b"\t"),
            Gap::Paragraph => out.write_all(b"\n\n"),
        }
    }

    fn block(&mut self, text: &str, out: &mut dyn Write) -> io::Result<()> {
        write_line(text, out)?;
        self.begun = true;
        self.gap = Gap::None;
        Ok(())
    }
}

/// The lines of the block of code that a line stands in; none for other lines.
fn code_around(document: &Document, block: &Block) -> Range<usize> {
    let in_code = block.markup.is_some_and(|markup| markup.within.has(Within::PRE));
    let code = in_code.then(|| document.around(block, |tag| circumstance(tag) == Within::PRE)).flatten();
    code.map_or(0..0, |code| code.blocks.start as usize..code.blocks.end as usize)
}

/// What is shown of a line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    /// Nothing.
    Nothing,
    /// What comes out with the article.
    Printed,
    /// All of it.
    Whole,
    /// What a rule drops of it.
    Cuts,
}

impl Part {
    /// What comes out with the article, if the line does.
    fn printed(is_shown: bool) -> Part {
        if is_shown { Part::Printed } else { Part::Nothing }
    }
}

/// Writes a line of text; one that spans several lines of the source loses
/// the carriage returns before their ends.
fn write_line(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut rest = text;
    while let Some(i) = memchr::memmem::find(rest.as_bytes(), b"\r\n") {
        out.write_all(&rest.as_bytes()[..i])?;
        rest = &rest[i + 1..];
    }
    out.write_all(rest.as_bytes())
}

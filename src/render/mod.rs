//! Render: chosen lines → the bytes that come out.

mod explain;
mod markdown;
mod outline;
mod table;

use std::io::{self, Write};
use std::ops::Range;

use crate::evidence::Measured;
use crate::line::{Gap, Line, Page, Within};
use crate::score::Model;
use crate::segment::html::display::circumstance;
use crate::select::Choice;
use crate::site::Weighed;
use crate::{Form, Options, View};

/// Lines to render: those of a window from `first` on, with what was chosen.
pub struct Chosen<'a> {
    /// The window.
    pub page: &'a Page,
    /// The model that scored it.
    pub model: &'a Model,
    /// What was measured of it.
    pub measured: &'a Measured,
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
    fn split_at(&self, lines: usize) -> (Chosen<'a>, Chosen<'a>) {
        let (head, tail) = self.choices.split_at(lines);
        (Chosen { choices: head, ..*self }, Chosen { choices: tail, first: self.first + lines, ..*self })
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
                if chosen.measured.document.headline.lines.is_empty() {
                    self.headline(chosen, options, out)?;
                }
                self.lines(chosen, options, out, |line, choice| {
                    Part::printed(!line.is_dropped() && (options.title || choice != Choice::Headline))
                })
            }
            View::Article => {
                // Text comes out in its own order: what is kept above the headline stays above it.
                let headline = chosen.choices.iter().position(|&choice| choice == Choice::Headline);
                let (above, below) = chosen.split_at(headline.filter(|_| !chosen.page.html).unwrap_or(0));
                self.lines(&above, options, out, |_, choice| Part::printed(choice == Choice::Keep))?;
                self.headline(&below, options, out)?;
                self.lines(&below, options, out, |_, choice| Part::printed(choice == Choice::Keep))
            }
            View::Dropped => self.lines(chosen, options, out, |_, choice| match choice {
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
        match &chosen.measured.document.headline.text {
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

    fn lines(
        &mut self,
        chosen: &Chosen<'_>,
        options: &Options,
        out: &mut dyn Write,
        part: impl Fn(&Line, Choice) -> Part,
    ) -> io::Result<()> {
        let page = chosen.page;
        if let Some(markdown) = &mut self.markdown {
            let lines = page.lines[chosen.first..].iter().zip(chosen.choices);
            let shown = lines.map(|(line, &choice)| (line, part(line, choice), choice == Choice::Headline));
            return markdown.lines(page, shown, options.url.as_deref(), out);
        }
        let lines = || (chosen.first..).zip(&page.lines[chosen.first..]).zip(chosen.choices);
        let is_shown = |line, choice| matches!(part(line, choice), Part::Printed | Part::Whole);
        let shown: Vec<_> =
            lines().filter(|&((_, line), &choice)| is_shown(line, choice)).map(|(line, _)| line).collect();
        let mut cells = table::cells(page, &shown).into_iter().peekable();
        // Where the last line written ends, while nothing was left out since.
        let mut end = None;
        // The lines of the block of code looked at last, and whether one was written.
        let (mut code, mut code_begun) = (0..0, false);
        for ((at, line), &choice) in lines() {
            self.gap = self.gap.max(line.gap);
            if !code.contains(&at) {
                (code, code_begun) = (code_around(page, line), false);
            }
            let part = part(line, choice);
            let text = match part {
                Part::Nothing | Part::Cuts => {
                    // A line end stands for what was left out of a line.
                    self.gap = self.gap.max(if page.html { Gap::None } else { Gap::Line });
                    end = None;
                    if part == Part::Cuts {
                        self.cuts(page, line, out)?;
                    }
                    continue;
                }
                Part::Printed => page.printed(line),
                Part::Whole => page.text_of(line).into(),
            };
            // The blocks that a line of code is put into are no paragraphs.
            if code_begun {
                self.gap = self.gap.min(Gap::Line);
            }
            code_begun = code.contains(&at);
            let cell = cells.next_if(|cell| cell.line == at);
            self.gap = cell.and_then(|cell| cell.gap).unwrap_or(self.gap);
            match (self.gap, end) {
                (Gap::None, Some(end)) if !page.html => {
                    out.write_all(&page.text.as_bytes()[end..line.range.start])?;
                }
                _ => self.separate(out)?,
            }
            if let Some(cell) = cell.filter(|cell| cell.empty > 0) {
                out.write_all("\t".repeat(cell.empty as usize).as_bytes())?;
            }
            self.line(&text, out)?;
            end = Some(line.range.end);
        }
        Ok(())
    }

    /// Writes what a rule drops of a line, each part on a line of its own.
    fn cuts(&mut self, page: &Page, line: &Line, out: &mut dyn Write) -> io::Result<()> {
        for cut in page.cuts_of(line) {
            self.gap = self.gap.max(Gap::Line);
            self.separate(out)?;
            self.line(page.text[cut.range.clone()].trim(), out)?;
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

    fn line(&mut self, text: &str, out: &mut dyn Write) -> io::Result<()> {
        write_line(text, out)?;
        self.begun = true;
        self.gap = Gap::None;
        Ok(())
    }
}

/// The lines of the block of code that a line stands in; none for other lines.
fn code_around(page: &Page, line: &Line) -> Range<usize> {
    let in_code = line.markup.is_some_and(|markup| markup.within.has(Within::PRE));
    let code = in_code.then(|| page.around(line, |tag| circumstance(tag) == Within::PRE)).flatten();
    code.map_or(0..0, |code| code.lines.start as usize..code.lines.end as usize)
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

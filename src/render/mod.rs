//! Render: write the decided blocks as text, Markdown, HTML or an explanation.

mod comments;
mod explain;
pub mod front_matter;
pub mod html;
mod links;
mod list_marks;
mod markdown;
pub mod media;
mod outline;
mod part;
mod place;
pub mod safe;
mod table;

use std::io::{self, Write};
use std::ops::Range;

use crate::comments::Comment;
use crate::document::group::GroupKind;
use crate::document::{Block, Document, Gap};
use crate::judged::Judged;
use crate::model::Models;
use crate::rulings::Rulings;
use crate::select::{Decision, Selector};
use crate::{Comments, LinkStyle, OnDoubt, Options, Output, Verdict, View};
use html::HtmlWriter;
use links::Links;
use list_marks::ListMarks;
use markdown::MarkdownWriter;
use outline::{PageView, Shown};
use part::Part;

/// Writes one document, window by window, according to the options.
pub struct Writer<'a> {
    options: &'a Options,
    models: &'a Models,
    renderer: Renderer,
    /// Which blocks to write; decided at the first window.
    policy: Option<Policy>,
}

/// Which blocks of a document to write.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Policy {
    /// The blocks that the decisions select.
    Decided,
    /// Every block.
    All,
    /// No block.
    Nothing,
}

impl<'a> Writer<'a> {
    /// Creates a writer for one document.
    pub fn new(options: &'a Options, models: &'a Models) -> Self {
        Writer { options, models, renderer: Renderer::new(options.output, options.links), policy: None }
    }

    /// Writes a window on which `selector` has decided.
    ///
    /// # Errors
    /// Any error of `out`.
    pub fn write(&mut self, judged: &Judged, selector: &Selector, out: &mut dyn Write) -> io::Result<()> {
        let is_sure = selector.verdict() == Verdict::Ok;
        let policy = *self.policy.get_or_insert(match self.options.on_doubt {
            OnDoubt::All if !is_sure => Policy::All,
            // An explanation is always written: users need it to look into a doubt.
            OnDoubt::Fail if !is_sure && self.options.view != View::Explain => Policy::Nothing,
            _ => Policy::Decided,
        });
        // A headline alone is no article.
        let is_empty = selector.counts().0 == 0 && policy == Policy::Decided && self.options.view == View::Article;
        if is_empty && self.options.comments == Comments::Keep {
            self.comments(judged, out)?;
        }
        if policy == Policy::Nothing || is_empty {
            return Ok(());
        }
        match self.options.view {
            View::Explain => explain::explain(judged, self.models.of(judged.document.html), self.options, out)?,
            View::Dropped => self.renderer.dropped(judged, self.options, out)?,
            View::Article if policy == Policy::All => self.renderer.all(judged, self.options, out)?,
            View::Article => {
                self.renderer.article(judged, self.options, out)?;
                self.comments(judged, out)?;
            }
        }
        // A reader at the end of a pipe sees a window as soon as it is decided.
        out.flush()
    }

    /// Writes the comments of readers, if they are wanted.
    fn comments(&mut self, judged: &Judged, out: &mut dyn Write) -> io::Result<()> {
        let is_wanted = self.options.comments != Comments::Drop && self.options.write_comments;
        let comments = &judged.discussion.comments;
        if is_wanted { self.renderer.comments(comments, out) } else { Ok(()) }
    }

    /// Ends the document. If anything was written, writes the last line end.
    ///
    /// # Errors
    /// Any error of `out`.
    pub fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        if self.options.view != View::Explain {
            self.renderer.finish(out)?;
        }
        out.flush()
    }

    /// Returns the verdict on the document. If the first window of a long text was withheld or
    /// written whole, the verdict stays at doubt even if later windows are certain.
    pub fn verdict(&self, selector: &Selector) -> Verdict {
        match (self.policy, selector.verdict()) {
            (Some(Policy::All | Policy::Nothing), Verdict::Ok) => Verdict::Doubt,
            (_, verdict) => verdict,
        }
    }
}

/// Writes blocks as text, Markdown or HTML.
#[derive(Debug, Default)]
pub struct Renderer {
    /// Whether anything was written.
    begun: bool,
    /// The widest gap since the last written block.
    gap: Gap,
    is_headline_done: bool,
    markup: MarkupWriter,
}

/// The writer of a format that shows markup.
#[derive(Debug, Default)]
enum MarkupWriter {
    /// The format is text.
    #[default]
    No,
    Markdown(MarkdownWriter),
    Html(HtmlWriter),
}

impl Renderer {
    /// Creates a renderer of this format.
    pub fn new(output: Output, links: LinkStyle) -> Self {
        let markup = match output {
            Output::Text => MarkupWriter::No,
            Output::Markdown => MarkupWriter::Markdown(MarkdownWriter::new(links)),
            Output::Html => MarkupWriter::Html(HtmlWriter::new(links != LinkStyle::None)),
        };
        Renderer { markup, ..Renderer::default() }
    }

    /// Writes the article: the headline once, and the kept blocks.
    ///
    /// # Errors
    /// Any error of `out`.
    pub fn article(&mut self, judged: &Judged, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        // Text keeps its order: kept blocks above the headline stay above it.
        let headline = judged.decisions.iter().position(|decision| decision.is_headline());
        let first = judged.range.start + headline.filter(|_| !judged.document.html).unwrap_or(0);
        let part = |_, decision: Decision| Part::printed(decision.is_keep());
        self.blocks(judged, judged.range.start..first, options, out, part)?;
        self.headline(judged, options, out)?;
        self.blocks(judged, first..judged.range.end, options, out, part)
    }

    /// Writes comments of readers after what was written so far.
    ///
    /// # Errors
    /// Any error of `out`.
    pub fn comments(&mut self, comments: &[Comment], out: &mut dyn Write) -> io::Result<()> {
        match &mut self.markup {
            MarkupWriter::No => {}
            MarkupWriter::Markdown(markdown) => return markdown.comments(comments, out),
            MarkupWriter::Html(_) if comments.is_empty() => return Ok(()),
            MarkupWriter::Html(html) => {
                html.begin(None, None, out)?;
                return html.comments(comments, out);
            }
        }
        for comment in comments {
            out.write_all(if std::mem::replace(&mut self.begun, true) { b"\n\n" } else { b"" })?;
            comments::write(comment, out)?;
        }
        Ok(())
    }

    /// Writes every block, except for those that the user's rules drop. The headline stays where
    /// the document has it, and is repeated as often.
    fn all(&mut self, judged: &Judged, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        if judged.headline.blocks.is_empty() {
            self.headline(judged, options, out)?;
        }
        self.blocks(judged, judged.range.clone(), options, out, |at, decision| {
            Part::printed(!judged.rulings.drops(at) && (options.title || !decision.is_headline()))
        })
    }

    /// Writes the complement of the article.
    fn dropped(&mut self, judged: &Judged, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        self.blocks(judged, judged.range.clone(), options, out, |_, decision| match decision {
            Decision::Drop(_) => Part::Whole,
            Decision::Keep(_) | Decision::Headline(_) => Part::Cuts,
        })
    }

    /// Ends the document. If anything was written, writes the last line end.
    ///
    /// # Errors
    /// Any error of `out`.
    pub fn finish(&mut self, out: &mut dyn Write) -> io::Result<()> {
        match &mut self.markup {
            MarkupWriter::Markdown(markdown) => markdown.finish(out),
            MarkupWriter::Html(html) => html.finish(out),
            MarkupWriter::No if self.begun => out.write_all(b"\n"),
            MarkupWriter::No => Ok(()),
        }
    }

    /// Writes the headline, unless it was written before or is not wanted.
    fn headline(&mut self, judged: &Judged, options: &Options, out: &mut dyn Write) -> io::Result<()> {
        let is_done = std::mem::replace(&mut self.is_headline_done, true);
        let is_wanted = options.title && options.comments != Comments::Only && !judged.headline.is_dropped();
        let Some(text) = judged.headline.text.as_deref().filter(|_| is_wanted && !is_done) else { return Ok(()) };
        // A blank line follows the headline in any case.
        self.gap = Gap::Paragraph;
        match &mut self.markup {
            MarkupWriter::Markdown(markdown) => markdown.headline(text, out),
            MarkupWriter::Html(html) => {
                begin_html(html, judged, out)?;
                html.headline(text, out)
            }
            MarkupWriter::No => {
                out.write_all(if self.begun { b"\n\n" } else { b"" })?;
                self.begun = true;
                out.write_all(text.trim().as_bytes())
            }
        }
    }

    /// Writes the blocks of a range. `part` chooses the part of each block.
    fn blocks(
        &mut self,
        judged: &Judged,
        range: Range<usize>,
        options: &Options,
        out: &mut dyn Write,
        part: impl Fn(usize, Decision) -> Part,
    ) -> io::Result<()> {
        let Judged { document, rulings, .. } = judged;
        let decisions = &judged.decisions[range.start - judged.range.start..range.end - judged.range.start];
        let parts = || {
            let blocks = range.clone().zip(&document.blocks[range.clone()]).zip(decisions);
            blocks.map(|((at, block), &decision)| (at, block, part(at, decision), decision))
        };
        if !matches!(self.markup, MarkupWriter::No) {
            let shown = self.shown(judged, parts());
            return self.outline(judged, &shown, range.end, options, out);
        }
        let is_shown = |part| matches!(part, Part::Printed | Part::Whole);
        let shown: Vec<_> =
            parts().filter(|&(_, _, part, _)| is_shown(part)).map(|(at, block, ..)| (at, block)).collect();
        let mut cells = table::cells(document, &shown).into_iter().peekable();
        // The end of the last written block; `None` once a block was left out after it.
        let mut end = None;
        let mut marks = ListMarks::new(options.list_marks && document.html);
        // The range of the last block of code, and whether a part of it was written.
        let (mut code, mut is_code_begun) = (0..0, false);
        for (at, block, part, _) in parts() {
            self.gap = self.gap.max(block.gap);
            if !code.contains(&at) {
                (code, is_code_begun) = (code_around(document, block), false);
            }
            let text = match part {
                Part::Nothing | Part::Cuts => {
                    // A line end stands in for a part that was left out of a line.
                    self.gap = self.gap.max(if document.html { Gap::None } else { Gap::Line });
                    end = None;
                    if part == Part::Cuts {
                        self.cuts(document, rulings, block, out)?;
                    }
                    continue;
                }
                Part::Printed => rulings.printed(document, block),
                Part::Whole => document.text_of(block).into(),
            };
            // Highlighters put each line of code into an element. They are not paragraphs.
            if is_code_begun {
                self.gap = self.gap.min(Gap::Line);
            }
            is_code_begun = code.contains(&at);
            let cell = cells.next_if(|cell| cell.block == at);
            let separator = cell.and_then(|cell| cell.separator);
            match (self.gap, end) {
                _ if separator.is_some() => out.write_all(separator.unwrap_or_default().as_bytes())?,
                (Gap::None, Some(end)) if !document.html => {
                    out.write_all(&document.text.as_bytes()[end..block.range.start])?;
                }
                _ => self.separate(out)?,
            }
            if separator.is_none() && self.gap != Gap::Cell {
                out.write_all(marks.before(document, at, &text).as_bytes())?;
            }
            if let Some(cell) = cell.filter(|cell| cell.empty > 0) {
                out.write_all("\t".repeat(cell.empty as usize).as_bytes())?;
            }
            self.block(&text, out)?;
            end = Some(block.range.end);
        }
        Ok(())
    }

    /// Returns the blocks and cuts to write in a format that shows markup, each with the gap before
    /// it.
    fn shown<'a>(
        &mut self,
        judged: &Judged,
        parts: impl Iterator<Item = (usize, &'a Block, Part, Decision)>,
    ) -> Vec<Shown<'a>> {
        let mut shown = Vec::new();
        for (at, block, part, decision) in parts {
            self.gap = self.gap.max(block.gap);
            let is_headline = decision.is_headline();
            let whole = Shown { at, block, part: Some(part), cut: 0..0, gap: self.gap, is_headline };
            match part {
                Part::Printed | Part::Whole => {
                    self.gap = Gap::None;
                    shown.push(whole);
                }
                Part::Nothing | Part::Cuts => {
                    // A line end stands in for a part that was left out of a line.
                    self.gap = self.gap.max(if judged.document.html { Gap::None } else { Gap::Line });
                    let cuts = if part == Part::Cuts { judged.rulings.cuts_of(block) } else { &[] };
                    for cut in cuts {
                        let gap = std::mem::take(&mut self.gap).max(Gap::Line);
                        let is_headline = false;
                        shown.push(Shown { part: None, cut: cut.range.clone(), gap, is_headline, ..whole.clone() });
                    }
                }
            }
        }
        shown
    }

    /// Writes blocks in a format that shows markup, with the images before the block `end`.
    fn outline(
        &mut self,
        judged: &Judged,
        shown: &[Shown<'_>],
        end: usize,
        options: &Options,
        out: &mut dyn Write,
    ) -> io::Result<()> {
        if shown.is_empty() {
            return Ok(());
        }
        let Judged { document, rulings, .. } = judged;
        let page = PageView { document, rulings, links: Links::of(document, options.url.as_deref()) };
        let has_images = options.images && options.view == View::Article;
        let mut figures = if has_images { media::figures(judged, &page.links) } else { Vec::new() };
        figures.retain(|figure| figure.at <= end);
        let pieces = outline::outline(&page, shown, &figures);
        match &mut self.markup {
            MarkupWriter::No => Ok(()),
            MarkupWriter::Markdown(markdown) => markdown.pieces(&page, &pieces, out),
            MarkupWriter::Html(html) => {
                begin_html(html, judged, out)?;
                html.pieces(&page, &pieces, out)
            }
        }
    }

    /// Writes the cuts of a block, each on a line of its own.
    fn cuts(&mut self, document: &Document, rulings: &Rulings, block: &Block, out: &mut dyn Write) -> io::Result<()> {
        for cut in rulings.cuts_of(block) {
            self.gap = self.gap.max(Gap::Line);
            self.separate(out)?;
            self.block(document.text[cut.range.clone()].trim(), out)?;
        }
        Ok(())
    }

    /// Writes the gap before the next block.
    fn separate(&self, out: &mut dyn Write) -> io::Result<()> {
        match self.gap {
            _ if !self.begun => Ok(()),
            Gap::None | Gap::Line => out.write_all(b"\n"),
            Gap::Cell => out.write_all(b"\t"),
            Gap::Paragraph => out.write_all(b"\n\n"),
        }
    }

    /// Writes the text of a block.
    fn block(&mut self, text: &str, out: &mut dyn Write) -> io::Result<()> {
        write_block(text, out)?;
        self.begun = true;
        self.gap = Gap::None;
        Ok(())
    }
}

/// Begins an HTML document, unless it has begun.
fn begin_html(html: &mut HtmlWriter, judged: &Judged, out: &mut dyn Write) -> io::Result<()> {
    let head = &judged.document.head;
    html.begin(judged.headline.text.as_deref().or(head.title.as_deref()), head.language.as_deref(), out)
}

/// Returns the blocks of the code that a block belongs to; empty for other blocks.
fn code_around(document: &Document, block: &Block) -> Range<usize> {
    let code = document.innermost(block, |kind| kind == GroupKind::Code);
    code.map_or(0..0, |(_, code)| code.blocks.start as usize..code.blocks.end as usize)
}

/// Writes the text of a block. The line ends of a block with several lines lose their carriage
/// returns.
fn write_block(text: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut rest = text;
    while let Some(i) = memchr::memmem::find(rest.as_bytes(), b"\r\n") {
        out.write_all(&rest.as_bytes()[..i])?;
        rest = &rest[i + 1..];
    }
    out.write_all(rest.as_bytes())
}

//! Report: one web page that shows the blocks of all documents, what became of them, and why.
//!
//! The page is complete in itself. Its policy allows no network and no script or style but its
//! own, and everything that comes from a document is escaped, so a hostile document can show
//! nothing but text.

mod escape;
mod line_rule;
#[cfg(test)]
mod tests;

use std::fmt::Display;
use std::io::{self, Seek, SeekFrom, Write};

use tempfile::SpooledTempFile;

use crate::explain::{ArticleBlock, BlockKind};
use crate::summary::{DoubtReason, PageKind, Summary, Verdict};
use escape::escaped;
use line_rule::line_rule;

const STYLE: &str = include_str!("report.css");
const SCRIPT: &str = include_str!("report.js");
/// The hashes of both, for the policy of the page. If they are wrong, a test prints the right ones.
const STYLE_HASH: &str = "sha256-GfcJm+rc559UFcLrc6iSB/oX9r9tAQ4rn4kG9XHgqAE=";
const SCRIPT_HASH: &str = "sha256-ZwctNQ0F/MawM9KW2IMehlAEMKjWrSKUHj7MhLO56J4=";

/// Bytes of a document, or of a part of the report, that are held in memory. Longer ones go to a
/// temporary file.
const IN_MEMORY: usize = 1 << 20;

/// The blocks of one document, as HTML.
pub struct ReportSection {
    html: SpooledTempFile,
    doubtful: u64,
    threshold: Option<f32>,
}

impl Default for ReportSection {
    fn default() -> Self {
        ReportSection { html: SpooledTempFile::new(IN_MEMORY), doubtful: 0, threshold: None }
    }
}

impl ReportSection {
    /// Adds the next blocks of the document.
    ///
    /// # Errors
    /// Fails if the temporary file cannot be written.
    pub fn add(&mut self, blocks: &[ArticleBlock<'_>]) -> io::Result<()> {
        for block in blocks {
            self.doubtful += u64::from(block.is_doubtful());
            self.threshold.get_or_insert(block.threshold);
            self.html.write_all(item(block).as_bytes())?;
        }
        Ok(())
    }
}

/// Returns a block as an item of a list. The script shows its `data` attributes.
fn item(block: &ArticleBlock<'_>) -> String {
    let mut classes = vec![if block.is_kept() { "kept" } else { "dropped" }];
    classes.extend(block.decision.is_headline().then_some("headline"));
    classes.extend(block.is_doubtful().then_some("doubtful"));
    classes.push(block.kind.name());
    let level = if let BlockKind::Heading(level) = block.kind { format!(" h{level}") } else { String::new() };
    let path = block.css_path.as_ref().map(|path| format!("data-path=\"{}\"", escaped(path))).unwrap_or_default();
    // A selector would also drop or keep the other blocks of the element.
    let line = if block.css_path.is_some() && block.is_alone {
        String::new()
    } else {
        format!(" data-line=\"{}\"", escaped(&line_rule(block.text)))
    };
    format!(
        "<li class=\"{}{level}\" tabindex=\"0\" dir=\"auto\" data-score=\"{:.2}\" data-threshold=\"{:.2}\" \
         data-why=\"{}\" {path}{line}>{}</li>\n",
        classes.join(" "),
        block.score,
        block.threshold,
        escaped(&block.explanation.join("\n")),
        escaped(block.text),
    )
}

/// A report to which documents are added one by one.
pub struct HtmlReport {
    /// The documents that are empty, in doubt or failed, and those that are not.
    parts: [ReportPart; 2],
    tally: ReportTally,
}

/// The documents of a part of a report, each without the beginning of its first tag.
struct ReportPart {
    html: SpooledTempFile,
    documents: u64,
}

/// How many documents of each kind there are.
#[derive(Default)]
struct ReportTally {
    ok: u64,
    doubt: u64,
    empty: u64,
    failed: u64,
    kept: u64,
    total: u64,
}

/// How each document begins.
const DOCUMENT: &str = "<details";

impl Default for HtmlReport {
    fn default() -> Self {
        let part = || ReportPart { html: SpooledTempFile::new(IN_MEMORY), documents: 0 };
        HtmlReport { parts: [part(), part()], tally: ReportTally::default() }
    }
}

impl HtmlReport {
    /// Adds a document.
    ///
    /// # Errors
    /// Fails if a temporary file cannot be written.
    pub fn add(&mut self, name: &dyn Display, document: &Summary, section: ReportSection) -> io::Result<()> {
        let ReportSection { mut html, doubtful, threshold } = section;
        let tally = &mut self.tally;
        *match document.verdict {
            Verdict::Ok => &mut tally.ok,
            Verdict::Doubt => &mut tally.doubt,
            Verdict::Empty => &mut tally.empty,
        } += 1;
        tally.kept += document.kept_blocks;
        tally.total += document.total_blocks;
        let mut facts = vec![format!("confidence {:.2}", document.confidence)];
        facts.extend(document.reason.map(|reason| DoubtReason::name(reason).replace('-', " ")));
        facts.push(document.kind.map_or("text", PageKind::name).to_owned());
        facts.push(format!("{} of {} lines kept", document.kept_blocks, document.total_blocks));
        facts.push(format!("{doubtful} doubtful"));
        facts.extend(threshold.map(|threshold| format!("threshold {threshold:.2}")));
        let about = [document.metadata.title.as_deref(), document.metadata.url.as_deref()].into_iter().flatten();
        let about: String =
            about.map(|about| format!("<p class=\"about\" dir=\"auto\">{}</p>\n", escaped(about))).collect();
        let part = &mut self.parts[usize::from(document.verdict == Verdict::Ok)];
        part.begin(document.verdict.name(), name, &facts.join(" · "))?;
        writeln!(part.html, "{about}<ol>")?;
        html.seek(SeekFrom::Start(0))?;
        io::copy(&mut html, &mut part.html)?;
        part.html.write_all(b"</ol>\n</details>\n")
    }

    /// Adds a document that could not be read.
    ///
    /// # Errors
    /// Fails if a temporary file cannot be written.
    pub fn add_failure(&mut self, name: &dyn Display, cause: &str) -> io::Result<()> {
        self.tally.failed += 1;
        self.parts[0].begin("error", name, cause)?;
        self.parts[0].html.write_all(b"</details>\n")
    }

    /// Writes the report.
    ///
    /// # Errors
    /// Fails if `out` cannot be written, or a temporary file cannot be read.
    pub fn finish(self, out: &mut dyn Write) -> io::Result<()> {
        let HtmlReport { parts, tally } = self;
        let documents = parts.iter().map(|part| part.documents).sum();
        head(documents, &tally, out)?;
        for mut part in parts.into_iter().filter(|part| part.documents > 0) {
            // A report about one document begins with its blocks, any other with an index.
            write!(out, "{DOCUMENT}{}", if documents == 1 { " open" } else { "" })?;
            part.html.seek(SeekFrom::Start(0))?;
            io::copy(&mut part.html, out)?;
        }
        write!(out, "{}<script>{SCRIPT}</script>\n</body>\n</html>\n", include_str!("end.html"))?;
        out.flush()
    }
}

impl ReportPart {
    /// Begins a document, after the beginning of its first tag.
    fn begin(&mut self, verdict: &str, name: &dyn Display, facts: &str) -> io::Result<()> {
        if self.documents > 0 {
            self.html.write_all(DOCUMENT.as_bytes())?;
        }
        self.documents += 1;
        writeln!(
            self.html,
            " class=\"document {verdict}\"><summary><b>{verdict}</b> <span class=\"name\" dir=\"auto\">{}</span> \
             <span class=\"facts\">{}</span></summary>",
            escaped(&name.to_string()),
            escaped(facts),
        )
    }
}

/// Writes everything above the documents.
fn head(documents: u64, tally: &ReportTally, out: &mut dyn Write) -> io::Result<()> {
    let ReportTally { ok, doubt, empty, failed, kept, total } = tally;
    let documents = if documents == 1 { "1 document".to_owned() } else { format!("{documents} documents") };
    let counts = [(ok, "ok"), (doubt, "in doubt"), (empty, "empty"), (failed, "failed")];
    let counts = counts.into_iter().filter(|(count, _)| **count > 0).map(|(count, what)| format!(", {count} {what}"));
    let counts: String = counts.collect();
    write!(
        out,
        "<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n\
         <meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{STYLE_HASH}'; \
         script-src '{SCRIPT_HASH}'; base-uri 'none'; form-action 'none'\">\n\
         <meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n\
         <meta name=\"color-scheme\" content=\"light dark\">\n<meta name=\"referrer\" content=\"no-referrer\">\n\
         <title>dehusk report</title>\n<style>{STYLE}</style>\n</head>\n<body>\n\
         <header>\n<h1>dehusk report</h1>\n<p>{documents}{counts}; {kept} of {total} lines kept</p>\n</header>\n{}",
        include_str!("begin.html")
    )
}

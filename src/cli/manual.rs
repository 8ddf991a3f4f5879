//! Texts printed on request: the manual page and completion scripts.

use clap::Command;
use clap::builder::Resettable;
use clap_complete::Shell;

/// The end of `--help`, and a section of the manual page.
pub const EXAMPLES: &str = "\
Examples:
  dehusk page.html                      print the article of a saved page
  curl -s https://example.org | dehusk  clean a page from a pipe
  dehusk -t md -d out page.html         write the article as Markdown to out/page.md
  dehusk -t json *.html > pages.jsonl   write one JSON object per page
  dehusk -d out saved                   write one file to out per page in saved
  dehusk -d out --resume saved          clean only new, changed and unfinished pages
  dehusk -t json crawl.warc.gz          write one JSON object per page in a WARC file
  zcat x.wet.gz | dehusk -f wet | less  read pages from a pipe as they come
  dehusk --drop-selector .ad page.html  drop elements by CSS selector
  dehusk --explain page.html | less     see why each line was kept or dropped

Exit status:
  0  all documents were cleaned; stderr names empty and doubtful ones
  1  with --on-doubt fail: some document was empty or in doubt
  2  wrong usage, or something could not be read or written; the rest was cleaned";

/// Returns the completion script of a shell.
pub fn completions(shell: Shell, mut command: Command) -> Vec<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "dehusk", &mut script);
    script
}

/// Returns the manual page.
pub fn page(command: Command) -> Vec<u8> {
    // In a filled paragraph the columns of the examples would run together.
    let command = command.after_help(Resettable::Reset).after_long_help(Resettable::Reset);
    let man = clap_mangen::Man::new(command);
    let mut page = Vec::new();
    man.render(&mut page).expect("writing to memory does not fail");
    page.extend_from_slice(b".SH EXAMPLES AND EXIT STATUS\n.nf\n");
    page.extend_from_slice(EXAMPLES.replace('-', "\\-").as_bytes());
    page.extend_from_slice(b"\n.fi\n");
    page
}

//! What is printed on request: the manual page and completion scripts.

use clap::Command;
use clap::builder::StyledStr;
use clap_complete::Shell;

/// The end of the help, and a section of the manual.
pub const EXAMPLES: &str = "\
Examples:
  dehusk page.html                     the article of a saved page
  curl -s https://example.org | dehusk the same, from a pipe
  dehusk --explain page.html | less    why each line stayed or went
  dehusk --drop-selector .ad page.html the article without what a selector matches
  dehusk -t markdown -d out page.html  the article as Markdown, in out/page.md
  dehusk -t json *.html > pages.jsonl  one JSON object a page
  dehusk -d out saved                  a file in out for each page in saved
  dehusk -d out --resume saved         the pages that are new or not done yet
  dehusk -t json crawl.warc.gz         one object for each page in a container
  zcat x.wet.gz | dehusk -f wet | less the same from a pipe, as they come

Exit status:
  0  every document was handled (an empty or doubtful one says so on stderr)
  1  with --on-doubt fail: a document was empty or in doubt
  2  wrong usage, or something could not be read or written; the rest is done";

/// The completion script of a shell.
pub fn completions(shell: Shell, mut command: Command) -> Vec<u8> {
    let mut script = Vec::new();
    clap_complete::generate(shell, &mut command, "dehusk", &mut script);
    script
}

/// The manual page.
pub fn page(command: Command) -> Vec<u8> {
    // The examples' columns would run together in a filled paragraph.
    let command = command.after_help(StyledStr::new());
    let man = clap_mangen::Man::new(command);
    let mut page = Vec::new();
    man.render(&mut page).expect("writing to memory does not fail");
    page.extend_from_slice(b".SH EXAMPLES AND EXIT STATUS\n.nf\n");
    page.extend_from_slice(EXAMPLES.replace('-', "\\-").as_bytes());
    page.extend_from_slice(b"\n.fi\n");
    page
}

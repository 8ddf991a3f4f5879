//! The flags about rules.

use std::fmt::Display;
use std::path::{Path, PathBuf};

use clap::Args;

use super::report::{io_cause, shown};
use crate::rules::{self, Pattern, Rule, Rules};

/// What to keep and to drop, whatever the score.
#[derive(Debug, Args)]
#[command(next_help_heading = "Rules, which outrank the score; each may be given several times")]
pub struct Flags {
    /// Drop the elements that match a CSS selector: whole blocks, and pieces out of lines
    #[arg(long, value_name = "CSS", value_parser = Pattern::selector)]
    drop_selector: Vec<Pattern>,

    /// Keep the lines in the elements that match a CSS selector. Of elements inside
    /// one another the innermost that matches decides, and keeping beats dropping
    #[arg(long, value_name = "CSS", value_parser = Pattern::selector)]
    keep_selector: Vec<Pattern>,

    /// Drop the lines in which a regular expression is found, such as ^Advertisement$
    #[arg(long, value_name = "REGEX", value_parser = Pattern::line)]
    drop_line: Vec<Pattern>,

    /// Keep the lines in which a regular expression is found; what is said of
    /// lines outranks what is said of elements
    #[arg(long, value_name = "REGEX", value_parser = Pattern::line)]
    keep_line: Vec<Pattern>,

    /// Read such rules from a TOML file, in sections by host: ["example.org"] is
    /// about its pages and those of its subdomains, ["*"] about all
    #[arg(long, value_name = "FILE")]
    rules: Vec<PathBuf>,
}

impl Flags {
    /// The rules that these flags give, then those of the files they name.
    ///
    /// # Errors
    /// What is wrong with a file, to be shown to the user.
    pub fn rules(self) -> Result<Rules, String> {
        let flags = [
            ("--drop-selector", false, self.drop_selector),
            ("--keep-selector", true, self.keep_selector),
            ("--drop-line", false, self.drop_line),
            ("--keep-line", true, self.keep_line),
        ];
        let mut rules = Vec::new();
        for (flag, keep, patterns) in flags {
            rules.extend(patterns.into_iter().map(|pattern| {
                let origin = format!("{flag} '{}'", pattern.as_str());
                Rule { keep, pattern, host: None, origin }
            }));
        }
        for path in self.rules {
            rules.extend(read(&path)?);
        }
        Ok(Rules::new(rules))
    }
}

fn read(path: &Path) -> Result<Vec<Rule>, String> {
    let name = shown(path);
    let cannot = |cause: &dyn Display| format!("cannot read the rules in {name}: {cause}");
    let bytes = std::fs::read(path).map_err(|e| cannot(&io_cause(&e)))?;
    let text = String::from_utf8(bytes).map_err(|e| cannot(&e.utf8_error()))?;
    rules::read(&name, &text).map_err(|mistake| mistake.to_string())
}

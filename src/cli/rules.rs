//! Flags that set rules.

use std::path::{Path, PathBuf};

use anyhow::Context;
use clap::Args;

use super::failure::shown;
use crate::rules::{self, Pattern, Rule, Rules};

// The comments on fields are help texts; see `args`.

#[derive(Debug, Args)]
pub struct Flags {
    /// Drop elements that match a CSS selector
    ///
    /// Drops whole blocks, and also elements inside a line, such as footnote
    /// marks. Rules override the score. May be given several times.
    #[arg(long, value_name = "CSS", value_parser = Pattern::selector)]
    drop_selector: Vec<Pattern>,

    /// Keep the lines in elements that match a CSS selector
    ///
    /// If elements inside one another match different rules, the innermost
    /// element decides; if one element matches both, it is kept. May be given
    /// several times.
    #[arg(long, value_name = "CSS", value_parser = Pattern::selector)]
    keep_selector: Vec<Pattern>,

    /// Drop lines that match a regular expression
    ///
    /// The expression may match any part of the line; use ^Advertisement$ to
    /// match all of it. May be given several times.
    #[arg(long, value_name = "REGEX", value_parser = Pattern::line)]
    drop_line: Vec<Pattern>,

    /// Keep lines that match a regular expression
    ///
    /// If a line matches both --keep-line and --drop-line, it is kept. Rules
    /// for lines override rules for elements. May be given several times.
    #[arg(long, value_name = "REGEX", value_parser = Pattern::line)]
    keep_line: Vec<Pattern>,

    /// Read rules from a TOML file with one section per host
    ///
    /// Each section is named after a host and applies to its pages and those
    /// of its subdomains; the section ["*"] applies to all pages. Keys are
    /// drop-selector, keep-selector, drop-line and keep-line; each takes a
    /// string or a list of strings. May be given several times.
    #[arg(long, value_name = "FILE")]
    rules: Vec<PathBuf>,

    /// Do not read the default rules
    ///
    /// By default the file dehusk/rules.toml in the directory for configuration
    /// is read if it exists, as if --rules named it. The directory is
    /// $XDG_CONFIG_HOME or ~/.config, on Windows %APPDATA%. -v names the file.
    #[arg(long)]
    no_config: bool,
}

impl Flags {
    /// Returns the rules of the flags, followed by those of the files, and the file of default
    /// rules if it was read.
    ///
    /// # Errors
    /// Fails if a file cannot be read or has a mistake in it.
    pub fn rules(self) -> anyhow::Result<(Rules, Option<PathBuf>)> {
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
        for path in &self.rules {
            rules.extend(read(path)?);
        }
        let default = default_file().filter(|path| !self.no_config && path.exists());
        if let Some(path) = &default {
            rules.extend(read(path).context("default rules, which --no-config leaves out")?);
        }
        Ok((Rules::new(rules), default))
    }
}

/// Returns the path of the default rules, if the environment tells where configuration is
/// (<https://specifications.freedesktop.org/basedir-spec/latest/>).
fn default_file() -> Option<PathBuf> {
    let variable = |name| std::env::var_os(name).map(PathBuf::from).filter(|path| path.is_absolute());
    let directory = if cfg!(windows) {
        variable("APPDATA")
    } else {
        variable("XDG_CONFIG_HOME").or_else(|| Some(variable("HOME")?.join(".config")))
    };
    Some(directory?.join("dehusk").join("rules.toml"))
}

/// Reads the rules of a file.
fn read(path: &Path) -> anyhow::Result<Vec<Rule>> {
    let name = shown(path);
    let context = || format!("cannot read rules from {name}");
    let bytes = std::fs::read(path).with_context(context)?;
    let text = String::from_utf8(bytes).with_context(context)?;
    Ok(rules::read(&name, &text)?)
}

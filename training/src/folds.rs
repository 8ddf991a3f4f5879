//! The models that are measured: for every fold, one that has not seen its sites.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use dehusk::internals::features::{LEN, TEXT_LEN};
use dehusk::internals::model::{Model, Models};

use crate::documents::FOLDS;

/// The directory of the ones that were fitted together with the built-in model.
pub fn built_in(html: bool) -> PathBuf {
    let mode = if html { "html" } else { "text" };
    Path::new(env!("CARGO_MANIFEST_DIR")).join("folds").join(mode)
}

/// Reads those of a directory, by the fold they have not seen; `as_if_foreign`, as
/// they judge pages in languages that they do not know.
///
/// # Errors
/// When a file cannot be read, or is no model of this mode.
pub fn read(directory: &Path, html: bool, as_if_foreign: bool) -> Result<Vec<Models>> {
    let read = |fold| {
        let path = directory.join(format!("fold-{fold}.model"));
        let bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
        let model = Model::read(&bytes, if html { LEN } else { TEXT_LEN })?;
        let model = if as_if_foreign { model.as_if_foreign() } else { model };
        Ok(if html { Models { html: Some(model), text: None } } else { Models { html: None, text: Some(model) } })
    };
    (0..FOLDS).map(read).collect()
}

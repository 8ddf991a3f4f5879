//! The models to measure: one for every fold, trained without the sites of the fold.

use std::path::{Path, PathBuf};

use anyhow::{Context, Result};
use dehusk::internals::features::{LEN, TEXT_LEN};
use dehusk::internals::model::{Model, Models};

use crate::documents::FOLDS;

/// Returns the directory of the models that were trained together with the built-in model.
pub fn built_in(html: bool) -> PathBuf {
    let mode = if html { "html" } else { "text" };
    Path::new(env!("CARGO_MANIFEST_DIR")).join("folds").join(mode)
}

/// Reads the models of a directory, in the order of the folds. With `as_if_foreign`, they score
/// pages as if these were in an unknown language.
///
/// # Errors
/// If a file cannot be read, or is not a model for this mode.
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

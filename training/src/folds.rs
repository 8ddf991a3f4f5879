//! The models to measure: one for every fold, trained without the sites of the fold.

use std::path::{Path, PathBuf};
use std::sync::LazyLock;

use anyhow::{Context, Result};
use dehusk::internals::features::{LEN, TEXT_LEN};
use dehusk::internals::model::{Model, Models, read_vocabulary};
use dehusk::internals::vocabulary::Vocabulary;

use crate::documents::FOLDS;

static BOUNDARIES: LazyLock<Vec<Vocabulary>> =
    LazyLock::new(|| (0..FOLDS).map(|fold| read_boundary(fold).expect("the weights of boundaries")).collect());

/// Returns the weights of boundaries in long lines that have not seen the sites of a fold.
pub fn boundary(fold: u8) -> &'static Vocabulary {
    &BOUNDARIES[usize::from(fold)]
}

fn read_boundary(fold: u8) -> Result<Vocabulary> {
    let path = built_in(false).join(format!("boundary-{fold}.model"));
    let bytes = std::fs::read(&path).with_context(|| path.display().to_string())?;
    read_vocabulary(&bytes).with_context(|| path.display().to_string())
}

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
        let boundary = Some(boundary(fold).clone());
        Ok(if html {
            Models { html: Some(model), text: None, boundary }
        } else {
            Models { html: None, text: Some(model), boundary }
        })
    };
    (0..FOLDS).map(read).collect()
}

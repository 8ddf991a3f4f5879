//! The stages, for the training crate, the benchmarks and the tests. Anything here may change
//! in any release.

pub use crate::extract::{collect, fingerprints, stream};
pub use crate::html::Parser;
pub use crate::model::Models;
pub use crate::options::{Options, View};

/// Makes the items of private modules public.
macro_rules! open {
    ($($name:ident)*) => {
        $(
            /// The module of this name.
            pub mod $name {
                pub use crate::$name::*;
            }
        )*
    };
}

open! { comments decode document features headline html judged model render rules rulings segment select site sniff }
/// The module of this name.
pub mod vocabulary {
    pub use crate::words::vocabulary::*;
}

#[cfg(feature = "containers")]
open! { containers }

use crate::{Error, Summary};

/// A cleaned document: its text as the options ask, and what is known about it.
#[derive(Debug, Clone, PartialEq)]
pub struct Cleaned {
    /// The text.
    pub text: String,
    /// What is known about the document.
    pub summary: Summary,
}

/// Cleans a document that is in memory, by these models.
///
/// # Errors
/// As [`stream`].
pub fn clean(bytes: &[u8], options: &Options, models: &Models) -> Result<Cleaned, Error> {
    let mut text = Vec::new();
    let (summary, _) = stream(bytes, &mut text, options, models, None)?;
    let text = String::from_utf8(text).expect("an article is made of the document's characters");
    Ok(Cleaned { text, summary })
}

//! The part of a block that is shown.

/// The part of a block that is shown.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// Nothing.
    Nothing,
    /// The block without its cuts, as in the article.
    Printed,
    /// The whole block.
    Whole,
    /// Only its cuts.
    Cuts,
}

impl Part {
    /// Returns [`Part::Printed`] for a block that is shown, else [`Part::Nothing`].
    pub fn printed(is_shown: bool) -> Part {
        if is_shown { Part::Printed } else { Part::Nothing }
    }
}

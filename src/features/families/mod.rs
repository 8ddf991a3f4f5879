//! The feature families, one file each.

mod label;
mod markup;
mod position;
mod repetition;
mod residue;
mod run;
mod shape;
mod words;

use super::family::Family;

/// All families by name, in the order of the feature vector. Text has no elements, so its
/// vectors end before the last two.
pub const FAMILIES: &[(&str, Family)] = &[
    ("shape", shape::FAMILY),
    ("lexicon", words::FAMILY),
    ("label", label::FAMILY),
    ("residue", residue::FAMILY),
    ("position", position::FAMILY),
    ("repetition", repetition::FAMILY),
    ("markup", markup::FAMILY),
    ("run", run::FAMILY),
];

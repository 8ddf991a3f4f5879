//! Archives: which of their members are pages.

mod epub;
mod member;
mod tar;
mod zip;

pub(super) use tar::members as tar;
pub(super) use zip::members as zip;

//! Reads archives, which contain pages among other members.

mod epub;
mod member;
mod tar;
mod zip;

pub(super) use tar::members as tar;
pub(super) use zip::members as zip;

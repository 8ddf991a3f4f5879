//! Segment: cut a document into [`Line`](crate::line::Line)s.

pub mod html;
pub mod runs;

//! Segment: cut a document into [`Block`](crate::document::Block)s.

mod blank;
pub mod html;
pub mod text;

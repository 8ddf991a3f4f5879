//! HTML → [`Page`](crate::line::Page).

pub mod event;
pub mod tag;

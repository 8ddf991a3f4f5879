//! The parts of pages beside their main content.

mod chrome;
mod comments;
mod media;
mod shop;
mod social;
mod teasers;

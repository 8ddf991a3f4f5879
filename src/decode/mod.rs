//! Decodes bytes to text: chooses the character encoding, then decodes.
//!
//! The first of these sources that applies decides:
//!
//! | | HTML ([`decode_html`]) | text ([`decode_text`], [`StreamDecoder`]) |
//! |---|---|---|
//! | 1 | byte order mark | the same |
//! | 2 | the caller's label | the same |
//! | 3 | the declaration of the transport, if the bytes agree | the same |
//! | 4 | `<meta>`, else the XML declaration, if the bytes agree | – |
//! | 5 | UTF-16, recognised by NULs or script | the same |
//! | 6 | UTF-8, if the bytes decode as UTF-8 | the same |
//! | 7 | the guess of `chardetng` | the same |
//!
//! Saved pages often declare the encoding they had before the browser saved them,
//! and servers declare what their administrator once configured. So a declaration
//! (3, 4) is checked against the bytes; the private module `detect` describes how.
//! A label (2) is not checked.
//!
//! Decoding does not fail: bytes that cannot be decoded become U+FFFD.

mod census;
mod declared;
mod detect;
mod stream;
#[cfg(test)]
mod tests;
mod utf16;
mod whole;

pub(crate) use declared::check_mark;
pub(crate) use detect::iso_2022_jp;
pub use stream::{StreamDecoder, WINDOW};
pub(crate) use utf16::without_mark as utf16_without_mark;
pub use whole::{Decoded, decode_html, decode_text};

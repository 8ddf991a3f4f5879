//! Bytes to text: which character encoding they are in, then the decoding.
//!
//! What decides, the first that says something:
//!
//! | | HTML ([`decode_html`]) | text ([`decode_text`], [`StreamDecoder`]) |
//! |---|---|---|
//! | 1 | byte order mark | byte order mark |
//! | 2 | the caller's label | the caller's label |
//! | 3 | what the transport declared, unless the bytes belie it | the same |
//! | 4 | `<meta>`, else the XML declaration, unless the bytes belie it | – |
//! | 5 | UTF-16 by its NULs, or its script | the same |
//! | 6 | UTF-8, when the bytes read as such | the same |
//! | 7 | `chardetng`'s guess | the same |
//!
//! Saved pages often declare what they were before the browser saved them, and
//! servers what their administrator once set, so a declaration (3, 4) is
//! checked against the bytes; the private module `detect` states the rule. A
//! label (2) is obeyed as it stands.
//!
//! Nothing here fails on bytes: what cannot be decoded becomes U+FFFD.

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

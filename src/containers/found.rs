//! The items in a container.

use super::entry::Entry;
use crate::{Error, Input};

/// An item of a container.
pub(super) enum Found {
    /// A page.
    Page(Entry),
    /// A member that may be a container itself.
    Member { name: String, bytes: Vec<u8>, input: Input },
    /// A member or record that holds no page.
    Skipped,
}

/// The items of a container, in its order. `next` is not called again after `None`.
pub(super) type Contents = Box<dyn Iterator<Item = Result<Found, Error>> + Send>;

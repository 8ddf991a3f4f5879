//! What an opened container gives.

use super::entry::Entry;
use crate::{Error, From};

/// What an opened container gives, one after another.
pub(super) enum Found {
    /// A page.
    Page(Entry),
    /// A member that may be a container itself.
    Member { name: String, bytes: Vec<u8>, from: From },
    /// A member or record that holds no page.
    Skipped,
}

/// What is in a container, in its order. It is not asked again after `None`.
pub(super) type Contents = Box<dyn Iterator<Item = Result<Found, Error>> + Send>;

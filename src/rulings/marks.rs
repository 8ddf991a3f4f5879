//! Elements that the user's rules match.

use super::ruling::Ruling;

/// The rulings on the elements of a page. An element without a ruling takes the ruling of the
/// element around it.
#[derive(Debug, Default)]
pub struct Marks {
    /// Indices in [`Document::elements`](crate::document::Document::elements), in ascending
    /// order, with their rulings.
    elements: std::collections::VecDeque<(u32, Ruling)>,
}

impl Marks {
    /// Adds an element. Its index must be greater than the indices added before.
    pub fn push(&mut self, element: u32, ruling: Ruling) {
        self.elements.push_back((element, ruling));
    }

    /// Whether no element is marked.
    pub fn is_empty(&self) -> bool {
        self.elements.is_empty()
    }

    /// Takes the ruling on an element. Calls must pass the elements in document order.
    #[inline]
    pub fn take(&mut self, element: u32) -> Option<Ruling> {
        match self.elements.front() {
            Some(&(marked, ruling)) if marked == element => {
                self.elements.pop_front();
                Some(ruling)
            }
            _ => None,
        }
    }
}

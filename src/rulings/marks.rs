//! Elements that rules of the user speak of.

use super::ruling::Ruling;

/// What rules say of the elements of a page. An element that none speaks of
/// is as the one around it.
#[derive(Debug, Default)]
pub struct Marks {
    /// Index in [`Document::elements`](crate::document::Document::elements), rising.
    elements: std::collections::VecDeque<(u32, Ruling)>,
}

impl Marks {
    /// Adds an element that comes after those added before.
    pub fn push(&mut self, element: u32, ruling: Ruling) {
        self.elements.push_back((element, ruling));
    }

    /// Whether no element is marked.
    pub fn is_empty(&self) -> bool {
        self.elements.is_empty()
    }

    /// Takes what is said of an element; they are asked for in their order.
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

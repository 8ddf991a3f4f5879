//! One ruling.

/// What a rule of the user says about a block or an element.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Ruling {
    /// Whether to keep it; it is dropped otherwise.
    pub keep: bool,
    /// Index of the rule in [`Rules::all`](crate::Rules::all).
    pub rule: u32,
}

impl Ruling {
    /// Returns the stronger of two rulings on the same thing: keeping beats dropping, and of
    /// two rules that agree the earlier one is named.
    pub fn or(self, other: Option<Ruling>) -> Ruling {
        match other {
            Some(other) if (!other.keep, other.rule) < (!self.keep, self.rule) => other,
            _ => self,
        }
    }
}

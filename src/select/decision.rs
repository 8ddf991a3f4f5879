//! Decisions on blocks.

/// What becomes of a block, and why.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
pub enum Decision {
    /// It comes out.
    Keep(Why),
    /// It does not.
    Drop(Why),
    /// It is the headline, or repeats it: printed once or not at all.
    Headline(Why),
}

impl Decision {
    /// Whether the block comes out with the body.
    pub fn is_keep(self) -> bool {
        matches!(self, Decision::Keep(why) if why != Why::Comment)
    }

    /// Whether the block comes out with the comments of readers.
    pub fn is_comment(self) -> bool {
        self == Decision::Keep(Why::Comment)
    }

    /// Whether the block is the headline or repeats it.
    pub fn is_headline(self) -> bool {
        matches!(self, Decision::Headline(_))
    }

    /// Why.
    pub fn why(self) -> Why {
        let (Decision::Keep(why) | Decision::Drop(why) | Decision::Headline(why)) = self;
        why
    }
}

/// What decided on a block.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
#[cfg_attr(feature = "serde", derive(serde::Serialize), serde(rename_all = "kebab-case"))]
#[non_exhaustive]
pub enum Why {
    /// Its score.
    Score,
    /// A rule of the user, by its index in [`Rules`](crate::Rules), which know where it was
    /// written.
    Rule(u32),
    /// It is the headline.
    Headline,
    /// It holds the numbers of lines of code.
    LineNumber,
    /// Its surroundings, in words for the user.
    Context(&'static str),
    /// The document is too short to judge.
    Snippet,
    /// It names an author or a date near the headline, and nothing else.
    Credit,
    /// It announces another story, a film or a picture, or asks to subscribe or share.
    Promo,
    /// It repeats an earlier block.
    Repeated,
    /// It is part of a reader's comment.
    Comment,
    /// It stands in a thread of comments and is not part of one, or only comments are wanted.
    NoComment,
}

impl Why {
    /// Returns the reason in words for the user. `None` if the score decided, or a rule:
    /// [`Rules`](crate::Rules) know where that was written.
    pub fn text(self) -> Option<&'static str> {
        match self {
            Why::Score | Why::Rule(_) | Why::Headline => None,
            Why::LineNumber => Some("numbers of lines of code"),
            Why::Context(why) => Some(why),
            Why::Snippet => Some("too short a document to judge"),
            Why::Credit => Some("author or date"),
            Why::Promo => Some("promo or caption"),
            Why::Repeated => Some("said before"),
            Why::Comment => Some("comment of a reader"),
            Why::NoComment => Some("not part of a comment"),
        }
    }
}

//! Lines of a text that announce another story, a film or a picture, or ask to subscribe or share.
//!
//! Such lines are as short as subheadings and often stand between two paragraphs of the story.
//! In HTML, elements and links tell them apart; in text, only their wording does.

use std::collections::HashSet;
use std::sync::LazyLock;

use crate::features::shape::Shape;
use crate::words::label::{self, Topic};

/// Most words of a promo.
const LONGEST: u32 = 25;
/// Most words of a request that only begins with a label (`Sign up for our …`).
const LONGEST_REQUEST: u32 = 14;
/// Most characters before the colon.
const LONGEST_ANNOUNCEMENT: usize = 40;
/// p(keep) under which a label is dropped that can also head a part of the story (`See also`).
const UNSURE: f32 = 0.5;

static ANNOUNCEMENTS: LazyLock<HashSet<&str>> = LazyLock::new(|| {
    let lines = include_str!("../words/promos.txt").lines();
    lines.filter(|line| !line.is_empty() && !line.starts_with('#')).collect()
});

/// Tells whether a line of text is a promo, given its shape and its p(keep).
pub(super) fn is_promo(line: &str, shape: &Shape, p: f32) -> bool {
    if shape.words > LONGEST {
        return false;
    }
    let is_label = shape.label.is_some_and(|label| match label.topic {
        Topic::Advert | Topic::Newsletter if label.whole => true,
        Topic::Advert | Topic::Newsletter => p < UNSURE && shape.words <= LONGEST_REQUEST,
        Topic::Related | Topic::Share => p < UNSURE && label.whole,
        Topic::Comments | Topic::Consent | Topic::Navigation => false,
    });
    is_label || is_announced(line)
}

/// Tells whether a line begins with the announcement of a promo and a colon or bar:
/// `Read more: …`, `→ RELATED | …`, `[Image: …]`.
fn is_announced(line: &str) -> bool {
    let line = line.trim_start_matches(|c: char| !c.is_alphanumeric());
    let Some((head, rest)) = line.split_once([':', '|', '：', '｜']) else { return false };
    let is_time = rest.starts_with(|c: char| c.is_ascii_digit());
    if is_time || head.chars().count() > LONGEST_ANNOUNCEMENT || !rest.contains(char::is_alphanumeric) {
        return false;
    }
    let head = head.trim().to_lowercase();
    ANNOUNCEMENTS.contains(head.as_str())
        || label::of_line(&head).is_some_and(|label| {
            label.whole && matches!(label.topic, Topic::Related | Topic::Advert | Topic::Newsletter)
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::vocabulary::Vocabulary;

    /// Tells whether a line of a high score is a promo.
    fn promo(line: &str) -> bool {
        is_promo(line, &Shape::of(line, &Vocabulary::default(), &Vocabulary::default()), 0.9)
    }

    #[test]
    fn announcements_of_other_stories_and_pictures_are_promos() {
        for line in [
            "Read more: Harbour museum reopens after the storm",
            "RELATED: Five walks along the old railway",
            "→ Watch: How the bridge was built",
            "[Image: A ferry at the quay]",
            "Photo: Getty Images",
            "See also: Mill prices rise",
            "Lees ook: Veerpont vaart weer",
            "Foto: ANP",
            "Читайте также: Паром снова ходит",
            "Lesen Sie auch: Fähre fährt wieder",
            "À lire aussi : le bac reprend",
            "関連記事：渡し船が再開",
            "Advertisement",
            "Story continues below advertisement",
            "Subscribe to our newsletter",
        ] {
            assert!(promo(line), "{line}");
        }
    }

    #[test]
    fn headings_lines_of_dialogue_and_sentences_are_no_promos() {
        for line in [
            "See also",
            "Related work",
            "Note: the ferry does not run on Sundays.",
            "Anna: I never said so.",
            "Ingredients:",
            "He read: more than anyone in the village, and slower.",
            "Read the manual before you begin.",
            "Watch the river at dusk: the swifts come back then.",
            "Photo 12:30",
            "Advertising revenue fell by a third last year.",
        ] {
            assert!(!promo(line), "{line}");
        }
    }
}

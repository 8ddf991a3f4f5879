//! Names of icons and labels of buttons, joined as flattening joins them.

use crate::networks::NETWORKS;
use crate::synth::page::Page;

/// Names of icons in words. A text takes them from one half, by its fold, so that folds differ.
const NAMES: &[&str] = &[
    "arrow right",
    "arrow left",
    "chevron down",
    "chevron right",
    "caret down",
    "external link",
    "magnifying glass",
    "search",
    "close",
    "menu",
    "share",
    "bookmark",
    "comment",
    "heart",
    "thumbs up",
    "play circle",
    "pause",
    "volume up",
    "expand",
    "camera",
    "gallery",
    "calendar",
    "clock",
    "user",
    "envelope",
    "print",
    "link",
    "copy",
    "download",
    "bell",
    "star",
    "home",
    "info circle",
    "check",
    "plus",
    "minus",
];
/// Names of icons whose font shows the name as a picture.
const LIGATURES: &[&str] = &[
    "arrow_forward",
    "chevron_left",
    "chevron_right",
    "thumb_up",
    "thumb_down",
    "chat_bubble_outline",
    "bookmark_border",
    "content_copy",
    "open_in_new",
    "expand_more",
    "play_arrow",
    "more_vert",
    "favorite_border",
    "keyboard_arrow_down",
];
/// Words before or behind the name of an icon.
const AFFIXES: &[&str] = &["icon ", "Icon ", "svg ", "icon-", "Ícone ", "Icône ", "Icono ", "Symbol "];
const PICTOGRAPHS: &[&str] = &["👍", "💬", "🔗", "❤️", "🔖", "👎", "📤", "👁"];

/// Returns a row of joined names, labels and counts.
pub fn row(page: &mut Page<'_>, fold: u8) -> String {
    let own = |names: &'static [&'static str]| -> Vec<&'static str> {
        let half = names.len() / 2;
        if fold.is_multiple_of(2) { names[..half].to_vec() } else { names[half..].to_vec() }
    };
    let several = |page: &mut Page<'_>, names: &[&'static str], least: usize| -> Vec<&'static str> {
        (0..page.between(least, 5)).map(|_| page.pick(names)).collect()
    };
    match page.below(8) {
        0 => {
            let affix = page.pick(AFFIXES);
            several(page, &own(NAMES), 2).iter().map(|name| format!("{affix}{name}")).collect()
        }
        1 => several(page, &own(NAMES), 2).iter().map(|name| capitals(name, " ")).collect(),
        2 => several(page, &own(NAMES), 3).iter().map(|name| uncapitalised(&capitals(name, ""))).collect(),
        3 => several(page, &own(LIGATURES), 2).concat(),
        4 => several(page, &own(LIGATURES), 2).iter().map(|name| format!("{name}{}", page.below(90))).collect(),
        5 => {
            let label = page.word("share");
            format!("{label}{}", several(page, NETWORKS, 3).concat())
        }
        6 => several(page, NETWORKS, 3).concat().to_lowercase(),
        _ => several(page, PICTOGRAPHS, 2).iter().map(|sign| format!("{sign} {} ", page.below(90))).collect(),
    }
}

/// Returns the words with a capital each, and `between` between them.
fn capitals(name: &str, between: &str) -> String {
    let capital = |word: &str| word[..1].to_uppercase() + &word[1..];
    name.split(' ').map(capital).collect::<Vec<_>>().join(between)
}

fn uncapitalised(name: &str) -> String {
    name[..1].to_lowercase() + &name[1..]
}

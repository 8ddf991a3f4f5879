//! JSON Lines, MHTML and WARC that are not quite as they should be.

use super::all;
use crate::support::{ARTICLE, Dir, PAGE, TEXT, pipe};

#[test]
fn an_empty_field_does_not_stand_for_a_full_one() {
    let text = "The old mill by the river ground flour for three hundred years.";
    let lines = format!(
        "{{\"html\":\"\",\"text\":\"{text}\"}}\n{{\"text\":\"{text}\",\"html\":\" \\n\"}}\n{{\"html\":\"\"}}\n"
    );
    let run = pipe(&["-q", "-f", "jsonl", "-t", "json"], &lines);
    assert_eq!(all(&run.out, "text"), [&format!("{text}\n"), &format!("{text}\n"), ""]);
    assert_eq!((run.status, all(&run.out, "format")), (0, ["text", "text", "html"].map(str::to_owned).to_vec()));
}

#[test]
fn half_a_surrogate_pair_is_a_character_that_is_lost() {
    let lines = r#"{"text": "The old mill\ud83d by the \u00e9 river ground\udc00\udfff flour \ud83d\ude00 for years.", "x": "\ud800"}"#;
    let run = pipe(&["-q", "-f", "jsonl"], lines);
    run.is(0, "The old mill\u{FFFD} by the é river ground\u{FFFD}\u{FFFD} flour 😀 for years.\n", "");
}

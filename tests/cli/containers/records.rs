//! Slightly broken JSON Lines, MHTML and WARC.

use super::all;
use crate::support::{ARTICLE, Dir, PAGE, TEXT, pipe};

#[test]
fn an_empty_field_is_passed_over_for_a_full_one() {
    let text = "The old mill by the river ground flour for three hundred years.";
    let lines = format!(
        "{{\"html\":\"\",\"text\":\"{text}\"}}\n{{\"text\":\"{text}\",\"html\":\" \\n\"}}\n{{\"html\":\"\"}}\n"
    );
    let run = pipe(&["-q", "-f", "jsonl", "-t", "json"], &lines);
    assert_eq!(all(&run.out, "text"), [&format!("{text}\n"), &format!("{text}\n"), ""]);
    assert_eq!((run.status, all(&run.out, "format")), (0, ["text", "text", "html"].map(str::to_owned).to_vec()));
}

#[test]
fn half_a_surrogate_pair_becomes_a_replacement_character() {
    let lines = r#"{"text": "The old mill\ud83d by the \u00e9 river ground\udc00\udfff flour \ud83d\ude00 for years.", "x": "\ud800"}"#;
    let run = pipe(&["-q", "-f", "jsonl"], lines);
    run.is(0, "The old mill\u{FFFD} by the é river ground\u{FFFD}\u{FFFD} flour 😀 for years.\n", "");
}

#[test]
fn base64_continues_after_a_stray_line() {
    use base64::Engine as _;
    let body = base64::engine::general_purpose::STANDARD.encode(PAGE);
    let mut lines: Vec<&str> = body.as_bytes().chunks(76).map(|line| std::str::from_utf8(line).unwrap()).collect();
    let message = |lines: &[&str]| {
        format!(
            "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=b\r\n\r\n--b\r\nContent-Type: text/html\r\n\
             Content-Transfer-Encoding: base64\r\n\r\n{}\r\n--b--\r\n",
            lines.join("\r\n")
        )
    };
    pipe(&[], message(&lines)).is(0, ARTICLE, "");
    for stray in ["==", "a", "YQ=="] {
        lines.insert(5, stray);
        let run = pipe(&[], message(&lines));
        lines.remove(5);
        assert_eq!(run.status, 2, "{stray}");
        assert!(run.out.ends_with("the stones would need dressing.\n"), "{stray}: {}", run.out);
        let cause = "damaged MHTML: the base64 data of its page is invalid; text may be missing";
        assert_eq!(run.err, format!("dehusk: standard input: {cause}\ndehusk: 1 of 2 failed\n"), "{stray}");
    }
}

#[test]
fn truncated_mhtml_gives_the_text_before_the_cut() {
    let header = "MIME-Version: 1.0\nContent-Type: multipart/related; boundary=b\n\n--b\nContent-Type: text/html\n\n";
    let dir = Dir::with(&[("a.mhtml", &format!("{header}{}", &PAGE[..PAGE.find("<p>The miller").unwrap()]))]);
    let part = &ARTICLE[..ARTICLE.find("\nThe miller").unwrap()];
    let cause = "cannot read: damaged MHTML data: it ends too early";
    dir.run(&["a.mhtml"]).is(2, part, &format!("dehusk: a.mhtml: {cause}\n"));
    assert_eq!(dir.run(&["-q", "-d", "out", "a.mhtml"]).status, 2);
    assert!(dir.names("out").is_empty());
}

#[test]
fn a_page_truncated_by_the_crawler_is_reported() {
    let record = super::record("resource", "text/html", "https://weir.example/a", PAGE).replacen(
        "WARC-Type",
        "WARC-Truncated: length\r\nWARC-Type",
        1,
    );
    let dir = Dir::new();
    dir.write("a.warc", record + &super::record("resource", "text/plain", "https://weir.example/b", TEXT));
    let cut = "incomplete: the page was cut off when it was saved (WARC-Truncated: length)";
    let both = [ARTICLE; 2].join("\n");
    dir.run(&["a.warc"]).is(0, &both, &format!("dehusk: a.warc: https://weir.example/a: {cut}\n"));
    dir.run(&["-q", "a.warc"]).is(0, &both, "");
}

#[test]
fn nuls_in_a_text_do_not_end_it() {
    let text = "The old mill by the river\\u0000 ground flour for three hundred years.";
    let lines = format!("{{\"text\":\"{text}\"}}\n").repeat(2);
    let clean = "The old mill by the river ground flour for three hundred years.\n\0";
    pipe(&["-q", "-0", "-f", "jsonl"], lines).is(0, &clean.repeat(2), "");
    // JSON keeps them, escaped.
    let run = pipe(&["-q", "-0", "-t", "json", "-f", "jsonl"], format!("{{\"text\":\"{text}\"}}\n"));
    assert!(run.out.contains("river\\u0000 ground"), "{}", run.out);
}

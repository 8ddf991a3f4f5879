//! `--comments`: what becomes of the comments of readers.

use serde_json::{Value, json};

use crate::support::{ARTICLE, Dir, PAGE, TEXT, pipe};

const THREAD: &str = "<section id=comments><h2>2 comments</h2><ol class=commentlist>
<li class=comment id=comment-1><cite class=fn>Ann Sluice</cite> <time>3 May 2026</time>
<p>I was there, and it was a fine day.</p><p>The stones *do* need dressing.</p><a class=comment-reply-link href=#>Reply</a>
<ol class=children><li class=comment id=comment-2><cite class=fn>Ben</cite><p>So was I.</p></li></ol></li></ol>
<div id=respond><h3>Leave a reply</h3><form>Name <input></form></div></section>";

const COMMENTS: &str = "Ann Sluice, 3 May 2026
I was there, and it was a fine day.

The stones *do* need dressing.

Ben
So was I.
";

/// Returns the page with a thread below the article.
fn page() -> String {
    PAGE.replacen("</article>", &format!("</article>{THREAD}"), 1)
}

#[test]
fn comments_are_dropped_unless_they_are_wanted() {
    for arguments in [&[][..], &["--comments", "drop"]] {
        let run = pipe(arguments, page());
        assert_eq!((run.status, run.out.as_str(), run.err.as_str()), (0, ARTICLE, ""), "{arguments:?}");
    }
}

#[test]
fn kept_comments_follow_the_article() {
    pipe(&["--comments", "keep"], page()).is(0, &format!("{ARTICLE}\n{COMMENTS}"), "");
    pipe(&["--comments", "keep"], PAGE).is(0, ARTICLE, "");
}

#[test]
fn only_comments_are_written() {
    pipe(&["--comments", "only"], page()).is(0, COMMENTS, "");
    let nothing = "dehusk: standard input: nothing to extract\n";
    pipe(&["--comments", "only"], PAGE).is(0, "", nothing);
    pipe(&["--comments", "only", "--on-doubt", "fail"], PAGE).is(1, "", nothing);
}

#[test]
fn in_markdown_a_break_comes_first_and_replies_are_quotations() {
    let article = pipe(&["-t", "md"], page()).out;
    let comments = "**Ann Sluice, 3 May 2026**\n\nI was there, and it was a fine day.\n\nThe stones \\*do\\* need \
        dressing.\n\n> **Ben**\n>\n> So was I.\n";
    pipe(&["-t", "md", "--comments", "keep"], page()).is(0, &format!("{article}\n---\n\n{comments}"), "");
    pipe(&["-t", "md", "--comments", "only"], page()).is(0, comments, "");
}

#[test]
fn json_lists_the_comments_beside_the_text() {
    let dir = Dir::with(&[("page.html", &page())]);
    let object = |what: &str| -> Value {
        serde_json::from_str(&dir.run(&["-t", "json", "--comments", what, "page.html"]).out).expect("an object")
    };
    let comments = json!([
        {"author": "Ann Sluice", "date": "3 May 2026", "depth": 0,
            "text": "I was there, and it was a fine day.\n\nThe stones *do* need dressing."},
        {"author": "Ben", "date": null, "text": "So was I.", "depth": 1},
    ]);
    assert_eq!(object("drop").get("comments"), None);
    let kept = object("keep");
    assert_eq!((&kept["comments"], &kept["text"]), (&comments, &ARTICLE.into()));
    let only = object("only");
    assert_eq!((&only["comments"], &only["text"], &only["verdict"]), (&comments, &"".into(), &"ok".into()));
    let failed = dir.run(&["-t", "json", "--comments", "keep", "missing.html"]).out;
    assert!(failed.contains("\"comments\":null"), "{failed}");
}

#[test]
fn verdict_and_confidence_are_those_of_the_article() {
    let verdict = |what: &str| {
        let object: Value = serde_json::from_str(&pipe(&["-t", "json", "--comments", what], page()).out).unwrap();
        (object["verdict"].clone(), object["kept_lines"].clone())
    };
    assert_eq!(verdict("keep"), verdict("drop"));
}

#[test]
fn dropped_is_the_complement_and_explain_says_why() {
    let dropped = pipe(&["--comments", "keep", "--dropped"], page()).out;
    assert!(dropped.contains("2 comments") && dropped.contains("Reply") && !dropped.contains("fine day"), "{dropped}");
    let only = pipe(&["--comments", "only", "--dropped"], page()).out;
    assert!(only.contains("axle broke") && !only.contains("fine day"), "{only}");
    let explained = pipe(&["--comments", "keep", "--explain"], page()).out;
    let reason = |start: &str| {
        let mut lines = explained.lines().skip_while(|line| line.get(7..).is_none_or(|text| !text.starts_with(start)));
        (lines.next().unwrap_or_default().chars().next(), lines.next().unwrap_or_default().trim().to_owned())
    };
    let (mark, why) = reason("I was there");
    assert!(mark == Some('+') && why.starts_with("comment of a reader"), "{explained}");
    let (mark, why) = reason("2 comments");
    assert!(mark == Some('-') && why.starts_with("not part of a comment"), "{explained}");
}

#[test]
fn rules_drop_comments_and_parts_of_them() {
    let run = pipe(&["--comments", "only", "--drop-selector", "#comment-2", "--drop-line", "stones"], page());
    run.is(0, "Ann Sluice, 3 May 2026\nI was there, and it was a fine day.\n", "");
}

#[test]
fn text_has_no_comments() {
    pipe(&["--comments", "keep"], TEXT).is(0, ARTICLE, "");
    let verbose = pipe(&["-v", "--comments", "keep"], TEXT).err;
    assert!(verbose.contains("ignored --comments keep: comments are recognised in HTML only"), "{verbose}");
    let why = "dehusk: standard input: nothing to extract: comments are recognised in HTML only\n";
    pipe(&["--comments", "only"], TEXT).is(0, "", why);
}

//! Threads in the manner of common systems, each below an article.

use super::{Comment, Discussion};
use crate::html::Parser;
use crate::rulings::Rulings;
use crate::segment::html::segment;

/// An article as it stands above a thread.
const ARTICLE: &str = "<html><body class='single comments-open'><nav><a href=/>Home</a></nav>
<article class='post has-comments'><h1>The old mill turns again</h1>
<p>The old mill by the river ground flour for three hundred years, until the spring in which its axle broke.</p>
<p>On Saturday the wheel turned again, slowly at first, while half of the village stood on the bridge.</p></article>";

/// Returns the comments of a page with this thread, as both parsers find them.
fn comments(thread: &str) -> Vec<Comment> {
    let page = format!("{ARTICLE}{thread}<footer>© 2026 The Weir Gazette</footer>");
    let read = |parser| Discussion::of(&segment(&page, parser), &Rulings::default()).comments;
    assert_eq!(read(Parser::Stream), read(Parser::Tree));
    read(Parser::Stream)
}

/// Asserts that a thread has these comments: author, date, text and depth.
#[track_caller]
fn holds(thread: &str, expected: &[(Option<&str>, Option<&str>, &str, usize)]) {
    let found = comments(thread);
    let found: Vec<_> = found
        .iter()
        .map(|Comment { author, date, text, depth }| (author.as_deref(), date.as_deref(), text.as_str(), *depth))
        .collect();
    assert_eq!(found, expected);
}

#[test]
fn wordpress_classic() {
    let thread = "<div id=comments><h3 id=comments-title>2 responses to “The old mill turns again”</h3>
        <ol class=commentlist><li class='comment even thread-even depth-1' id=li-comment-7>
        <div id=comment-7><div class='comment-author vcard'><img class=avatar alt='' src=a.png>
        <cite class=fn><a href=/ann class=url>Ann Sluice</a></cite> <span class=says>says:</span></div>
        <div class='comment-meta commentmetadata'><a href=#c7>May 3, 2008 at 5:05 pm</a></div>
        <div class=comment-body><p>I was there.</p><p>It was a fine day for the miller.</p></div>
        <div class=reply><a class=comment-reply-link href=#>Reply</a></div></div>
        <ul class=children><li class='comment odd depth-2' id=li-comment-8><div id=comment-8>
        <div class='comment-author vcard'><cite class=fn>Ben</cite> <span class=says>says:</span></div>
        <div class='comment-meta commentmetadata'><a href=#c8>May 4, 2008 at 9:10 am</a></div>
        <div class=comment-body><p>So was I.</p></div><div class=reply><a href=#>Reply</a></div></div></li></ul></li></ol>
        <div id=respond><h3>Leave a Reply</h3><form><p class=comment-notes>Your email address will not be published.</p>
        <label for=author>Name</label></form></div></div>";
    holds(
        thread,
        &[
            (
                Some("Ann Sluice"),
                Some("May 3, 2008 at 5:05 pm"),
                "I was there.\n\nIt was a fine day for the miller.",
                0,
            ),
            (Some("Ben"), Some("May 4, 2008 at 9:10 am"), "So was I.", 1),
        ],
    );
}

#[test]
fn wordpress_blocks() {
    let thread = "<div class='wp-block-comments'><h2 class=wp-block-comments-title>One response</h2>
        <ol class=wp-block-comment-template><li id=comment-3 class='comment even depth-1'>
        <div class=wp-block-columns><div class=wp-block-comment-author-name>Ann</div>
        <div class=wp-block-comment-date><time datetime=2026-05-03>3 May 2026</time></div>
        <div class=wp-block-comment-content><p>The wheel is new, is it not?</p></div>
        <div class=wp-block-comment-reply-link><a href=#>Reply</a></div></div></li></ol>
        <div class='comment-respond'><h3>Leave a Reply</h3></div></div>";
    holds(thread, &[(Some("Ann"), Some("3 May 2026"), "The wheel is new, is it not?", 0)]);
}

#[test]
fn blogspot() {
    let thread = "<div class=comments id=comments><a name=comments></a><h4>2 comments:</h4>
        <dl class=avatar-comment-indent id=comments-block>
        <dt class='comment-author' id=c1><a href=/p rel=nofollow>Ann</a> said...</dt>
        <dd class=comment-body id=b1><p>A lovely day.</p></dd>
        <dd class=comment-footer><span class=comment-timestamp><a href=#c1>3 May 2008 at 17:05</a></span></dd>
        <dt class='comment-author' id=c2>Anonymous said...</dt>
        <dd class=comment-body id=b2><p>Not for the fish.</p></dd>
        <dd class=comment-footer><span class=comment-timestamp><a href=#c2>4 May 2008 at 09:10</a></span></dd></dl>
        <p class=comment-footer><a href=/post>Post a Comment</a></p></div>";
    holds(
        thread,
        &[
            (Some("Ann"), Some("3 May 2008 at 17:05"), "A lovely day.", 0),
            (Some("Anonymous"), Some("4 May 2008 at 09:10"), "Not for the fish.", 0),
        ],
    );
}

#[test]
fn movable_type_with_the_author_below() {
    let thread = "<h2 id=comments>Comments</h2><div id=c1><p>A lovely day.</p></div>
        <p class=posted>Posted by: Ann at May 3, 2008 11:40 AM</p>
        <div id=c2><p>Not for the fish.</p><p>They hid.</p></div><p class=posted>Posted by: Ben at May 3, 2008 12:11 PM</p>
        <h2>Post a comment</h2><form>Name: <input></form>";
    holds(
        thread,
        &[
            (Some("Ann"), Some("May 3, 2008 11:40 AM"), "A lovely day.", 0),
            (Some("Ben"), Some("May 3, 2008 12:11 PM"), "Not for the fish.\n\nThey hid.", 0),
        ],
    );
}

#[test]
fn disqus_as_static_markup() {
    let thread = "<div id=disqus_thread><div id=dsq-content><ul id=dsq-comments>
        <li class='comment even thread-even depth-1' id=dsq-comment-5><div id=dsq-comment-header-5 class=dsq-comment-header>
        <cite id=dsq-cite-5><span id=dsq-author-user-5>Ann</span></cite></div>
        <div id=dsq-comment-body-5 class=dsq-comment-body><div id=dsq-comment-message-5 class=dsq-comment-message>
        <p>A lovely day.</p></div></div></li></ul></div></div>";
    holds(thread, &[(Some("Ann"), None, "A lovely day.", 0)]);
}

#[test]
fn drupal() {
    let thread = "<div id=comments class=comment-wrapper><h2 class=title>Comments</h2><a id=comment-4></a>
        <div class='comment comment-by-anonymous clearfix'><h3><a href=/c4>The fish</a></h3>
        <div class=submitted>Submitted by Ann (not verified) on Sat, 05/03/2008 - 17:05.</div>
        <div class=content><p>What of the fish?</p></div><ul class='links inline'><li><a href=/r>reply</a></li></ul></div>
        <div class=indented><a id=comment-5></a><div class='comment clearfix'><h3><a href=/c5>Re: the fish</a></h3>
        <div class=submitted>Submitted by Ben on Sun, 05/04/2008 - 09:10.</div>
        <div class=content><p>They hid.</p></div><ul class='links inline'><li><a href=/r>reply</a></li></ul></div></div></div>";
    holds(
        thread,
        &[
            (Some("Ann (not verified)"), Some("Sat, 05/03/2008 - 17:05"), "The fish\n\nWhat of the fish?", 0),
            (Some("Ben"), Some("Sun, 05/04/2008 - 09:10"), "Re: the fish\n\nThey hid.", 1),
        ],
    );
}

#[test]
fn terms_and_descriptions_named_a_comment() {
    let thread = "<div id=comments><dl id=comment_list><dt class='comment even' id=comment-1><span class=comment_num>1</span>
        <span class=comment_author>Ann</span> <span class=comment_time>07.15.12 at 11:59</span></dt>
        <dd class='comment even'><div class=format_text><p>A lovely day.</p><p class=reply><a href=#>Reply</a></p></div></dd>
        <dt class='comment odd' id=comment-2><span class=comment_num>2</span> <span class=comment_author>Ben</span>
        <span class=comment_time>07.15.12 at 12:43</span></dt><dd class='comment odd'><p>Not for the fish.</p></dd></dl></div>";
    holds(
        thread,
        &[
            (Some("Ann"), Some("07.15.12 at 11:59"), "A lovely day.", 0),
            (Some("Ben"), Some("07.15.12 at 12:43"), "Not for the fish.", 0),
        ],
    );
}

#[test]
fn a_table_under_a_label() {
    let thread = "<h3>Comments</h3><table><tr><td><b>Ann</b>, 3 May 2008</td></tr><tr><td>A lovely day.<br>For the miller.</td></tr>
        <tr><td><b>Ben</b>, 4 May 2008</td></tr><tr><td>Not for the fish.</td></tr></table>";
    holds(
        thread,
        &[
            (Some("Ann"), Some("3 May 2008"), "A lovely day.\nFor the miller.", 0),
            (Some("Ben"), Some("4 May 2008"), "Not for the fish.", 0),
        ],
    );
}

#[test]
fn lines_under_a_label() {
    let thread = "<div><b>2 Comments</b><br><br>Ann wrote on 3 May 2008:<br>A lovely day.<br><br>\
        Ben wrote on 4 May 2008:<br>Not for the fish.<br></div>";
    holds(
        thread,
        &[
            (Some("Ann"), Some("3 May 2008"), "A lovely day.", 0),
            (Some("Ben"), Some("4 May 2008"), "Not for the fish.", 0),
        ],
    );
}

#[test]
fn a_news_site_with_nested_replies_and_votes() {
    let item = |name: &str, when: &str, text: &str, replies: &str| {
        format!(
            "<article class='comment-item'><header><span class=comment__author>{name}</span> <time>{when}</time></header>
            <div class=comment__text><p>{text}</p></div><div class=comment__actions><button>Like</button> <span>12</span>
            <a href=#>Report</a></div>{replies}</article>"
        )
    };
    let replies = format!("<div class=comment-replies>{}</div>", item("Cy", "1 hour ago", "They hid.", ""));
    let reply =
        format!("<div class=comment-replies>{}</div>", item("Ben", "2 hours ago", "Not for the fish.", &replies));
    let thread = format!(
        "<section class=comments><h2>3 comments</h2><p>Log in to comment.</p>{}</section>",
        item("Ann", "3 hours ago", "A lovely day.", &reply)
    );
    holds(
        &thread,
        &[
            (Some("Ann"), Some("3 hours ago"), "A lovely day.", 0),
            (Some("Ben"), Some("2 hours ago"), "Not for the fish.", 1),
            (Some("Cy"), Some("1 hour ago"), "They hid.", 2),
        ],
    );
}

#[test]
fn names_in_other_languages() {
    holds(
        "<div id=kommentare><h3>2 Kommentare</h3><div class=kommentar><p class=autor>Anna schrieb am 3. Mai 2008 um 17:05 Uhr:</p>
        <p>Ein schöner Tag.</p><a href=#>Antworten</a></div><div class=kommentar><p class=autor>Bernd schrieb am 4. Mai 2008 um 9:10 Uhr:</p>
        <p>Nicht für die Fische.</p></div></div>",
        &[
            (Some("Anna"), Some("3. Mai 2008 um 17:05 Uhr"), "Ein schöner Tag.", 0),
            (Some("Bernd"), Some("4. Mai 2008 um 9:10 Uhr"), "Nicht für die Fische.", 0),
        ],
    );
    holds(
        "<section class=commentaires><h2>1 commentaire</h2><div class=commentaire><span class=auteur>Anne</span>
        <span class=date>Le 3 mai 2008 à 17:05</span><p>Une belle journée.</p><a href=#>Répondre</a></div></section>",
        &[(Some("Anne"), Some("3 mai 2008 à 17:05"), "Une belle journée.", 0)],
    );
    holds(
        "<ul class=comentarios><li class=comentario><strong class=autor>Ana</strong> <em class=fecha>3 mayo 2008</em>
        <p>Un día precioso.</p><a href=#>Responder</a></li></ul>",
        &[(Some("Ana"), Some("3 mayo 2008"), "Un día precioso.", 0)],
    );
    holds(
        "<h3>コメント</h3><ul><li><p>水車 2008年5月3日 17:05</p><p>いい日でした。</p></li>
        <li><p>川 2008年5月4日 09:10</p><p>魚には違います。</p></li></ul>",
        &[
            (Some("水車"), Some("2008年5月3日 17:05"), "いい日でした。", 0),
            (Some("川"), Some("2008年5月4日 09:10"), "魚には違います。", 0),
        ],
    );
}

#[test]
fn the_author_and_the_date_above_the_element_of_the_comment() {
    let lovely = [(Some("Ann"), Some("3 May 2008"), "A lovely day.", 0)];
    holds(
        "<ul class=comments><li><header><span class=author>Posted by Ann</span> <time>3 May 2008</time></header>
        <div class=comment><p>A lovely day.</p></div></li></ul>",
        &lovely,
    );
    holds(
        "<ol id=comments><li class=comment><div class=comment-wrap><h5 class=comment-author><cite>Ann</cite></h5>
        <p class=comment-meta>3 May 2008 | <a href=#c1>Permalink</a></p><div class=comment-entry><p>A lovely day.</p>
        </div></div></li></ol>",
        &lovely,
    );
    holds(
        "<div id=comments><dl><dt class='comment comment-author-ann'><span class=comment_author>Ann</span></dt>
        <dd class='comment comment-author-ann'><p>A lovely day.</p><dl><dt class='comment'><span class=author>Ben</span>
        </dt><dd class='comment'><p>Not for the fish.</p></dd></dl></dd></dl></div>",
        &[(Some("Ann"), None, "A lovely day.", 0), (Some("Ben"), None, "Not for the fish.", 1)],
    );
}

#[test]
fn a_short_comment_in_an_element_named_after_a_control() {
    holds(
        "<div id=comments><div class='comment comment-has-avatar'><div class=comment-content><p>Nice day.</p></div>
        <p class=comment-footer>Posted by: Ann | 3 May 2008</p></div></div>",
        &[(Some("Ann"), Some("3 May 2008"), "Nice day.", 0)],
    );
    holds(
        "<div id=comments><table><tr><td class=author>Ann<td class=date>3 May 2008</table><div class=single_comment>Nice day.</div></div>",
        &[(Some("Ann"), Some("3 May 2008"), "Nice day.", 0)],
    );
}

#[test]
fn comments_on_a_picture() {
    let comment = "<li class=comment><b class=author>Ann</b> 3 May 2008<p>A lovely day.</p></li>".repeat(3);
    let read = |label: &str| {
        let page = format!("<h1>The mill</h1><p>The mill at noon.</p>{label}<ol>{comment}</ol>");
        Discussion::of(&segment(&page, Parser::Stream), &Rulings::default()).comments.len()
    };
    assert_eq!(read("<h3>3 Comments</h3>"), 3);
    assert_eq!(read(""), 0, "they may be posts");
}

#[test]
fn what_is_no_comment() {
    for page in [
        "",
        "<div id=comments><h3>No comments</h3><p>Be the first to comment!</p><form>Name <input></form></div>",
        "<div id=respond><h3>Leave a Reply</h3><p class=comment-notes>Required fields are marked.</p></div>",
        "<aside class='widget recent-comments'><h3>Recent comments</h3><ul><li class=comment><b class=author>Ann</b> on
            <a href=/b>The ferry</a>, 3 May 2008</li><li class=comment><b class=author>Ben</b> on <a href=/c>The
            weir</a>, 4 May 2008</li></ul></aside>",
        "<div id=comments><form class=comment><p>Your email address will not be published, and every comment is read
            before it appears.</p></form></div>",
        "<p class=comments-link><a href=#comments>3 Comments</a></p>",
        "<div id=reviews><h2>Reviews</h2><ol class=commentlist><li class=review><div class=comment-text>
            <b class=author>Ann</b> <time>3 May 2008</time><p>It grinds well.</p></div></li></ol></div>",
        "<h3>Related articles</h3><ul><li><a href=/b>The ferry</a> 3 May 2008<p>It sank.</li><li><a href=/c>The weir</a>
            4 May 2008<p>It broke.</li></ul>",
    ] {
        assert_eq!(comments(page), [], "{page}");
    }
}

#[test]
fn posts_of_a_forum_are_no_comments() {
    let posts = "<h1>Creaking bike</h1>".to_owned()
        + &["Ann", "Ben", "Cy"]
            .map(|name| format!("<article class=ipsComment><h3 class=comment-author>{name}</h3><time>3 May 2008</time><p>It creaks when I climb.</p></article>"))
            .concat();
    let read = |page: &str| Discussion::of(&segment(page, Parser::Stream), &Rulings::default()).comments.len();
    assert_eq!(read(&posts), 0, "there is no article");
    let prose =
        "<p>The old mill by the river ground flour for three hundred years, until its axle broke.</p>".repeat(3);
    assert_eq!(read(&format!("<body class=ipsApp>{prose}{posts}")), 0);
    assert_eq!(read(&format!("<link rel=canonical href='https://bikes.example/threads/12'>{prose}{posts}")), 0);
}

#[test]
fn deep_and_wide_threads_take_linear_time() {
    let wide = "<div class=comment><b class=author>Ann</b> 3 May 2008<p>A lovely day.</div>".repeat(3000);
    assert_eq!(comments(&format!("<div id=comments>{wide}</div>")).len(), 3000);
    let deep = "<div class=comment><b class=author>Ann</b> 3 May 2008<p>A lovely day.</p>".repeat(3000);
    let page = format!("{ARTICLE}<div id=comments>{deep}");
    let found = Discussion::of(&segment(&page, Parser::Stream), &Rulings::default()).comments;
    assert_eq!(found.last().map(|comment| comment.depth), Some(found.len() - 1));
}

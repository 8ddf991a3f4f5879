//! RSS and Atom feeds: each item is a document.

use serde_json::Value;

use crate::support::{Dir, PAGE, pipe};

const STORY: &str = "The old mill by the river ground flour for three hundred years, until the spring in which its \
                     axle broke, and on Saturday the wheel turned again while half of the village watched.";

const RSS: &str = r#"<?xml version="1.0" encoding="UTF-8"?>
<?xml-stylesheet href="feed.xsl"?>
<!-- of the mill -->
<rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">
<channel><title>The Weir Gazette</title><link>https://weir.example/</link><description>News</description>
<item><title>Mill &amp;amp; weir turn again</title><link>https://weir.example/mill</link>
<dc:creator>Ann Sluice</dc:creator><pubDate>Mon, 02 Mar 2026 08:00:00 GMT</pubDate>
<media:thumbnail url="x"/><description>Short.</description>
<content:encoded><![CDATA[<p>STORY</p><p>Second &eacute;tape. STORY</p>]]></content:encoded></item>
<item><title>Ferry</title><guid>7</guid><description>&lt;p&gt;STORY&lt;/p&gt;</description></item>
</channel></rss>"#;

const ATOM: &str = r#"<feed xmlns="http://www.w3.org/2005/Atom"><title>The Weir Gazette</title>
<entry><title type="html">Mill wheel</title><link rel="self" href="https://weir.example/api/1"/>
<link href="https://weir.example/mill"/><author><name>Ann Sluice</name><email>ann@weir.example</email></author>
<published>2026-03-02T08:00:00Z</published><summary>Short.</summary>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>STORY</p><p>Again <em>now</em>. STORY</p></div></content>
</entry></feed>"#;

fn records(feed: &str) -> Vec<Value> {
    let run = pipe(&["-q", "-t", "json"], feed.replace("STORY", STORY));
    run.out.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
}

#[test]
fn the_items_of_a_feed_are_documents() {
    let rss = records(RSS);
    assert_eq!(rss.len(), 2, "{rss:?}");
    assert_eq!(rss[0]["path"], "-!https://weir.example/mill");
    assert_eq!(
        (&rss[0]["url"], &rss[0]["title"]),
        (&"https://weir.example/mill".into(), &"Mill & weir turn again".into())
    );
    assert_eq!((&rss[0]["author"], &rss[0]["published"].as_str().unwrap()[..10]), (&"Ann Sluice".into(), "2026-03-02"));
    assert!(rss[0]["text"].as_str().unwrap().contains(&format!("Second étape. {STORY}")), "{}", rss[0]);
    assert_eq!(rss[1]["path"], "-!item 2");
    assert!(rss[1]["text"].as_str().unwrap().contains(STORY), "{}", rss[1]);
    let atom = records(ATOM);
    assert_eq!(atom.len(), 1, "{atom:?}");
    assert_eq!((&atom[0]["url"], &atom[0]["author"]), (&"https://weir.example/mill".into(), &"Ann Sluice".into()));
    assert!(atom[0]["text"].as_str().unwrap().contains(&format!("Again now. {STORY}")), "{}", atom[0]);
}

#[test]
fn items_get_a_file_each() {
    let dir = Dir::with(&[("feed.xml", &RSS.replace("STORY", STORY))]);
    dir.run(&["-q", "-d", "out", "feed.xml"]).is(0, "", "");
    assert_eq!(dir.names("out"), ["feed.xml/item 2.txt", "feed.xml/weir.example/mill.txt"]);
}

#[test]
fn a_broken_feed_gives_the_items_before_the_break() {
    let feed = RSS.replace("STORY", STORY);
    let cut = &feed[..feed.find("<guid>").unwrap()];
    let run = pipe(&["-t", "json"], cut);
    assert_eq!((run.status, run.out.lines().count()), (2, 2), "{}", run.out);
    assert!(run.err.contains("damaged feed: it ends in the middle of an item"), "{}", run.err);
    assert_eq!(pipe(&[], "<rss><channel></channel></rss>").status, 2);
}

#[test]
fn other_xml_and_pages_are_no_feeds() {
    let run = pipe(&["-t", "json", "-f", "html"], RSS);
    assert_eq!(run.out.lines().count(), 1);
    assert_eq!(pipe(&["-t", "json"], PAGE).out.lines().count(), 1);
    assert_eq!(pipe(&["-q", "-t", "json"], "<feed><entry>Oats</entry></feed>").out.lines().count(), 1);
}

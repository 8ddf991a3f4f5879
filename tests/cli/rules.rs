//! The user's rules, from flags and files.

use crate::support::{ARTICLE, Dir, PAGE, Run, TEXT, pipe};

/// A page with an advertisement and a reference in its story.
const SITE: &str = "<!DOCTYPE html><title>Mill wheel turns again as half the village watches</title>
<link rel=canonical href='https://www.weir.example/mill'><nav><a href=/>Home</a> <a href=/news>News</a></nav>
<h1>Mill wheel turns again as half the village watches</h1>
<p>The old mill by the river ground flour for three hundred years,<sup class=ref>[1]</sup> until its axle broke.</p>
<div class=ad><p>Buy the flour of the old mill, ground as it was three hundred years ago, from two pounds.</p></div>
<p>On Saturday the wheel turned again, slowly at first, while half of the village stood on the bridge and watched.</p>
<p>The miller, who is eighty, said that he had not expected to see it, and that the stones would need dressing.</p>
<footer>© 2026 The Weir Gazette</footer>";

const RULES: &str = "[\"*\"]
drop-line = '^On Saturday'

[\"weir.example\"]
drop-selector = [\".ad\", \"sup.ref\"]
keep-selector = \"footer\"
";

fn site(arguments: &[&str]) -> String {
    let run = pipe(arguments, SITE);
    assert_eq!((run.status, run.err.as_str()), (0, ""));
    run.out
}

#[track_caller]
fn assert_refused(run: &Run, said: &[&str]) {
    assert_eq!((run.status, run.out.as_str()), (2, ""), "{}", run.err);
    for said in said {
        assert!(run.err.contains(said), "{said}\n{}", run.err);
    }
}

#[test]
fn drop_selector_drops_blocks_and_parts_of_blocks() {
    let all = site(&[]);
    assert!(all.contains("Buy the flour") && all.contains("years,[1] until"), "{all}");
    let out = site(&["--drop-selector", ".ad", "--drop-selector", "sup, nav"]);
    assert!(!out.contains("Buy the flour") && out.contains("years, until"), "{out}");
    assert_eq!(
        out.replace("years,", "years,[1]"),
        all.replace(
            "Buy the flour of the old mill, ground as it was three hundred years ago, from two pounds.\n\n",
            ""
        )
    );
}

#[test]
fn keep_selector_overrides_the_score() {
    assert!(!site(&[]).contains("Gazette"));
    for keep in ["precise", "balanced", "everything"] {
        assert!(
            site(&["--keep", keep, "--keep-selector", "footer"]).ends_with("dressing.\n\n© 2026 The Weir Gazette\n")
        );
    }
}

#[test]
fn line_rules_apply_to_html_and_text() {
    for input in [PAGE, TEXT] {
        let out = pipe(&["--drop-line", "^On Saturday"], input).out;
        assert_eq!(out, ARTICLE.replace("On Saturday the wheel turned again, slowly at first, while half of the village stood on the bridge and watched.\n\n", ""));
        let run = pipe(&["--keep-line", "^(Home|News)$", "--keep-line", "^Terms"], input);
        assert_eq!((run.status, run.err.as_str()), (0, ""));
        for kept in ["Home", "News"] {
            assert!(run.out.lines().any(|line| line.trim_start_matches("- ") == kept), "{}", run.out);
        }
        assert!(!run.out.contains("Log in"));
    }
}

#[test]
fn a_rule_can_drop_a_line_inside_a_wrapped_paragraph() {
    let prose = "The council met on Tuesday evening to hear what the engineers had found
under the old bridge, and it was not what anybody in the room had hoped
for. Two of the four piers stand on timber that has been rotting since
Advertisement
the weir was taken down, and of the other two nobody could say anything
for certain. Repairs would take a year, and nobody could say who would
pay for them, least of all the county, which has closed three bridges.
";
    // The last two match the whole line, though their first alternative matches only a part.
    for all in ["^Advertisement$", "Adv(er)?|Advertisement", "(?x) Adv | Advertisement # of any kind"] {
        let out = pipe(&["--drop-line", all], prose).out;
        assert_eq!(out, prose.replace("Advertisement\n", ""), "{all}");
    }
    // A rule about a word in the paragraph applies to the whole paragraph.
    assert!(!pipe(&["-q", "--drop-line", "council"], prose).out.contains("engineers"));
}

#[test]
fn a_file_has_sections_by_host() {
    let dir = Dir::with(&[("page.html", SITE), ("rules.toml", RULES)]);
    let run = |arguments: &[&str]| dir.run(&[&["--rules", "rules.toml", "page.html"], arguments].concat()).out;
    let here = run(&[]);
    assert!(!here.contains("Saturday") && !here.contains("Buy the flour") && here.contains("Gazette"), "{here}");
    // The last address is where the page was saved. It does not name the site.
    for url in
        ["https://WEIR.example.:8080/", "https://a.b.weir.example/x", "weir.example/x", "file:///saved/mill.html"]
    {
        assert_eq!(run(&["--url", url]), here, "{url}");
    }
    // A relative address has no host, even if its query contains one.
    let relative = SITE.replace("https://www.weir.example/mill", "/go?to=https://weir.example/");
    dir.write("relative.html", &relative);
    let relative = dir.run(&["--rules", "rules.toml", "relative.html"]).out;
    assert!(!relative.contains("Saturday") && relative.contains("Buy the flour"), "{relative}");
    let elsewhere = run(&["--url", "https://notweir.example/"]);
    assert!(!elsewhere.contains("Saturday") && elsewhere.contains("Buy the flour"), "{elsewhere}");
    let said = dir.run(&["-v", "--rules", "rules.toml", "page.html"]).err;
    assert!(said.contains("page.html: rules for *, weir.example: 1 kept, 3 dropped"), "{said}");
}

#[test]
fn selectors_are_ignored_for_plain_text() {
    let run = pipe(&["-v", "--drop-selector", ".ad", "--keep-selector", "p"], TEXT);
    assert_eq!(run.out, ARTICLE);
    assert!(run.err.contains("standard input: ignored 2 selectors: plain text has no elements"), "{}", run.err);
    let dir = Dir::with(&[("page.txt", TEXT), ("rules.toml", "[\"a.example\"]\ndrop-line = 'mill'")]);
    let run = dir.run(&["-v", "--rules", "rules.toml", "page.txt"]);
    assert!(run.err.contains("page.txt: no rules apply: its address is unknown; pass it with --url"), "{}", run.err);
    let run = dir.run(&["--rules", "rules.toml", "--url", "https://a.example", "page.txt"]);
    assert!(!run.out.contains("old mill"), "{}", run.out);
}

#[test]
fn the_address_of_a_record_selects_the_rules() {
    let record = |url: &str| {
        let http = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n{}", SITE.replace("canonical", "x"));
        format!(
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: {url}\r\nContent-Type: application/http\r\nContent-Length: {}\r\n\r\n{http}\r\n\r\n",
            http.len()
        )
    };
    let hosts = ["https://weir.example/a", "https://other.example/b", "https://www.weir.example/c"];
    let warc: String = hosts.map(record).concat();
    let dir = Dir::with(&[("crawl.warc", &warc), ("rules.toml", RULES)]);
    let runs = ["1", "4"].map(|j| dir.run(&["-t", "json", "-j", j, "--rules", "rules.toml", "crawl.warc"]));
    assert_eq!(runs[0].out, runs[1].out);
    let has_advertisement: Vec<_> = runs[0].out.lines().map(|line| line.contains("Buy the flour")).collect();
    assert_eq!(has_advertisement, [false, true, false], "{}", runs[0].out);
}

#[test]
fn explain_names_the_rule_and_dropped_shows_what_it_dropped() {
    let dir = Dir::with(&[("page.html", SITE), ("rules.toml", RULES)]);
    let arguments = ["--rules", "rules.toml", "--drop-selector", "p:has(+ footer)", "page.html"];
    let run = |view| dir.run(&[&[view], &arguments[..]].concat()).out;
    let shown = run("--explain");
    let rows: Vec<_> = shown.lines().collect();
    for (sign, said, rule) in [
        ("- ", "Buy the flour", "rule rules.toml:5 drop-selector"),
        ("- ", "[1]", "rule rules.toml:5 drop-selector"),
        ("- ", "On Saturday", "rule rules.toml:2 drop-line"),
        ("- ", "The miller", "rule --drop-selector 'p:has(+ footer)'"),
        ("+ ", "© 2026", "rule rules.toml:6 keep-selector"),
    ] {
        let at = rows.iter().position(|row| row.get(7..).is_some_and(|row| row.starts_with(said))).expect(said);
        assert_eq!((&rows[at][..2], rows[at + 1].trim()), (sign, rule), "{shown}");
    }
    let dropped = run("--dropped");
    for said in ["Buy the flour", "On Saturday", "The miller", "Home"] {
        assert!(dropped.contains(said), "{said}\n{dropped}");
    }
    assert!(dropped.lines().any(|line| line == "[1]") && !dropped.contains("axle") && !dropped.contains("Gazette"));
}

#[test]
fn an_invalid_selector_or_expression_is_a_usage_error_with_its_position() {
    let dir = Dir::with(&[("page.html", PAGE)]);
    let run = |flag, value| dir.run(&[flag, value, "-d", "out", "page.html"]);
    assert_refused(&run("--drop-selector", ".ad > > p"), &["--drop-selector <CSS>", "\n  .ad > > p\n        ^\n"]);
    assert_refused(&run("--keep-selector", "a:hover"), &["--keep-selector <CSS>", "\n  a:hover\n    ^^^^^\n"]);
    assert_refused(&run("--drop-line", "a(b"), &["--drop-line <REGEX>", "unclosed group\n  a(b\n   ^\n"]);
    assert_refused(&run("--keep-line", r"\w{99999}"), &["--keep-line <REGEX>", "size limit"]);
    assert!(!dir.path("out").exists());
}

#[test]
fn a_mistake_in_a_file_is_a_usage_error_with_its_position() {
    for (rules, said) in [
        (
            "[\"*\"]\ndrop-line = 'a(b'\n",
            "rules.toml:2:15: invalid regular expression: unclosed group\n2 | drop-line = 'a(b'\n  |               ^\n",
        ),
        (
            "[\"*\"]\ndrop-line = [\n  \"\\\\d\",\n  \"é\\\\d\\u0041(\",\n]\n",
            "rules.toml:4:14: invalid regular expression: unclosed group\n",
        ),
        ("[\"*\"]\nkeep-selector = '''\n.a, .b:nope'''\n", "rules.toml:3:8: invalid selector: unknown pseudo-class"),
        (
            "[\"*\"]\ndrop-lines = 'x'\n",
            "rules.toml:2:1: unknown key `drop-lines`; expected one of drop-selector, keep-selector, drop-line, keep-line\n2 | drop-lines = 'x'\n  | ^^^^^^^^^^\n",
        ),
        ("[\"*\"]\ndrop-line = 3\n", "rules.toml:2:13: `drop-line` must be a string or a list of strings\n"),
        ("[\"*\"]\ndrop-line = ['a', 3]\n", "rules.toml:2:19: `drop-line` must be a string"),
        (
            "drop-line = 'x'\n",
            "rules.toml:1:1: `drop-line` is outside a section: put it below [\"*\"] for all pages, or below a host",
        ),
        ("[example.org]\ndrop-line = 'x'\n", "rules.toml:1:10: put a host with a dot in quotes: [\"example.org\"]"),
        ("[\"https://example.org/\"]\n", "rules.toml:1:2: expected a host, not an address"),
        ("[\"*\"\n", "rules.toml:1:5: "),
        ("\u{feff}key = 3\n", "rules.toml:1:1: unknown key `key`"),
        ("[\"*\"]\n[\"*\"]\n", "rules.toml:2:"),
    ] {
        let dir = Dir::with(&[("page.html", PAGE), ("rules.toml", rules)]);
        assert_refused(&dir.run(&["--rules", "rules.toml", "-d", "out", "page.html"]), &[said]);
        assert!(!dir.path("out").exists());
    }
}

#[test]
fn a_file_that_cannot_be_read_is_a_usage_error() {
    let dir = Dir::with(&[("page.html", PAGE)]);
    assert_refused(&dir.run(&["--rules", "none.toml", "page.html"]), &["none.toml: No such file or directory"]);
    assert_refused(&dir.run(&["--rules", ".", "page.html"]), &["cannot read rules from .: "]);
    dir.write("latin.toml", b"[\"*\"]\ndrop-line = '\xe9'\n");
    assert_refused(&dir.run(&["--rules", "latin.toml", "page.html"]), &["latin.toml: invalid utf-8"]);
}

#[test]
fn several_files_are_read_and_may_be_empty() {
    let dir = Dir::with(&[
        ("page.html", PAGE),
        ("empty.toml", ""),
        ("bom.toml", "\u{feff}[\"*\"]\r\ndrop-line = '^On Sat'\r\n"),
    ]);
    dir.run(&["--rules", "empty.toml", "page.html"]).is(0, ARTICLE, "");
    let run = dir.run(&["--rules", "empty.toml", "--rules", "bom.toml", "page.html"]);
    assert!(run.status == 0 && !run.out.contains("On Saturday"), "{}{}", run.out, run.err);
}

#[test]
fn a_document_without_kept_blocks_is_empty() {
    let dir = Dir::with(&[("page.html", PAGE)]);
    dir.run(&["--drop-selector", "body", "page.html"]).is(0, "", "dehusk: page.html: nothing to extract\n");
    assert_eq!(dir.run(&["--drop-line", "", "--on-doubt", "fail", "page.html"]).status, 1);
}

#[test]
fn timeout_applies_to_selectors() {
    // For each element, the selector checks all elements around it.
    let page = "<div>".repeat(60_000) + "words";
    let run = pipe(&["-f", "html", "--timeout", "200ms", "--drop-selector", ".x div"], page);
    assert_eq!(run.status, 2);
    assert!(run.err.contains("took longer than the time limit"), "{}", run.err);
}

#[test]
fn default_rules_are_read_from_the_configuration() {
    let dir = Dir::with(&[("page.html", PAGE), ("config/dehusk/rules.toml", "['*']\ndrop-line = 'axle'\n")]);
    let run = dir.run(&["-v", "page.html"]);
    assert!(run.status == 0 && !run.out.contains("axle"), "{}", run.out);
    let file = dir.path("config/dehusk/rules.toml");
    let named = format!("dehusk: rules from {}; --no-config leaves them out\n", file.display());
    assert!(run.err.starts_with(&named), "{}", run.err);
    dir.run(&["--no-config", "page.html"]).is(0, ARTICLE, "");
    assert!(!dir.run(&["--no-config", "-v", "page.html"]).err.contains("rules from"));
    let both = dir.run(&["--keep-line", "axle", "page.html"]);
    assert!(both.out.contains("axle"), "the command line keeps what the file drops");
    // Without XDG_CONFIG_HOME the directory is in the home directory.
    let mut command = dir.command(&["page.html"]);
    command.env_remove("XDG_CONFIG_HOME").env("HOME", dir.path("home"));
    dir.write("home/.config/dehusk/rules.toml", "['*']\ndrop-line = 'stones'\n");
    if cfg!(unix) {
        assert!(!Run::of(command.output().unwrap()).out.contains("stones"));
    }
    dir.write("config/dehusk/rules.toml", "drop-line");
    let run = dir.run(&["page.html"]);
    assert!(run.status == 2 && run.err.contains("--no-config") && run.err.contains("rules.toml"), "{}", run.err);
}

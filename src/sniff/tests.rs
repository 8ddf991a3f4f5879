use encoding_rs::{ISO_2022_JP, SHIFT_JIS};

use super::{Format, HEAD, sniff};
use crate::Error;

fn of(text: &str) -> Format {
    sniff(text.as_bytes()).unwrap()
}

#[test]
fn pages_and_fragments_are_html() {
    for page in [
        "<!DOCTYPE html>\n<title>x</title>",
        "<!doctype HTML PUBLIC \"-//W3C//DTD HTML 4.01//EN\">\n<p>x",
        "<html><p>one paragraph\n\nin text\n\nstyle",
        "\u{FEFF}  \n\n<HTML lang=en>",
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<!DOCTYPE html>\n<html xmlns=\"x\">",
        "<!-- saved from url=(0014)about:internet -->\r\n<html>\r\n",
        "<body class=\"post\">x",
        "<body\n <header\n>",
        "HTTP/1.1 200 OK\r\nServer: x\r\nContent-Type: text/html\r\n\r\n<!doctype html>x",
        "<p>Hello <b>world</b></p>",
        "Some text<br>more text<br>and more",
        "<p>A paragraph that no one closes.",
        "<div class=\"a\">",
        "<td>1<td>2<tr><td>3<td>4",
        "  <li>\n    One\n  </li>\n  <li>\n    Two\n  </li>\n",
        "<h1>Title</h1>\n\nFirst line of a long paragraph without a tag that goes on\n\
         and on over several lines of the source, wrapped at seventy\n\
         columns as people did by hand. <p>Second <i>paragraph</i> here.\n",
        "<pre>\nmany\n\nlines\n\nin\n\npre\n\nhere\n</pre>",
        "<textarea>a\n\nb\n\nc\n\nd\n\ne</textarea>",
        "<script>\nlet a = 1;\n\nlet b = 2;\n\nlet c = 3;\n\nf(a < b);\n</script>\n<p>x</p>",
        "<my-element data-x=\"1\">a</my-element>",
        "<img alt=\"cut off in its attri",
    ] {
        assert_eq!(of(page), Format::Html, "{page}");
    }
}

#[test]
fn html_after_junk_is_html() {
    let rows = "<tr><td>a cell</td><td>another</td></tr>\n".repeat(20);
    let page = format!("Warning: mysql_connect() failed in /x.php on line 3\n\nNotice: y\n\n{rows}");
    assert_eq!(of(&page), Format::Html);
}

#[test]
fn text_with_tags_is_text() {
    for text in [
        "",
        " \n",
        "One line.",
        "The <div> element is a container.",
        "Close <p> with </p>, and <b> with </b>, or nothing will work.",
        "Tags: <b>, <i>, <u>; see \"<p>\" and (<span>).",
        "<table>: The Table element\n\nThe <table> element shows data in rows.\n\nSee also <tr>.",
        "if a <b and c> d then <x> else List<Item> and vector<a>",
        "Write `<b>bold</b>` and `<i>italic</i>`, or `<br>` and `<hr>`.",
        "On Monday Ann wrote:\n> <p>first</p>\n> <p>second</p>\n> <div class=\"x\">third</div>\n\nWhy?\n",
        "Put this in your page:\n\n    <div class=\"x\">\n      <p>one</p>\n      <p>two</p>\n    \
         </div>\n\nThen call it.\n",
        "# Usage\n\n```html\n<div class=\"x\"><p>one</p><p>two</p></div>\n<p>more</p>\n```\n\nDone.\n",
        "# A tool\n\nThis <b>tool</b> does a thing.<br>\n\n- fast\n- small\n\n## Install\n\nRun it.\n\n\
         ## Licence\n\nMIT\n",
        "<div align=\"center\">\n<h1>Tool</h1>\n<p><a href=\"x\"><img src=\"y\"></a>\n<a \
         href=\"x\"><img src=\"y\"></a></p>\n</div>\n\nIt does things.\n\n## Use\n\nRun it.\n\n\
         ## Licence\n\nMIT\n",
        "2024-01-01 12:00:00 INFO <main> started\n2024-01-01 12:00:01 WARN <main> slow\n\
         2024-01-01 12:00:02 INFO <main> stopped\n",
        "From: Ann <a@example.org>\nTo: Bob <b@example.org>\n\nHello.\n",
        "{\"html\": \"<p>one</p><p>two</p><p>three</p>\"}",
        "[{\"html\": \"<p>one</p><p>two</p><p>three</p>\"}]",
        "\x1b[31merror\x1b[0m: no such file\n\x1b[31merror\x1b[0m: again\n",
    ] {
        assert_eq!(of(text), Format::Text, "{text}");
    }
}

#[test]
fn a_giant_line_of_text_with_markup_in_it_is_text() {
    let words = "Home About Contact words of a flattened page ".repeat(2000);
    let text = format!("{words}<iframe src=\"x\"></iframe><img src=\"y\">{words}");
    assert_eq!(of(&text), Format::Text);
}

#[test]
fn a_giant_line_of_html_is_html() {
    let page = "<div class=\"a\"><p>Some words of a paragraph.</p></div>".repeat(5000);
    assert_eq!(of(&page), Format::Html);
}

#[test]
fn a_script_or_style_sheet_longer_than_the_head_is_html() {
    let code = "line(of, code);\n\nanother = 1;\n".repeat(HEAD / 20);
    for (start, end) in [("<script>", "</script>"), ("<style>", "</style>")] {
        assert_eq!(of(&format!("{start}\n{code}{end}<p>x")), Format::Html);
    }
}

#[test]
fn only_the_head_counts() {
    let mut text = "words and words\n\n".repeat(HEAD / 17 + 1);
    let before = of(&text);
    text.push_str(&"<p>x</p>".repeat(100_000));
    assert_eq!(of(&text), before);
}

#[test]
fn other_encodings_are_recognised() {
    let page = "<p>こんにちは、<b>世界</b>。</p>";
    let text = "吾輩は猫である。名前はまだ無い。\n\nどこで生れたかとんと見当がつかぬ。\n".repeat(20);
    let utf16 = |text: &str| -> Vec<u8> { text.encode_utf16().flat_map(u16::to_le_bytes).collect() };
    for (bytes, format) in [
        (SHIFT_JIS.encode(page).0.into_owned(), Format::Html),
        (SHIFT_JIS.encode(&text).0.into_owned(), Format::Text),
        (ISO_2022_JP.encode(page).0.into_owned(), Format::Html),
        (ISO_2022_JP.encode(&text).0.into_owned(), Format::Text),
        (utf16(page), Format::Html),
        (utf16(&format!("\u{FEFF}{text}")), Format::Text),
    ] {
        assert_eq!(sniff(&bytes).unwrap(), format);
    }
}

#[test]
fn binary_formats_are_errors() {
    let at = |at: usize, magic: &[u8]| [&vec![b'x'; at][..], magic].concat();
    let epub = [b"PK\x03\x04".to_vec(), at(26, b"mimetypeapplication/epub+zipPK")].concat();
    let noise: Vec<u8> = (0..4000_u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8).collect();
    let exe = [b"MZ\x90\0\x03\0\0\0".to_vec(), noise.clone()].concat();
    for (bytes, what) in [
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR".to_vec(), "a PNG image"),
        (b"\xFF\xD8\xFF\xE0\0\x10JFIF".to_vec(), "a JPEG image"),
        (b"GIF89a\x01\0".to_vec(), "a GIF image"),
        (b"RIFF\x10\0\0\0WEBPVP8 ".to_vec(), "a WebP image"),
        (b"%PDF-1.7\n".to_vec(), "a PDF document"),
        (b"PK\x03\x04\x14\0".to_vec(), "a ZIP archive"),
        (epub, "an EPUB book"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), "an old Microsoft Office document"),
        (b"\x1F\x8B\x08\0".to_vec(), "gzip data"),
        (b"\x28\xB5\x2F\xFD".to_vec(), "zstd data"),
        (b"BZh91AY&SY".to_vec(), "bzip2 data"),
        (b"\xFD7zXZ\0".to_vec(), "xz data"),
        (at(257, b"ustar\0"), "a tar archive"),
        (b"\x7FELF\x02\x01".to_vec(), "an ELF program"),
        (b"\xCF\xFA\xED\xFE\x0C".to_vec(), "a Mach-O program"),
        (b"\xCA\xFE\xBA\xBE\0\0".to_vec(), "a Java class file or Mach-O program"),
        (exe, "a Windows program"),
        (b"\0asm\x01\0\0\0".to_vec(), "a WebAssembly module"),
        (b"SQLite format 3\0".to_vec(), "an SQLite database"),
        (b"\0\0\0\x20ftypisom".to_vec(), "an MP4 video"),
        (b"ID3\x04\0".to_vec(), "an MP3 file"),
        (b"OggS\0\x02".to_vec(), "an Ogg file"),
        (noise, "binary data"),
        (b"a\0\0\0b\0\0\0\xFF\xFF".to_vec(), "binary data"),
    ] {
        match sniff(&bytes) {
            Err(Error::NotText(found)) => assert_eq!(found, what),
            other => panic!("{what}: {other:?}"),
        }
    }
}

#[test]
fn text_may_start_like_a_binary_format() {
    for text in ["MZ is a postcode.", "BM, Bay Minette", "PK is my name", "Rar! she cried"] {
        assert_eq!(of(text), Format::Text);
    }
}

#[test]
fn a_page_may_have_a_few_nuls() {
    let page = format!("<p>a\0b</p>{}", "<p>some words of text</p>".repeat(100));
    assert_eq!(of(&page), Format::Html);
    for page in
        ["<p>a\0b</p>", "<!doctype html><p>Swifts\0 are\0 back</p>", "<p>Swifts are back in the bell tower\0\0\0</p>"]
    {
        assert_eq!(of(page), Format::Html, "{page:?}");
    }
}

#[test]
fn a_text_may_have_a_few_nuls() {
    let line = "The first pair came in on Tuesday, at dusk.\n";
    for text in [format!("a\0{line}"), format!("{}\0", line.repeat(3)).repeat(30), line.to_owned() + &"\0".repeat(4000)]
    {
        assert_eq!(of(&text), Format::Text, "{text:?}");
    }
    for bytes in ["\0".repeat(512), "a\0b\0\0c\0\0\0d".to_owned(), "\u{1}\0\u{2}\0\u{3}\0text".to_owned()] {
        assert!(sniff(bytes.as_bytes()).is_err(), "{bytes:?}");
    }
}

#[test]
fn utf32_is_not_taken_for_utf16() {
    let page: Vec<u8> = "\u{FEFF}<p>x".chars().flat_map(|c| u32::from(c).to_le_bytes()).collect();
    assert!(matches!(sniff(&page), Err(Error::Utf32)));
    let page: Vec<u8> = "\u{FEFF}<p>x".chars().flat_map(|c| u32::from(c).to_be_bytes()).collect();
    assert!(matches!(sniff(&page), Err(Error::Utf32)));
}

#[test]
fn unfinished_tags_do_not_take_quadratic_time() {
    for piece in ["<a x=\"", "<a x='1\" ", "<p ", "<!--", "</script", "<script>`"] {
        let text = piece.repeat(HEAD / piece.len());
        let start = std::time::Instant::now();
        let _ = sniff(text.as_bytes());
        assert!(start.elapsed().as_secs() < 5, "{piece}");
    }
}

#[test]
fn elements_are_sorted() {
    assert!(super::element::ELEMENTS.is_sorted());
}

#[test]
fn a_code_sample_after_a_line_of_prose_is_text() {
    let prose = "A flattened page whose text runs on in one line. ".repeat(20);
    let text = format!("{prose}Example: <div class=\"x\"><p>one</p></div> And so on.");
    assert_eq!(of(&text), Format::Text);
}

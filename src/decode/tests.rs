use encoding_rs::{
    BIG5, EUC_JP, EUC_KR, Encoding, GB18030, GBK, ISO_2022_JP, ISO_8859_2, SHIFT_JIS, WINDOWS_1251, WINDOWS_1252,
};

use super::{StreamDecoder, WINDOW, decode_html, decode_text};
use crate::Error;

const RUSSIAN: &str = "Вчера вечером в городе прошёл сильный дождь, и на нескольких улицах остановилось \
    движение. Спасатели просят жителей не выходить из дома без крайней необходимости.";
const JAPANESE: &str = "昨日の夕方、市内では激しい雨が降り、いくつかの道路で交通が止まりました。\
    消防は、不要不急の外出を控えるよう住民に呼びかけています。";
const SIMPLIFIED: &str = "昨天傍晚，城里下了一场大雨，好几条街道的交通因此中断。\
    救援人员提醒居民，如果没有必要，请不要离开自己的家。";
const TRADITIONAL: &str = "昨天傍晚，城裡下了一場大雨，好幾條街道的交通因此中斷。\
    救援人員提醒居民，如果沒有必要，請不要離開自己的家。";
const KOREAN: &str = "어제 저녁 시내에 폭우가 내려 여러 도로의 교통이 끊겼습니다. \
    구조대는 꼭 필요한 일이 아니면 집 밖으로 나가지 말라고 당부했습니다.";
const POLISH: &str = "Wczoraj wieczorem nad miastem przeszła gwałtowna burza i na kilku ulicach \
    wstrzymano ruch. Strażacy proszą mieszkańców, żeby bez potrzeby nie wychodzili z domów.";
const FRENCH: &str = "Hier soir, une pluie très forte est tombée sur la ville, et la circulation a été \
    arrêtée dans plusieurs rues. Les secours prient les habitants de rester chez eux, même à l’abri.";

/// Each language in the encodings it was written in.
const LEGACY: &[(&str, &Encoding)] = &[
    (RUSSIAN, WINDOWS_1251),
    (JAPANESE, SHIFT_JIS),
    (JAPANESE, EUC_JP),
    (JAPANESE, ISO_2022_JP),
    (SIMPLIFIED, GBK),
    (TRADITIONAL, BIG5),
    (KOREAN, EUC_KR),
    (POLISH, ISO_8859_2),
    (FRENCH, WINDOWS_1252),
];

fn encode(text: &str, encoding: &'static Encoding) -> Vec<u8> {
    let (bytes, _, unmappable) = encoding.encode(text);
    assert!(!unmappable, "{}", encoding.name());
    bytes.into_owned()
}

fn utf16(text: &str, to_bytes: impl Fn(u16) -> [u8; 2]) -> Vec<u8> {
    text.encode_utf16().flat_map(to_bytes).collect()
}

fn html(bytes: &[u8]) -> (String, &'static str) {
    let decoded = decode_html(bytes, None, None).unwrap();
    (decoded.text.into_owned(), decoded.encoding)
}

fn text(bytes: &[u8]) -> (String, &'static str) {
    let decoded = decode_text(bytes, None, None).unwrap();
    (decoded.text.into_owned(), decoded.encoding)
}

fn streamed(bytes: &[u8], label: Option<&str>, chunk: usize) -> (String, &'static str) {
    let mut decoder = StreamDecoder::new(label, None).unwrap();
    let mut out = String::new();
    for chunk in bytes.chunks(chunk) {
        decoder.push(chunk, &mut out);
    }
    let encoding = decoder.finish(&mut out);
    (out, encoding)
}

#[test]
fn utf8_is_borrowed_and_loses_its_mark() {
    for input in ["", "plain", RUSSIAN, "\u{FEFF}Zażółć"] {
        for decoded in
            [decode_html(input.as_bytes(), None, None).unwrap(), decode_text(input.as_bytes(), None, None).unwrap()]
        {
            assert!(matches!(decoded.text, std::borrow::Cow::Borrowed(_)));
            assert_eq!(decoded.text, input.trim_start_matches('\u{FEFF}'));
            assert_eq!((decoded.encoding, decoded.malformed), ("UTF-8", false));
        }
    }
}

#[test]
fn undeclared_legacy_encodings_are_detected() {
    for &(prose, encoding) in LEGACY {
        let expected = (prose.to_owned(), encoding.name());
        assert_eq!(text(&encode(prose, encoding)), expected);
        let page = format!("<p>{prose}</p>");
        assert_eq!(html(&encode(&page, encoding)), (page, encoding.name()));
    }
}

#[test]
fn letters_outside_ascii_may_come_late() {
    let page = format!("{}<p>{RUSSIAN}", "<a href=x>x</a>\n".repeat(100_000));
    assert_eq!(html(&encode(&page, WINDOWS_1251)), (page, "windows-1251"));
}

#[test]
fn declarations_are_found() {
    // The encoding is one that no detection would find in these few letters.
    let declared = [
        "<meta charset=iso-8859-2>",
        "<META CHARSET='latin2'/>",
        "<meta\nname=x charset = \"ISO-8859-2\" >",
        "<meta http-equiv=\"Content-Type\" content=\"text/html; charset=iso-8859-2\">",
        "<meta content='text/html;charset=\"iso-8859-2\"' http-equiv=content-type>",
        "<!-- <meta charset=windows-1251> --><meta charset=iso-8859-2>",
        "<!--><meta charset=iso-8859-2>",
        "<a title='<meta charset=windows-1251>'></a><meta charset=iso-8859-2>",
        "<script>'<meta charset=windows-1251>'</script><meta charset=iso-8859-2>",
        "<meta charset=no-such-thing><meta charset=iso-8859-2>",
        "<meta content='charset=windows-1251'><meta charset=iso-8859-2>",
        "<?xml version=\"1.0\" encoding=\"iso-8859-2\"?><html>",
        " <?xml version='1.0' encoding = 'iso-8859-2'?><body>",
        "<?xml version=\"1.0\" encoding=\"windows-1251\"?><meta charset=iso-8859-2>",
    ];
    for head in declared {
        let page = format!("{head}ą");
        assert_eq!(html(&encode(&page, ISO_8859_2)), (page, "ISO-8859-2"));
    }
}

#[test]
fn declarations_in_the_wrong_place_are_ignored() {
    for head in [
        "</head><meta charset=iso-8859-2>",
        "<body><meta charset=iso-8859-2>",
        "<!-- <meta charset=iso-8859-2>",
        "<metadata charset=iso-8859-2>",
    ] {
        let (_, encoding) = html(&encode(&format!("{head}{FRENCH}"), WINDOWS_1252));
        assert_eq!(encoding, "windows-1252", "{head}");
    }
    // Plain text has no declarations.
    let note = format!("<meta charset=iso-8859-2>{FRENCH}");
    assert_eq!(text(&encode(&note, WINDOWS_1252)).1, "windows-1252");
}

#[test]
fn late_declarations_are_found_to_the_end_of_the_head() {
    let links = "<link rel=x href=y>".repeat(2000);
    let script = format!("<script>{}</script>", "f();".repeat(50_000));
    let page = format!("<head>{links}{script}<meta charset=iso-8859-2></head>ą");
    assert_eq!(html(&encode(&page, ISO_8859_2)), (page, "ISO-8859-2"));
}

#[test]
fn some_labels_stand_for_other_encodings() {
    assert_eq!(html("<meta charset=utf-16le>é".as_bytes()).1, "UTF-8");
    assert_eq!(html(b"<meta charset=x-user-defined>\xE9").1, "windows-1252");
    assert_eq!(html(b"<meta charset=ascii>\xE9").1, "windows-1252");
    // "replacement" would lose the whole text.
    assert_eq!(html(b"<meta charset=hz-gb-2312>text").0, "<meta charset=hz-gb-2312>text");
}

#[test]
fn utf16_is_recognised_with_and_without_mark() {
    for prose in [RUSSIAN, FRENCH, "<p>中文</p>\n", &format!("一丁\n{SIMPLIFIED}"), "😀 x"] {
        for mark in ["", "\u{FEFF}"] {
            let marked = format!("{mark}{prose}");
            for (bytes, name) in
                [(utf16(&marked, u16::to_le_bytes), "UTF-16LE"), (utf16(&marked, u16::to_be_bytes), "UTF-16BE")]
            {
                assert_eq!(text(&bytes), (prose.to_owned(), name));
                assert_eq!(html(&bytes), (prose.to_owned(), name));
            }
        }
    }
}

#[test]
fn stray_nuls_do_not_make_utf16() {
    let page = format!("<p>a\0b</p>{}", "<p>some words</p>".repeat(20));
    assert_eq!(html(page.as_bytes()), (page, "UTF-8"));
}

#[test]
fn a_stray_nul_beside_a_broken_byte_does_not_make_utf16() {
    let prose = "<p>Eleven boxes were put up, where the old louvres had been.</p>".repeat(9);
    for start in ["<meta charset=utf-8><h1>Sw\0fts \u{E9}</h1>", "Sw\0fts \u{E9}t\u{E9} x\0", "\u{E9}\0 \0a"] {
        let page: Vec<u8> = format!("{start}{prose}").chars().map(|c| c as u8).collect();
        assert!(html(&page).0.ends_with(&prose), "{start}: {}", html(&page).1);
        assert!(text(&page).0.ends_with(&prose), "{start}: {}", text(&page).1);
        // Not even if the server declares it.
        assert!(decode_html(&page, None, Some("utf-16")).unwrap().text.ends_with(&prose), "{start}");
    }
    assert_eq!(html(b"<!doctype html><p>a\0b c\0 d</p>").1, "UTF-8");
    for prose in [RUSSIAN, JAPANESE, KOREAN] {
        let page = format!("\0 {prose}\0x");
        assert_eq!(text(page.as_bytes()), (page, "UTF-8"));
    }
}

#[test]
fn utf16_is_recognised_by_its_script() {
    for prose in
        [RUSSIAN, JAPANESE, KOREAN, TRADITIONAL, "שלום לכולם, זה הסיפור", "यह कहानी है।", "Καλημέρα σας, κόσμε."]
    {
        let prose = format!("{prose}\n{prose}");
        assert_eq!(text(&utf16(&prose, u16::to_le_bytes)), (prose.clone(), "UTF-16LE"));
        assert_eq!(text(&utf16(&prose, u16::to_be_bytes)), (prose, "UTF-16BE"));
    }
}

#[test]
fn utf8_with_a_legacy_label_is_utf8() {
    for label in ["windows-1252", "iso-8859-1", "koi8-r", "gb2312", "shift_jis", "big5"] {
        let page = format!("<meta charset={label}><p>{JAPANESE}</p>");
        assert_eq!(html(page.as_bytes()), (page, "UTF-8"));
    }
}

#[test]
fn a_true_legacy_label_is_trusted() {
    for &(prose, encoding) in LEGACY {
        let page = format!("<meta charset={}><p>{prose}</p>", encoding.name());
        assert_eq!(html(&encode(&page, encoding)), (page, encoding.name()));
    }
    // This heading is valid UTF-8 by accident: two sequences of two bytes.
    let page = "<meta charset=gbk><h1>隆娄</h1>";
    let bytes = encode(page, GBK);
    assert!(std::str::from_utf8(&bytes).is_ok());
    assert_eq!(html(&bytes), (page.to_owned(), "GBK"));
}

#[test]
fn a_label_that_does_not_decode_gives_way_to_detection() {
    let page = format!("<meta charset=shift_jis><p>{}</p>", JAPANESE.repeat(3));
    assert_eq!(html(&encode(&page, EUC_JP)), (page, "EUC-JP"));
}

#[test]
fn legacy_bytes_with_a_utf8_label_are_detected() {
    for &(prose, encoding) in LEGACY.iter().filter(|(_, e)| *e != ISO_2022_JP) {
        let page = format!("<meta charset=utf-8><p>{prose}</p>");
        assert_eq!(html(&encode(&page, encoding)), (page, encoding.name()));
    }
}

#[test]
fn mostly_valid_utf8_stays_utf8() {
    let mut bytes = format!("<meta charset=utf-8>{FRENCH}").into_bytes();
    bytes.extend_from_slice(b" caf\xE9 \xFF");
    let decoded = decode_html(&bytes, None, None).unwrap();
    assert_eq!((decoded.encoding, decoded.malformed), ("UTF-8", true));
    assert!(decoded.text.ends_with(" caf\u{FFFD} \u{FFFD}"));
    assert_eq!(text(&bytes).1, "UTF-8");
}

#[test]
fn text_cut_inside_a_character_is_recognised() {
    for &(prose, encoding) in LEGACY {
        let bytes = encode(prose, encoding);
        assert_eq!(text(&bytes[..bytes.len() - 1]).1, encoding.name());
    }
    // A cut character is no evidence against UTF-8.
    assert_eq!(text(b"caf\xC3"), ("caf\u{FFFD}".to_owned(), "UTF-8"));
}

#[test]
fn gb18030_covers_more_than_gbk() {
    let page = "<meta charset=gb18030>\u{20000}ḿ";
    assert_eq!(html(&encode(page, GB18030)), (page.to_owned(), "gb18030"));
}

#[test]
fn a_label_overrides_all_but_the_mark() {
    let page = b"<meta charset=utf-8>\xC3\xA9";
    let decoded = decode_html(page, Some("cp1251"), None).unwrap();
    assert_eq!((&*decoded.text, decoded.encoding), ("<meta charset=utf-8>Г©", "windows-1251"));
    assert_eq!(streamed(page, Some("cp1251"), 1).1, "windows-1251");
    assert_eq!(decode_text("\u{FEFF}é".as_bytes(), Some("cp1251"), None).unwrap().text, "é");
    assert_eq!(streamed("\u{FEFF}é".as_bytes(), Some("cp1251"), 1).0, "é");
}

#[test]
fn unknown_labels_are_errors() {
    for label in ["", "klingon", "hz-gb-2312"] {
        let is_unknown = |e| matches!(e, Error::UnknownEncoding(l) if l == label);
        assert!(decode_html(b"", Some(label), None).is_err_and(is_unknown));
        assert!(decode_text(b"\xEF\xBB\xBF", Some(label), None).is_err_and(is_unknown));
        assert!(StreamDecoder::new(Some(label), None).is_err_and(is_unknown));
    }
}

#[test]
fn a_text_that_leaves_ascii_late_is_recognised() {
    let late = format!("{}{RUSSIAN}", "all ASCII so far\n".repeat(WINDOW / 10));
    let bytes = encode(&late, WINDOWS_1251);
    assert_eq!(text(&bytes), (late.clone(), "windows-1251"));
    assert_eq!(streamed(&bytes, None, 70_000), (late, "windows-1251"));
}

/// Returns pseudo-random bytes made of pieces that matter to decoding: marks, markup
/// and parts of characters.
fn bytes(seed: u64, len: usize) -> Vec<u8> {
    const PIECES: &[&[u8]] = &[
        b"text ",
        b"\n",
        b"\0",
        b"\xFF",
        b"\xFE",
        b"\xEF\xBB\xBF",
        b"\xE2\x82\xAC",
        b"\xE2\x82",
        b"\xC3",
        b"\xA9",
        b"\xF0\x9F\x98\x80",
        b"\xF0\x9F",
        b"\xED\xA0\x80",
        b"<meta charset=",
        b"<!--",
        b"-->",
        b"utf-8",
        b"gbk>",
        b"\"",
        b"'",
        b"=",
        b">",
        b"</",
        b"<?xml encoding",
        b"\x1B$B",
        b"\x1B(B",
        b"\x83\x41",
        b"\xC4\xE3",
        b"content",
        b"charset",
        b"http-equiv=content-type ",
        b"<script",
        b"/",
    ];
    let mut state = seed;
    let mut out = Vec::new();
    while out.len() < len {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        let pick = (state >> 33) as usize;
        match pick % 8 {
            0 => out.push((pick >> 8) as u8),
            _ => out.extend_from_slice(PIECES[(pick >> 3) % PIECES.len()]),
        }
    }
    out
}

#[test]
fn any_bytes_decode_and_any_chunking_gives_the_same() {
    for seed in 0..1000 {
        let bytes = bytes(seed, (seed % 90) as usize);
        let _ = html(&bytes);
        let whole = text(&bytes);
        for chunk in [1, 2, 3, 7, 1000] {
            assert_eq!(streamed(&bytes, None, chunk), whole, "{seed} {chunk}");
        }
        for label in ["utf-8", "gb18030", "iso-2022-jp", "utf-16le"] {
            let whole = decode_text(&bytes, Some(label), None).unwrap();
            for chunk in [1, 2, 5] {
                let (text, encoding) = streamed(&bytes, Some(label), chunk);
                assert_eq!((&*text, encoding), (&*whole.text, whole.encoding), "{seed} {label}");
            }
        }
    }
}

#[test]
fn chunking_across_windows_gives_the_same() {
    for seed in 0..3 {
        // The edge of a window falls into the pseudo-random bytes.
        let mut bytes = vec![b'.'; WINDOW * (1 + seed as usize) - 10_000];
        bytes.extend_from_slice(&self::bytes(seed, 30_000));
        bytes.extend_from_slice(RUSSIAN.repeat(1000).as_bytes());
        let whole = text(&bytes);
        for chunk in [4093, WINDOW - 1, WINDOW, 3 * WINDOW + 1] {
            assert!(streamed(&bytes, None, chunk) == whole, "{seed} {chunk}");
        }
    }
}

//! Tests with the dates of many sites and languages.

use super::{Convention, find, read};

fn iso(text: &str, language: &str) -> Option<String> {
    let convention = Convention { language: Some(language).filter(|language| !language.is_empty()) };
    read(text, convention).map(|moment| moment.to_string())
}

#[test]
fn dates_of_machines_are_read() {
    for (text, expected) in [
        ("2026-03-02", "2026-03-02"),
        ("2026-03-02T10:15:00Z", "2026-03-02T10:15:00Z"),
        ("2026-03-02T10:15:30.123+01:00", "2026-03-02T10:15:30+01:00"),
        ("2026-03-02T10:15-0530", "2026-03-02T10:15:00-05:30"),
        ("2026-03-02 10:15", "2026-03-02T10:15:00"),
        ("2026-03-02 10:15:00 +0100", "2026-03-02T10:15:00+01:00"),
        ("2026-03-02 10:15:00 UTC", "2026-03-02T10:15:00Z"),
        ("20260302", "2026-03-02"),
        ("2026/03/02", "2026-03-02"),
        ("Mon Mar 02 10:15:00 EST 2026", "2026-03-02T10:15:00-05:00"),
        ("Mon, 02 Mar 2026 10:15:00 GMT", "2026-03-02T10:15:00Z"),
        ("Mon, 02 Mar 2026 10:15:00 +0200", "2026-03-02T10:15:00+02:00"),
        ("1772446500", "2026-03-02T10:15:00Z"),
        ("1772446500000", "2026-03-02T10:15:00Z"),
    ] {
        assert_eq!(iso(text, "").as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn dates_are_read_in_fifty_languages() {
    for (language, text) in [
        ("en", "March 2, 2026"),
        ("en", "2nd of March 2026"),
        ("en", "Mar. 2nd, 2026"),
        ("de", "2. März 2026"),
        ("fr", "le 2 mars 2026"),
        ("es", "2 de marzo de 2026"),
        ("es", "2º de marzo de 2026"),
        ("it", "2 marzo 2026"),
        ("pt", "2 de março de 2026"),
        ("nl", "2 maart 2026"),
        ("sv", "2 mars 2026"),
        ("da", "2. marts 2026"),
        ("no", "2. mars 2026"),
        ("is", "2. mars 2026"),
        ("fi", "2. maaliskuuta 2026"),
        ("pl", "2 marca 2026"),
        ("cs", "2. března 2026"),
        ("sk", "2. marca 2026"),
        ("hu", "2026. március 2."),
        ("ro", "2 martie 2026"),
        ("bg", "2 март 2026"),
        ("ru", "2 марта 2026"),
        ("ru", "2-го марта 2026"),
        ("uk", "2 березня 2026"),
        ("be", "2 сакавіка 2026"),
        ("mk", "2 март 2026"),
        ("sr", "2. март 2026."),
        ("hr", "2. ožujka 2026."),
        ("sl", "2. marca 2026"),
        ("sq", "2 mars 2026"),
        ("el", "2 Μαρτίου 2026"),
        ("tr", "2 Mart 2026"),
        ("az", "2 mart 2026"),
        ("kk", "2 наурыз 2026"),
        ("lt", "2026 m. kovo 2 d."),
        ("lv", "2026. gada 2. marts"),
        ("et", "2. märts 2026"),
        ("ca", "2 de març de 2026"),
        ("eu", "2026ko martxoaren 2a"),
        ("gl", "2 de marzo de 2026"),
        ("cy", "2 Mawrth 2026"),
        ("ga", "2 Márta 2026"),
        ("id", "2 Maret 2026"),
        ("ms", "2 Mac 2026"),
        ("sw", "2 Machi 2026"),
        ("ar", "2 مارس 2026"),
        ("ar", "٢ آذار ٢٠٢٦"),
        ("fa", "2 مارس 2026"),
        ("ur", "2 مارچ 2026"),
        ("he", "2 במרץ 2026"),
        ("hi", "2 मार्च 2026"),
        ("mr", "2 मार्च 2026"),
        ("bn", "২ মার্চ ২০২৬"),
        ("ta", "2 மார்ச் 2026"),
        ("te", "2 మార్చి 2026"),
        ("th", "2 มีนาคม 2569"),
        ("th", "2 มี.ค. 2569"),
        ("ka", "2 მარტი 2026"),
        ("hy", "2 մարտի 2026"),
        ("vi", "2 tháng 3, 2026"),
        ("vi", "ngày 2 tháng 3 năm 2026"),
        ("zh", "2026年3月2日"),
        ("ja", "2026年3月2日"),
        ("ko", "2026년 3월 2일"),
        ("ko", "2026. 3. 2."),
        ("de", "02.03.2026"),
        ("fr", "02/03/2026"),
        ("en-US", "03/02/2026"),
        ("en-GB", "02/03/2026"),
        ("nl", "2-3-2026"),
        ("en", "02-Mar-26"),
        ("de", "02.03.26"),
    ] {
        assert_eq!(iso(text, language).as_deref(), Some("2026-03-02"), "{language} {text}");
    }
}

#[test]
fn times_and_time_zones_are_read() {
    for (language, text, expected) in [
        ("en", "March 2, 2026 at 10:15 PM", "2026-03-02T22:15:00"),
        ("en", "Monday, March 2, 2026, 12:05 a.m.", "2026-03-02T00:05:00"),
        ("en", "March 2, 2026 5 pm", "2026-03-02T17:00:00"),
        ("en", "10:15 EST, March 2, 2026", "2026-03-02T10:15:00-05:00"),
        ("en", "2 March 2026 | 10:15 GMT", "2026-03-02T10:15:00Z"),
        ("en", "2 March 2026 10:15 GMT+2", "2026-03-02T10:15:00+02:00"),
        ("de", "2. März 2026 um 17:30 Uhr", "2026-03-02T17:30:00"),
        ("de", "02.03.2026, 17.30 Uhr", "2026-03-02T17:30:00"),
        ("fr", "2 mars 2026 à 17h30", "2026-03-02T17:30:00"),
        ("fi", "2.3.2026 klo 17.30", "2026-03-02T17:30:00"),
        ("ja", "2026年3月2日 17時30分", "2026-03-02T17:30:00"),
        ("ko", "2026.03.02. 오후 5:30", "2026-03-02T17:30:00"),
    ] {
        assert_eq!(iso(text, language).as_deref(), Some(expected), "{text}");
    }
}

#[test]
fn what_could_be_two_dates_or_none_is_not_read() {
    for (language, text) in [
        ("en", "02/03/2026"),
        ("", "02/03/2026"),
        ("", "2 listopada 2026"),
        ("en", "March 2026"),
        ("en", "2026"),
        ("en", "2 hours ago"),
        ("en", "31 April 2026"),
        ("en", "2999-03-02"),
        ("en", "0001-01-01"),
        ("en", "13/13/2026"),
        ("en", "Version 1.2.2026.3"),
        ("en", "1234"),
        ("en", "today"),
        ("en", ""),
    ] {
        assert_eq!(iso(text, language), None, "{text}");
    }
    assert_eq!(iso("02/03/2026", "en-US").as_deref(), Some("2026-02-03"));
    assert_eq!(iso("13/03/2026", "en").as_deref(), Some("2026-03-13"));
    assert_eq!(iso("03/13/2026", "fr").as_deref(), Some("2026-03-13"));
}

#[test]
fn a_date_is_found_in_a_line() {
    let line = "By Ann Sluice | Updated 2 March 2026, 10:15 | 3 min read";
    let (moment, range) = find(line, Convention { language: Some("en") }).expect("a date");
    assert_eq!(moment.to_string(), "2026-03-02T10:15:00");
    assert_eq!(&line[range], "2 March 2026, 10:15");
}

//! Reads the declared language of a page, or identifies the language of its text.

use whatlang::Lang;

/// Letters of text below which a language is a guess.
const SHORTEST: usize = 100;

/// Returns a language tag in the usual form: `en`, `pt-BR`, `zh-Hant`. `None` if the value is not a
/// tag, such as `english` or `{{lang}}`.
pub fn tag(value: &str) -> Option<String> {
    let value = value.split([',', ';']).next().unwrap_or_default().trim().replace('_', "-");
    // `de_DE.UTF-8`
    let value = value.split('.').next().unwrap_or_default();
    let mut tag = String::new();
    for (at, part) in value.split('-').enumerate() {
        let is_letters = part.bytes().all(|b| b.is_ascii_alphabetic());
        match (at, part.len()) {
            (0, 2 | 3) if is_letters => tag.push_str(&part.to_ascii_lowercase()),
            (0, _) => return None,
            (_, 2) if is_letters => tag = format!("{tag}-{}", part.to_ascii_uppercase()),
            (_, 3) if part.bytes().all(|b| b.is_ascii_digit()) => tag = format!("{tag}-{part}"),
            (_, 4) if is_letters => {
                tag = format!("{tag}-{}{}", part[..1].to_ascii_uppercase(), part[1..].to_ascii_lowercase())
            }
            // Variants and private parts do not matter.
            _ => break,
        }
    }
    (!matches!(tag.as_str(), "und" | "zxx" | "mul" | "xx")).then_some(tag)
}

/// Identifies the language of a text. `None` if the text is short or the language uncertain.
pub fn identify(text: &str) -> Option<&'static str> {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    // A letter of a script without spaces says as much as several others.
    let weight = if text.chars().any(|c| ('\u{3040}'..='\u{d7a3}').contains(&c)) { 3 } else { 1 };
    if letters * weight < SHORTEST {
        return None;
    }
    let found = whatlang::detect(text).filter(whatlang::Info::is_reliable)?;
    code(found.lang())
}

/// Returns the code of ISO 639-1. Returns `None` for rare languages, because pages in similar
/// languages are taken for them.
fn code(language: Lang) -> Option<&'static str> {
    let code = match language {
        Lang::Eng => "en",
        Lang::Rus => "ru",
        Lang::Cmn => "zh",
        Lang::Spa => "es",
        Lang::Por => "pt",
        Lang::Ita => "it",
        Lang::Ben => "bn",
        Lang::Fra => "fr",
        Lang::Deu => "de",
        Lang::Ukr => "uk",
        Lang::Kat => "ka",
        Lang::Ara => "ar",
        Lang::Hin => "hi",
        Lang::Jpn => "ja",
        Lang::Heb => "he",
        Lang::Yid => "yi",
        Lang::Pol => "pl",
        Lang::Amh => "am",
        Lang::Kor => "ko",
        Lang::Nob => "no",
        Lang::Dan => "da",
        Lang::Swe => "sv",
        Lang::Fin => "fi",
        Lang::Tur => "tr",
        Lang::Nld => "nl",
        Lang::Hun => "hu",
        Lang::Ces => "cs",
        Lang::Ell => "el",
        Lang::Bul => "bg",
        Lang::Bel => "be",
        Lang::Mar => "mr",
        Lang::Kan => "kn",
        Lang::Ron => "ro",
        Lang::Slv => "sl",
        Lang::Hrv => "hr",
        Lang::Srp => "sr",
        Lang::Mkd => "mk",
        Lang::Lit => "lt",
        Lang::Lav => "lv",
        Lang::Est => "et",
        Lang::Tam => "ta",
        Lang::Vie => "vi",
        Lang::Urd => "ur",
        Lang::Tha => "th",
        Lang::Guj => "gu",
        Lang::Uzb => "uz",
        Lang::Pan => "pa",
        Lang::Aze => "az",
        Lang::Ind => "id",
        Lang::Tel => "te",
        Lang::Pes => "fa",
        Lang::Mal => "ml",
        Lang::Ori => "or",
        Lang::Mya => "my",
        Lang::Nep => "ne",
        Lang::Sin => "si",
        Lang::Khm => "km",
        Lang::Tuk => "tk",
        Lang::Afr => "af",
        Lang::Slk => "sk",
        Lang::Cat => "ca",
        Lang::Hye => "hy",
        Lang::Cym => "cy",
        _ => return None,
    };
    Some(code)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tags_have_one_form() {
        for (value, expected) in [
            ("en", "en"),
            ("EN_us", "en-US"),
            ("pt-br", "pt-BR"),
            ("zh-hant-tw", "zh-Hant-TW"),
            ("es-419", "es-419"),
            ("de_DE.UTF-8", "de-DE"),
            ("fr, en", "fr"),
            ("de-x-mill", "de"),
        ] {
            assert_eq!(tag(value).as_deref(), Some(expected), "{value}");
        }
        for value in ["", "english", "{{lang}}", "und", "x-default", "e", "12"] {
            assert_eq!(tag(value), None, "{value}");
        }
    }

    #[test]
    fn the_text_tells_its_language() {
        for (text, expected) in [
            (
                "The old mill by the river has been grinding flour for three hundred years, and its wheel was last mended in the spring, when the water stood low.",
                "en",
            ),
            (
                "Die alte Mühle am Fluss mahlt seit dreihundert Jahren Mehl, und ihr Rad wurde zuletzt im Frühjahr ausgebessert, als das Wasser niedrig stand.",
                "de",
            ),
            (
                "Старая мельница у реки мелет муку уже триста лет, а её колесо в последний раз чинили весной, когда вода в реке стояла очень низко. Мельник сказал, что он уже и не надеялся увидеть это, и что жернова ещё придётся точить.",
                "ru",
            ),
            (
                "川のほとりの古い水車小屋は三百年ものあいだ粉をひいてきた。水車が最後に直されたのは、水が少なかった春のことだった。",
                "ja",
            ),
        ] {
            assert_eq!(identify(text), Some(expected), "{text}");
        }
        assert_eq!(identify("The old mill"), None);
    }
}

//! Values that differ on every page: addresses, invented names, dates, prices.

use super::page::Page;
use crate::hash::hash;

impl Page<'_> {
    /// Returns an address on the site.
    pub fn address(&mut self) -> String {
        let number = self.between(1000, 9_999_999);
        match self.below(6) {
            0 => format!("/a/{number}"),
            1 => format!("/{}/{number}.html", self.invented_name().to_lowercase()),
            2 => format!("https://www.{}.example/{number}", self.site.to_lowercase().replace(' ', "")),
            3 => format!("/index.php?id={number}"),
            4 => "#".to_owned(),
            _ => format!("/{}-{}", self.invented_name().to_lowercase(), number % 1000),
        }
    }

    /// Returns an invented word, as a name of a site or product.
    pub fn invented_name(&mut self) -> String {
        const SYLLABLES: &[&str] = &[
            "nor", "vel", "ta", "ki", "mar", "lo", "sen", "da", "ri", "bo", "tel", "ga", "mi", "von", "sa", "lu",
            "per", "ho",
        ];
        let mut name = String::new();
        for _ in 0..self.between(2, 3) {
            name.push_str(self.pick(SYLLABLES));
        }
        name[..1].to_uppercase() + &name[1..]
    }

    /// Returns a date.
    pub fn date(&mut self) -> String {
        let (first, last) = self.years;
        let (year, month, day) = (self.between(first, last), self.below(12), self.between(1, 28));
        let name = &self.words.all("months")[month];
        let month = month + 1;
        let form = hash(self.site.bytes()) % 6;
        let date = match (self.language, form) {
            ("zh" | "ja", 0..=3) => format!("{year}年{month}月{day}日"),
            ("ko", 0..=3) => format!("{year}년 {month}월 {day}일"),
            ("en", 0 | 1) => format!("{name} {day}, {year}"),
            ("de" | "cs" | "sk" | "da" | "nb" | "fi" | "hr" | "sl" | "et" | "lv", 0 | 1) => {
                format!("{day}. {name} {year}")
            }
            (_, 0..=2) => format!("{day} {name} {year}"),
            (_, 3) => format!("{day:02}.{month:02}.{year}"),
            (_, 4) => format!("{day:02}/{month:02}/{year}"),
            _ => format!("{year}-{month:02}-{day:02}"),
        };
        if self.one_in(3) { format!("{date}, {}", self.clock()) } else { date }
    }

    /// Returns a time of day.
    pub fn clock(&mut self) -> String {
        format!("{:02}:{:02}", self.below(24), self.below(60))
    }

    /// Returns a price.
    pub fn price(&mut self) -> String {
        let (whole, cents) = (self.between(3, 1900), self.pick(&[0, 49, 50, 90, 95, 99]));
        match (self.language, self.always("dollar", 2)) {
            ("en", true) => format!("${whole}.{cents:02}"),
            ("en", false) => format!("£{whole}.{cents:02}"),
            ("ja", _) => format!("¥{},{:03}", whole, cents * 10),
            ("zh", _) => format!("¥{whole}.{cents:02}"),
            ("ko", _) => format!("{whole},{:03}원", cents * 10),
            ("ru" | "bg" | "sr", _) => format!("{}\u{a0}₽", whole * 10),
            ("hi" | "bn" | "ta" | "te" | "mr" | "ur", _) => format!("₹{whole},{cents:02}0"),
            ("tr", _) => format!("{whole},{cents:02} TL"),
            (_, true) => format!("{whole},{cents:02} €"),
            (_, false) => format!("€ {whole},{cents:02}"),
        }
    }
}

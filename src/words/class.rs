//! Classes of characters, for counting.

/// The class of a character.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Class {
    Space,
    Upper,
    Lower,
    Digit,
    /// A letter of a script without spaces.
    Ideograph,
    Comma,
    Stop,
    Separator,
    Currency,
    /// Part of a word without being a letter: apostrophe, soft hyphen.
    Joiner,
    /// Anything else.
    Symbol,
}

/// The classes of ASCII.
pub const ASCII: [Class; 128] = {
    let mut table = [Class::Symbol; 128];
    let mut i = 0;
    while i < 128 {
        table[i] = match i as u8 {
            b' ' | b'\t' | b'\n' | b'\r' | 0x0b | 0x0c => Class::Space,
            b'A'..=b'Z' => Class::Upper,
            b'a'..=b'z' => Class::Lower,
            b'0'..=b'9' => Class::Digit,
            b',' | b';' => Class::Comma,
            b'.' | b'!' | b'?' => Class::Stop,
            b'|' | b'/' | b'>' => Class::Separator,
            b'$' => Class::Currency,
            b'\'' | b'_' => Class::Joiner,
            _ => Class::Symbol,
        };
        i += 1;
    }
    table
};

/// Tells whether a character ends a statement, in any script.
pub fn is_full_stop(c: char) -> bool {
    matches!(c, '.' | '。' | '．' | '｡' | '।' | '॥' | '۔' | '։' | '።' | '။' | '។' | '།')
}

/// Returns the class of a character.
pub fn class_of(c: char) -> Class {
    if c.is_ascii() { ASCII[c as usize] } else { class(c) }
}

/// Returns the class of a character that is not ASCII.
pub fn class(c: char) -> Class {
    match c {
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{2028}' | '\u{2029}' | '\u{202f}' | '\u{3000}' | '\u{1680}' => {
            Class::Space
        }
        '’' | '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}' | '・' => Class::Joiner,
        '›' | '»' | '•' | '·' | '→' | '▸' | '▶' | '«' | '‹' | '◄' | '►' => Class::Separator,
        '、' | '，' | '；' | '،' | '؛' => Class::Comma,
        '…' | '！' | '？' | '؟' => Class::Stop,
        _ if is_full_stop(c) => Class::Stop,
        '£' | '€' | '¥' | '₹' | '₽' | '₩' | '₺' | '¢' | '฿' => Class::Currency,
        '\u{80}'..='\u{a9}' | '\u{ab}'..='\u{b4}' | '\u{b6}'..='\u{b9}' | '\u{bb}'..='\u{bf}' | '×' | '÷' => {
            Class::Symbol
        }
        '\u{2010}'..='\u{2bff}' | '\u{3001}'..='\u{3004}' | '\u{3008}'..='\u{3020}' | '\u{e000}'..='\u{f8ff}' => {
            Class::Symbol
        }
        '\u{ff01}'..='\u{ff0f}' | '\u{ff1a}'..='\u{ff20}' | '\u{1f000}'..='\u{1faff}' | '\u{fe00}'..='\u{fe0f}' => {
            Class::Symbol
        }
        '\u{0e00}'..='\u{0eff}' | '\u{1000}'..='\u{109f}' | '\u{1780}'..='\u{17ff}' => Class::Ideograph,
        '\u{3005}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '\u{20000}'..='\u{3ffff}' => Class::Ideograph,
        _ if c.is_uppercase() => Class::Upper,
        _ => Class::Lower,
    }
}

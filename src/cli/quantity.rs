//! Parses sizes, times and counts in arguments.

use std::num::NonZeroUsize;
use std::time::Duration;

/// Parses a size such as `4096`, `800k`, `1.5G` or `50MiB` into bytes. K, M, G
/// and T are powers of 1024, with or without `B` or `iB`.
pub fn size(text: &str) -> Result<u64, &'static str> {
    const USAGE: &str = "expected a number of bytes, or a number with K, M, G or T, such as 50M";
    let (number, unit) = split(text).ok_or(USAGE)?;
    let unit = unit.to_ascii_lowercase();
    let unit = unit.strip_suffix("ib").or(unit.strip_suffix('b')).unwrap_or(&unit);
    let power = match unit {
        "" => 0,
        "k" => 1,
        "m" => 2,
        "g" => 3,
        "t" => 4,
        _ => return Err(USAGE),
    };
    let bytes = number * 1024f64.powi(power);
    // The cast saturates at 16 EiB.
    Ok(bytes as u64)
}

/// Parses a time such as `30`, `30s`, `1.5m`, `2h` or `500ms`. A number without
/// a unit is in seconds.
pub fn time(text: &str) -> Result<Duration, &'static str> {
    const USAGE: &str = "expected a number of seconds, or a number with ms, s, m or h, such as 30s";
    let (number, unit) = split(text).ok_or(USAGE)?;
    let seconds = match unit {
        "ms" => 0.001,
        "" | "s" => 1.0,
        "m" | "min" => 60.0,
        "h" => 3600.0,
        _ => return Err(USAGE),
    };
    Duration::try_from_secs_f64(number * seconds).map_err(|_| USAGE)
}

/// Parses a whole number of at least 1.
pub fn count(text: &str) -> Result<NonZeroUsize, &'static str> {
    text.trim().parse().map_err(|_| "expected a whole number of at least 1")
}

/// Splits text into a number without sign and a unit.
fn split(text: &str) -> Option<(f64, &str)> {
    let text = text.trim();
    let end = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let (number, unit) = text.split_at(end);
    Some((number.parse().ok()?, unit.trim_start()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sizes() {
        for (text, bytes) in [
            ("0", 0),
            ("4096", 4096),
            ("800k", 800 << 10),
            ("50M", 50 << 20),
            ("50 MiB", 50 << 20),
            ("1.5GB", 3 << 29),
            ("2T", 2 << 40),
            ("9999999999T", u64::MAX),
        ] {
            assert_eq!(size(text), Ok(bytes), "{text}");
        }
        for text in ["", "M", "-1", "1e3", "5X", "1.2.3", "50MM", "inf", "."] {
            assert!(size(text).is_err(), "{text}");
        }
    }

    #[test]
    fn counts() {
        assert_eq!(count("4").map(NonZeroUsize::get), Ok(4));
        for text in ["0", "-1", "1.5", "many", ""] {
            assert!(count(text).is_err(), "{text}");
        }
    }

    #[test]
    fn times() {
        for (text, milliseconds) in [("30", 30_000), ("30s", 30_000), ("1.5m", 90_000), ("2h", 7_200_000), ("5ms", 5)] {
            assert_eq!(time(text), Ok(Duration::from_millis(milliseconds)), "{text}");
        }
        for text in ["", "s", "-1", "5 days", "NaN", "99999999999999999999999h"] {
            assert!(time(text).is_err(), "{text}");
        }
    }
}

//! The hosts that sections of a rules file are named after.

use std::fmt;
use std::str::FromStr;

use crate::address;

/// A host and its subdomains: `example.org` covers `www.example.org` too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Host(String);

impl Host {
    /// Returns its name in lower case, with labels outside ASCII in Punycode.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl fmt::Display for Host {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl FromStr for Host {
    type Err = &'static str;

    /// Parses a host as in an address.
    ///
    /// # Errors
    /// Returns what is wrong with it.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        if text.contains('/') {
            return Err("expected a host, not an address: leave out the scheme and the path");
        }
        if text.starts_with("*.") {
            return Err("a host covers its subdomains: leave out `*.`");
        }
        if text.contains(':') && !text.starts_with('[') {
            return Err("a host covers all ports: leave out the colon and the port");
        }
        let host = address::parse_host(text).filter(|host| host.starts_with('[') || host.split('.').all(is_label));
        host.map(Host).ok_or("not a host; expected a name such as `example.org`, or `*` for all pages")
    }
}

fn is_label(label: &str) -> bool {
    !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || "-_".contains(c))
}

/// Returns a host and all hosts that it is a subdomain of.
pub fn and_above(host: &str) -> impl Iterator<Item = &str> {
    let dots = host.bytes().enumerate().filter(|(_, b)| *b == b'.');
    [host].into_iter().chain(dots.map(|(at, _)| &host[at + 1..]))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_subdomain_is_below_its_hosts() {
        assert_eq!(and_above("a.b.org").collect::<Vec<_>>(), ["a.b.org", "b.org", "org"]);
        assert_eq!(and_above("localhost").collect::<Vec<_>>(), ["localhost"]);
        assert_eq!("Example.org.".parse::<Host>().expect("a host").as_str(), "example.org");
    }

    #[test]
    fn both_spellings_of_a_host_are_the_same() {
        let ascii: Host = "xn--bcher-kva.example".parse().expect("a host");
        for (rule, url) in
            [("Bücher.example", "https://xn--bcher-kva.example/"), ("xn--bcher-kva.example", "//BÜCHER.example")]
        {
            assert_eq!(rule.parse(), Ok(ascii.clone()));
            assert_eq!(address::host(url).as_deref(), Some(ascii.as_str()));
        }
    }

    #[test]
    fn invalid_hosts_are_errors() {
        for bad in ["", ".", "a..b", "https://a.example", "a.example/b", "*.a.example", "a.example:80", "a b", "**"] {
            assert!(bad.parse::<Host>().is_err(), "{bad}");
        }
        for good in ["localhost", "a.example", "xn--bcher-kva.example", "bücher.example", "10.0.0.1", "[::1]", "a_b.c"]
        {
            assert!(good.parse::<Host>().is_ok(), "{good}");
        }
    }
}

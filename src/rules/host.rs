//! Hosts: whose pages a section is about.

use std::fmt;
use std::str::FromStr;

use crate::address;

/// A host, and its subdomains: `example.org` covers `www.example.org` too.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Host(String);

impl Host {
    /// Its name, in lower case.
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

    /// Reads a host as it stands in an address. The error says what is wrong with it.
    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let host = address::normal(text);
        if host.contains("://") || host.contains('/') {
            return Err("a host is wanted, not an address: leave out the scheme and the path");
        }
        if host.starts_with("*.") {
            return Err("a host covers its subdomains: leave out the `*.`");
        }
        let is_part = |part: &str| !part.is_empty() && part.chars().all(|c| c.is_alphanumeric() || "-_".contains(c));
        let is_address = host.strip_prefix('[').and_then(|rest| rest.strip_suffix(']'));
        let is_address = is_address.is_some_and(|address| address.parse::<std::net::Ipv6Addr>().is_ok());
        if host.contains(':') && !is_address {
            return Err("a host is wanted, and it covers all ports: leave out the colon");
        }
        if !is_address && !host.split('.').all(is_part) {
            return Err("this is no host such as `example.org`, nor `*` for all");
        }
        Ok(Host(host))
    }
}

/// A host, and those that it is a subdomain of.
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
    fn what_is_no_host_is_an_error() {
        for bad in ["", ".", "a..b", "https://a.example", "a.example/b", "*.a.example", "a.example:80", "a b", "**"] {
            assert!(bad.parse::<Host>().is_err(), "{bad}");
        }
        for good in ["localhost", "a.example", "xn--bcher-kva.example", "bücher.example", "10.0.0.1", "[::1]", "a_b.c"]
        {
            assert!(good.parse::<Host>().is_ok(), "{good}");
        }
    }
}

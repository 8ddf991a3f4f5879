//! Hosts in the addresses of pages.

use url::{Host, Url};

/// Returns the normalised host of an address that is absolute or starts with `//`;
/// see [`parse_host`]. Returns `None` for a relative address and for an address
/// without a host, such as that of a local file.
pub fn host(address: &str) -> Option<String> {
    let address = address.trim();
    let url = match address.strip_prefix("//") {
        Some(rest) => Url::parse(&format!("http://{rest}")),
        None => Url::parse(address),
    };
    let url = url.ok()?;
    // The crate does not normalise hosts of schemes that it does not know.
    parse_host(url.host_str()?)
}

/// Returns the normalised host of an address that a person wrote, perhaps without a
/// scheme: `example.org/a`.
pub fn host_named(address: &str) -> Option<String> {
    let address = address.trim();
    host(address).or_else(|| {
        let is_relative = address.starts_with(['/', '\\']);
        if is_relative || has_scheme(address) { None } else { host(&format!("//{address}")) }
    })
}

/// Normalises a host: lower case, labels outside ASCII in Punycode, no final dot.
/// Returns `None` if the text is not a host.
pub fn parse_host(text: &str) -> Option<String> {
    let host = Host::parse(text).ok()?.to_string();
    let host = host.strip_suffix('.').unwrap_or(&host);
    (!host.is_empty()).then(|| host.to_owned())
}

/// Returns true if an address starts with a scheme and `://`.
fn has_scheme(address: &str) -> bool {
    let is_scheme = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    address.split_once("://").is_some_and(|(scheme, _)| {
        scheme.starts_with(|c: char| c.is_ascii_alphabetic()) && scheme.chars().all(is_scheme)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn absolute_addresses_have_a_host() {
        for (address, expected) in [
            ("https://example.org/a?b#c", "example.org"),
            ("HTTP://WWW.Example.ORG.:8080", "www.example.org"),
            (" //example.org ", "example.org"),
            ("https://user:word@example.org:1/@x", "example.org"),
            ("https://example.org?q=http://other.example/", "example.org"),
            ("https://example.org\\@other.example", "example.org"),
            ("http://[::1]:80/", "[::1]"),
            ("gopher://Example.org./1", "example.org"),
            ("https://BÜCHER.example/", "xn--bcher-kva.example"),
            ("https://xn--bcher-kva.example/", "xn--bcher-kva.example"),
        ] {
            assert_eq!(host(address).as_deref(), Some(expected), "{address}");
            assert_eq!(host_named(address).as_deref(), Some(expected), "{address}");
        }
    }

    #[test]
    fn other_addresses_have_no_host() {
        for address in [
            "",
            "file:///home/a.html",
            "/mill",
            "/go?to=https://other.example/",
            "https://",
            "https://:80",
            "https://exa mple.org/",
            "urn:uuid:1",
            "?q",
        ] {
            assert_eq!(host(address), None, "{address}");
            assert_eq!(host_named(address), None, "{address}");
        }
    }

    #[test]
    fn people_may_leave_out_the_scheme() {
        for address in ["example.org/a", "example.org:8080", "example.org/go?to=http://other.example/", "example.org"] {
            assert_eq!(host(address), None, "{address}");
            assert_eq!(host_named(address).as_deref(), Some("example.org"), "{address}");
        }
    }
}

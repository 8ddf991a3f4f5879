//! Addresses of pages, as far as the host in them.

/// The host in an absolute address, in small letters, without a port and a
/// final dot. `None` where there is none: in one that is relative, whatever
/// stands in its query, and in one of a file.
pub fn host(address: &str) -> Option<String> {
    let address = address.trim();
    let rest = match address.strip_prefix("//") {
        Some(rest) => rest,
        None => address.split_once("://").filter(|(scheme, _)| is_scheme(scheme))?.1,
    };
    authority_host(rest)
}

/// The host in an address of which the scheme may be left out, as people do:
/// `example.org/a`.
pub fn host_named(address: &str) -> Option<String> {
    host(address).or_else(|| match address.trim().split_once("://") {
        Some((scheme, _)) if is_scheme(scheme) => None,
        _ => authority_host(address.trim()),
    })
}

fn is_scheme(text: &str) -> bool {
    let follows = |c: char| c.is_ascii_alphanumeric() || "+-.".contains(c);
    text.starts_with(|c: char| c.is_ascii_alphabetic()) && text.chars().all(follows)
}

/// The host that an address begins with, behind its scheme.
fn authority_host(rest: &str) -> Option<String> {
    let authority = rest.split(['/', '\\', '?', '#']).next()?;
    let place = authority.rsplit('@').next()?;
    // Brackets hold the colons of IPv6.
    let bracket = place.rfind(']').unwrap_or(0);
    let colon = place[bracket..].find(':').map_or(place.len(), |colon| bracket + colon);
    let (host, port) = place.split_at(colon);
    let is_port = port.bytes().skip(1).all(|b| b.is_ascii_digit());
    Some(normal(host)).filter(|host| is_port && !host.is_empty())
}

/// A host in small letters, without a final dot.
pub fn normal(host: &str) -> String {
    host.strip_suffix('.').unwrap_or(host).to_lowercase()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_host_is_found_in_addresses_of_all_kinds() {
        for (address, expected) in [
            ("https://example.org/a?b#c", "example.org"),
            ("HTTP://WWW.Example.ORG.:8080", "www.example.org"),
            (" //example.org ", "example.org"),
            ("https://user:word@example.org:1/@x", "example.org"),
            ("https://example.org?q=http://other.example/", "example.org"),
            ("https://example.org\\@other.example", "example.org"),
            ("http://[::1]:80/", "[::1]"),
            ("https://BÜCHER.example/", "bücher.example"),
        ] {
            assert_eq!(host(address).as_deref(), Some(expected), "{address}");
            assert_eq!(host_named(address).as_deref(), Some(expected), "{address}");
        }
        for address in [
            "",
            "file:///home/a.html",
            "/mill",
            "/go?to=https://other.example/",
            "https://",
            "https://:80",
            "urn:uuid:1",
            "?q",
        ] {
            assert_eq!(host(address), None, "{address}");
            assert_eq!(host_named(address), None, "{address}");
        }
    }

    #[test]
    fn a_scheme_may_be_left_out_where_people_write_addresses() {
        for address in ["example.org/a", "example.org:8080", "example.org/go?to=http://other.example/", "example.org"] {
            assert_eq!(host(address), None, "{address}");
            assert_eq!(host_named(address).as_deref(), Some("example.org"), "{address}");
        }
    }
}

//! Links to addresses that captured pages name. Only http and https become links; anything else ("javascript:",
//! "file:", "data:") is printed as text.

/// An address on the web outside, as it may be shown.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ForeignLink {
    /// The address as printed.
    pub text: String,
    /// The same, where it may be followed.
    pub href: Option<String>,
}

impl ForeignLink {
    /// Judges an address.
    pub fn new(url: &str) -> Self {
        ForeignLink {
            text: url.to_string(),
            href: may_be_followed(url).then(|| url.to_string()),
        }
    }
}

fn may_be_followed(url: &str) -> bool {
    let is_web = |scheme: &str| {
        url.get(..scheme.len())
            .is_some_and(|head| head.eq_ignore_ascii_case(scheme))
    };
    let is_odd = |c: char| c.is_whitespace() || c.is_control();
    (is_web("http://") || is_web("https://")) && !url.contains(is_odd)
}

/// `text` as one part of a query or path: everything but letters, digits and "-._~" is percent-encoded.
pub fn percent_encoded(text: &str) -> String {
    let mut encoded = String::with_capacity(text.len());
    for byte in text.bytes() {
        match byte {
            b'A'..=b'Z' | b'a'..=b'z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' => encoded.push(byte.into()),
            _ => encoded.push_str(&format!("%{byte:02X}")),
        }
    }
    encoded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_web_addresses_are_links() {
        assert!(ForeignLink::new("https://news.example/a?b=c").href.is_some());
        assert!(ForeignLink::new("HTTP://news.example/").href.is_some());
        for url in [
            "javascript:alert(1)",
            " https://a.example",
            "https://a.example/\nx",
            "file:///etc/passwd",
            "//a.example",
            "ht",
            "é",
        ] {
            assert_eq!(ForeignLink::new(url).href, None, "{url}");
        }
    }

    #[test]
    fn encoding_leaves_nothing_that_ends_a_value() {
        assert_eq!(percent_encoded("a&b=ü \"<"), "a%26b%3D%C3%BC%20%22%3C");
    }
}

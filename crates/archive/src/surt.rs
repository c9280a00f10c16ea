//! Addresses in the order of an index of captures (SURT): the host from its end, then the path, so that what belongs
//! together stands together. Addresses that archives take for one have one key.

use url::{Host, Url};

/// The key of an address. What is no address of the web is its own key, in small letters.
pub fn surt(address: &str) -> String {
    let trimmed = address.trim();
    let Ok(url) = Url::parse(trimmed) else {
        return trimmed.to_ascii_lowercase().replace(' ', "%20");
    };
    let (Some(host), "http" | "https") = (url.host(), url.scheme()) else {
        return url.as_str().to_ascii_lowercase();
    };
    let mut key = reversed(&host);
    if let Some(port) = url.port() {
        key.push_str(&format!(":{port}"));
    }
    key.push(')');
    key.push_str(&path(&url));
    if let Some(query) = url.query().filter(|query| !query.is_empty()) {
        let mut parts: Vec<String> = query.to_ascii_lowercase().split('&').map(str::to_owned).collect();
        parts.sort();
        key.push('?');
        key.push_str(&parts.join("&"));
    }
    key
}

/// "www.harbour.example" is "example,harbour"; an address of numbers stays as it is.
fn reversed(host: &Host<&str>) -> String {
    let Host::Domain(name) = host else {
        return host.to_string();
    };
    let name = name.trim_end_matches('.').to_ascii_lowercase();
    let mut labels: Vec<&str> = name.split('.').collect();
    if labels.len() > 1 && is_www(labels[0]) {
        labels.remove(0);
    }
    labels.reverse();
    labels.join(",")
}

/// "www", "www2".
fn is_www(label: &str) -> bool {
    label
        .strip_prefix("www")
        .is_some_and(|rest| rest.bytes().all(|byte| byte.is_ascii_digit()))
}

/// In small letters, without doubled slashes and without one at its end.
fn path(url: &Url) -> String {
    let parts: Vec<&str> = url.path().split('/').filter(|part| !part.is_empty()).collect();
    format!("/{}", parts.join("/").to_ascii_lowercase())
}

//! What mail leaves in archived text: quoted-printable escapes that nobody decoded, and the header lines of MIME parts.

use std::borrow::Cow;

/// The text without quoted-printable escapes, if it has so many that they are no accident: lines that end in a lone "=",
/// and "=3D" or "=E2=80=99" between words. Left as it is where what they stand for is not UTF-8.
pub fn decoded(text: &str) -> Cow<'_, str> {
    const SOFT_BREAKS: usize = 2;
    const ESCAPES: usize = 3;
    let soft = text.lines().filter(|line| line.ends_with('=')).count();
    let escapes = text
        .split('=')
        .skip(1)
        .filter(|rest| escape(rest.as_bytes()).is_some());
    if soft < SOFT_BREAKS && escapes.count() < ESCAPES {
        return Cow::Borrowed(text);
    }
    String::from_utf8(unescaped(text)).map_or(Cow::Borrowed(text), Cow::Owned)
}

/// The byte that two upper-case hexadecimal digits say.
fn escape(rest: &[u8]) -> Option<u8> {
    let digit = |byte: u8| match byte {
        b'0'..=b'9' => Some(byte - b'0'),
        b'A'..=b'F' => Some(byte - b'A' + 10),
        _ => None,
    };
    Some(digit(*rest.first()?)? << 4 | digit(*rest.get(1)?)?)
}

fn unescaped(text: &str) -> Vec<u8> {
    let bytes = text.as_bytes();
    let (mut out, mut at) = (Vec::with_capacity(bytes.len()), 0);
    while at < bytes.len() {
        let rest = &bytes[at + 1..];
        match bytes[at] {
            b'=' if rest.starts_with(b"\r\n") => at += 3,
            b'=' if rest.starts_with(b"\n") => at += 2,
            b'=' if escape(rest).is_some() => {
                out.extend(escape(rest));
                at += 3;
            }
            byte => {
                out.push(byte);
                at += 1;
            }
        }
    }
    out
}

/// Whether a line is the header of a MIME part.
pub fn is_header(line: &str) -> bool {
    const NAMES: [&str; 6] = [
        "content-type:",
        "content-transfer-encoding:",
        "content-disposition:",
        "content-id:",
        "mime-version:",
        "charset=",
    ];
    const LONGEST: usize = 200;
    let boundary = |line: &str| line.starts_with("--") && line.len() > 20 && !line.contains(' ');
    let lower = line
        .get(..line.floor_char_boundary(32))
        .unwrap_or("")
        .to_ascii_lowercase();
    line.len() <= LONGEST
        && (NAMES.iter().any(|name| lower.starts_with(name))
            || boundary(line) && line.bytes().any(|b| b != b'-'))
}

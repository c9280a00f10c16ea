//! Where to go on in a list: opaque for its reader, checked when it comes back. It names the last entry that was read, so
//! that entries that come in before or behind it move nothing. Not a secret, and not signed: whatever it says, it leads to
//! a place in a list that anyone may read.

use data_encoding::BASE64URL_NOPAD;

use super::Problem;

/// The longest that is read, in characters.
const LIMIT: usize = 200;

/// A cursor of the list with this name.
pub fn made(list: &str, place: &[&str]) -> String {
    let words = [&[list], place].concat().join("\n");
    BASE64URL_NOPAD.encode(words.as_bytes())
}

/// The `N` words of a cursor of this list.
pub fn read<const N: usize>(list: &str, cursor: &str) -> Result<[String; N], Problem> {
    let words = (cursor.len() <= LIMIT)
        .then(|| BASE64URL_NOPAD.decode(cursor.as_bytes()).ok())
        .flatten()
        .and_then(|bytes| String::from_utf8(bytes).ok());
    let place = words.as_deref().and_then(|words| {
        let (named, place) = words.split_once('\n')?;
        let place: Vec<String> = place.split('\n').map(str::to_owned).collect();
        (named == list).then_some(place)?.try_into().ok()
    });
    place.ok_or_else(|| {
        Problem::bad_parameter(
            "“cursor” must be what the answer before this one calls “next”, of the same list.",
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_cursor_comes_back_to_its_own_list_only() {
        let cursor = made("entities", &["12", "p-abc"]);
        assert_eq!(read::<2>("entities", &cursor).unwrap(), ["12", "p-abc"]);
        assert!(read::<2>("events", &cursor).is_err());
        assert!(read::<1>("entities", &cursor).is_err());
        for odd in ["", "%", "AAAA", "é", &"A".repeat(500)] {
            assert!(read::<1>("entities", odd).is_err(), "{odd}");
        }
    }
}

//! How many a phrase speaks of: "at least 12 miners" are miners, twelve or more. Two outlets that count the same people
//! differently tell of one event and differ on a number.

/// A number printed with those who take part.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Count {
    /// The number.
    pub number: u32,
    /// Whether it is only the least there can be ("more than 100").
    pub or_more: bool,
}

impl Count {
    /// Whether both cannot be right.
    pub fn differs(self, other: Count) -> bool {
        match (self.or_more, other.or_more) {
            (false, false) => self.number != other.number,
            (true, false) => other.number < self.number,
            (false, true) => self.number < other.number,
            (true, true) => false,
        }
    }
}

const OPEN: &[&str] = &["at least", "more than", "over", "upwards of"];
const NEAR: &[&str] = &[
    "about",
    "around",
    "some",
    "nearly",
    "almost",
    "up to",
    "a total of",
    "the",
];
const WORDS: &[(&str, u32)] = &[
    ("one", 1),
    ("two", 2),
    ("three", 3),
    ("four", 4),
    ("five", 5),
    ("six", 6),
    ("seven", 7),
    ("eight", 8),
    ("nine", 9),
    ("ten", 10),
    ("eleven", 11),
    ("twelve", 12),
    ("thirteen", 13),
    ("fourteen", 14),
    ("fifteen", 15),
    ("sixteen", 16),
    ("seventeen", 17),
    ("eighteen", 18),
    ("nineteen", 19),
    ("twenty", 20),
    ("thirty", 30),
    ("forty", 40),
    ("fifty", 50),
    ("sixty", 60),
    ("seventy", 70),
    ("eighty", 80),
    ("ninety", 90),
];

/// Parts a folded phrase into its number and what is counted; the phrase as it is where it begins with no number, or
/// counts nothing.
pub fn counted(folded: &str) -> (Option<Count>, &str) {
    let strip = |phrase: &'static [&'static str]| {
        let stripped = phrase.iter().filter_map(|words| folded.strip_prefix(words));
        stripped.filter_map(|rest| rest.strip_prefix(' ')).next()
    };
    let (rest, or_more) = match (strip(OPEN), strip(NEAR)) {
        (Some(rest), _) => (rest, true),
        (_, Some(rest)) => (rest, false),
        _ => (folded, false),
    };
    match number_first(rest) {
        Some((number, counted)) if !counted.is_empty() => (Some(Count { number, or_more }), counted),
        _ => (None, folded),
    }
}

/// "1 200 miners" (which was "1,200 miners" before folding) and "twelve miners".
fn number_first(phrase: &str) -> Option<(u32, &str)> {
    let (word, mut rest) = phrase.split_once(' ')?;
    if let Some((_, number)) = WORDS.iter().find(|(name, _)| *name == word) {
        return Some((*number, rest));
    }
    let mut digits = word.to_owned();
    digits.parse::<u32>().ok()?;
    while let Some((group, behind)) = rest.split_once(' ').filter(|(group, _)| is_thousands(group)) {
        digits.push_str(group);
        rest = behind;
    }
    Some((digits.parse().ok()?, rest))
}

fn is_thousands(group: &str) -> bool {
    group.len() == 3 && group.bytes().all(|byte| byte.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::{Count, counted};

    #[test]
    fn numbers_are_parted_from_what_they_count() {
        let exactly = |number| {
            Some(Count {
                number,
                or_more: false,
            })
        };
        let at_least = |number| {
            Some(Count {
                number,
                or_more: true,
            })
        };
        assert_eq!(counted("12 miners"), (exactly(12), "miners"));
        assert_eq!(counted("at least twelve miners"), (at_least(12), "miners"));
        assert_eq!(counted("more than 1 200 people"), (at_least(1200), "people"));
        assert_eq!(
            counted("some 40 farmers of vellmar"),
            (exactly(40), "farmers of vellmar")
        );
        assert_eq!(counted("farmers"), (None, "farmers"));
        assert_eq!(counted("group of 12"), (None, "group of 12"));
        assert_eq!(counted("99999999999 people"), (None, "99999999999 people"));
        assert_eq!(counted("12"), (None, "12"));
    }

    #[test]
    fn at_least_a_hundred_and_a_hundred_and_twenty_do_not_differ() {
        let (open, exact) = (counted("over 100 men").0.unwrap(), |n| Count {
            number: n,
            or_more: false,
        });
        assert!(!open.differs(exact(120)) && !exact(120).differs(open));
        assert!(open.differs(exact(90)) && exact(90).differs(open));
        assert!(exact(1).differs(exact(2)) && !open.differs(open));
    }
}

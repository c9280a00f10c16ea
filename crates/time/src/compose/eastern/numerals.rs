//! Numbers of Chinese, Japanese and Korean: in digits, in characters by place (一九九五) or by value (二十六, 이십오).
//! At most a dozen lexemes are read.

use super::super::Composer;
use crate::lex::Cue;

/// How a number is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Style {
    /// So many digits.
    Digits(u8),
    /// So many characters, each a digit.
    ByPlace(u8),
    ByValue,
    /// Two neighbours, which mean one or the other: 三四天.
    Roughly,
}

/// A number, and the index behind it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Numeral {
    pub value: i64,
    pub to: usize,
    pub style: Style,
    /// Written with a zero in front: 08年.
    pub padded: bool,
}

impl Composer<'_> {
    /// The number that begins at `at`.
    pub(super) fn numeral(&self, at: usize) -> Option<Numeral> {
        let lexeme = self.get(at)?;
        if lexeme.digits > 0 {
            let (value, to) = self.number(at)?;
            let padded = lexeme.digits == 2 && lexeme.number < 10;
            let style = if to == at + 1 {
                Style::Digits(lexeme.digits)
            } else {
                Style::ByValue
            };
            return Some(Numeral {
                value,
                to,
                style,
                padded,
            });
        }
        let (values, count) = self.numeral_characters(at);
        read(&values[..count], at)
    }

    /// A number and the mark behind it. The last character of a number may itself be the mark: 이십일.
    pub(super) fn marked(&self, at: usize, mark: Cue) -> Option<(Numeral, usize)> {
        let numeral = self.numeral(at)?;
        if self.is(numeral.to, mark) {
            return Some((numeral, numeral.to + 1));
        }
        let (values, _) = self.numeral_characters(at);
        let count = (numeral.to - at).checked_sub(1).filter(|&count| count > 0)?;
        let shorter = read(values.get(..count)?, at).filter(|shorter| shorter.to == at + count)?;
        self.is(shorter.to, mark).then_some((shorter, shorter.to + 1))
    }

    fn numeral_characters(&self, at: usize) -> ([i64; 12], usize) {
        let mut values = [0; 12];
        let mut count = 0;
        while let Some(lexeme) = self.get(at + count).filter(|_| count < 12) {
            let counts = lexeme.senses.cardinal > 0 && lexeme.senses.unit.is_none() && lexeme.digits == 0;
            if !counts || count > 0 && !lexeme.glued {
                break;
            }
            values[count] = i64::from(lexeme.senses.cardinal) - 1;
            count += 1;
        }
        (values, count)
    }

    /// Whether a number is one syllable of Hangul, as common words also are ("이", "일", "구").
    pub(super) fn is_one_syllable(&self, at: usize, to: usize) -> bool {
        to == at + 1
            && self
                .get(at)
                .is_some_and(|l| l.digits == 0 && l.is_hangul(self.text) && l.span.len() == 3)
    }
}

fn read(values: &[i64], at: usize) -> Option<Numeral> {
    let (&first, rest) = values.split_first()?;
    let numeral = |value, count, style| {
        Some(Numeral {
            value,
            to: at + count,
            style,
            padded: count == 2 && first == 0,
        })
    };
    if rest.is_empty() {
        return numeral(first, 1, Style::ByValue);
    }
    let places = values.iter().take_while(|&&value| value < 10).count();
    if places == values.len() {
        let value = values
            .iter()
            .fold(0, |value: i64, digit| value.saturating_mul(10) + digit);
        let neighbours = places == 2 && first > 0 && rest[0] == first + 1;
        let style = if neighbours {
            Style::Roughly
        } else {
            Style::ByPlace(places as u8)
        };
        return numeral(value, places, style);
    }
    let (value, count) = by_value(values);
    numeral(value, count, Style::ByValue)
}

/// The value of a number with tens, hundreds and thousands, and how many characters it takes.
fn by_value(values: &[i64]) -> (i64, usize) {
    let (mut total, mut section, mut digit) = (0i64, 0i64, None);
    for (index, &value) in values.iter().enumerate() {
        match value {
            0 => digit = digit.or(Some(0)).filter(|&digit| digit == 0),
            1..=9 if digit.is_some_and(|digit| digit > 0) => {
                return (total + section + digit.unwrap_or(0), index);
            }
            1..=9 => digit = Some(value),
            10 | 100 | 1000 => {
                section += digit.take().filter(|&digit| digit > 0).unwrap_or(1) * value;
            }
            11..=99 => section += value,
            _ => {
                let below = section + digit.take().unwrap_or(0);
                total = (total + below.max(1)).saturating_mul(value);
                section = 0;
            }
        }
    }
    (total.saturating_add(section + digit.unwrap_or(0)), values.len())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn value(values: &[i64]) -> Option<(i64, usize, Style)> {
        read(values, 0).map(|numeral| (numeral.value, numeral.to, numeral.style))
    }

    #[test]
    fn places_and_values_are_told_apart() {
        assert_eq!(value(&[1, 9, 9, 5]), Some((1995, 4, Style::ByPlace(4))));
        assert_eq!(value(&[2, 10, 6]), Some((26, 3, Style::ByValue)));
        assert_eq!(value(&[10]), Some((10, 1, Style::ByValue)));
        assert_eq!(value(&[2, 1000, 0, 8]), Some((2008, 4, Style::ByValue)));
        assert_eq!(value(&[1000, 9, 100, 8, 10, 4]), Some((1984, 6, Style::ByValue)));
        assert_eq!(value(&[3, 4]), Some((34, 2, Style::Roughly)));
        assert_eq!(value(&[2, 10, 5, 1]), Some((25, 3, Style::ByValue)));
        assert_eq!(value(&[3, 10_000, 5, 1000]), Some((35_000, 4, Style::ByValue)));
        assert_eq!(value(&[]), None);
    }
}

//! Numbers as news writes them: "3,000", "2.5", "9 1/2", "twenty-four", "two and a half", "a few", "'68",
//! "nineteen ninety-six". Bounded: at most a dozen lexemes are read.

use super::{Amount, Composer};
use crate::lex::{Cue, Order, Unit};

impl Composer<'_> {
    /// A cardinal number in digits or words.
    pub fn number(&self, at: usize) -> Option<(i64, usize)> {
        self.digits_number(at).or_else(|| self.word_number(at))
    }

    /// "20", "3,000", "20 000".
    fn digits_number(&self, at: usize) -> Option<(i64, usize)> {
        let lexeme = self
            .get(at)
            .filter(|lexeme| lexeme.digits > 0 && lexeme.digits <= 9)?;
        let (mut number, mut next) = (lexeme.number, at + 1);
        let separator = if self.table.order == Order::Day { '.' } else { ',' };
        while (self.mark(next) == separator && lexeme.digits <= 3)
            && self.is_glued(next)
            && self.is_glued(next + 1)
            && self.digits(next + 1) == 3
        {
            number = number
                .checked_mul(1000)?
                .checked_add(self.lexemes[next + 1].number)?;
            next += 2;
            if next > at + 6 {
                return None;
            }
        }
        let multiplier = self.cardinal(next).filter(|&word| word >= 100);
        match multiplier {
            Some(multiplier) => Some((number.checked_mul(multiplier)?, next + 1)),
            None => Some((number, next)),
        }
    }

    /// "twenty-four", "two hundred", "three thousand".
    fn word_number(&self, at: usize) -> Option<(i64, usize)> {
        let (mut total, mut group, mut next) = (0i64, self.cardinal(at)?, at + 1);
        while next < at + 10 {
            let after = if self.mark(next) == '-' || self.is(next, Cue::And) {
                next + 1
            } else {
                next
            };
            let Some(word) = self.cardinal(after) else { break };
            match word {
                100 => group = group.max(1) * 100,
                1000 | 1_000_000 => {
                    total = (total + group.max(1)).checked_mul(word)?;
                    group = 0;
                }
                _ if after > next
                    && self.is(next, Cue::And)
                    && group % 100 != 0
                    && !(group >= 20 && group % 10 == 0 && word < 10)
                    && !(matches!(group % 100, 60 | 80) && word == 11) =>
                {
                    break;
                }
                _ if matches!(group % 100, 60 | 80) && (10..20).contains(&word) && after > next => {
                    group += word
                }
                _ if group % 100 == 0 && group > 0 || group >= 20 && group % 10 == 0 && word < 10 => {
                    group += word
                }
                _ if group == 0 => group = word,
                _ => break,
            }
            next = after + 1;
        }
        Some((total + group, next))
    }

    fn cardinal(&self, at: usize) -> Option<i64> {
        let cardinal = self.get(at)?.senses.cardinal;
        (cardinal > 0).then(|| i64::from(cardinal) - 1)
    }

    pub fn digits(&self, at: usize) -> u8 {
        self.get(at).map_or(0, |lexeme| lexeme.digits)
    }

    /// How many of a unit: "two", "2.5", "a few", "two and a half", "a couple of", "half a".
    pub fn amount(&self, at: usize) -> Option<(Amount, usize)> {
        if let Some(found) = self.vague_amount(at) {
            return Some(found);
        }
        if let Some(senses) = self
            .get(at)
            .map(|lexeme| lexeme.senses)
            .filter(|senses| senses.and_a_half)
        {
            return Some((Amount::Halves(2 * i64::from(senses.cardinal - 1) + 1), at + 1));
        }
        if self.is(at, Cue::Half) {
            if self.table.order == Order::Day && self.unit(at + 1).is_some() {
                return Some((Amount::Halves(1), at + 1));
            }
            let next = if self.is(at + 1, Cue::A) {
                at + 2
            } else {
                self.skip_hyphen(at + 1)
            };
            return (next > at + 1).then_some((Amount::Halves(1), next));
        }
        if self.is(at, Cue::A) || self.is(at, Cue::Another) {
            return self.amount_after_article(at);
        }
        let (number, next) = self.number(at)?;
        if number == 1 && self.is(next, Cue::Half) && self.table.order == Order::Day {
            return Some((Amount::Halves(1), self.skip_hyphen(next + 1)));
        }
        if let Some((hundredths, next)) = self.decimals(number, next) {
            return Some((Amount::Hundredths(hundredths), next));
        }
        if let Some(next) = self.and_a_half(next) {
            return Some((Amount::Halves(number.checked_mul(2)?.checked_add(1)?), next));
        }
        Some((Amount::whole(number), next))
    }

    fn amount_after_article(&self, at: usize) -> Option<(Amount, usize)> {
        let next = at + 1;
        match self.cue(next) {
            Some(Cue::Few | Cue::Several) => Some((Amount::Vague, next + 1)),
            Some(Cue::Couple) => Some((Amount::whole(2), self.skip(next + 1, Cue::Of))),
            Some(Cue::Dozen) => Some((Amount::whole(12), next + 1)),
            Some(Cue::Half) => Some((Amount::Halves(1), self.skip_hyphen(next + 1))),
            _ if self.cardinal(next).is_some_and(|n| n >= 100) => {
                Some((Amount::whole(self.cardinal(next)?), next + 1))
            }
            _ if self.is(at, Cue::Another) && self.number(next).is_some() => self.amount(next),
            _ => Some((Amount::whole(1), next)),
        }
    }

    fn vague_amount(&self, at: usize) -> Option<(Amount, usize)> {
        match self.cue(at)? {
            Cue::Several | Cue::Many | Cue::Few => Some((Amount::Vague, self.skip(at + 1, Cue::Of))),
            Cue::Couple => Some((Amount::whole(2), self.skip(at + 1, Cue::Of))),
            Cue::Dozen => Some((Amount::whole(12), at + 1)),
            _ => None,
        }
    }

    /// ".5" or " 1/2" after a whole number, as hundredths.
    pub(super) fn decimals(&self, number: i64, at: usize) -> Option<(i64, usize)> {
        let glued = self.is_glued(at) && self.is_glued(at + 1);
        if matches!(self.mark(at), '.' | ',') && glued && matches!(self.digits(at + 1), 1 | 2) {
            let fraction = &self.lexemes[at + 1];
            let hundredths = if fraction.digits == 1 {
                fraction.number * 10
            } else {
                fraction.number
            };
            return Some((number.checked_mul(100)?.checked_add(hundredths)?, at + 2));
        }
        let quarters = match self.word(at) {
            "½" => 50,
            "¼" => 25,
            "¾" => 75,
            _ => self.slash_fraction(at)?,
        };
        let length = if self.digits(at) > 0 { 3 } else { 1 };
        Some((number.checked_mul(100)?.checked_add(quarters)?, at + length))
    }

    fn slash_fraction(&self, at: usize) -> Option<i64> {
        let written = self.digits(at) == 1 && self.mark(at + 1) == '/' && self.digits(at + 2) == 1;
        let (over, under) = (self.get(at)?.number, self.get(at + 2)?.number);
        (written && over < under && under > 0).then(|| over * 100 / under)
    }

    /// "and a half", also with hyphens.
    fn and_a_half(&self, at: usize) -> Option<usize> {
        let and = self.skip_hyphen(at);
        let article = self.skip_hyphen(self.expect(and, Cue::And)?);
        let half = match self.expect(article, Cue::A) {
            Some(half) => self.skip_hyphen(half),
            None if self.table.order == Order::Day => {
                article + usize::from(self.cardinal(article) == Some(1) && self.is(article + 1, Cue::Half))
            }
            // "two and half years", as some write it.
            None => article,
        };
        self.expect(half, Cue::Half)
    }

    /// A year: four digits, "'68", "nineteen ninety-six", "two thousand and four"; with "BC" or "AD".
    pub fn year(&self, at: usize) -> Option<(i16, usize)> {
        if self.is(at, Cue::Ad) {
            let number = self
                .get(at + 1)
                .filter(|lexeme| matches!(lexeme.digits, 1..=4))?
                .number;
            return Some((number as i16, at + 2));
        }
        if let Some(found) = self.bc_year(at) {
            return Some(found);
        }
        if self.is(at, Cue::Bc) {
            let (number, next) = self
                .digits_number(at + 1)
                .filter(|&(number, _)| number > 0 && number < 9000)?;
            let year = self.table.order == Order::Day && self.unit(next) == Some(Unit::Year);
            let counted = self.unit(next).is_some() && !year || self.has_ordinal(at + 1);
            return (!counted).then_some((1 - number as i16, next + usize::from(year)));
        }
        if self.digits(at) == 4 {
            let number = self.lexemes[at].number;
            let word = self.table.order == Order::Day
                && self.unit(at + 1) == Some(Unit::Year)
                && (!self.lexemes[at + 1].senses.plural || self.is_second_year(at));
            return (1000..2200)
                .contains(&number)
                .then_some((number as i16, at + 1 + usize::from(word)));
        }
        let quoted = at > 0 && self.mark(at - 1) == '\'' && self.is_glued(at);
        if self.mark(at) == '\'' && self.digits(at + 1) == 2 && self.is_glued(at + 1) && !quoted {
            return Some((century_of(self.lexemes[at + 1].number as i16), at + 2));
        }
        self.year_in_words(at)
    }

    /// "1945" in "1941-1945 гг.".
    pub(super) fn is_second_year(&self, at: usize) -> bool {
        let joined =
            at > 1 && super::is_dash(self.mark(at - 1)) && self.is_glued(at) && self.is_glued(at - 1);
        joined && self.digits(at - 2) == 4 && self.digits(at) == 4
    }

    fn bc_year(&self, at: usize) -> Option<(i16, usize)> {
        let (number, next) = self
            .digits_number(at)
            .filter(|&(number, _)| number > 0 && number < 9000)?;
        let year = usize::from(self.table.order == Order::Day && self.unit(next) == Some(Unit::Year));
        let era = self
            .era_mark(next + year)
            .or_else(|| self.shared_era(number, next))?;
        Some((if era.0 { 1 - number as i16 } else { number as i16 }, era.1))
    }

    /// "499-493 BC", "264 to 241 BC", "496 and 495 BC": the era of the second year is that of the first.
    fn shared_era(&self, number: i64, at: usize) -> Option<(bool, usize)> {
        let joins =
            super::is_dash(self.mark(at)) || matches!(self.cue(at), Some(Cue::To | Cue::Till | Cue::And));
        let (second, next) = self.digits_number(at + 1).filter(|_| joins)?;
        let (before_christ, _) = self.era_mark(next)?;
        (before_christ && number > second).then_some((true, at))
    }

    /// "BC", "B.C.", "BCE" (true), "AD", "A.D." (false), and the index after it.
    pub fn era_mark(&self, at: usize) -> Option<(bool, usize)> {
        match self.cue(at) {
            Some(Cue::Bc) => return Some((true, at + 1)),
            Some(Cue::Ad) => return Some((false, at + 1)),
            _ => {}
        }
        let dotted = self.mark(at + 1) == '.' && self.is_glued(at + 2);
        let to = at + 3 + usize::from(self.mark(at + 3) == '.' && self.is_glued(at + 3));
        match (self.word(at), self.word(at + 2)) {
            ("B", "C") if dotted => Some((true, to)),
            ("A", "D") if dotted => Some((false, to)),
            _ => None,
        }
    }

    /// "nineteen eighty-six", "seventeen hundred thirty-three" behind a day and month.
    pub fn spoken_year(&self, at: usize) -> Option<(i16, usize)> {
        let century = self.cardinal(at).filter(|century| (11..=20).contains(century))?;
        if self.cardinal(at + 1) == Some(100) {
            let (number, next) = self
                .word_number(at)
                .filter(|(number, _)| (1100..2100).contains(number))?;
            return (!self.is(next, Cue::Quantity)).then_some((number as i16, next));
        }
        self.year_in_words(at)
            .filter(|&(year, _)| i64::from(year) >= century * 100)
    }

    fn year_in_words(&self, at: usize) -> Option<(i16, usize)> {
        let century = self.cardinal(at)?;
        if century == 2 && self.cardinal(at + 1) == Some(1000) {
            let (number, next) = self.word_number(at)?;
            return (2000..2100).contains(&number).then_some((number as i16, next));
        }
        if self.table.order == Order::Day && century >= 1000 {
            let (number, next) = self.word_number(at)?;
            return (1100..2100).contains(&number).then_some((number as i16, next));
        }
        if !(10..=20).contains(&century) || self.table.order == Order::Day {
            return None;
        }
        let (rest, next) = self.word_number(self.skip_hyphen(at + 1))?;
        (10..100)
            .contains(&rest)
            .then_some(((century * 100 + rest) as i16, next))
    }
}

/// The year that two digits mean: 1930 to 2029.
pub(crate) fn century_of(two_digits: i16) -> i16 {
    if two_digits < 30 {
        2000 + two_digits
    } else {
        1900 + two_digits
    }
}

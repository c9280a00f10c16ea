//! An article that tells of a happening: in an outlet's own words, or word for word after another outlet's.

use jiff::civil::Date;
use jiff::{Span, Timestamp};

use crate::happening::{Happening, Person};
use crate::{Outlet, Seeded, World, filler};

/// One article.
#[derive(Clone, Debug)]
pub struct Telling {
    /// What it tells of.
    pub happening: Happening,
    /// Its outlet, an index into the world's.
    pub outlet: usize,
    /// Its address.
    pub url: String,
    /// When it was published.
    pub published: Timestamp,
    /// Its headline.
    pub title: String,
    /// Who wrote it.
    pub byline: String,
    /// Its body: the first paragraph tells of the happening, the others describe.
    pub paragraphs: Vec<String>,
    /// The address of the article it copies.
    pub copy_of: Option<String>,
}

impl Telling {
    /// The happening in an outlet's own words; `number` tells tellings of one happening apart.
    pub fn own(
        world: &World,
        happening: &Happening,
        outlet: usize,
        number: u64,
        published: Timestamp,
    ) -> Self {
        let mut choice = Seeded::new(happening.number, &[20, number, outlet as u64]);
        let plot = happening.pattern();
        let lead = lead(
            happening,
            choice.pick(plot.wordings),
            day_of(published),
            &mut choice,
        );
        let mut paragraphs = vec![lead];
        paragraphs.push(district(100 + choice.below(900)));
        paragraphs.extend((0..3 + choice.below(6)).map(|_| filler::paragraph(&mut choice)));
        let title = headline(happening);
        Telling {
            url: address(&world.outlets[outlet], happening, &title, published),
            happening: happening.clone(),
            outlet,
            published,
            title,
            byline: world.reporter(outlet, choice.below(12)),
            paragraphs,
            copy_of: None,
        }
    }

    /// The same text at another outlet, some hours later; now and then its end is cut off.
    pub fn copied(&self, world: &World, outlet: usize, hours: i64) -> Self {
        let mut choice = Seeded::new(self.happening.number, &[21, outlet as u64]);
        let published = self
            .published
            .saturating_add(Span::new().hours(hours))
            .expect("hours are small");
        let mut copy = self.clone();
        copy.outlet = outlet;
        copy.published = published;
        copy.url = address(&world.outlets[outlet], &self.happening, &self.title, published);
        copy.copy_of = Some(self.url.clone());
        if choice.chance(30) {
            copy.paragraphs.truncate((copy.paragraphs.len() - 1).max(3));
        }
        copy
    }

    /// Another number of residents.
    pub(crate) fn recount(&mut self, thousands: usize) {
        self.paragraphs[1] = district(thousands);
    }
}

/// The paragraph that later edits change.
fn district(thousands: usize) -> String {
    format!("The district has {thousands} thousand residents and a small airport.")
}

/// The day of an instant, in UTC: all outlets of this world keep its time.
pub fn day_of(instant: Timestamp) -> Date {
    jiff::tz::Offset::UTC.to_datetime(instant).date()
}

/// The sentence that tells of the happening, after a dateline.
fn lead(happening: &Happening, wording: &str, published: Date, choice: &mut Seeded) -> String {
    let sentence = filled(happening, wording, &day_phrase(happening.day, published, choice));
    if choice.chance(40) && happening.pattern().status == "happened" {
        let (first, rest) = sentence.split_at(sentence.len() - 1);
        return format!("{first}, officials said{rest}");
    }
    sentence
}

fn filled(happening: &Happening, wording: &str, day: &str) -> String {
    let named = |person: &Person| format!("{} {}", person.title, person.name);
    wording
        .replace("{a}", &named(&happening.actor))
        .replace(
            "{r}",
            &happening.recipient.as_ref().map(named).unwrap_or_default(),
        )
        .replace("{p}", happening.place.as_deref().unwrap_or_default())
        .replace("{d}", day)
}

fn headline(happening: &Happening) -> String {
    let recipient = happening.recipient.as_ref().map_or("", Person::surname);
    happening
        .pattern()
        .headline
        .replace("{A}", happening.actor.surname())
        .replace("{R}", recipient)
        .replace("{p}", happening.place.as_deref().unwrap_or_default())
}

/// "on Tuesday" within the last days, else "on March 3" or "on March 3, 2026".
fn day_phrase(day: Date, published: Date, choice: &mut Seeded) -> String {
    let ago = (published - day).get_days();
    let form = match choice.below(3) {
        0 if (0..6).contains(&ago) => "on %A",
        1 => "on %B %-d",
        _ => "on %B %-d, %Y",
    };
    day.strftime(form).to_string()
}

fn address(outlet: &Outlet, happening: &Happening, title: &str, published: Timestamp) -> String {
    let words: Vec<String> = title
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty())
        .map(str::to_lowercase)
        .collect();
    let day = day_of(published);
    let number = happening.number;
    format!(
        "https://{}/{}/{:02}/{}-{number}",
        outlet.host,
        day.year(),
        day.month(),
        words.join("-")
    )
}

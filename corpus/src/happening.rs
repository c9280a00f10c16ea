//! What is true: one thing that happened, is planned, or was called off, before anybody tells of it.

use jiff::civil::Date;

use crate::plots::{PLOTS, Plot, Where};
use crate::world::OFFICES;
use crate::{Seeded, World};

/// Somebody who takes part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// "Kazakh Foreign Minister".
    pub title: String,
    /// Given name and surname.
    pub name: String,
}

impl Person {
    /// What follows the given name.
    pub fn surname(&self) -> &str {
        self.name.rsplit(' ').next().unwrap_or(&self.name)
    }
}

/// One event, as the chronicle ought to have it.
#[derive(Clone, Debug)]
pub struct Happening {
    /// Counted from 0, in the order of publication.
    pub number: u64,
    /// Who does it.
    pub actor: Person,
    /// To or with whom.
    pub recipient: Option<Person>,
    /// The city, or the country visited.
    pub place: Option<String>,
    /// The country in which it happens.
    pub country: &'static str,
    /// The day.
    pub day: Date,
    /// Which pattern tells of it, an index into the plots.
    pub(crate) plot: usize,
}

impl Happening {
    /// Happening `number`, first told of on the day `published`.
    pub fn new(world: &World, seed: u64, number: u64, published: Date) -> Self {
        let mut choice = Seeded::new(seed, &[10, number]);
        let plot_number = choice.below(PLOTS.len());
        let plot = &PLOTS[plot_number];
        let (home, abroad) = two_countries(world, &mut choice);
        let host = world.country(abroad);
        let office = choice.below(OFFICES.len());
        Happening {
            number,
            actor: world.holder(home, office),
            recipient: plot.recipient.then(|| world.holder(abroad, office)),
            place: match plot.place {
                Where::Nowhere => None,
                Where::City => Some(choice.pick(&host.cities).to_owned()),
                Where::Country => Some(host.name.to_owned()),
            },
            country: host.name,
            day: day(plot, published, &mut choice),
            plot: plot_number,
        }
    }

    /// Its kind: one of the event types.
    pub fn kind(&self) -> &'static str {
        self.pattern().kind
    }

    /// `happened`, `planned` or `denied`.
    pub fn status(&self) -> &'static str {
        self.pattern().status
    }

    /// The pattern by which it is told.
    pub(crate) fn pattern(&self) -> &'static Plot {
        &PLOTS[self.plot]
    }
}

fn two_countries(world: &World, choice: &mut Seeded) -> (usize, usize) {
    let home = choice.below(world.countries());
    let step = 1 + choice.below(world.countries() - 1);
    (home, (home + step) % world.countries())
}

/// Within the last days, or, for what is still to come, within the next two weeks.
fn day(plot: &Plot, published: Date, choice: &mut Seeded) -> Date {
    let days = choice.below(4) as i64;
    let moved = if plot.status == "happened" {
        -days
    } else {
        4 + 3 * days
    };
    published.saturating_add(jiff::Span::new().days(moved))
}

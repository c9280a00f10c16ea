//! Where the places of the chronicle are. Places are told apart by name and country; where on earth that is, the gazetteer
//! says when a map asks.

use annals_names::{Whereabouts, whereabouts};

use crate::nouns::{Entity, EntityKind};

/// Where a place is, and in which country.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct OnEarth {
    /// ISO 3166-1 alpha-2, upper case.
    pub country: [u8; 2],
    /// The spot, and how much of the earth it stands for.
    pub whereabouts: Whereabouts,
}

impl Entity {
    /// Where it is, if it is a place that the gazetteer knows in its country.
    pub fn located(&self) -> Option<OnEarth> {
        if self.kind != EntityKind::Place {
            return None;
        }
        let (name, code) = self.key.rsplit_once(' ')?;
        let country: [u8; 2] = code.to_ascii_uppercase().into_bytes().try_into().ok()?;
        let whereabouts = whereabouts(name, country)?;
        Some(OnEarth { country, whereabouts })
    }
}

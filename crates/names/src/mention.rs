//! Names as the text prints them.

use annals_text::Span;

use crate::offices::Holding;

/// Everything that was found in one text, each list sorted by span.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Names {
    /// Names as printed.
    pub mentions: Vec<Mention>,
    /// Pronouns and role phrases that stand for an entity ("he", "the DPRK leader", "the city"). Never entities themselves.
    pub references: Vec<Reference>,
    /// Whose people and organisations are, where the text says it: entity number and country (ISO 3166-1 alpha-2, upper
    /// case), sorted by entity. "Russian President", "Japan's Defence Ministry", "Workers' Party of Korea".
    pub countries: Vec<(usize, [u8; 2])>,
    /// Role phrases ("the Russian President") for somebody whom the text does not name, where it has a day and the table
    /// of offices knows who held the office on it.
    pub offices: Vec<OfficePhrase>,
    /// Where on earth the place mentions are. Names of peoples ("Russian", kind [`MentionKind::Other`]) are here too, with
    /// their country.
    pub places: Vec<Place>,
    /// Places inside longer names: "Leeds" in "University of Leeds". They are no names of their own and belong to no entity.
    pub inner: Vec<InnerPlace>,
}

/// A name in the text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Mention {
    /// The name without its title ("Kim Jong Il").
    pub span: Span,
    /// What it names.
    pub kind: MentionKind,
    /// The title or office printed with it ("Chairman"), before or behind.
    pub title: Option<Span>,
    /// Number of the entity within this text: mentions with the same number are the same. Numbered from 0 in order of
    /// first mention.
    pub entity: usize,
    /// Male or female, where the text shows it (a pronoun, "Mr", "her").
    pub gender: Option<Gender>,
    /// How sure it is.
    pub confidence: Confidence,
}

/// How sure a mention is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Confidence {
    /// Found by rules and lists in a script that no tagger is trained for.
    Low,
    /// Found by the tagger.
    High,
}

/// What a name names.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum MentionKind {
    /// A person.
    Person,
    /// An organisation: government, ministry, company, party, team, agency.
    Organisation,
    /// A place: country, city, river, building.
    Place,
    /// Another name: nationality, event, work, language.
    Other,
}

impl MentionKind {
    /// As streams print it: "PER", "ORG", "LOC", "MISC".
    pub fn as_str(self) -> &'static str {
        match self {
            MentionKind::Person => "PER",
            MentionKind::Organisation => "ORG",
            MentionKind::Place => "LOC",
            MentionKind::Other => "MISC",
        }
    }
}

/// Grammatical gender as far as the text shows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Gender {
    /// He.
    Male,
    /// She.
    Female,
}

/// A pronoun or role phrase, and the entity it stands for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// Where it stands ("he", "the DPRK leader").
    pub span: Span,
    /// The entity number, as in [`Mention::entity`].
    pub entity: usize,
}

/// A role phrase for somebody whom the text does not name. It makes no entity: whoever quotes the holder quotes the table.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct OfficePhrase {
    /// Where it stands ("the Russian President").
    pub span: Span,
    /// The row of the table of offices.
    pub holding: &'static Holding,
}

/// Where on earth a place mention is.
#[derive(Clone, Debug, PartialEq)]
pub struct Place {
    /// Index into [`Names::mentions`].
    pub mention: usize,
    /// The gazetteer's name.
    pub name: String,
    /// ISO 3166-1 alpha-2, upper case.
    pub country: [u8; 2],
    /// Degrees north.
    pub latitude: f32,
    /// Degrees east.
    pub longitude: f32,
    /// How precisely that is known.
    pub precision: Precision,
    /// Other places of that name, likeliest first; at most four.
    pub alternatives: Vec<Alternative>,
}

/// A place that is a part of a longer name.
#[derive(Clone, Debug, PartialEq)]
pub struct InnerPlace {
    /// The part of the name: "Leeds" in "University of Leeds".
    pub span: Span,
    /// Where on earth that is; its `mention` is the longer name.
    pub place: Place,
}

/// Another place that a name could mean.
#[derive(Clone, Debug, PartialEq)]
pub struct Alternative {
    /// The gazetteer's name.
    pub name: String,
    /// ISO 3166-1 alpha-2, upper case.
    pub country: [u8; 2],
    /// Degrees north.
    pub latitude: f32,
    /// Degrees east.
    pub longitude: f32,
}

/// How precisely a place is known. A country is an area, not a pin.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Precision {
    /// A building or spot.
    Point,
    /// A town or city.
    City,
    /// A province, county, river, sea.
    Region,
    /// A country.
    Country,
}

impl Precision {
    /// As streams print it, in lower case.
    pub fn as_str(self) -> &'static str {
        match self {
            Precision::Point => "point",
            Precision::City => "city",
            Precision::Region => "region",
            Precision::Country => "country",
        }
    }
}

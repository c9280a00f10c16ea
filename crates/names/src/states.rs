//! Abbreviations of the states and provinces of America, Canada and Australia, as the press and the post print them behind a
//! town: "Alexandria, La.", "Surrey, B.C.". Only their names; where they are is in `gazetteer`.

/// The state or province of that abbreviation, in folded form.
pub fn state_of_code(code: &str) -> Option<&'static str> {
    CODES
        .iter()
        .find(|(short, _)| *short == code)
        .map(|(_, state)| *state)
}

const CODES: &[(&str, &str)] = &[
    ("al", "alabama"),
    ("ala", "alabama"),
    ("ak", "alaska"),
    ("az", "arizona"),
    ("ariz", "arizona"),
    ("ar", "arkansas"),
    ("ark", "arkansas"),
    ("ca", "california"),
    ("calif", "california"),
    ("co", "colorado"),
    ("colo", "colorado"),
    ("ct", "connecticut"),
    ("conn", "connecticut"),
    ("de", "delaware"),
    ("del", "delaware"),
    ("fl", "florida"),
    ("fla", "florida"),
    ("ga", "georgia"),
    ("hi", "hawaii"),
    ("id", "idaho"),
    ("il", "illinois"),
    ("ill", "illinois"),
    ("ind", "indiana"),
    ("ia", "iowa"),
    ("ks", "kansas"),
    ("kan", "kansas"),
    ("ky", "kentucky"),
    ("la", "louisiana"),
    ("me", "maine"),
    ("md", "maryland"),
    ("ma", "massachusetts"),
    ("mass", "massachusetts"),
    ("mi", "michigan"),
    ("mich", "michigan"),
    ("mn", "minnesota"),
    ("minn", "minnesota"),
    ("ms", "mississippi"),
    ("miss", "mississippi"),
    ("mo", "missouri"),
    ("mt", "montana"),
    ("mont", "montana"),
    ("ne", "nebraska"),
    ("neb", "nebraska"),
    ("nv", "nevada"),
    ("nev", "nevada"),
    ("nh", "new hampshire"),
    ("nj", "new jersey"),
    ("nm", "new mexico"),
    ("ny", "new york"),
    ("nc", "north carolina"),
    ("nd", "north dakota"),
    ("oh", "ohio"),
    ("ok", "oklahoma"),
    ("okla", "oklahoma"),
    ("ore", "oregon"),
    ("pa", "pennsylvania"),
    ("ri", "rhode island"),
    ("sc", "south carolina"),
    ("sd", "south dakota"),
    ("tn", "tennessee"),
    ("tenn", "tennessee"),
    ("tx", "texas"),
    ("tex", "texas"),
    ("ut", "utah"),
    ("vt", "vermont"),
    ("va", "virginia"),
    ("wa", "washington"),
    ("wash", "washington"),
    ("wv", "west virginia"),
    ("wis", "wisconsin"),
    ("wi", "wisconsin"),
    ("wy", "wyoming"),
    ("wyo", "wyoming"),
    ("wva", "west virginia"),
    ("nmex", "new mexico"),
    ("ndak", "north dakota"),
    ("sdak", "south dakota"),
    ("dc", "district of columbia"),
    ("bc", "british columbia"),
    ("ab", "alberta"),
    ("alta", "alberta"),
    ("sask", "saskatchewan"),
    ("man", "manitoba"),
    ("ont", "ontario"),
    ("on", "ontario"),
    ("que", "quebec"),
    ("qc", "quebec"),
    ("nb", "new brunswick"),
    ("ns", "nova scotia"),
    ("pei", "prince edward island"),
    ("nfld", "newfoundland and labrador"),
    ("nl", "newfoundland and labrador"),
    ("nsw", "new south wales"),
    ("vic", "victoria"),
    ("qld", "queensland"),
];

#[cfg(test)]
mod tests {
    use super::*;
    use crate::fold::phrase_hash;
    use crate::gazetteer::{Gazetteer, PlaceKind};

    #[test]
    fn every_abbreviation_stands_for_a_region_of_the_gazetteer() {
        for (code, state) in CODES {
            let mut found = Gazetteer::embedded().find(phrase_hash(state));
            assert!(
                found.any(|found| found.entry.kind == PlaceKind::Region),
                "{code}: {state}"
            );
        }
    }
}

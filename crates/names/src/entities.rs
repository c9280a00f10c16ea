//! Which names of one text are the same: people by compatible parts, places by what the lists know and by name;
//! organisations are in `organisations`. Never by a family name alone where two people bear it; nothing across texts.

use rustc_hash::FxHashMap;

use crate::draft::Draft;
use crate::mention::{Gender, MentionKind, Place};
use crate::organisations::organisations;
use crate::person::PersonName;
use crate::sameness::two_people;
use crate::titles::office_behind;
use crate::words::Words;

/// What a text tells of one entity.
#[derive(Clone, Debug)]
pub struct Entity {
    /// Folded titles.
    pub titles: Vec<String>,
    /// The country it belongs to, where told.
    pub country: Option<[u8; 2]>,
    /// Male or female, where told.
    pub gender: Option<Gender>,
}

/// The entity number of each draft, dense from 0 in order of first mention, and the entities.
pub fn entities(words: &Words, drafts: &[Draft], places: &[Place]) -> (Vec<usize>, Vec<Entity>) {
    let mut groups: Vec<usize> = vec![usize::MAX; drafts.len()];
    let mut next = 0;
    people(words, drafts, &mut groups, &mut next);
    others(words, drafts, places, &mut groups, &mut next);
    organisations(words, drafts, &mut groups, &mut next);
    let mut numbers: FxHashMap<usize, usize> = FxHashMap::default();
    let mut found: Vec<Entity> = Vec::new();
    let numbered = groups.iter().zip(drafts).enumerate().map(|(i, (group, draft))| {
        let number = *numbers.entry(*group).or_insert(found.len());
        if number == found.len() {
            found.push(Entity {
                titles: Vec::new(),
                country: None,
                gender: None,
            });
        }
        let entity = &mut found[number];
        add_title(&mut entity.titles, title(words, draft));
        if draft.kind == MentionKind::Person {
            let behind = office_behind(words, drafts, i).map(|office| words.phrase(office));
            add_title(&mut entity.titles, behind);
        }
        entity.country = entity.country.or(draft.country);
        entity.gender = entity.gender.or(draft.gender);
        number
    });
    let numbered = numbered.collect();
    (numbered, found)
}

/// Keeps a new title; of one who is given ever more of them, only the first few dozen.
fn add_title(titles: &mut Vec<String>, title: Option<String>) {
    if let Some(title) = title.filter(|title| titles.len() < 32 && !titles.contains(title)) {
        titles.push(title);
    }
}

/// The folded title of a draft.
pub fn title(words: &Words, draft: &Draft) -> Option<String> {
    let title = draft.title.clone().filter(|title| !title.is_empty())?;
    Some(words.phrase(title))
}

/// A person as known so far.
struct Person {
    group: usize,
    parts: Vec<String>,
    /// Its fullest name, taken apart.
    name: PersonName,
    titles: Vec<String>,
    gender: Option<Gender>,
}

/// More bearers of one name part than this are not told apart.
const MOST_BEARERS: usize = 32;

#[derive(Default)]
struct People {
    all: Vec<Person>,
    by_part: FxHashMap<String, Vec<usize>>,
}

fn people(words: &Words, drafts: &[Draft], groups: &mut [usize], next: &mut usize) {
    let mut named: Vec<(usize, Vec<String>)> = drafts
        .iter()
        .enumerate()
        .filter(|(_, draft)| draft.kind == MentionKind::Person)
        .map(|(i, draft)| (i, parts(words, draft)))
        .collect();
    named.sort_by_key(|(i, parts)| (std::cmp::Reverse(parts.len().min(4)), *i));
    let mut people = People::default();
    for (i, parts) in named {
        let draft = &drafts[i];
        let title = title(words, draft);
        let printed = &words.text[words.span(&draft.words).range()];
        let person = people
            .same(&parts, printed, title.as_deref(), draft.gender)
            .unwrap_or_else(|| {
                *next += 1;
                people.add(*next - 1, &parts, printed)
            });
        let person = &mut people.all[person];
        add_title(&mut person.titles, title);
        person.gender = person.gender.or(draft.gender);
        groups[i] = person.group;
    }
}

/// The folded parts of a person's name, each brought to one spelling.
fn parts(words: &Words, draft: &Draft) -> Vec<String> {
    words
        .phrase(draft.words.clone())
        .split(' ')
        .map(spelling)
        .filter(|part| !part.is_empty())
        .collect()
}

/// One spelling for the usual transliterations of a name part (Sergey, Sergei; Peskow, Peskov; Eun, Un).
fn spelling(part: &str) -> String {
    let mut spelled = part
        .replace("kh", "h")
        .replace("ks", "x")
        .replace("eu", "u")
        .replace("ou", "u");
    spelled = spelled
        .replace('w', "v")
        .replace("iy", "i")
        .replace("ii", "i")
        .replace("ey", "ei");
    spelled = spelled.replace('y', "i").replace("ei", "i");
    let mut last = None;
    spelled.retain(|character| last.replace(character) != Some(character));
    spelled
}

impl People {
    fn add(&mut self, group: usize, parts: &[String], printed: &str) -> usize {
        let index = self.all.len();
        for part in parts.iter().filter(|part| part.len() > 1) {
            let bearers = self.by_part.entry(part.clone()).or_default();
            if bearers.len() <= MOST_BEARERS {
                bearers.push(index);
            }
        }
        self.all.push(Person {
            group,
            parts: parts.to_vec(),
            name: PersonName::parse(printed),
            titles: Vec::new(),
            gender: None,
        });
        index
    }

    /// The one person that a name can mean.
    fn same(
        &self,
        parts: &[String],
        printed: &str,
        title: Option<&str>,
        gender: Option<Gender>,
    ) -> Option<usize> {
        let longest = parts.iter().max_by_key(|part| part.len())?;
        let bearers = self.by_part.get(longest).map_or(&[][..], Vec::as_slice);
        let parsed = std::cell::OnceCell::new();
        let name = || parsed.get_or_init(|| PersonName::parse(printed));
        let fits = |&&index: &&usize| {
            let person = &self.all[index];
            let genders = person.gender.is_none() || gender.is_none() || person.gender == gender;
            let full = parts.len() > 1 && person.parts.len() > 1 && person.parts != parts;
            (person.parts == parts || genders)
                && compatible(parts, &person.parts)
                && !(full && two_people(name(), &person.name))
        };
        let candidates: Vec<usize> = bearers.iter().filter(fits).copied().collect();
        if let Some(exact) = candidates
            .iter()
            .find(|&&index| self.all[index].parts == parts && parts.len() > 1)
        {
            return Some(*exact);
        }
        if candidates.len() <= 1 {
            return candidates.first().copied();
        }
        let title = title?;
        let mut titled = candidates
            .into_iter()
            .filter(|&index| self.all[index].titles.iter().any(|known| known == title));
        titled.next().filter(|_| titled.next().is_none())
    }
}

/// Whether the shorter name can be the longer one: its parts stand in it in order, initials for whole parts.
fn compatible(shorter: &[String], longer: &[String]) -> bool {
    let (shorter, longer) = if shorter.len() <= longer.len() {
        (shorter, longer)
    } else {
        (longer, shorter)
    };
    let mut rest = longer.iter();
    shorter
        .iter()
        .all(|part| rest.any(|other| same_part(part, other)))
}

fn same_part(a: &str, b: &str) -> bool {
    let initial = |short: &str, long: &str| short.len() == 1 && long.starts_with(short);
    a == b || initial(a, b) || initial(b, a)
}

fn others(words: &Words, drafts: &[Draft], places: &[Place], groups: &mut [usize], next: &mut usize) {
    let mut known: FxHashMap<(MentionKind, String), usize> = FxHashMap::default();
    for (i, draft) in drafts.iter().enumerate() {
        if matches!(draft.kind, MentionKind::Person | MentionKind::Organisation) {
            continue;
        }
        let place = places
            .binary_search_by_key(&i, |place| place.mention)
            .ok()
            .map(|at| &places[at]);
        groups[i] = *known
            .entry((draft.kind, key(words, draft, place)))
            .or_insert_with(|| {
                *next += 1;
                *next - 1
            });
    }
}

fn key(words: &Words, draft: &Draft, place: Option<&Place>) -> String {
    let folded = words.phrase(draft.words.clone());
    if draft.kind != MentionKind::Place {
        return folded;
    }
    if let Some(place) = place {
        return format!("{} {} {}", place.name, place.latitude, place.longitude);
    }
    let bare = folded
        .strip_suffix(" city")
        .or_else(|| folded.strip_suffix(" town"));
    let bare = bare
        .or_else(|| folded.strip_prefix("city of "))
        .unwrap_or(&folded);
    bare.split(' ')
        .map(|word| if word == "saint" { "st" } else { word })
        .collect::<Vec<_>>()
        .join(" ")
}

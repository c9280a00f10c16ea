//! Paragraphs of invented news, by a small grammar: they make the replicas of a page different texts, as pages of a real
//! collection are, so that finding copies has real work and does not find copies everywhere.

use super::seeded::Seeded;

const SUBJECTS: [&str; 16] = [
    "The city council",
    "A group of local historians",
    "The harbour authority",
    "Three farming cooperatives",
    "The national statistics office",
    "A court of appeal",
    "The association of bakers",
    "Engineers of the water works",
    "The committee for school meals",
    "Two insurance companies",
    "The regional museum",
    "A commission of experts",
    "The union of tram drivers",
    "The owner of the old mill",
    "Volunteers from eleven villages",
    "The energy regulator",
];
const VERBS: [&str; 16] = [
    "approved",
    "published",
    "postponed",
    "reviewed",
    "questioned",
    "presented",
    "completed",
    "financed",
    "opened",
    "rejected",
    "repaired",
    "counted",
    "extended",
    "reduced",
    "tested",
    "abandoned",
];
const OBJECTS: [&str; 16] = [
    "a plan for the northern bypass",
    "the annual survey of wells",
    "a catalogue of old photographs",
    "the budget for street lighting",
    "a new ferry timetable",
    "the rules for seasonal markets",
    "a study of soil and rainfall",
    "the design of two footbridges",
    "a fund for young musicians",
    "the price of heating",
    "a register of protected trees",
    "the enlargement of the cold store",
    "an exhibition on salt and silver",
    "the results of the spring census",
    "a contract for winter services",
    "the first part of the sewer network",
];
const TAILS: [&str; 16] = [
    "after a debate that lasted until midnight",
    "at a cost of {} thousand euros",
    "with the votes of {} members",
    "although {} residents had objected",
    "in the presence of a small audience",
    "without further explanation",
    "as it had announced in spring",
    "for a period of {} months",
    "under pressure from its neighbours",
    "on the advice of a retired judge",
    "{} days later than intended",
    "in a hall that seats {} people",
    "while the weather allowed it",
    "to the surprise of the opposition",
    "together with partners from abroad",
    "because {} letters had arrived",
];
const RUSSIAN: [[&str; 8]; 4] = [
    [
        "Городской совет",
        "Музей",
        "Союз пекарей",
        "Суд",
        "Комиссия",
        "Кооператив",
        "Порт",
        "Университет",
    ],
    [
        "рассмотрел",
        "завершил",
        "отложил",
        "опубликовал",
        "проверил",
        "продлил",
        "открыл",
        "отклонил",
    ],
    [
        "план дороги",
        "отчёт о воде",
        "каталог фотографий",
        "бюджет школ",
        "проект моста",
        "выставку",
        "новый договор",
        "расписание",
    ],
    [
        "после долгих споров",
        "без объяснений",
        "весной",
        "в полном зале",
        "вместе с соседями",
        "по совету судьи",
        "раньше срока",
        "впервые",
    ],
];

/// A paragraph of one to four sentences, without its last full stop.
pub fn paragraph(chance: &mut Seeded, russian: bool) -> String {
    let sentences: Vec<String> = (0..=chance.below(4)).map(|_| sentence(chance, russian)).collect();
    sentences.join(". ")
}

fn sentence(chance: &mut Seeded, russian: bool) -> String {
    let parts = if russian {
        RUSSIAN.map(|words| chance.pick(&words))
    } else {
        [&SUBJECTS, &VERBS, &OBJECTS, &TAILS].map(|words| chance.pick(words))
    };
    parts.join(" ").replace("{}", &(4 + chance.below(96)).to_string())
}

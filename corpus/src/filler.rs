//! What stands around an event in an article: paragraphs of description in which nobody does anything, so that no event
//! of theirs is missing from the truth. Numbers and nouns vary, so that articles are different texts.

use crate::Seeded;
use crate::world::invented_name;

/// A paragraph of one to three sentences.
pub fn paragraph(choice: &mut Seeded) -> String {
    let sentences: Vec<String> = (0..=choice.below(3)).map(|_| sentence(choice)).collect();
    sentences.join(" ")
}

/// Mostly about some village, of which there are thousands: else a corpus of a million pages would repeat its sentences.
fn sentence(choice: &mut Seeded) -> String {
    let subject = choice.pick(&SUBJECTS);
    let village = invented_name(choice);
    let subject = match choice.below(5) {
        0 => subject.to_owned(),
        1 => format!("{subject} in {village}"),
        2 => format!("{subject} near {village}"),
        3 => format!("In the villages around {village}, {}", lower_case(subject)),
        _ => format!(
            "Between {village} and {}, {}",
            invented_name(choice),
            lower_case(subject)
        ),
    };
    let words = [&STATES, &TAILS].map(|words| choice.pick(words));
    let number = (4 + choice.below(96)).to_string();
    format!("{subject} {}.", words.join(" ")).replace("{}", &number)
}

fn lower_case(subject: &str) -> String {
    subject.replacen("The", "the", 1)
}

const SUBJECTS: [&str; 24] = [
    "The volume of grain in the silos",
    "The price of copper",
    "The length of the line",
    "The number of ferries",
    "The share of wind power",
    "The debt of the railways",
    "The depth of the channel",
    "The harvest of early cherries",
    "The rent for a flat of two rooms",
    "The stock of spare parts",
    "The water level in the reservoir",
    "The trade in timber",
    "The capacity of the terminal",
    "The income of dairy farms",
    "The cost of a return ticket",
    "The yield of the olive groves",
    "The weight of an empty wagon",
    "The output of the paper mill",
    "The number of empty classrooms",
    "The road between the two valleys",
    "The old customs house",
    "The fishing fleet",
    "The market for second-hand tractors",
    "The network of tram lines",
];

const STATES: [&str; 20] = [
    "is {} percent larger than the plan has it",
    "remains small",
    "depends on the rain in the hills",
    "is a matter of taste as much as of money",
    "has hardly changed",
    "is about {} times the usual figure",
    "was low for most of the season",
    "is known to the last digit",
    "has long been a riddle to economists",
    "is far from even",
    "follows the price of oil",
    "is close to {} percent of the whole",
    "seems high to outsiders",
    "varies from week to week",
    "is easy to misjudge",
    "was never better",
    "is a worry for small firms",
    "looks modest beside that of the neighbours",
    "is larger than most people think",
    "is hard to measure",
];

const TAILS: [&str; 20] = [
    "in a country of long distances",
    "as every table of the statistics office shows",
    "although the weather was kind",
    "even for those who live from it",
    "with {} exceptions",
    "on both sides of the border",
    "without any clear reason",
    "for a town of {} thousand people",
    "because most roads are narrow",
    "at least on paper",
    "where the ground is wet",
    "despite the new depot",
    "as in the rest of the region",
    "in the view of most residents",
    "above all in the north",
    "and not only in summer",
    "by the standards of the trade",
    "in {} of the districts",
    "if the old maps are right",
    "now that the warehouses are full",
];

//! The patterns: for each what it is, and several ways to say it. `{a}` and `{r}` stand for actor and recipient with
//! titles, `{p}` for the place, `{d}` for the day with its preposition. A new pattern is one more row.

/// One pattern.
pub struct Plot {
    /// The event type.
    pub kind: &'static str,
    /// `happened`, `planned` or `denied`.
    pub status: &'static str,
    /// Whether there is a recipient.
    pub recipient: bool,
    /// What kind of place it names.
    pub place: Where,
    /// The headline, without titles: `{A}` and `{R}` are surnames.
    pub headline: &'static str,
    /// Wordings of the sentence that tells of it; outlets differ in which they use.
    pub wordings: &'static [&'static str],
}

/// What a pattern's `{p}` stands for.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Where {
    /// No place is named.
    Nowhere,
    /// A city of the host's country.
    City,
    /// The host's country.
    Country,
}

use Where::{City, Country, Nowhere};

const fn plot(
    (kind, status): (&'static str, &'static str),
    (recipient, place): (bool, Where),
    headline: &'static str,
    wordings: &'static [&'static str],
) -> Plot {
    Plot {
        kind,
        status,
        recipient,
        place,
        headline,
        wordings,
    }
}

/// All patterns.
pub const PLOTS: &[Plot] = &[
    plot(
        ("MEET", "happened"),
        (true, City),
        "{A}, {R} discuss trade and transit",
        &[
            "{a} met {r} in {p} {d}.",
            "{a} held talks with {r} in {p} {d}.",
            "{a} and {r} met in {p} {d} for two hours of talks.",
        ],
    ),
    plot(
        ("MEET", "planned"),
        (true, City),
        "{A} to sit down with {R}",
        &[
            "{a} will meet {r} in {p} {d}.",
            "{a} is scheduled to hold talks with {r} in {p} {d}.",
        ],
    ),
    plot(
        ("MEET", "denied"),
        (true, City),
        "No talks between {A} and {R}",
        &[
            "{a} will not meet {r} in {p} {d}.",
            "{a} cancelled a meeting with {r} that was planned in {p} {d}.",
        ],
    ),
    plot(
        ("VISIT", "happened"),
        (false, Country),
        "{A} ends trip to {p}",
        &["{a} visited {p} {d}.", "{a} paid a visit to {p} {d}."],
    ),
    plot(
        ("VISIT", "planned"),
        (false, Country),
        "{A} plans trip to {p}",
        &[
            "{a} will visit {p} {d}.",
            "{a} is to pay an official visit to {p} {d}.",
        ],
    ),
    plot(
        ("VISIT", "denied"),
        (false, Country),
        "{A} stays at home",
        &[
            "{a} cancelled a visit to {p} that was planned {d}.",
            "{a} called off a trip to {p} planned {d}.",
        ],
    ),
    plot(
        ("TRAVEL", "happened"),
        (false, City),
        "{A} lands in {p}",
        &["{a} arrived in {p} {d}.", "{a} flew to {p} {d}."],
    ),
    plot(
        ("CALL", "happened"),
        (true, Nowhere),
        "{A} and {R} speak by phone",
        &[
            "{a} spoke by telephone with {r} {d}.",
            "{a} held a phone call with {r} {d}.",
        ],
    ),
    plot(
        ("SIGN", "happened"),
        (true, City),
        "{A} and {R} put pen to paper",
        &[
            "{a} and {r} signed an agreement on customs in {p} {d}.",
            "{a} signed a memorandum with {r} in {p} {d}.",
        ],
    ),
    plot(
        ("MESSAGE", "happened"),
        (true, Nowhere),
        "{A} writes to {R}",
        &[
            "{a} sent a message of condolence to {r} {d}.",
            "{a} congratulated {r} in a letter {d}.",
        ],
    ),
    plot(
        ("INSPECT", "happened"),
        (false, City),
        "{A} looks round new plant",
        &[
            "{a} inspected a cement works in {p} {d}.",
            "{a} made an inspection of a shipyard in {p} {d}.",
        ],
    ),
    plot(
        ("CEREMONY", "happened"),
        (false, City),
        "{A} opens bridge",
        &[
            "{a} laid a wreath at a memorial in {p} {d}.",
            "{a} opened a bridge in {p} {d}.",
        ],
    ),
    plot(
        ("ACCUSE", "happened"),
        (true, Nowhere),
        "{A} blames {R}",
        &[
            "{a} accused {r} {d} of delaying the rail line.",
            "{a} blamed {r} {d} for the power cuts.",
        ],
    ),
];

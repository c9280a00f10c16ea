//! Invented news: sentences of a made-up country, some with times and more without, in an order that chance gives and
//! that is the same in every run.

/// About as many times to the kilobyte as agency reports have.
const SENTENCES: [&str; 36] = [
    "Prime Minister Orsan Tev opened the rebuilt harbour of Lovund on Monday in the presence of several hundred guests.",
    "The harbour office said that the new quay would take ships of up to forty thousand tons and employ nine hundred people.",
    "\"We have waited long enough for this,\" the mayor told reporters outside the customs house.",
    "Construction began in March 2009 and was to have ended two years later, but the contractor ran out of money.",
    "The opposition called the project a waste and demanded that the accounts be laid before parliament.",
    "Shares of Norvik Shipping rose 4.2 percent to 318 crowns after the announcement.",
    "The company had reported a loss of 12 million crowns for the third quarter, against a profit of 3 million a year earlier.",
    "Analysts had expected a smaller loss, and some of them blamed the weak demand for herring abroad.",
    "Neither side would say who had asked for the meeting, or what was agreed behind closed doors.",
    "Foreign Minister Lia Dorn will travel to the capital of the neighbouring republic next week for talks on fishing rights.",
    "The two countries have quarrelled over the banks off Cape Ster since the war, and neither recognises the other's maps.",
    "A spokesman for the ministry declined to comment on the report, which first appeared in a weekly paper.",
    "Police are looking for two men who were seen near the depot shortly before the alarm was raised.",
    "The fire destroyed the roof of the market hall and damaged three houses, but nobody was hurt.",
    "Residents of the old town complained that the engines had taken half an hour to arrive.",
    "The judge adjourned the case until September 14 and ordered the defendants to hand in their passports.",
    "Teachers have been on strike for three weeks; their union wants smaller classes and a higher wage.",
    "The minister of education offered a commission, which the union rejected at once.",
    "In a letter to the editor, a retired captain recalled the floods of 1953 and the winter that followed.",
    "The museum shows maps, letters and instruments of the explorers who charted the northern coast.",
    "Heavy rain is expected in the south, with winds of gale force along the coast and snow above the tree line.",
    "The national team lost its second match and will have to win the last one to stay in the contest.",
    "Its trainer, a former goalkeeper, said the players were tired and needed rest more than advice.",
    "The central bank kept its rate unchanged, as most economists had foreseen, and warned of rising prices for food.",
    "Exports of timber fell for the fifth month in a row, while those of machinery grew slightly.",
    "A delegation from the port of Hask visited the yard and signed an agreement on the training of welders.",
    "The bridge between the two islands was closed from January 12 to February 3 for repairs to its cables.",
    "Engineers found cracks in four of the pillars and replaced the bolts that hold the deck.",
    "The author, whose novels have been translated into twenty languages, lives in a village without a road.",
    "Her last book describes a summer among shepherds and the customs of a valley that is now under water.",
    "Doctors at the district hospital advised parents to have their children vaccinated before the autumn.",
    "The cabinet met for an hour and a half and adopted the budget against the votes of the junior partner.",
    "Under the plan, the tax on fuel would go up by two crowns, and pensioners would pay nothing for buses.",
    "The speaker of the assembly, Henrik Aas, called for calm and promised a debate before the end of the month.",
    "No date has been set for the vote, and the small parties say that they will not be hurried.",
    "The photographs show a column of lorries on the road to the border, most of them covered with canvas.",
];

/// Articles of about four kilobytes, of `size` bytes together.
pub fn of_size(size: usize) -> Vec<String> {
    let mut state = 2_463_534_242_u32;
    let mut articles = Vec::new();
    let mut left = size;
    while left > 0 {
        let article = article(&mut state);
        left = left.saturating_sub(article.len());
        articles.push(article);
    }
    articles
}

fn article(state: &mut u32) -> String {
    let mut article = String::new();
    while article.len() < 4000 {
        for _ in 0..3 {
            article.push_str(SENTENCES[next(state) as usize % SENTENCES.len()]);
            article.push(' ');
        }
        article.push_str("\n\n");
    }
    article
}

/// Marsaglia's xorshift, 32 bits.
fn next(state: &mut u32) -> u32 {
    *state ^= *state << 13;
    *state ^= *state >> 17;
    *state ^= *state << 5;
    *state
}

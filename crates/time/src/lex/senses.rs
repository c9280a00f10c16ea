//! What a word can mean to the grammar. Each field is one domain; a word may have a sense in several
//! ("second" is a unit and an ordinal). Words that only steer the grammar have a [`Cue`].

use crate::Modifier;

/// Every sense of one word. Fields that are 0, `false` or `None` say nothing.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(crate) struct Senses {
    /// 1 to 12.
    pub month: u8,
    /// 1 (Monday) to 7 (Sunday).
    pub weekday: u8,
    /// A unit of time.
    pub unit: Option<Unit>,
    /// Whether the unit, weekday or part is in the plural.
    pub plural: bool,
    /// Cardinal number word plus one, so that zero can be told from none.
    pub cardinal: u32,
    /// Ordinal number word, 1 to 31.
    pub ordinal: u8,
    /// A season.
    pub season: Option<Season>,
    /// A part of the day.
    pub part: Option<DayPart>,
    /// A word that steers the grammar.
    pub cue: Option<Cue>,
    /// Whether half of one comes to the cardinal number ("anderthalb", "zweieinhalb").
    pub and_a_half: bool,
    /// The tens of a decade named by a word of its own ("nineties": 90).
    pub decade: u8,
    /// Whether the word holds an article ("del", "au", "im").
    pub articled: bool,
    /// "daily", "weekly": the unit that recurs.
    pub frequency: Option<Unit>,
    /// A holiday.
    pub holiday: Option<Holiday>,
    /// An era whose years are counted.
    pub era: Option<Era>,
    /// What a verb form says of the clause's time.
    pub tense: Option<Tense>,
}

impl Senses {
    /// Adds the senses of `other`, keeping what is here already.
    pub fn add(&mut self, other: Senses) {
        fn or<T: Default + PartialEq>(here: &mut T, there: T) {
            if *here == T::default() {
                *here = there;
            }
        }
        or(&mut self.month, other.month);
        or(&mut self.weekday, other.weekday);
        or(&mut self.unit, other.unit);
        or(&mut self.plural, other.plural);
        or(&mut self.cardinal, other.cardinal);
        or(&mut self.ordinal, other.ordinal);
        or(&mut self.season, other.season);
        or(&mut self.part, other.part);
        or(&mut self.cue, other.cue);
        or(&mut self.and_a_half, other.and_a_half);
        or(&mut self.decade, other.decade);
        or(&mut self.articled, other.articled);
        or(&mut self.frequency, other.frequency);
        or(&mut self.holiday, other.holiday);
        or(&mut self.era, other.era);
        or(&mut self.tense, other.tense);
    }
}

/// A unit of time, from short to long.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(crate) enum Unit {
    Second,
    Minute,
    Hour,
    Day,
    BusinessDay,
    Weekend,
    Week,
    Fortnight,
    Month,
    Quarter,
    Half,
    Year,
    Decade,
    Century,
    Millennium,
}

/// A season of the northern year, as news uses it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Season {
    Spring,
    Summer,
    Autumn,
    Winter,
}

/// A part of the day, as TIMEX3 has them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum DayPart {
    Morning,
    Midday,
    Noon,
    Afternoon,
    Evening,
    Night,
    Midnight,
    Daytime,
    Dawn,
}

/// Years counted from an event or a reign: the year before its first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) struct Era {
    /// The Gregorian year that would be the era's year 0.
    pub zero: i16,
    /// Its last year, counted in the era; 9999 where it goes on.
    pub last: i16,
}

/// A holiday that has a rule for its day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Holiday {
    /// The same month and day each year.
    Fixed(u8, u8),
    /// The nth weekday of a month (n = -1: the last).
    Nth { n: i8, weekday: u8, month: u8 },
    /// A day that many countries keep under one name.
    National(National),
    /// Days after Easter Sunday in the Western churches.
    Easter(i16),
    /// Days after Easter Sunday in the Orthodox churches.
    OrthodoxEaster(i16),
    /// Days after the first day of the Chinese lunar year.
    LunarNewYear(i16),
    /// Month and day of the lunar calendar as it is kept in China, or where `korean` in Korea.
    Lunar { month: u8, day: u8, korean: bool },
    /// The day on which the sun's longitude reaches so many degrees, as dates are kept in China, or so many hours east.
    SolarTerm { degrees: u16, hours: u8 },
    /// Days after a feast of the Islamic calendar.
    Islamic(Feast, i16),
    /// Days after the first day of the Hebrew year.
    HebrewNewYear(i16),
    /// Days after the first day of Passover.
    Passover(i16),
    /// The first day of Hanukkah.
    Hanukkah,
    /// The last Monday before the 25th of May.
    VictoriaDay,
    /// Election Day in the United States: Tuesday after the first Monday of November.
    ElectionDay,
    /// The day after Thanksgiving, the fourth Thursday of November.
    BlackFriday,
}

/// Names that are holidays of many countries, each on its own day.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum National {
    Independence,
    Republic,
    Nation,
    Liberation,
}

/// Feasts of the Islamic calendar from which the others are counted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Feast {
    /// 1 Muharram.
    NewYear,
    /// 12 Rabi al-awwal.
    Mawlid,
    /// 1 Shawwal.
    Fitr,
    /// 10 Dhu al-hijja.
    Adha,
}

/// What a verb form says of its clause's time.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Tense {
    Past,
    Present,
    Future,
    /// "said", "told": past, but the clause it introduces has its own time.
    Speech,
    /// "may", "can", "must": before a verb.
    Modal,
    /// "leaves", "begins", "meets": present forms that news uses of what is on a timetable.
    Scheduled,
    /// "agreed to", "a plan to": what was meant to come after, at an unknown distance.
    Intent,
}

/// Words that steer the grammar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub(crate) enum Cue {
    The,
    A,
    Of,
    In,
    On,
    At,
    To,
    From,
    Till,
    Through,
    Between,
    And,
    Or,
    By,
    Since,
    Before,
    After,
    During,
    Within,
    For,
    Over,
    Last,
    Next,
    This,
    That,
    Same,
    Past,
    Previous,
    /// The one before the last ("vorletzte Woche").
    BeforeLast,
    /// The one after the next ("übernächste Woche").
    AfterNext,
    Following,
    Coming,
    Recent,
    Current,
    Ago,
    AgoBefore,
    InFuture,
    Earlier,
    Later,
    Early,
    Mid,
    Late,
    Start,
    Middle,
    End,
    Every,
    Each,
    /// "all", before a plural with its article: "todos los días".
    All,
    Once,
    Twice,
    Times,
    Per,
    Today,
    Yesterday,
    Tomorrow,
    BeforeYesterday,
    AfterTomorrow,
    Tonight,
    LastNight,
    /// So many days from the last date, in one word ("le lendemain": 1).
    DayFrom(i8),
    /// An edge of a stretch, in one word ("Jahresende").
    EdgeOf(Unit, Modifier),
    /// A part of the day so many days from publication, in one word ("gisteravond").
    PartOf(i8, DayPart),
    Overnight,
    ThisYear,
    LastYear,
    NextYear,
    ThisMonth,
    LastMonth,
    NextMonth,
    ThisWeek,
    LastWeek,
    NextWeek,
    Present,
    PastVague,
    FutureVague,
    Am,
    Pm,
    OClock,
    Zone,
    About,
    Nearly,
    More,
    Less,
    Than,
    Least,
    Most,
    Just,
    Another,
    Several,
    Few,
    Couple,
    Dozen,
    Many,
    Half,
    Old,
    Long,
    Full,
    Fiscal,
    New,
    YearMark,
    MonthMark,
    DayMark,
    HourMark,
    MinuteMark,
    Possessive,
    Ordinal,
    PluralS,
    Bc,
    Ad,
    Time,
    Name,
    Latest,
    YearEnd,
    Period,
    Remaining,
    /// "son", "baby": an age before it is a person's.
    Person,
    /// "ended": what follows is the end of a length.
    Ended,
    /// "the weeks ahead", "years to come".
    Ahead,
    /// "part of": behind "early" and "latter".
    PartOfWhole,
    /// "effective": from the date behind it on, which follows the date before it.
    Effective,
    /// "postponed", "extended": the date behind "until" or "to" is still to come.
    Postponed,
    /// "closed", "stood": before a price.
    Settled,
    /// "the turn of" a century.
    Turn,
    /// "took", "lasted": what follows is a length.
    Lasting,
    Quantity,
    Room,
    /// "AH": years of the Hijra.
    Hijri,
    /// "perhaps", "possibly".
    Perhaps,
    /// "starting Monday", "beginning May 3": an open end follows.
    Beginning,
    /// "or later", "onwards" behind a date.
    Onward,
    /// "the rest of".
    Rest,
    /// "to date", "so far": up to publication.
    ToDate,
    /// "year to date".
    YearToDate,
    // Of languages whose marks stand behind their words.
    /// Looks like a time and is none: 日本, 일부.
    NoTime,
    /// An ending that may be glued to a time: 에, 은.
    Particle,
    /// Between number and noun: 个.
    Measure,
    SecondMark,
    Lunar,
    /// The first year of an era: 元.
    FirstYear,
    /// Makes a length of what stands before it: 間, 동안.
    LengthMark,
    /// The same, and counts from within: 以内.
    Inside,
    /// Behind a length: at least, at most, less than, more than, about.
    OrMore,
    OrLess,
    Below,
    Odd,
    Around,
    /// Prepositions of a beginning and an end, where other languages of the kind have particles behind: 从, 截至.
    FromAhead,
    TillAhead,
    /// What recurs after a length: 마다, ごと.
    Apart,
    /// Yesterday or tomorrow, and a day farther: "कल", "परसों".
    DayBeside,
    SecondDayBeside,
    /// A mark of the day that also numbers other things: 号.
    NumberMark,
}

//! Holidays and observances by their English names. Their days are computed in [`crate::resolve`].

use crate::lex::{Feast, Holiday, National};

/// Each with its names.
pub(super) static HOLIDAYS: &[(Holiday, &str)] = &[
    (
        Holiday::Fixed(1, 1),
        "new_year_'_s_day new_years_day new_year_day",
    ),
    (Holiday::Fixed(12, 31), "new_year_'_s_eve new_years_eve"),
    (
        Holiday::Fixed(2, 14),
        "valentine_'_s_day valentines_day st_valentine_'_s_day",
    ),
    (Holiday::Fixed(3, 8), "international_women_'_s_day women_'_s_day"),
    (
        Holiday::Fixed(3, 17),
        "st_patrick_'_s_day st_._patrick_'_s_day saint_patrick_'_s_day saint_patrick_day saint_patrick",
    ),
    (
        Holiday::Fixed(4, 1),
        "april_fools_'_day april_fool_'_s_day april_fools april_fools_day",
    ),
    (Holiday::Fixed(4, 22), "earth_day"),
    (
        Holiday::Fixed(5, 1),
        "may_day international_workers_'_day labour_day",
    ),
    (Holiday::Fixed(5, 9), "victory_day"),
    (Holiday::Fixed(6, 14), "flag_day"),
    (Holiday::Fixed(6, 19), "juneteenth"),
    (Holiday::Fixed(7, 4), "fourth_of_july"),
    (Holiday::National(National::Independence), "independence_day"),
    (Holiday::National(National::Republic), "republic_day"),
    (Holiday::National(National::Nation), "national_day"),
    (Holiday::National(National::Liberation), "liberation_day"),
    (Holiday::Fixed(7, 14), "bastille_day"),
    (Holiday::Fixed(10, 31), "halloween"),
    (Holiday::Fixed(11, 1), "all_saints_'_day all_saints_day"),
    (Holiday::Fixed(11, 2), "all_souls_'_day all_souls_day"),
    (Holiday::Fixed(11, 5), "guy_fawkes_night bonfire_night"),
    (
        Holiday::Fixed(11, 11),
        "veterans_day veterans_'_day armistice_day remembrance_day",
    ),
    (Holiday::Fixed(12, 24), "christmas_eve xmas_eve"),
    (Holiday::Fixed(12, 25), "christmas_day christmas xmas_day xmas"),
    (Holiday::Fixed(12, 26), "boxing_day st_stephen_'_s_day"),
    (
        Holiday::Nth {
            n: 3,
            weekday: 1,
            month: 1,
        },
        "martin_luther_king_day martin_luther_king_jr_day mlk_day",
    ),
    (
        Holiday::Nth {
            n: 3,
            weekday: 1,
            month: 2,
        },
        "presidents_'_day presidents_day president_'_s_day",
    ),
    (
        Holiday::Nth {
            n: 2,
            weekday: 7,
            month: 5,
        },
        "mother_'_s_day mothers_day mothers_'_day",
    ),
    (
        Holiday::Nth {
            n: 3,
            weekday: 7,
            month: 6,
        },
        "father_'_s_day fathers_day fathers_'_day",
    ),
    (
        Holiday::Nth {
            n: -1,
            weekday: 1,
            month: 5,
        },
        "memorial_day",
    ),
    (
        Holiday::Nth {
            n: 1,
            weekday: 1,
            month: 9,
        },
        "labor_day",
    ),
    (
        Holiday::Nth {
            n: 2,
            weekday: 1,
            month: 10,
        },
        "columbus_day indigenous_peoples_'_day",
    ),
    (
        Holiday::Nth {
            n: 4,
            weekday: 4,
            month: 11,
        },
        "thanksgiving thanksgiving_day",
    ),
    (Holiday::ElectionDay, "election_day"),
    (Holiday::Fixed(1, 6), "epiphany three_kings_day"),
    (Holiday::Fixed(1, 7), "orthodox_christmas"),
    (Holiday::Fixed(1, 20), "inauguration_day"),
    (Holiday::Fixed(1, 26), "australia_day"),
    (
        Holiday::Fixed(1, 27),
        "holocaust_memorial_day holocaust_remembrance_day",
    ),
    (Holiday::Fixed(2, 2), "groundhog_day candlemas"),
    (Holiday::Fixed(3, 1), "st_david_'_s_day st_._david_'_s_day"),
    (Holiday::Fixed(4, 7), "world_health_day"),
    (Holiday::Fixed(4, 15), "day_of_the_sun"),
    (Holiday::Fixed(2, 16), "day_of_the_shining_star"),
    (Holiday::Fixed(4, 23), "st_george_'_s_day st_._george_'_s_day"),
    (Holiday::Fixed(4, 25), "anzac_day"),
    (Holiday::Fixed(5, 3), "world_press_freedom_day"),
    (Holiday::Fixed(5, 5), "cinco_de_mayo"),
    (Holiday::Fixed(5, 8), "ve_day v_-_e_day"),
    (Holiday::Fixed(6, 5), "world_environment_day"),
    (Holiday::Fixed(6, 24), "midsummer_day midsummer_'_s_day"),
    (Holiday::Fixed(7, 1), "canada_day"),
    (Holiday::Fixed(8, 15), "assumption_day"),
    (Holiday::Fixed(10, 24), "united_nations_day"),
    (Holiday::Fixed(11, 30), "st_andrew_'_s_day st_._andrew_'_s_day"),
    (Holiday::Fixed(12, 1), "world_aids_day"),
    (Holiday::Fixed(12, 10), "human_rights_day"),
    (Holiday::VictoriaDay, "victoria_day"),
    (Holiday::BlackFriday, "black_friday"),
    (
        Holiday::Nth {
            n: 2,
            weekday: 7,
            month: 11,
        },
        "remembrance_sunday",
    ),
    (
        Holiday::Nth {
            n: 3,
            weekday: 1,
            month: 4,
        },
        "patriots_'_day patriot_'_s_day",
    ),
    (
        Holiday::Islamic(Feast::Fitr, 0),
        "eid_al_-_fitr eid_al_fitr eid_ul_-_fitr eid_ul_fitr eid_-_al_-_fitr eid_-_ul_-_fitr",
    ),
    (
        Holiday::Islamic(Feast::Adha, 0),
        "eid_al_-_adha eid_al_adha eid_ul_-_adha eid_ul_adha eid_-_al_-_adha eid_-_ul_-_adha feast_of_the_sacrifice",
    ),
    (Holiday::Islamic(Feast::NewYear, 0), "islamic_new_year"),
    (Holiday::Islamic(Feast::NewYear, 9), "ashura"),
    (Holiday::Islamic(Feast::Mawlid, 0), "mawlid"),
    (Holiday::HebrewNewYear(0), "rosh_hashanah rosh_hashana"),
    (Holiday::HebrewNewYear(9), "yom_kippur"),
    (Holiday::HebrewNewYear(14), "sukkot"),
    (Holiday::Passover(-30), "purim"),
    (Holiday::Passover(0), "passover"),
    (Holiday::Passover(50), "shavuot"),
    (Holiday::Hanukkah, "hanukkah chanukah"),
    (
        Holiday::OrthodoxEaster(0),
        "orthodox_easter orthodox_easter_sunday",
    ),
    (Holiday::OrthodoxEaster(-2), "orthodox_good_friday"),
    (
        Holiday::Lunar {
            month: 1,
            day: 15,
            korean: false,
        },
        "lantern_festival",
    ),
    (
        Holiday::Lunar {
            month: 5,
            day: 5,
            korean: false,
        },
        "dragon_boat_festival",
    ),
    (
        Holiday::Lunar {
            month: 8,
            day: 15,
            korean: false,
        },
        "mid_-_autumn_festival mid_-_autumn_day",
    ),
    (
        Holiday::Lunar {
            month: 8,
            day: 15,
            korean: true,
        },
        "chuseok chusok",
    ),
    (Holiday::Easter(0), "easter easter_sunday easter_day"),
    (Holiday::Easter(1), "easter_monday"),
    (Holiday::Easter(-2), "good_friday"),
    (Holiday::Easter(-1), "holy_saturday"),
    (Holiday::Easter(-3), "maundy_thursday holy_thursday"),
    (Holiday::Easter(-7), "palm_sunday"),
    (Holiday::Easter(-46), "ash_wednesday"),
    (Holiday::Easter(-47), "shrove_tuesday mardi_gras"),
    (Holiday::Easter(39), "ascension_day"),
    (Holiday::Easter(49), "pentecost whit_sunday"),
    (Holiday::Easter(60), "corpus_christi"),
    (
        Holiday::LunarNewYear(0),
        "lunar_new_year chinese_new_year seollal lunar_new_year_'_s_day chinese_new_year_'_s_day",
    ),
    (
        Holiday::LunarNewYear(-1),
        "lunar_new_year_'_s_eve chinese_new_year_'_s_eve",
    ),
];

//! EDTF read back into days: each form of levels 0 to 2 with its four bounds, and what is refused.

use annals_time::Interval;

/// The four bounds, "-" where one is open.
fn bounds(edtf: &str) -> String {
    let interval = Interval::from_edtf(edtf).unwrap_or_else(|| panic!("{edtf} is EDTF"));
    assert_eq!(interval.edtf, edtf);
    let days = [
        interval.first,
        interval.begins_by,
        interval.ends_from,
        interval.last,
    ];
    days.map(|day| day.map_or("-".into(), |day| day.to_string()))
        .join(" ")
}

/// Bounds of something that lies somewhere between two days.
fn check_within(edtf: &str, first: &str, last: &str) {
    assert_eq!(bounds(edtf), format!("{first} {last} {first} {last}"), "{edtf}");
}

#[test]
fn dates() {
    check_within("2013-11-28", "2013-11-28", "2013-11-28");
    check_within("2013-02", "2013-02-01", "2013-02-28");
    check_within("2013", "2013-01-01", "2013-12-31");
    check_within("-0043-03-15", "-000043-03-15", "-000043-03-15");
    check_within("2013-11-28T06:30:00Z", "2013-11-28", "2013-11-28");
    check_within("2013-11-28T06:30:00+09:00", "2013-11-28", "2013-11-28");
}

#[test]
fn seasons_and_other_parts_of_a_year() {
    check_within("2013-21", "2013-03-01", "2013-05-31");
    check_within("2013-24", "2013-12-01", "2014-02-28");
    check_within("2013-29", "2013-09-01", "2013-11-30");
    check_within("2013-31", "2013-03-01", "2013-05-31");
    check_within("2013-33", "2013-01-01", "2013-03-31");
    check_within("2013-36", "2013-10-01", "2013-12-31");
    check_within("2013-38", "2013-05-01", "2013-08-31");
    check_within("2013-41", "2013-07-01", "2013-12-31");
}

#[test]
fn doubt_does_not_move_the_days() {
    check_within("2013?", "2013-01-01", "2013-12-31");
    check_within("2013-11~", "2013-11-01", "2013-11-30");
    check_within("2013-11-28%", "2013-11-28", "2013-11-28");
    check_within("2013?-11-~28", "2013-11-28", "2013-11-28");
    assert_eq!(
        bounds("2013~/2015?"),
        "2013-01-01 2013-12-31 2015-01-01 2015-12-31"
    );
}

#[test]
fn digits_that_are_not_specified() {
    check_within("201X", "2010-01-01", "2019-12-31");
    check_within("20XX", "2000-01-01", "2099-12-31");
    check_within("-04XX", "-000499-01-01", "-000400-12-31");
    check_within("2013-XX", "2013-01-01", "2013-12-31");
    check_within("2013-02-XX", "2013-02-01", "2013-02-28");
    check_within("201X-12-25", "2010-12-25", "2019-12-25");
    check_within("2013-1X-28", "2013-10-28", "2013-12-28");
    check_within("1950S2", "1900-01-01", "1999-12-31");
    assert_eq!(bounds("XXXX-12-25"), "- - - -");
}

#[test]
fn intervals_with_open_and_unknown_ends() {
    assert_eq!(
        bounds("2013-11/2014-02"),
        "2013-11-01 2013-11-30 2014-02-01 2014-02-28"
    );
    assert_eq!(
        bounds("2013-11-28/2013"),
        "2013-11-28 2013-11-28 2013-11-28 2013-12-31"
    );
    assert_eq!(bounds("2013/.."), "2013-01-01 2013-12-31 - -");
    assert_eq!(bounds("2013/"), "2013-01-01 2013-12-31 - -");
    assert_eq!(bounds("../2013"), "- - 2013-01-01 2013-12-31");
}

#[test]
fn sets() {
    check_within("[2013-05-03,2013-05-04]", "2013-05-03", "2013-05-04");
    check_within("[2011,2013..2015]", "2011-01-01", "2015-12-31");
    assert_eq!(bounds("[..2013]"), "- 2013-12-31 - 2013-12-31");
    assert_eq!(
        bounds("{2011,2013}"),
        "2011-01-01 2011-12-31 2013-01-01 2013-12-31"
    );
}

#[test]
fn what_is_no_edtf_or_beyond_the_calendar_is_refused() {
    for text in [
        "",
        "/",
        "..",
        "2013-13",
        "2013-02-30",
        "2013-00",
        "2013-11-31",
        "13-11-28",
        "2013-11-28-01",
        "2013/2011",
        "Y170000",
        "Y17E7",
        "[2013",
        "{2013]",
        "2013-11-28T6",
        "2013-11T06:30:00",
        "20130",
        "２０１３",
        "2013-5X",
        "1950S9",
        "9999-24",
    ] {
        assert_eq!(Interval::from_edtf(text), None, "{text}");
    }
}

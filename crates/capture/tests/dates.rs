//! Dates of feeds and servers, form by form: what each means, and what means nothing.

use annals_capture::{feed_date, http_date};

#[test]
fn dates_of_feeds() {
    for (text, instant) in [
        ("Tue, 03 Mar 2026 08:30:15 +0100", "2026-03-03T07:30:15Z"),
        ("Tue,3 March 26 08:30 GMT", "2026-03-03T08:30:00Z"),
        ("3 Mar 2026", "2026-03-03T00:00:00Z"),
        ("Tue Mar 3 08:30:15 2026", "2026-03-03T08:30:15Z"),
        ("Tue Mar 03 2026 08:30:15 GMT+0200 (EET)", "2026-03-03T06:30:15Z"),
        ("March 3rd, 2026 8:30 pm EST", "2026-03-04T01:30:00Z"),
        ("Tue, 03 Mar 2026 12:15 am PDT", "2026-03-03T07:15:00Z"),
        ("2026-03-03T08:30:15.123456Z", "2026-03-03T08:30:15Z"),
        ("2026-03-03 08:30 -0530", "2026-03-03T14:00:00Z"),
        ("2026-03-03T08:30:60Z", "2026-03-03T08:30:59Z"),
        ("20260303T083015Z", "2026-03-03T08:30:15Z"),
        ("2026-03", "2026-03-01T00:00:00Z"),
        ("-2603", "2026-03-01T00:00:00Z"),
        ("Tue, 03 Mar 2026 08:30:00 A", "2026-03-03T08:30:00Z"),
        ("2026-márc-03T8:30+01:00", "2026-03-03T07:30:00Z"),
        ("2026-062", "2026-03-03T00:00:00Z"),
        ("Di, 03 Mär 2026 08:30:00 MEZ", "2026-03-03T07:30:00Z"),
        ("mar, 03 fév 2026 08:30:00 +0100", "2026-02-03T07:30:00Z"),
        ("mar., 03 dic. 2024 08:30:00 +0100", "2024-12-03T07:30:00Z"),
        ("Вт, 03 мар 2026 08:30:00 MSK", "2026-03-03T05:30:00Z"),
        ("2026/03/03 08:30:00 CET", "2026-03-03T07:30:00Z"),
        ("2026년 3월 3일 오후 5:30", "2026-03-03T08:30:00Z"),
    ] {
        assert_eq!(
            feed_date(text).map(|found| found.to_string()).as_deref(),
            Some(instant),
            "{text}"
        );
    }
}

#[test]
fn no_dates() {
    for text in [
        "",
        "yesterday",
        "03/04/2026",
        "2026-02-30",
        "Mon, 32 Mar 2026",
        "2026-03-03T25:00Z",
        "Tue, 3 Mar",
        "10:30",
        "2026-03-03T10:00 later",
        "Tue, 3 Mar 2026 10:00 +99:00",
        "3 Mar Apr 2026",
        "99999-01-01",
        "2026-03-03T10:00:00+01:00 x",
        "١ Mar 2026",
    ] {
        assert_eq!(feed_date(text), None, "{text}");
    }
}

#[test]
fn dates_of_servers() {
    for (text, instant) in [
        ("Tue, 03 Mar 2026 08:30:15 GMT", Some("2026-03-03T08:30:15Z")),
        ("Tuesday, 03-Mar-26 08:30:15 GMT", Some("2026-03-03T08:30:15Z")),
        ("Tue Mar  3 08:30:15 2026", Some("2026-03-03T08:30:15Z")),
        ("Tue, 03 Mar 1970 08:30:15 GMT", Some("1970-03-03T08:30:15Z")),
        ("0", None),
        ("-1", None),
        ("Tue, 31 Feb 2026 08:30:15 GMT", None),
        ("Tue, 03 Mar 1600 08:30:15 GMT", None),
        ("Tue, 03 Mar 2026 24:30:15 GMT", None),
    ] {
        assert_eq!(
            http_date(text).map(|found| found.to_string()).as_deref(),
            instant,
            "{text}"
        );
    }
}

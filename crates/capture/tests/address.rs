//! Which addresses may be asked.

use std::net::IpAddr;

use annals_capture::{Guard, Refusal, is_public};

#[test]
fn the_open_internet() {
    for public in [
        "8.8.4.4",
        "100.63.255.255",
        "172.15.9.9",
        "192.0.1.7",
        "2001:4860::1",
        "2a00::7",
        "::ffff:9.9.9.9",
        "64:ff9b::9.9.9.9",
        "2002:808:808::1",
    ] {
        assert!(is_public(public.parse().unwrap()), "{public}");
    }
}

#[test]
fn everything_else() {
    for private in [
        "0.0.0.0",
        "10.255.0.1",
        "100.100.100.200",
        "127.8.8.8",
        "169.254.170.2",
        "172.31.255.254",
        "192.0.0.192",
        "192.168.3.4",
        "198.19.0.1",
        "239.1.1.1",
        "255.255.255.255",
        "::",
        "::1",
        "::7f00:1",
        "::ffff:127.0.0.1",
        "::ffff:0:10.1.1.1",
        "64:ff9b::169.254.169.254",
        "64:ff9b:1::8.8.8.8",
        "2002:7f00:1::",
        "2001:0:4136::1",
        "2001:db8:1::1",
        "3fff:1::1",
        "fd00:ec2::254",
        "fe80::1",
        "febf::1",
        "fec0::1",
        "ff02::1",
    ] {
        assert!(!is_public(private.parse().unwrap()), "{private}");
    }
}

#[test]
fn an_address_is_what_the_url_standard_reads() {
    for url in [
        "http://0x7f.1/",
        "http://0177.0.0.01/",
        "http://2130706433/",
        "http://127.1/",
        "http://①②⑦.⓪.⓪.①/",
        "http://127。0。0。1/",
        "http://[::ffff:7f00:1]/",
        "http://harbour.example@127.0.0.1/",
        "http://127.0.0.1:80\\@harbour.example/",
        "http:/\\/127.0.0.1/",
        "ht\ntp://127.0.0.1/",
        "https://localhost./",
        "http://LocalHost:8080/",
        "http://gateway/",
        "http://printer.local/",
        "http://metadata.google.internal/",
    ] {
        assert!(Guard::default().url(url).is_err(), "{url}");
    }
    assert!(Guard::default().url("https://127.0.0.1.harbour.example/").is_ok());
}

#[test]
fn other_ways_than_the_web_are_refused_by_name() {
    for url in [
        "file:///etc/hosts",
        "gopher://harbour.example/",
        "ftp://harbour.example/",
        "data:text/html,x",
        "javascript:0",
    ] {
        assert!(
            matches!(Guard::default().url(url), Err(Refusal::Scheme(_))),
            "{url}"
        );
    }
}

#[test]
fn who_runs_the_program_may_except_addresses() {
    let guard = Guard {
        except: vec!["127.0.0.1".parse().unwrap()],
    };
    assert!(guard.url("http://127.0.0.1:4040/").is_ok());
    assert!(guard.url("http://127.0.0.2/").is_err());
    assert!(guard.allows(IpAddr::from([127, 0, 0, 1])) && !guard.allows(IpAddr::from([10, 0, 0, 1])));
}

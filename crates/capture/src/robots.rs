//! robots.txt: which addresses of a site an agent may ask for, how long it should wait in between, and which sitemaps the
//! site names. Read as RFC 9309 says, and where that leaves room or sites do not keep to it, as Google's crawler reads it:
//! by that reading sites check what they write. It does not fetch the file; what an absent one means, the caller knows.

use std::borrow::Cow;
use std::time::Duration;

use memchr::memmem;

/// More than this much of a file, in bytes, is not read. RFC 9309 asks for 500 KiB at least.
const SIZE_LIMIT: usize = 1 << 20;

/// Longer lines are cut here, as Google's parser cuts them.
const LINE_LIMIT: usize = 2083 * 8 - 1;

/// The longest pause that a site can ask for; above it, it means "stay away", which has a rule of its own.
const DELAY_LIMIT: Duration = Duration::from_secs(600);

/// What a robots.txt says.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Robots {
    groups: Vec<Group>,
    sitemaps: Vec<String>,
}

/// Rules, and the agents that they are for.
#[derive(Clone, Debug, Default, PartialEq)]
struct Group {
    /// Whether they are for every agent that no group names.
    everyone: bool,
    /// Product tokens as written.
    agents: Vec<String>,
    rules: Vec<Rule>,
    delay: Option<Duration>,
}

#[derive(Clone, Debug, PartialEq)]
struct Rule {
    allow: bool,
    /// With upper-case percent-encoding; `*` and a last `$` mean what they mean.
    pattern: Vec<u8>,
}

impl Robots {
    /// Reads a file. Total: whatever is no rule is passed over.
    pub fn parse(bytes: &[u8]) -> Self {
        let bytes = &bytes[..bytes.len().min(SIZE_LIMIT)];
        let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
        let mut robots = Robots::default();
        let mut after_rules = true;
        for line in bytes.split(|byte| matches!(byte, b'\n' | b'\r')) {
            if let Some((key, value)) = key_and_value(&line[..line.len().min(LINE_LIMIT)]) {
                robots.take(key, value, &mut after_rules);
            }
        }
        robots
    }

    /// A site that answers 5xx to the question for its robots.txt: nothing may be asked until it answers (RFC 9309, 2.3.1.4).
    pub fn nothing_allowed() -> Self {
        Robots::parse(b"User-agent: *\nDisallow: /")
    }

    /// Whether `agent`, a product token such as "annals", may ask for `url`, a whole address or one from its path on.
    pub fn allows(&self, agent: &str, url: &str) -> bool {
        let path = upper_escapes(path_of(url).as_bytes()).into_owned();
        let mut best: Option<&Rule> = None;
        for rule in self.groups_for(agent).flat_map(|group| &group.rules) {
            if !rule.pattern.is_empty() && rule.outranks(best) && matches(&rule.pattern, &path) {
                best = Some(rule);
            }
        }
        best.is_none_or(|rule| rule.allow)
    }

    /// How long `agent` should wait between two requests. Not in the RFC, but many news sites ask for it.
    pub fn crawl_delay(&self, agent: &str) -> Option<Duration> {
        self.groups_for(agent).filter_map(|group| group.delay).max()
    }

    /// The sitemaps that the site names, as written.
    pub fn sitemaps(&self) -> &[String] {
        &self.sitemaps
    }

    /// The groups that name the agent; those for everyone only if none does.
    fn groups_for<'a>(&'a self, agent: &str) -> impl Iterator<Item = &'a Group> {
        let agent = product_token(agent.as_bytes()).to_owned();
        let names = move |group: &Group| group.agents.iter().any(|name| name.eq_ignore_ascii_case(&agent));
        let named = self.groups.iter().any(&names);
        self.groups
            .iter()
            .filter(move |group| if named { names(group) } else { group.everyone })
    }

    fn take(&mut self, key: Key, value: &[u8], after_rules: &mut bool) {
        match key {
            Key::UserAgent => {
                if std::mem::take(after_rules) {
                    self.groups.push(Group::default());
                }
                self.groups
                    .last_mut()
                    .expect("one was just begun")
                    .add_agent(value);
            }
            Key::Sitemap => self.sitemaps.push(String::from_utf8_lossy(value).into_owned()),
            Key::Allow | Key::Disallow => {
                *after_rules = true;
                if let Some(group) = self.groups.last_mut() {
                    group.add_rule(key == Key::Allow, value);
                }
            }
            Key::CrawlDelay => {
                if let Some(group) = self.groups.last_mut() {
                    group.delay = delay(value).max(group.delay);
                }
            }
        }
    }
}

impl Group {
    /// `*` alone or before a blank is everyone.
    fn add_agent(&mut self, value: &[u8]) {
        match value {
            [b'*'] => self.everyone = true,
            [b'*', next, ..] if next.is_ascii_whitespace() => self.everyone = true,
            _ => self.agents.push(product_token(value).to_owned()),
        }
    }

    /// `/index.html` also means its folder, for `Allow` only, so that nothing is asked for that was forbidden.
    fn add_rule(&mut self, allow: bool, value: &[u8]) {
        let pattern = upper_escapes(value).into_owned();
        let folder = memchr::memrchr(b'/', &pattern).filter(|at| pattern[*at..].starts_with(b"/index.htm"));
        if let Some(slash) = folder.filter(|_| allow) {
            let pattern = [&pattern[..=slash], b"$"].concat();
            self.rules.push(Rule { allow, pattern });
        }
        self.rules.push(Rule { allow, pattern });
    }
}

impl Rule {
    /// The longer pattern wins; among equals, the permission.
    fn outranks(&self, other: Option<&Rule>) -> bool {
        let rank = |rule: &Rule| (rule.pattern.len(), rule.allow);
        other.is_none_or(|other| rank(self) > rank(other))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Key {
    UserAgent,
    Allow,
    Disallow,
    Sitemap,
    CrawlDelay,
}

/// What the lines of a file begin with, in lower case. Slips that Google's crawler forgives are forgiven.
const KEYS: &[(&str, Key)] = &[
    ("user-agent", Key::UserAgent),
    ("useragent", Key::UserAgent),
    ("user agent", Key::UserAgent),
    ("allow", Key::Allow),
    ("disallow", Key::Disallow),
    ("dissallow", Key::Disallow),
    ("dissalow", Key::Disallow),
    ("disalow", Key::Disallow),
    ("diasllow", Key::Disallow),
    ("disallaw", Key::Disallow),
    ("sitemap", Key::Sitemap),
    ("site-map", Key::Sitemap),
    ("crawl-delay", Key::CrawlDelay),
];

/// The key and the value of a line, comment and blanks taken off.
fn key_and_value(line: &[u8]) -> Option<(Key, &[u8])> {
    let line = line.split(|byte| *byte == b'#').next()?.trim_ascii();
    let (key, value) = match memchr::memchr(b':', line) {
        Some(colon) => (&line[..colon], &line[colon + 1..]),
        None => two_words(line)?,
    };
    let key = key.trim_ascii();
    let begins = |name: &str| {
        key.get(..name.len())
            .is_some_and(|start| start.eq_ignore_ascii_case(name.as_bytes()))
    };
    let (_, key) = KEYS.iter().find(|(name, _)| begins(name))?;
    Some((*key, value.trim_ascii()))
}

/// A line whose colon was forgotten: exactly two words.
fn two_words(line: &[u8]) -> Option<(&[u8], &[u8])> {
    let blank = line.iter().position(|byte| matches!(byte, b' ' | b'\t'))?;
    let (key, value) = (&line[..blank], line[blank..].trim_ascii());
    let one_word = !value.is_empty() && !value.iter().any(|byte| matches!(byte, b' ' | b'\t'));
    one_word.then_some((key, value))
}

/// The letters, hyphens and underscores that an agent's name begins with.
fn product_token(name: &[u8]) -> &str {
    let is_token = |byte: &u8| byte.is_ascii_alphabetic() || matches!(byte, b'-' | b'_');
    let end = name.iter().position(|byte| !is_token(byte)).unwrap_or(name.len());
    std::str::from_utf8(&name[..end]).expect("ASCII")
}

fn delay(value: &[u8]) -> Option<Duration> {
    let seconds: f64 = std::str::from_utf8(value).ok()?.parse().ok()?;
    let limit = DELAY_LIMIT.as_secs_f64();
    (seconds >= 0.0).then(|| Duration::from_secs_f64(seconds.min(limit)))
}

/// What rules are compared with: path and query of an address, without its fragment.
fn path_of(url: &str) -> Cow<'_, str> {
    let url = url.split('#').next().unwrap_or_default();
    let start = if url.starts_with("//") { 2 } else { 0 };
    let path_at = |from: usize| url[from..].find(['/', '?', ';']).map(|at| from + at);
    let behind_scheme = url[start..].find("://").map(|at| start + at);
    let authority = match behind_scheme.filter(|scheme| path_at(start).is_none_or(|path| path >= *scheme)) {
        Some(scheme) => scheme + 3,
        None => start,
    };
    match path_at(authority).map(|at| &url[at..]) {
        None => Cow::Borrowed("/"),
        Some(path) if path.starts_with('/') => Cow::Borrowed(path),
        Some(path) => Cow::Owned(format!("/{path}")),
    }
}

/// Letters beyond ASCII percent-encoded, and the digits of all percent-encodings in upper case: two spellings of one
/// address are the same.
fn upper_escapes(bytes: &[u8]) -> Cow<'_, [u8]> {
    if !bytes.iter().any(|byte| *byte == b'%' || !byte.is_ascii()) {
        return Cow::Borrowed(bytes);
    }
    let mut escaped = Vec::with_capacity(bytes.len());
    let mut digits_left = 0;
    for (at, byte) in bytes.iter().enumerate() {
        match byte {
            b'%' if bytes[at + 1..]
                .iter()
                .take(2)
                .filter(|digit| digit.is_ascii_hexdigit())
                .count()
                == 2 =>
            {
                digits_left = 3;
                escaped.push(b'%');
            }
            _ if digits_left > 0 => escaped.push(byte.to_ascii_uppercase()),
            _ if byte.is_ascii() => escaped.push(*byte),
            _ => escaped.extend(format!("%{byte:02X}").bytes()),
        }
        digits_left = u8::saturating_sub(digits_left, 1);
    }
    Cow::Owned(escaped)
}

/// Whether `pattern` matches the beginning of `path`, or, with a last `$`, all of it. Each stretch between stars is looked
/// for once, from where the one before it ended: what is found first leaves the most for the rest.
fn matches(pattern: &[u8], path: &[u8]) -> bool {
    let (pattern, whole) = match pattern.strip_suffix(b"$") {
        Some(pattern) => (pattern, true),
        None => (pattern, false),
    };
    let mut stretches = pattern.split(|byte| *byte == b'*');
    let Some(mut rest) = stretches.next().and_then(|first| path.strip_prefix(first)) else {
        return false;
    };
    let mut stretches = stretches.peekable();
    if stretches.peek().is_none() {
        return !whole || rest.is_empty();
    }
    while let Some(stretch) = stretches.next() {
        if whole && stretches.peek().is_none() {
            return rest.ends_with(stretch);
        }
        match memmem::find(rest, stretch) {
            Some(at) => rest = &rest[at + stretch.len()..],
            None => return false,
        }
    }
    true
}

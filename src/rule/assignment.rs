//! `assignment = { names, value }` compiled to a pattern: a name in any spelling, whatever a language writes
//! between a name and its value, the value, and its end.
//!
//! One mechanism for code, YAML, JSON, `.env`, properties, XML, shell and command lines, so that no rule spells
//! out its own. The result is an ordinary bounded regular expression that starts with a keyword.

use super::kind::Kind;
use super::spec::AssignmentSpec;
use super::{Assignment, Gate};
use crate::finding::KeyClass;

/// Words that turn the name of a secret into the name of something else: `API_KEY_HASH`, `tokenUrl`, `jenkins-secret.yaml`.
const USUALLY_NOT: &[&str] = &[
    "arn",
    "checksum",
    "css",
    "description",
    "digest",
    "fingerprint",
    "hash",
    "help",
    "hint",
    "html",
    "id",
    "ids",
    "integrity",
    "js",
    "json",
    "label",
    "md",
    "md5",
    "path",
    "placeholder",
    "py",
    "rs",
    "rst",
    "sha1",
    "sha256",
    "sha512",
    "template",
    "title",
    "ts",
    "txt",
    "uri",
    "url",
    "yaml",
    "yml",
];

/// Words of ordinary code: a name that begins with one is looked for by its first two words.
const COMMON_WORDS: &[&str] = &[
    "access",
    "account",
    "admin",
    "application",
    "auth",
    "authentication",
    "authorization",
    "bearer",
    "cipher",
    "client",
    "consumer",
    "cookie",
    "crypto",
    "cursor",
    "database",
    "deploy",
    "encryption",
    "http",
    "https",
    "linear",
    "machine",
    "master",
    "meta",
    "private",
    "public",
    "render",
    "root",
    "secret",
    "segment",
    "server",
    "service",
    "session",
    "signing",
    "snap",
    "square",
    "storage",
    "stream",
    "test",
    "token",
    "user",
    "webhook",
    "wise",
];

/// Between the words of a name: `apiKey`, `api_key`, `api-key`, `api.key`, `api key`.
const WORD_GAP: &str = r"[ _.\-]?";

/// The rest of the identifier after the name: `EXAMPLE_API_KEY_PROD`.
const NAME_REST: &str = r"[0-9A-Za-z_.\-]{0,32}";

/// The same after a name of a single short word, `pass`, which begins many a word.
const SHORT_NAME_REST: &str = r"(?:[0-9]{0,2}|[_.\-][0-9A-Za-z_.\-]{0,31})";

/// How long such a name is at most.
const SHORT_NAME: usize = 4;

/// What may stand between a name and its value. Whatever takes no quoted value too easily (a list, a call, a link) must have one.
const CONNECTOR: &str = r##"(?x:
    (?:
        (?:
            \\?["'`]?[\])]{0,2}                                  # the end of "name", ["name"], env("NAME")
            (?: [\ \t]{0,4}:[\ \t]{0,4}[&'A-Za-z_][0-9A-Za-z_&'<>.?|\ ]{0,32} )?    # a type: `: &'static str`
            \s{0,16}
            (?: := | => | -> | \?\?=? | \|\|=? | \?: | \?= | ={1,3} | :
              | =[\ \t]{0,4}[A-Za-z_$][0-9A-Za-z_$.]{0,40}[\ \t]{0,4}= )             # a further name: a = b = "v"
            (?: \s | \\\r?\n ){0,16}
            (?: !{1,2}[a-z]{2,10}[\ ] | [|>][+\-]?[\ ]{0,4}\r?\n\s{1,24} )?         # YAML: a tag, a block
          | \\?["'`]?\s{0,4} > \s{0,16}                          # <name>v</name>
          | \\?["'`]? (?: \s{1,16} | ,\s{0,16} | \s{0,4},?\s{0,16}-?\s{0,4} ) ["']? (?i:value|default|content) \\?["']? \s{0,4} [=:] \s{0,4}
        )
        (?: (?: (?:\[\])?[A-Za-z_][0-9A-Za-z_.:]{0,24} )? \( \s{0,16} )?  # String::from("v"), []byte("v"), ("v")
        (?: [bBrRfFuU@$]{0,2}\#? (?: \\?["'`] ){1,3} )?          # "v", '''v''', b"v", r#"v"#, @"v"
      | \\?["'`]? (?: [\ \t]{0,4} [,({] | \){0,2}\s{1,4}or ) \s{0,16} [bBrRfFuU@$]{0,2}\#? (?: \\?["'`] ){1,3}  # setName("v"), getenv("NAME", "v"), name{"v"}
      | [\ \t]{1,4} \\?["'`]                                      # NAME "v", as SQL, Ruby and shells have it
    )
    (?: (?i:bearer|token|basic|apikey) [\ ]{1,2} )?
)"##;

/// Between a name and its value when only blanks stand there: `--name v`, `ENV NAME v`. Too weak for a value
/// without a fixed shape.
const BLANK_CONNECTOR: &str = r#"(?:[ \t]{1,4}(?:\\\r?\n[ \t]{0,16})?["']?)"#;

/// The compiled form of an assignment.
pub struct Compiled {
    pub regex: String,
    /// The beginnings of the names; every match starts with one.
    pub keywords: Vec<String>,
}

/// Compiles an assignment; the error is a sentence for the rule's author.
pub fn compile(spec: &AssignmentSpec) -> Result<Compiled, String> {
    if spec.names.is_empty() {
        return Err("`assignment.names` is empty".into());
    }
    let (mut long, mut short) = (Vec::new(), Vec::new());
    let mut keywords = Vec::new();
    for name in &spec.names {
        let words: Vec<&str> = name.split(' ').collect();
        let well_formed =
            |w: &&str| !w.is_empty() && w.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit());
        if !words.iter().all(well_formed) {
            return Err(format!("`assignment.names`: \"{name}\" is not lower-case words with single spaces"));
        }
        keywords.extend(beginnings(&words));
        let list = if words.len() == 1 && name.len() <= SHORT_NAME { &mut short } else { &mut long };
        list.push(words.join(WORD_GAP));
    }
    keywords.sort();
    keywords.dedup();

    let (value, end, fixed) = value(spec)?;
    let connector = if fixed { format!("(?:{CONNECTOR}|{BLANK_CONNECTOR})") } else { CONNECTOR.to_owned() };
    let names: Vec<String> = [(long, NAME_REST), (short, SHORT_NAME_REST)]
        .iter()
        .filter(|(names, _)| !names.is_empty())
        .map(|(names, rest)| format!("(?i:{}){rest}", names.join("|")))
        .collect();
    let regex = format!("(?:{}){connector}(?<secret>{value}){end}", names.join("|"));
    Ok(Compiled { regex, keywords })
}

/// What is demanded besides the pattern.
pub fn demands(spec: &AssignmentSpec, class: KeyClass) -> Assignment {
    let own: Vec<&str> = spec.names.iter().flat_map(|name| name.split(' ')).collect();
    let mut not = spec.not.clone();
    if !matches!(class, KeyClass::Publishable | KeyClass::Identifier) {
        not.extend(USUALLY_NOT.iter().filter(|word| !own.contains(word)).map(|word| (*word).to_owned()));
    }
    if matches!(class, KeyClass::Secret | KeyClass::Webhook) {
        not.extend(["public", "publishable"].map(str::to_owned));
    }
    Assignment { gate: gate(spec, class), not }
}

/// What the value must be, unless the rule says so itself: a shape of fixed length speaks for itself, what is called a password is
/// chosen by people, a key is drawn at random, and an identifier may be anything.
fn gate(spec: &AssignmentSpec, class: KeyClass) -> Gate {
    let password =
        |name: &String| ["password", "passwd", "passphrase", "pwd"].iter().any(|word| name.contains(word));
    match spec.gate {
        Some(gate) => gate,
        None if spec.value.is_some() || class == KeyClass::Identifier => Gate::None,
        None if spec.names.iter().any(password) => Gate::Password,
        None => Gate::Random,
    }
}

/// What a name begins with: its first word, or its first two in every spelling where one alone is too short or too
/// common to be looked for.
fn beginnings(words: &[&str]) -> Vec<String> {
    match words {
        [first, second, ..] if first.len() < 4 || COMMON_WORDS.contains(first) => {
            ["", " ", "_", ".", "-"].iter().map(|gap| format!("{first}{gap}{second}")).collect()
        }
        _ => vec![words[0].to_owned()],
    }
}

/// The value's pattern, what ends it, and whether its length is fixed.
fn value(spec: &AssignmentSpec) -> Result<(String, String, bool), String> {
    match (&spec.value, &spec.value_pattern) {
        (Some(value), None) if value == "uuid" => {
            let uuid = "[0-9A-Fa-f]{8}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{4}-[0-9A-Fa-f]{12}";
            Ok((uuid.into(), r"(?:[^0-9A-Za-z_\-]|\z)".into(), true))
        }
        (Some(value), None) => {
            let (kind, min, max) = parse_value(value).ok_or_else(|| {
                format!("`assignment.value`: \"{value}\" is not `uuid`, `kind:n` or `kind:min-max`")
            })?;
            let class = kind.class();
            let padding = if kind == Kind::Base64 { "={0,2}" } else { "" };
            // A longer value of the same alphabet is another kind of value.
            Ok((
                format!("[{class}]{{{min},{max}}}{padding}"),
                format!(r"(?:[^{class}0-9A-Za-z_=\-]|\z)"),
                min == max,
            ))
        }
        (None, Some(pattern)) => Ok((format!("(?:{pattern})"), r"(?:[^0-9A-Za-z_\-]|\z)".into(), false)),
        _ => Err("`assignment` needs exactly one of `value` and `value_pattern`".into()),
    }
}

/// `hex:32` or `alnum:20-40`.
fn parse_value(value: &str) -> Option<(Kind, usize, usize)> {
    let (kind, length) = value.split_once(':')?;
    let (min, max) = length.split_once('-').unwrap_or((length, length));
    let (min, max) = (min.parse().ok()?, max.parse().ok()?);
    (1 <= min && min <= max).then_some((Kind::named(kind)?, min, max))
}

//! Texts with placeholders made into real ones: `<<alnum:24>>` becomes 24 random letters and digits.
//!
//! Rules' examples and the files under `tests/` are written this way, so that nothing in the repository looks like a
//! live key. The random parts come from a seed: the same seed gives the same text.

mod pem;

use std::ops::Range;

use base64::Engine as _;
use base64::prelude::{BASE64_STANDARD_NO_PAD, BASE64_URL_SAFE_NO_PAD};
use fastrand::Rng;

use super::Checksum;
use super::kind::Kind;

/// A text whose placeholders have been filled.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Expanded {
    /// The text, without the markers `«` and `»`.
    pub text: String,
    /// What stood between markers, as byte ranges of `text`.
    pub marked: Vec<Range<usize>>,
}

/// Fills every placeholder and takes out the markers.
///
/// # Errors
/// A sentence that names the placeholder that is unknown or has no end, or the marker without a partner.
pub fn expand(template: &str, seed: u64) -> Result<Expanded, String> {
    let mut rng = Rng::with_seed(seed);
    let mut out = Expanded { text: String::with_capacity(template.len()), marked: Vec::new() };
    let mut open = None;
    let mut rest = template;
    while let Some(at) = rest.find(['«', '»', '<']) {
        out.text.push_str(&rest[..at]);
        rest = &rest[at..];
        if let Some(after) = rest.strip_prefix("<<") {
            let end = placeholder_end(after).ok_or("a placeholder `<<` has no end `>>`")?;
            out.text.push_str(&generate(&after[..end], &mut rng)?);
            rest = &after[end + 2..];
        } else if let Some(after) = rest.strip_prefix('«') {
            if open.replace(out.text.len()).is_some() {
                return Err("a marker « stands inside another".into());
            }
            rest = after;
        } else if let Some(after) = rest.strip_prefix('»') {
            let start = open.take().ok_or("a marker » has no « before it")?;
            out.marked.push(start..out.text.len());
            rest = after;
        } else {
            out.text.push('<');
            rest = &rest[1..];
        }
    }
    out.text.push_str(rest);
    if open.is_some() {
        return Err("a marker « has no » after it".into());
    }
    Ok(out)
}

/// Where the `>>` of a placeholder stands whose `<<` has been read; placeholders nest.
fn placeholder_end(text: &str) -> Option<usize> {
    let mut depth = 1;
    let mut at = 0;
    while at < text.len() {
        if text[at..].starts_with("<<") {
            depth += 1;
            at += 2;
        } else if text[at..].starts_with(">>") {
            depth -= 1;
            if depth == 0 {
                return Some(at);
            }
            at += 2;
        } else {
            at += text[at..].chars().next().map_or(1, char::len_utf8);
        }
    }
    None
}

fn generate(placeholder: &str, rng: &mut Rng) -> Result<String, String> {
    let unknown = || format!("the placeholder <<{placeholder}>> is not known; see docs/rules-authoring.md");
    if placeholder == "uuid4" {
        return Ok(uuid4(rng));
    }
    let (kind, argument) = placeholder.split_once(':').ok_or_else(unknown)?;
    if let Some(kind) = Kind::named(kind) {
        let length = argument.parse().map_err(|_| unknown())?;
        return Ok(random(&alphabet(kind), length, rng));
    }
    match kind {
        "github-crc32" => checked(argument, Checksum::GithubCrc32, 6, rng).ok_or_else(unknown),
        "cloudflare-crc32" => checked(argument, Checksum::CloudflareCrc32, 8, rng).ok_or_else(unknown),
        "hex-crc32" => Ok(Checksum::HexCrc32.sealed(expand(argument, rng.u64(..))?.text.as_bytes())),
        "nats-seed" => nats_seed(argument, rng).ok_or_else(unknown),
        "jwt" => {
            let payload = expand(argument, rng.u64(..))?.text;
            let encode = |text: &str| BASE64_URL_SAFE_NO_PAD.encode(text);
            let signature = random(&alphabet(Kind::Base64Url), 43, rng);
            Ok(format!("{}.{}.{signature}", encode(r#"{"alg":"HS256","typ":"JWT"}"#), encode(&payload)))
        }
        "pem" => Ok(pem::block(argument, pem::Lock::Open, rng)),
        "pem-encrypted" => Ok(pem::block(argument, pem::Lock::Passphrase, rng)),
        "pem-escaped" => Ok(pem::block(argument, pem::Lock::Open, rng).replace('\n', "\\n")),
        "b64" => Ok(BASE64_STANDARD_NO_PAD.encode(expand(argument, rng.u64(..))?.text)),
        "b64url" => Ok(BASE64_URL_SAFE_NO_PAD.encode(expand(argument, rng.u64(..))?.text)),
        _ => Err(unknown()),
    }
}

/// Letters and digits with their checksum behind them, of a total length written as a number.
fn checked(total: &str, checksum: Checksum, length: usize, rng: &mut Rng) -> Option<String> {
    let random = random(&alphabet(Kind::Alnum), total.parse::<usize>().ok()?.checked_sub(length)?, rng);
    Some(checksum.sealed(random.as_bytes()))
}

/// The seed of a user (`U`), an account (`A`) or an operator (`O`): two bytes that say so, then 32 random ones.
fn nats_seed(owner: &str, rng: &mut Rng) -> Option<String> {
    const SEED: u8 = 18 << 3;
    let owner = match owner {
        "U" => 20 << 3,
        "A" => 0,
        "O" => 14 << 3,
        _ => return None,
    };
    let mut bytes = vec![SEED | owner >> 5, owner << 3];
    bytes.resize_with(34, || rng.u8(..));
    Some(Checksum::NatsCrc16.sealed(&bytes))
}

fn alphabet(kind: Kind) -> Vec<u8> {
    let keep: fn(u8) -> bool = match kind {
        Kind::Alnum => |b| b.is_ascii_alphanumeric(),
        Kind::UpperAlnum => |b| b.is_ascii_uppercase() || b.is_ascii_digit(),
        Kind::LowerAlnum => |b| b.is_ascii_lowercase() || b.is_ascii_digit(),
        Kind::Letters => |b| b.is_ascii_alphabetic(),
        Kind::Hex => |b| matches!(b, b'0'..=b'9' | b'a'..=b'f'),
        Kind::UpperHex => |b| matches!(b, b'0'..=b'9' | b'A'..=b'F'),
        Kind::Digits => |b| b.is_ascii_digit(),
        Kind::Base32 => |b| b.is_ascii_uppercase() || matches!(b, b'2'..=b'7'),
        Kind::Base64 => |b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'/'),
        Kind::Base64Url => |b| b.is_ascii_alphanumeric() || matches!(b, b'-' | b'_'),
    };
    (0x21..0x7F).filter(|b| keep(*b)).collect()
}

/// Random characters; the first and the last are letters or digits, so that word boundaries around them hold.
fn random(alphabet: &[u8], length: usize, rng: &mut Rng) -> String {
    let inner: Vec<u8> = alphabet.iter().copied().filter(u8::is_ascii_alphanumeric).collect();
    (0..length)
        .map(|i| {
            let from = if i == 0 || i + 1 == length { &inner[..] } else { alphabet };
            char::from(from[rng.usize(..from.len())])
        })
        .collect()
}

fn uuid4(rng: &mut Rng) -> String {
    let hex = random(&alphabet(Kind::Hex), 32, rng);
    let variant = ['8', '9', 'a', 'b'][rng.usize(..4)];
    format!("{}-{}-4{}-{variant}{}-{}", &hex[..8], &hex[8..12], &hex[13..16], &hex[17..20], &hex[20..])
}

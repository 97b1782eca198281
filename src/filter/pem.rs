//! PEM blocks: whether the body is what the label promises, all of it, and whether a passphrase protects it.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD_NO_PAD;

/// Fewer bytes hold no key.
const SHORTEST: usize = 40;

/// What a whole block says of itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Block {
    /// Whether it opens only with a passphrase.
    pub encrypted: bool,
}

/// Reads a whole block. `None` if it is none, or only a part of one, as documentation shows it.
///
/// The block may stand in a string: its line breaks may be written `\n`, and quotes and `+` may join its lines.
pub fn read(text: &[u8]) -> Option<Block> {
    let text = String::from_utf8_lossy(text);
    let (label, rest) = text.split_once("-----BEGIN ")?.1.split_once("-----")?;
    let (body, _) = rest.split_once("-----END ")?;
    let bytes = decode_body(body).filter(|bytes| bytes.len() >= SHORTEST)?;
    if label.starts_with("OPENSSH") {
        openssh(&bytes)
    } else if label.starts_with("PGP") {
        pgp(&bytes)
    } else if body.contains("Proc-Type: 4,ENCRYPTED") {
        // Whatever is inside, block ciphers have made whole blocks of it.
        (bytes.len() % 8 == 0).then_some(Block { encrypted: true })
    } else {
        der(label, &bytes)
    }
}

/// Leaves out line breaks in any spelling, the headers of RFC 1421 and PGP and PGP's checksum, and decodes the rest.
fn decode_body(body: &str) -> Option<Vec<u8>> {
    let unescaped = body.replace("\\r", "").replace("\\n", "\n").replace("\\/", "/");
    let mut base64 = String::with_capacity(unescaped.len());
    for line in without_joints(&unescaped).lines() {
        let line = line.trim_matches(|c: char| {
            c.is_whitespace() || matches!(c, ',' | '\\' | '`' | '#' | '>' | '|' | '*')
        });
        let is_header = line.contains(": ") || line.starts_with('=');
        if !is_header {
            base64.extend(line.chars().filter(|c| !c.is_whitespace()));
        }
    }
    BASE64_STANDARD_NO_PAD.decode(base64.trim_end_matches('=')).ok()
}

/// The text without quotes and without what joins one string to the next: `" + "`, `", "`, `" . '`. A `+` between digits stays.
fn without_joints(text: &str) -> String {
    let is_quote = |c: char| matches!(c, '"' | '\'');
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find(is_quote) {
        out.push_str(&rest[..at]);
        let after = &rest[at + 1..];
        let joint =
            after.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, '+' | ',' | '.' | '\\'));
        rest = joint.strip_prefix(is_quote).unwrap_or(after);
    }
    out + rest
}

/// A DER sequence that ends where it says; a private key's begins with its version, an encrypted one's with its cipher.
fn der(label: &str, bytes: &[u8]) -> Option<Block> {
    let (&first, rest) = bytes.split_first()?;
    let (&short, rest) = rest.split_first()?;
    let (length, content) = match short {
        0x81 => (usize::from(*rest.first()?), &rest[1..]),
        0x82 => (usize::from(u16::from_be_bytes(*rest.first_chunk()?)), &rest[2..]),
        _ => (usize::from(short), rest),
    };
    let encrypted = label.starts_with("ENCRYPTED");
    let begins = match label.ends_with("PRIVATE KEY") {
        true if encrypted => content.first() == Some(&0x30),
        true => content.starts_with(&[2, 1]),
        false => true,
    };
    (first == 0x30 && length == content.len() && begins).then_some(Block { encrypted })
}

/// The form of OpenSSH's `PROTOCOL.key`: cipher, key derivation and its options, a number, public and private part.
fn openssh(bytes: &[u8]) -> Option<Block> {
    let mut rest = bytes.strip_prefix(b"openssh-key-v1\0")?;
    let cipher = string(&mut rest)?;
    let (_, _) = (string(&mut rest)?, string(&mut rest)?);
    rest = rest.get(4..)?;
    let (_, _) = (string(&mut rest)?, string(&mut rest)?);
    Some(Block { encrypted: cipher != b"none" })
}

/// Takes a string with its length before it.
fn string<'b>(rest: &mut &'b [u8]) -> Option<&'b [u8]> {
    let length = u32::from_be_bytes(*rest.first_chunk()?) as usize;
    let (text, after) = rest.get(4..)?.split_at_checked(length)?;
    *rest = after;
    Some(text)
}

/// The first packet of RFC 9580 and its predecessors; of a secret key of version 4 it is told whether it is encrypted.
fn pgp(bytes: &[u8]) -> Option<Block> {
    const SECRET_KEY: u8 = 5;
    let tag = *bytes.first().filter(|tag| **tag & 0x80 != 0)?;
    let is_new = tag & 0x40 != 0;
    let kind = if is_new { tag & 0x3F } else { tag >> 2 & 0x0F };
    let big = |range: std::ops::Range<usize>| {
        bytes
            .get(range)
            .map(|digits| digits.iter().fold(0, |number, digit| number << 8 | usize::from(*digit)))
    };
    let (start, length) = match (is_new, tag & 3, *bytes.get(1)?) {
        (true, _, 255) => (6, big(2..6)?),
        (true, _, first @ 192..=223) => (3, (usize::from(first - 192) << 8) + big(2..3)? + 192),
        (true, _, first) => (2, usize::from(first)),
        (false, 0, first) => (2, usize::from(first)),
        (false, 1, _) => (3, big(1..3)?),
        (false, _, _) => (5, big(1..5)?),
    };
    let packet = bytes.get(start..start + length)?;
    let is_secret_key = kind == SECRET_KEY && packet.first() == Some(&4);
    let usage = is_secret_key.then(|| after_public_key(packet)).flatten();
    Some(Block { encrypted: usage.is_some_and(|usage| usage != 0) })
}

/// The byte behind the public part of a key of version 4: 0 if what follows is not encrypted.
fn after_public_key(packet: &[u8]) -> Option<u8> {
    let algorithm = *packet.get(5)?;
    let (has_curve, numbers, has_derivation) = match algorithm {
        1..=3 => (false, 2, false),
        16 | 20 => (false, 3, false),
        17 => (false, 4, false),
        18 => (true, 1, true),
        19 | 22 => (true, 1, false),
        _ => return None,
    };
    let mut at = 6;
    if has_curve {
        at += 1 + usize::from(*packet.get(at)?);
    }
    for _ in 0..numbers {
        let bits = u16::from_be_bytes(*packet.get(at..)?.first_chunk()?);
        at += 2 + usize::from(bits).div_ceil(8);
    }
    if has_derivation {
        at += 1 + usize::from(*packet.get(at)?);
    }
    packet.get(at).copied()
}

//! PEM blocks: whether the body is what the label promises.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;

/// Whether the text holds a whole block whose body decodes to DER, an OpenSSH key or a PGP packet.
///
/// The block may stand in a string: its line breaks may be written `\n`, and quotes and `+` may join its lines.
pub fn is_block(text: &[u8]) -> bool {
    let text = String::from_utf8_lossy(text);
    let Some((label, rest)) = text.split_once("-----BEGIN ").and_then(|(_, rest)| rest.split_once("-----"))
    else {
        return false;
    };
    let Some((body, _)) = rest.split_once("-----END ") else { return false };
    let Some(bytes) = decode_body(body) else { return false };
    if label.starts_with("OPENSSH") {
        bytes.starts_with(b"openssh-key-v1\0")
    } else if label.starts_with("PGP") {
        bytes.first().is_some_and(|tag| tag & 0x80 != 0)
    } else {
        bytes.first() == Some(&0x30)
    }
}

/// Leaves out line breaks in any spelling, RFC 1421 headers and the CRC line of PGP, and decodes the rest.
fn decode_body(body: &str) -> Option<Vec<u8>> {
    let unescaped = body.replace("\\r", "").replace("\\n", "\n").replace("\\/", "/");
    let mut base64 = String::with_capacity(unescaped.len());
    for line in unescaped.lines() {
        let line = line.trim_matches(|c: char| {
            c.is_whitespace() || matches!(c, '"' | '\'' | '+' | ',' | '\\' | '`' | '#' | '>' | '|')
        });
        let is_header = line.contains(": ") || line.starts_with('=');
        if !is_header {
            base64.extend(line.chars().filter(|c| !c.is_whitespace()));
        }
    }
    let base64 = base64.trim_end_matches('=');
    if base64.len() < 40 {
        return None;
    }
    // Only the start is looked at, so the length need not come out even.
    let whole = base64.len() / 4 * 4;
    BASE64_STANDARD.decode(base64.get(..whole)?).ok()
}

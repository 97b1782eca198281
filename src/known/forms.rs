//! How builds write a value.

use std::collections::BTreeSet;
use std::fmt::Write as _;

use base64::Engine as _;
use base64::engine::general_purpose::{STANDARD_NO_PAD, URL_SAFE_NO_PAD};
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};

/// What `encodeURIComponent` leaves as it is.
const COMPONENT: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'_')
    .remove(b'.')
    .remove(b'!')
    .remove(b'~')
    .remove(b'*')
    .remove(b'\'')
    .remove(b'(')
    .remove(b')');

/// What forms and stricter encoders leave as it is.
const STRICT: &AsciiSet = &NON_ALPHANUMERIC.remove(b'-').remove(b'_').remove(b'.').remove(b'~');

/// Every form of a value, each once, with what it is called. The first is the value itself, and has no name.
pub fn of(value: &[u8]) -> Vec<(&'static str, Vec<u8>)> {
    let mut forms: Vec<(&'static str, Vec<u8>)> = vec![("", value.to_vec())];
    if let Ok(text) = std::str::from_utf8(value) {
        forms.extend(of_text(text).into_iter().map(|(name, form)| (name, form.into_bytes())));
    }
    for set in [COMPONENT, STRICT, NON_ALPHANUMERIC] {
        let encoded = percent_encode(value, set).to_string();
        forms.push(("percent-encoded", lower_escapes(&encoded).into_bytes()));
        forms.push(("percent-encoded", encoded.into_bytes()));
    }
    let hex = |upper: bool, before: &str| {
        value.iter().fold(String::new(), |mut out, byte| {
            // Writing to a string cannot fail.
            let _ = if upper { write!(out, "{before}{byte:02X}") } else { write!(out, "{before}{byte:02x}") };
            out
        })
    };
    for upper in [false, true] {
        forms.push(("in hexadecimal digits", hex(upper, "").into_bytes()));
        forms.push(("with \\x escapes", hex(upper, "\\x").into_bytes()));
        forms.push(("percent-encoded", hex(upper, "%").into_bytes()));
    }
    for shift in 0..3 {
        forms.extend(base64(value, shift).map(|form| ("in base64", form)));
    }
    let mut seen: BTreeSet<Vec<u8>> = BTreeSet::new();
    forms.retain(|(_, form)| seen.insert(form.clone()));
    forms
}

/// The forms of text: escapes of JSON, of JavaScript and of HTML.
fn of_text(text: &str) -> Vec<(&'static str, String)> {
    let json = serde_json::to_string(text).unwrap_or_default();
    let json = json.strip_prefix('"').and_then(|json| json.strip_suffix('"')).unwrap_or_default().to_owned();
    let units = |upper: bool, all: bool, source: &str| {
        source.chars().fold(String::new(), |mut out, c| {
            if c.is_ascii() && !all {
                out.push(c);
            } else {
                for unit in c.encode_utf16(&mut [0; 2]) {
                    // Writing to a string cannot fail.
                    let _ = if upper { write!(out, "\\u{unit:04X}") } else { write!(out, "\\u{unit:04x}") };
                }
            }
            out
        })
    };
    let html = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
    let quoted = html.replace('"', "&quot;");
    let apostrophes = [quoted.replace('\'', "&#39;"), quoted.replace('\'', "&#x27;")];
    let mut forms = vec![
        ("as a JSON string", units(false, false, &json)),
        ("as a JSON string", units(true, false, &json)),
        ("with \\u escapes", units(false, true, text)),
        ("with \\u escapes", units(true, true, text)),
        // JSON within JSON, as in the originals of a source map.
        ("as a JSON string", json.replace('\\', "\\\\").replace('"', "\\\"")),
        ("as a JSON string", json.replace('/', "\\/")),
        ("as a string", text.replace('\\', "\\\\").replace('\'', "\\'")),
        ("as a string", text.replace('\\', "\\\\").replace('`', "\\`").replace("${", "\\${")),
        ("with HTML entities", html),
        ("with HTML entities", quoted),
        ("as a JSON string", json),
    ];
    forms.extend(apostrophes.map(|form| ("with HTML entities", form)));
    forms
}

fn lower_escapes(encoded: &str) -> String {
    let mut out = String::with_capacity(encoded.len());
    let mut escape = 0;
    for c in encoded.chars() {
        escape = if c == '%' { 2 } else { escape };
        if c != '%' && escape > 0 {
            escape -= 1;
            out.push(c.to_ascii_lowercase());
        } else {
            out.push(c);
        }
    }
    out
}

/// What stays the same of a value's base64, whatever stands around the value, if so many bytes of a group of three stand before it.
fn base64(value: &[u8], shift: usize) -> impl Iterator<Item = Vec<u8>> {
    let padded = [&[0; 3][..shift], value].concat();
    let start = (8 * shift).div_ceil(6);
    let end = 8 * padded.len() / 6;
    [STANDARD_NO_PAD.encode(&padded), URL_SAFE_NO_PAD.encode(&padded)]
        .into_iter()
        .filter_map(move |encoded| encoded.get(start..end).map(|form| form.as_bytes().to_vec()))
        .filter(|form| form.len() >= 8)
}

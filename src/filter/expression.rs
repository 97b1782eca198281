//! Code where a value could stand: `client_secret = settings.azure_client_secret`.

use std::ops::Range;

/// Whether what is assigned is code: no quote before it, and names joined by dots, or a call.
///
/// A value that begins like a name and goes on with something else, as keys do, is none.
pub fn is_expression(text: &[u8], value: &Range<usize>) -> bool {
    let before = value.start.checked_sub(1).map(|at| text[at]);
    if before.is_some_and(|b| matches!(b, b'"' | b'\'' | b'`' | b'>')) {
        return false;
    }
    let bytes = &text[value.clone()];
    let is_called = matches!(text.get(value.end), Some(b'(' | b'['))
        || (text[value.end..].starts_with(b".") && is_path(bytes));
    is_called || (is_path(bytes) && (bytes.contains(&b'.') || is_words(bytes)))
}

/// `self.options.clientSecret`: parts that are written as names are, in words of three letters and more.
fn is_path(bytes: &[u8]) -> bool {
    bytes.split(|b| *b == b'.').all(|part| {
        let letters_only = part.iter().all(|b| b.is_ascii_alphabetic() || *b == b'_');
        let mut words =
            part.split(|b| *b == b'_').flat_map(|word| word.chunk_by(|_, next| !next.is_ascii_uppercase()));
        let spelled = part.len() > 2 && words.all(|word| word.is_empty() || word.len() > 2);
        letters_only && (spelled || part == b"_" || part.iter().all(u8::is_ascii_uppercase))
    })
}

/// `destination_vcenter_password`: words in lower case, joined.
fn is_words(bytes: &[u8]) -> bool {
    bytes.contains(&b'_') && bytes.iter().all(|b| b.is_ascii_lowercase() || *b == b'_')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn judge(text: &str, value: &str) -> bool {
        let start = text.find(value).unwrap();
        is_expression(text.as_bytes(), &(start..start + value.len()))
    }

    #[test]
    fn code_is_told_from_values() {
        assert!(judge("secret = self.options.get_default('x')", "self.options.get_default"));
        assert!(judge("password=destination_vcenter_password,", "destination_vcenter_password"));
        assert!(judge("token: settings.token", "settings.token"));
        assert!(!judge("token = \"settings.token\"", "settings.token"));
        assert!(!judge("SECRET=aB3.x9_kLmNoPqR", "aB3.x9_kLmNoPqR"));
        assert!(!judge("secret: kJhGfDsAqWeRtYuIoP", "kJhGfDsAqWeRtYuIoP"));
    }
}

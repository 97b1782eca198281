//! Is a value spelled like words and names, or drawn at random?
//!
//! A model of letter triples, learned from the words of real code by `support/trigrams.py`, gives each character's surprise. Words and
//! names of any style have three to four and a half bits a character, random letters and digits seven or eight.

/// One line for each pair of symbols, one character for each third: its code less 48 is the surprise in quarters of a bit.
const TRIGRAMS: &str = include_str!("trigrams.txt");

/// The edge of a word, and 26 letters.
const SYMBOLS: usize = 27;

/// Bits of a digit, and of anything that is neither letter nor digit.
const DIGIT: f32 = 4.0;
const SIGN: f32 = 2.0;

/// Bits a character below which a value is words. Of random values of 16 letters and digits one in a thousand is below.
const WORDY: f32 = 4.75;

/// The same for a value without a single digit, as abbreviated names are and random values of some length hardly ever.
const WORDY_WITHOUT_DIGIT: f32 = 5.75;

/// Whether a value is made of words. Hexadecimal digits, in groups or not, never are.
pub fn is_wordy(value: &[u8]) -> bool {
    let is_hex = |b: &u8| b.is_ascii_hexdigit() || matches!(b, b'-' | b'.' | b':');
    let is_number = value.iter().all(is_hex) && value.iter().any(u8::is_ascii_digit);
    let limit = if value.iter().any(u8::is_ascii_digit) { WORDY } else { WORDY_WITHOUT_DIGIT };
    !is_number && (surprise(value) < limit || is_joined(value))
}

/// Whether words that signs and digits join make up most of a value: `x-amz-s3session-token`.
pub fn is_joined(value: &[u8]) -> bool {
    let letters = value.split(|b| !b.is_ascii_alphabetic()).filter(|part| part.len() > 2);
    let words = letters.filter(|part| surprise(part) < WORDY);
    let (count, length) = words.fold((0, 0), |(count, length), word| (count + 1, length + word.len()));
    count > 1 && length * 2 >= value.iter().filter(|b| b.is_ascii_alphanumeric()).count()
}

/// Whether a value is a name or plain words, and so no password that somebody has thought of: no digit, and no sign but those that
/// join words.
pub fn is_name(value: &[u8]) -> bool {
    let joins = |b: &u8| b.is_ascii_alphabetic() || matches!(b, b'_' | b'-' | b'.' | b'/' | b' ' | b':');
    value.iter().all(joins) && is_wordy(value)
}

/// Whether a value is a number of code: digits, perhaps with a type behind them (`131072u32`) or `0x` before.
pub fn is_number(value: &[u8]) -> bool {
    let digits = value.strip_prefix(b"0x").unwrap_or(value);
    let rest = digits.iter().skip_while(|b| b.is_ascii_digit() || matches!(b, b'.' | b'_')).count();
    digits.len() - rest >= rest && rest <= 4 && digits.first().is_some_and(u8::is_ascii_digit)
}

/// Bits of surprise a character.
fn surprise(value: &[u8]) -> f32 {
    let (mut first, mut second, mut bits) = (0, 0, 0.0);
    for byte in value {
        match byte.to_ascii_lowercase() {
            letter @ b'a'..=b'z' => {
                let third = usize::from(letter - b'a') + 1;
                bits += cost(first, second, third);
                (first, second) = (second, third);
            }
            other => {
                bits += edge(first, second) + if other.is_ascii_digit() { DIGIT } else { SIGN };
                (first, second) = (0, 0);
            }
        }
    }
    (bits + edge(first, second)) / value.len().max(1) as f32
}

/// What it costs a word to end here.
fn edge(first: usize, second: usize) -> f32 {
    if second == 0 { 0.0 } else { cost(first, second, 0) }
}

fn cost(first: usize, second: usize, third: usize) -> f32 {
    let line = first * SYMBOLS + second;
    let code = TRIGRAMS.as_bytes().get(line * (SYMBOLS + 1) + third).copied().unwrap_or(b'0');
    f32::from(code.saturating_sub(b'0')) / 4.0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::example::expand;

    #[test]
    fn table_has_a_code_for_each_triple() {
        assert_eq!(TRIGRAMS.lines().count(), SYMBOLS * SYMBOLS);
        assert!(
            TRIGRAMS
                .lines()
                .all(|line| line.len() == SYMBOLS && line.bytes().all(|b| (48..=108).contains(&b)))
        );
    }

    #[test]
    fn names_of_any_style_are_wordy() {
        for value in [
            "getDefaultSecretKey",
            "destination_vcenter_password",
            "application/json",
            "com.example.app.MainActivity",
            "HTTP_AUTHORIZATION_HEADER",
            "org.springframework.boot",
            "text-embedding-ada-002",
            "kubernetes.io/service-account-token",
            "primaryNextBtnHoverBg",
            "x-amz-s3session-token",
        ] {
            assert!(is_wordy(value.as_bytes()), "{value}: {}", surprise(value.as_bytes()));
        }
    }

    #[test]
    fn random_values_are_not() {
        for template in [
            "<<alnum:16>>",
            "<<lower:20>>",
            "<<base64url:32>>",
            "<<hex:32>>",
            "<<letters:24>>",
            "<<base64:40>>",
        ] {
            let wordy =
                (0..4000).filter(|seed| is_wordy(expand(template, *seed).unwrap().text.as_bytes())).count();
            assert!(wordy <= 40, "{template}: {wordy} of 4000 taken for words");
        }
    }
}

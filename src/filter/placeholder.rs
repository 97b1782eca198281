//! Values that stand for a secret without being one.

/// Marks that a template, a mask or an omission leaves; no key format has them.
const MARKS: &[&[u8]] = &[
    b"${",
    b"{{",
    b"}}",
    b"<%",
    b"%>",
    b"#{",
    b"<<",
    b">>",
    b"$(",
    b"%(",
    b"***",
    b"...",
    b"\xE2\x80\xA6",
    b"\xE2\x80\xA2\xE2\x80\xA2",
];

/// Words that only a stand-in has, wherever they stand. Long enough that a random value has none of them by accident.
const WORDS: &[&[u8]] = &[
    b"example",
    b"placeholder",
    b"changeme",
    b"change_me",
    b"change-me",
    b"redacted",
    b"replaceme",
    b"replace_",
    b"replace-",
    b"insert_",
    b"insert-",
    b"process.env",
    b"import.meta",
    b"os.environ",
    b"your_",
    b"your-",
    b"_here",
    b"-here",
    b"notreal",
    b"not_real",
    b"not-real",
    b"undefined",
    b"dummy",
    b"sample",
    b"foobar",
    b"goeshere",
    b"yourkey",
    b"yourapi",
    b"yoursecret",
    b"yourtoken",
    b"fake_",
    b"fake-",
    b"_fake",
    b"-fake",
    b"faketoken",
    b"fakekey",
    b"blabla",
];

/// Values of more bytes than this are no stand-ins for having a short word in them.
const LONG: usize = 200;

/// Words with which only a stand-in begins.
const BEGINNINGS: &[&[u8]] = &[b"your", b"my-", b"my_", b"fake", b"todo", b"fixme", b"<", b"["];

/// Whether the part of a value that differs from key to key is a placeholder.
pub fn is_placeholder(value: &[u8]) -> bool {
    if value.is_empty() {
        return true;
    }
    // Long values, such as tokens with a payload, have any short word somewhere.
    if value.len() > LONG {
        return is_repetitive(value);
    }
    let lower = value.to_ascii_lowercase();
    let holds = |part: &&[u8]| memchr::memmem::find(&lower, part).is_some();
    has_row_of_x(value)
        || MARKS.iter().any(holds)
        || WORDS.iter().any(holds)
        || BEGINNINGS.iter().any(|word| lower.starts_with(word))
        || is_repetitive(&lower)
        || is_sequence(&lower)
}

/// `xxxx` or `XXXX`; in mixed case it is chance.
fn has_row_of_x(value: &[u8]) -> bool {
    value.windows(4).any(|four| four == b"xxxx" || four == b"XXXX")
}

/// One character over and over, very few different ones, or a short piece repeated.
fn is_repetitive(value: &[u8]) -> bool {
    let length = value.len();
    if length < 6 {
        return false;
    }
    let longest_run = value.chunk_by(|a, b| a == b).map(<[u8]>::len).max().unwrap_or(0);
    if longest_run >= 6.max(length / 3) || longest_run >= 16 {
        return true;
    }
    let mut seen = [false; 256];
    value.iter().for_each(|b| seen[usize::from(*b)] = true);
    let distinct = seen.iter().filter(|s| **s).count();
    if distinct <= 3 && length >= 12 {
        return true;
    }
    (1..=length / 3).any(|period| value[period..] == value[..length - period])
}

/// `12345678`, `abcdefgh`, `87654321`: a run of eight neighbours, or one that makes up half of the value.
fn is_sequence(value: &[u8]) -> bool {
    let next = |a: u8, b: u8| b == a.wrapping_add(1) || (a == b'9' && b == b'0') || (a == b'9' && b == b'a');
    let up = value.chunk_by(|a, b| next(*a, *b)).map(<[u8]>::len).max().unwrap_or(0);
    let down = value.chunk_by(|a, b| next(*b, *a)).map(<[u8]>::len).max().unwrap_or(0);
    let longest = up.max(down);
    longest >= 8 || (longest >= 6 && longest * 2 >= value.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::example::expand;

    #[test]
    fn stand_ins_are_recognised() {
        for value in [
            "YOUR_SECRET_API_KEY",
            "xxxxxxxxxxxx",
            "c69***",
            "efe...",
            "${API_KEY}",
            "{{ token }}",
            "<token>",
            "1234567890abcdef",
            "aaaaaaaaaaaaaaaa",
            "abcabcabcabcabc",
            "insert-key-here",
            "0000000000000000",
            "IOSFODNN7EXAMPLE",
            "process.env.KEY",
            "#{ENV['KEY']}",
            "abababababababab",
        ] {
            assert!(is_placeholder(value.as_bytes()), "{value}");
        }
    }

    #[test]
    fn random_values_are_not() {
        for template in
            ["<<alnum:24>>", "<<hex:32>>", "<<alnum:140>>", "<<base64url:43>>", "<<digits:12>>", "<<HEX:16>>"]
        {
            let misses = (0..4000)
                .filter(|seed| is_placeholder(expand(template, *seed).unwrap().text.as_bytes()))
                .count();
            assert!(misses <= 1, "{template}: {misses} of 4000 taken for placeholders");
        }
    }
}

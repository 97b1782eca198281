//! Checksums that token formats carry, so that a made-up token can be told from an issued one.

use crate::rule::{Checksum, example};

/// Whether the checksum at the end of a token fits the characters before it.
pub fn holds(checksum: Checksum, token: &[u8]) -> bool {
    let body = token.rsplit(|b| *b == b'_').next().unwrap_or_default();
    let (length, digits): (usize, fn(u32) -> String) = match checksum {
        Checksum::GithubCrc32 => (6, example::base62),
        Checksum::CloudflareCrc32 => (8, |sum| format!("{sum:08x}")),
    };
    let Some(at) = body.len().checked_sub(length) else { return false };
    let (random, sum) = body.split_at(at);
    digits(crc32fast::hash(random)).as_bytes() == sum
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::example::expand;

    #[test]
    fn generated_tokens_hold_and_changed_ones_do_not() {
        for (checksum, template) in [
            (Checksum::GithubCrc32, "ghp_<<github-crc32:36>>"),
            (Checksum::CloudflareCrc32, "cfut_<<cloudflare-crc32:48>>"),
        ] {
            let token = expand(template, 7).unwrap().text;
            assert!(holds(checksum, token.as_bytes()));
            let changed =
                format!("{}{}", &token[..token.len() - 1], if token.ends_with('0') { '1' } else { '0' });
            assert!(!holds(checksum, changed.as_bytes()));
        }
    }
}

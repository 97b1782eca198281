//! Checksums that token formats carry, so that a made-up token can be told from an issued one.

use crate::rule::Checksum;

/// Whether the checksum at the end of a token fits the characters before it.
pub fn holds(checksum: Checksum, token: &[u8]) -> bool {
    let body = token.rsplit(|b| *b == b'_').next().unwrap_or_default();
    body.len().checked_sub(checksum.length()).is_some_and(|at| {
        let (random, sum) = body.split_at(at);
        checksum.of(random).as_bytes() == sum
    })
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

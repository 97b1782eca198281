//! What a value is that is no secret: a place, a reference, a date, a hash of the secret, the secret in ciphertext.

use super::password::{self, Strength};
use super::{base64, placeholder, words};

/// How hashes of passwords begin. A hash is no password in clear; whoever stores one has done right.
const HASHES: &[&[u8]] = &[
    b"$1$",
    b"$2$",
    b"$2a$",
    b"$2b$",
    b"$2x$",
    b"$2y$",
    b"$5$",
    b"$6$",
    b"$7$",
    b"$8$",
    b"$9$",
    b"$14$",
    b"$apr1$",
    b"$argon2",
    b"$bcrypt",
    b"$pbkdf2",
    b"$scrypt",
    b"$sha",
    b"$y$",
    b"$P$",
    b"$H$",
    b"$S$",
    b"argon2",
    b"bcrypt",
    b"crypt$",
    b"md5$",
    b"md5:",
    b"pbkdf2",
    b"scram-sha",
    b"scrypt",
    b"sha1$",
    b"sha1:",
    b"sha1-",
    b"sha256$",
    b"sha256:",
    b"sha256-",
    b"sha384-",
    b"sha512$",
    b"sha512:",
    b"sha512-",
    b"{sha",
    b"{ssha",
    b"{crypt",
    b"{md5",
    b"{smd5",
    b"{pbkdf2",
    b"{bcrypt",
];

/// How ciphertexts begin: Jasypt, Spring Cloud, SOPS, OpenSSL's salted files, Vault's transit engine, Ansible Vault, KMS, AGE.
const CIPHERTEXTS: &[&[u8]] = &[
    b"ENC(",
    b"ENC[",
    b"{cipher}",
    b"{AES",
    b"U2FsdGVkX1",
    b"vault:v",
    b"$ANSIBLE_VAULT",
    b"AQICAH",
    b"AQECAH",
    b"age1",
    b"!vault",
    b"enc:",
    b"encrypted:",
    b"secure:",
];

/// Whether a value stands where a secret would, but says where it is kept, is derived from it, or is something else altogether.
pub fn is_no_secret(value: &[u8]) -> bool {
    let begins = |beginnings: &[&[u8]]| {
        beginnings.iter().any(|start| value.get(..start.len()).is_some_and(|v| v.eq_ignore_ascii_case(start)))
    };
    begins(HASHES)
        || begins(CIPHERTEXTS)
        || is_path(value)
        || is_url(value)
        || is_reference(value)
        || is_date(value)
        || is_interpolated(value)
        || is_mysql_hash(value)
        || is_address(value)
}

/// Whether a text ends with the name of a hash, as in `sha256:9f86…`.
pub fn ends_in_hash_name(before: &[u8]) -> bool {
    let name = before.strip_suffix(b":").or_else(|| before.strip_suffix(b"-")).unwrap_or_default();
    [&b"sha1"[..], b"sha256", b"sha384", b"sha512", b"md5"].iter().any(|hash| name.ends_with(hash))
}

/// Whether the text that a base64 value stands for is words or a placeholder: `cGFzc3dvcmQ=`.
pub fn hides_words(value: &[u8]) -> bool {
    if value.len() < 8 || value.len() % 4 == 1 {
        return false;
    }
    base64::decode(value).is_some_and(|text| {
        let text = text.trim_ascii();
        let printable = text.iter().all(|b| matches!(b, b' '..=b'~'));
        printable
            && (placeholder::is_placeholder(text)
                || password::strength(text) == Strength::None
                || is_url(text))
    })
}

/// `/etc/keys/tls.pem`, `./keys`, `~/.ssh/id_rsa`, `C:\keys`: words between its slashes, which keys that hold slashes have not.
fn is_path(value: &[u8]) -> bool {
    let rooted = [&b"/"[..], b"./", b"../", b"~/"].iter().any(|start| value.starts_with(start));
    let drive = matches!(value, [letter, b':', b'\\' | b'/', ..] if letter.is_ascii_alphabetic());
    drive || (rooted && words::is_wordy(value)) || value.starts_with(b"./") || value.starts_with(b"~/")
}

/// A URL: what it may hold of secrets has rules of its own.
fn is_url(value: &[u8]) -> bool {
    memchr::memmem::find(value, b"://").is_some_and(|at| {
        at > 1 && value[..at].iter().all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
    })
}

/// `$password`, `%PASSWORD%`, `@Model.Password`, `:password`, `!Ref`, `&anchor`: a name with the sign that makes it one.
fn is_reference(value: &[u8]) -> bool {
    let Some((sign, name)) = value.split_first() else { return false };
    let name = match sign {
        b'%' => name.strip_suffix(b"%").unwrap_or(name),
        b'$' | b'@' | b':' | b'!' | b'&' | b'*' => name,
        _ => return false,
    };
    let in_name =
        |b: &u8| b.is_ascii_alphanumeric() || matches!(b, b'_' | b'-' | b'.' | b':' | b'!' | b'$' | b'/');
    let signs: &[u8] = b"!$:&";
    let name = &name[name.iter().take_while(|b| signs.contains(b)).count()..];
    name.first().is_some_and(|b| b.is_ascii_alphabetic() || *b == b'_')
        && name.iter().all(in_name)
        && words::is_wordy(name)
}

/// `prefix-$SESSION`: a variable of the shell behind something else.
fn is_interpolated(value: &[u8]) -> bool {
    memchr::memrchr(b'$', value).is_some_and(|at| {
        let name = &value[at + 1..];
        name.len() > 3 && name.iter().all(|b| b.is_ascii_uppercase() || *b == b'_')
    })
}

/// `2022-12-25T00:00:00.000Z`.
fn is_date(value: &[u8]) -> bool {
    let digits = |range: std::ops::Range<usize>| {
        value.get(range).is_some_and(|part| part.iter().all(u8::is_ascii_digit))
    };
    digits(0..4)
        && value.get(4) == Some(&b'-')
        && digits(5..7)
        && value.get(7) == Some(&b'-')
        && digits(8..10)
        && matches!(value.get(10), None | Some(b'T' | b't' | b' '))
}

/// `*2470C0C06DEE42FD1618BBB99005ADCA2EC9D1E1`, as MySQL shows hashes.
fn is_mysql_hash(value: &[u8]) -> bool {
    matches!(value, [b'*', hash @ ..] if hash.len() == 40 && hash.iter().all(u8::is_ascii_hexdigit))
        || matches!(value, [b'm', b'd', b'5', hash @ ..] if hash.len() == 32 && hash.iter().all(u8::is_ascii_hexdigit))
}

/// The address of an account on a chain: `0x` and 40 hexadecimal digits.
fn is_address(value: &[u8]) -> bool {
    matches!(value, [b'0', b'x', address @ ..] if address.len() == 40 && address.iter().all(u8::is_ascii_hexdigit))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::rule::example::expand;

    fn made(template: &str) -> Vec<u8> {
        expand(template, 3).unwrap().text.into_bytes()
    }

    #[test]
    fn other_things_are_told_from_secrets() {
        for template in [
            "$2b$12$<<alnum:53>>",
            "pbkdf2_sha256$600000$<<alnum:22>>$<<base64:43>>=",
            "{SSHA}<<base64:32>>",
            "md5<<hex:32>>",
            "*<<HEX:40>>",
            "sha512-<<base64:86>>==",
            "ENC(<<base64:24>>)",
            "{cipher}<<hex:64>>",
            "U2FsdGVkX1<<base64:32>>",
            "/run/secrets/db_password",
            "./keys/server.pem",
            "C:/keys/server.pem",
            "https://example.com/oauth/token",
            "$input_password",
            "%DB_PASSWORD%",
            "sid-$SESSION_KEY",
            "@Model.Password",
            ":password_digest",
            "!!options.password",
            "2022-12-25T00:00:00.000Z",
        ] {
            assert!(is_no_secret(&made(template)), "{template}");
        }
        for template in
            ["$ecur3-<<alnum:6>>", "<<base64:40>>", "<<hex:32>>", "Winter!<<digits:4>>", "/<<base64:43>>="]
        {
            assert!(!is_no_secret(&made(template)), "{template}");
        }
    }

    #[test]
    fn words_in_base64_are_words() {
        assert!(hides_words(b"cGFzc3dvcmQ="));
        assert!(hides_words(&made("<<b64:your-password-here>>")));
        assert!(hides_words(&made("<<b64:https://gateway.internal/oauth/token>>")));
        assert!(!hides_words(&made("<<b64:Winter-<<digits:4>>!>>")));
        assert!(!hides_words(&made("<<hex:32>>")));
    }
}

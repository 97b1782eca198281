//! The structures that rules can ask for.

use url::{Host, Url};

use super::{base64, jwt, pem, placeholder};
use crate::detect::BytesPattern;
use crate::finding::DropReason;
use crate::rule::Structure;

/// Checks a match (`whole`) and its secret. `decoded` is the pattern of [`Structure::Base64`].
pub fn check(
    structure: &Structure,
    whole: &[u8],
    secret: &[u8],
    decoded: &BytesPattern,
) -> Result<(), DropReason> {
    let holds = match structure {
        Structure::Jwt { claims } => return jwt(claims, secret),
        Structure::Pem => pem::is_block(secret),
        Structure::UrlCredentials => return url_credentials(whole, secret),
        Structure::Base64 { pattern } => base64::decode(secret)
            .is_some_and(|bytes| pattern.as_ref().is_none_or(|pattern| decoded.is_match(pattern, &bytes))),
    };
    if holds { Ok(()) } else { Err(DropReason::Structure) }
}

/// A token with these claims, and not the one that every page about tokens shows.
fn jwt(claims: &[(String, String)], token: &[u8]) -> Result<(), DropReason> {
    let payload = jwt::payload(token).ok_or(DropReason::Structure)?;
    if jwt::has_claim(&payload, "sub", "1234567890") {
        return Err(DropReason::Placeholder);
    }
    let holds = claims.iter().all(|(name, text)| jwt::has_claim(&payload, name, text));
    if holds { Ok(()) } else { Err(DropReason::Structure) }
}

/// The secret is the password of the URL, and neither a stand-in nor that of a service on the developer's machine.
fn url_credentials(whole: &[u8], secret: &[u8]) -> Result<(), DropReason> {
    let text = std::str::from_utf8(whole).map_err(|_| DropReason::Structure)?;
    let scheme = text.find("://").ok_or(DropReason::Structure)?;
    let start = text[..scheme]
        .rfind(|c: char| !(c.is_ascii_alphanumeric() || "+.-".contains(c)))
        .map_or(0, |at| at + 1);
    let url = Url::parse(text[start..].trim_end_matches(['"', '\'', '`', '>', ')', ',']))
        .map_err(|_| DropReason::Structure)?;
    let password = url.password().ok_or(DropReason::Structure)?;
    // The parser writes some characters of a password in percent, so the two are compared decoded.
    let decoded = percent_encoding::percent_decode_str(password).decode_utf8_lossy();
    if decoded != percent_encoding::percent_decode(secret).decode_utf8_lossy() {
        return Err(DropReason::Structure);
    }
    if is_stock_password(&decoded, url.username()) || placeholder::is_placeholder(decoded.as_bytes()) {
        return Err(DropReason::Placeholder);
    }
    match url.host() {
        Some(Host::Domain(host)) if is_local_name(host) => Err(DropReason::Local),
        Some(Host::Ipv4(ip)) if ip.is_loopback() || ip.is_unspecified() => Err(DropReason::Local),
        Some(Host::Ipv6(ip)) if ip.is_loopback() => Err(DropReason::Local),
        _ => Ok(()),
    }
}

/// Passwords that documentation and sample configurations use.
fn is_stock_password(password: &str, user: &str) -> bool {
    let password = password.to_ascii_lowercase();
    let stock = [
        "password",
        "passwd",
        "pass",
        "pwd",
        "secret",
        "admin",
        "root",
        "guest",
        "test",
        "user",
        "postgres",
        "mysql",
        "redis",
        "token",
        "key",
        "example",
        "changeme",
        "letmein",
        "123456",
        "12345",
        "1234",
        "hunter2",
        "foo",
        "bar",
        "pw",
        "p",
        "x",
        "xxx",
        "username",
        "mypassword",
        "mypass",
        "mysecretpassword",
        "some_password",
        "somepassword",
    ];
    stock.contains(&password.as_str())
        || password.contains("password")
        || password.contains("opensesame")
        || (!user.is_empty() && password == user.to_ascii_lowercase())
        || password.starts_with(['$', '{', '<', '%'])
        || password.chars().all(|c| c == '*' || c == '.' || c == '_')
}

/// Names that resolve nowhere but on the machine or compose network at hand, or only in documentation (RFC 2606, RFC 6761).
fn is_local_name(host: &str) -> bool {
    let host = host.trim_end_matches('.').to_ascii_lowercase();
    let reserved = [
        "localhost",
        "example",
        "test",
        "invalid",
        "example.com",
        "example.org",
        "example.net",
        "domain.com",
        "host.docker.internal",
    ];
    reserved
        .iter()
        .any(|name| host == *name || host.strip_suffix(name).is_some_and(|rest| rest.ends_with('.')))
        || matches!(host.as_str(), "host" | "hostname" | "server" | "domain" | "proxy")
}

//! The structures that rules can ask for.

use std::net::IpAddr;

use url::{Host, Url};

use super::jwt::Token;
use super::{base64, pem, placeholder, words};
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
    match structure {
        Structure::Jwt { claims } => jwt(claims, secret),
        Structure::Pem { encrypted } => pem::read(secret)
            .filter(|block| encrypted.is_none_or(|wanted| block.encrypted == wanted))
            .map(|_| ())
            .ok_or(DropReason::Structure),
        Structure::UrlCredentials => url_credentials(whole, secret),
        Structure::Password => password(whole, secret),
        Structure::Random if words::is_wordy(secret) => Err(DropReason::Words),
        Structure::Random => Ok(()),
        Structure::Basic => basic(secret),
        Structure::Base64 { pattern } => {
            let bytes = base64::decode(secret)
                .filter(|bytes| pattern.as_ref().is_none_or(|pattern| decoded.is_match(pattern, bytes)))
                .ok_or(DropReason::Structure)?;
            let is_stand_in = bytes.is_ascii() && placeholder::is_placeholder(&bytes);
            if is_stand_in { Err(DropReason::Placeholder) } else { Ok(()) }
        }
    }
}

/// A password in clear: no stand-in, no mere name or number, and not that of a service on the developer's machine.
fn password(whole: &[u8], secret: &[u8]) -> Result<(), DropReason> {
    let text = String::from_utf8_lossy(secret);
    if is_stock_password(&text, "") {
        return Err(DropReason::Placeholder);
    }
    if words::is_name(secret) || words::is_number(secret) {
        return Err(DropReason::Words);
    }
    let whole = whole.to_ascii_lowercase();
    let local: [&[u8]; 6] =
        [b"localhost", b"127.0.0.1", b"(localdb)", b"host.docker.internal", b"server=.;", b"source=.;"];
    let is_local = local.iter().any(|name| memchr::memmem::find(&whole, name).is_some());
    if is_local { Err(DropReason::Local) } else { Ok(()) }
}

/// User and password of RFC 7617: printable, the password of at least three characters and no stand-in.
fn basic(secret: &[u8]) -> Result<(), DropReason> {
    let bytes = base64::decode(secret).ok_or(DropReason::Structure)?;
    let text = std::str::from_utf8(&bytes).map_err(|_| DropReason::Structure)?.trim_end();
    let (user, password) = text.split_once(':').ok_or(DropReason::Structure)?;
    let is_user =
        !user.is_empty() && user.len() <= 255 && !user.contains(|c: char| c.is_control() || c == ' ');
    if !is_user || password.chars().count() < 3 || password.contains(char::is_control) {
        return Err(DropReason::Structure);
    }
    if is_stock_password(password, user) || placeholder::is_placeholder(password.as_bytes()) {
        return Err(DropReason::Placeholder);
    }
    Ok(())
}

/// A signed token with these claims, and not one that pages about tokens show.
fn jwt(claims: &[(String, String)], token: &[u8]) -> Result<(), DropReason> {
    let token = Token::read(token).ok_or(DropReason::Structure)?;
    if token.is_stand_in() {
        return Err(DropReason::Placeholder);
    }
    let holds = claims.iter().all(|(name, text)| token.has_claim(name, text));
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
        // Of schemes that it does not know the parser takes any host for a name.
        Some(Host::Domain(host)) if is_local_name(host) || is_loopback(host) => Err(DropReason::Local),
        Some(Host::Ipv4(ip)) if ip.is_loopback() || ip.is_unspecified() => Err(DropReason::Local),
        Some(Host::Ipv6(ip)) if ip.is_loopback() => Err(DropReason::Local),
        _ => Ok(()),
    }
}

fn is_loopback(host: &str) -> bool {
    host.parse::<IpAddr>().is_ok_and(|ip| ip.is_loopback() || ip.is_unspecified())
}

/// Passwords that documentation and sample configurations use.
fn is_stock_password(password: &str, user: &str) -> bool {
    let password = password.to_ascii_lowercase();
    let spelled_out = password.replace('@', "a").replace('0', "o").replace('$', "s");
    // `admin123!` is the word that it begins with.
    let stem = password.trim_end_matches(|c: char| !c.is_ascii_alphabetic());
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
        || stock.contains(&stem)
        || spelled_out.contains("password")
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

//! PEM blocks that are whole in every respect that can be checked, and open nothing.

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use fastrand::Rng;

/// What keeps a key closed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Lock {
    Open,
    Passphrase,
}

/// A block of that label.
pub fn block(label: &str, lock: Lock, rng: &mut Rng) -> String {
    let (headers, body) = match label {
        "OPENSSH PRIVATE KEY" => (String::new(), openssh(lock, rng)),
        _ if label.starts_with("PGP") => ("\n".into(), pgp(lock, rng)),
        "PRIVATE KEY" | "PUBLIC KEY" | "CERTIFICATE" => (String::new(), der(rng)),
        "ENCRYPTED PRIVATE KEY" => (String::new(), sequence(&[0x30, 0x40], rng)),
        _ if lock == Lock::Open => (String::new(), der(rng)),
        _ => {
            let iv: String = (0..16).map(|_| format!("{:02X}", rng.u8(..))).collect();
            (format!("Proc-Type: 4,ENCRYPTED\nDEK-Info: AES-128-CBC,{iv}\n\n"), random(304, rng))
        }
    };
    let encoded = BASE64_STANDARD.encode(body);
    let lines: Vec<&str> =
        encoded.as_bytes().chunks(64).map(|line| std::str::from_utf8(line).unwrap_or_default()).collect();
    format!("-----BEGIN {label}-----\n{headers}{}\n-----END {label}-----", lines.join("\n"))
}

fn random(length: usize, rng: &mut Rng) -> Vec<u8> {
    (0..length).map(|_| rng.u8(..)).collect()
}

/// A DER sequence that begins with the version 0, as every private key's does.
fn der(rng: &mut Rng) -> Vec<u8> {
    sequence(&[2, 1, 0], rng)
}

/// A DER sequence of 300 bytes that begins with these.
fn sequence(start: &[u8], rng: &mut Rng) -> Vec<u8> {
    let mut bytes = vec![0x30, 0x82, 0x01, 0x2C];
    bytes.extend(start);
    bytes.resize_with(304, || rng.u8(..));
    bytes
}

/// The form of OpenSSH's `PROTOCOL.key`.
fn openssh(lock: Lock, rng: &mut Rng) -> Vec<u8> {
    let (cipher, kdf, options): (&[u8], &[u8], Vec<u8>) = match lock {
        Lock::Open => (b"none", b"none", Vec::new()),
        Lock::Passphrase => (b"aes256-ctr", b"bcrypt", random(24, rng)),
    };
    let mut bytes = b"openssh-key-v1\0".to_vec();
    let string = |bytes: &mut Vec<u8>, text: &[u8]| {
        bytes.extend((text.len() as u32).to_be_bytes());
        bytes.extend(text);
    };
    [cipher, kdf, &options].into_iter().for_each(|text| string(&mut bytes, text));
    bytes.extend(1u32.to_be_bytes());
    string(&mut bytes, &random(51, rng));
    string(&mut bytes, &random(144, rng));
    bytes
}

/// An RSA key packet of version 4.
fn pgp(lock: Lock, rng: &mut Rng) -> Vec<u8> {
    let mut packet = vec![4, 0x60, 0, 0, 0, 1];
    packet.extend([0x08, 0x00]);
    packet.extend(random(256, rng));
    packet.extend([0, 17, 1, 0, 1]);
    packet.push(if lock == Lock::Open { 0 } else { 254 });
    packet.extend(random(180, rng));
    let length = packet.len() as u16;
    [&[0x95], &length.to_be_bytes()[..], &packet].concat()
}

//! Files that are one compressed stream, unpacked within bounds: what is in them may have been made to fill a disk.

use std::io::{self, Read};

use brotli_decompressor::Decompressor;
use flate2::read::MultiGzDecoder;

/// Bytes that any stream may become.
const MOST: u64 = 1024 * 1024 * 1024;

/// Bytes that a stream may become whatever its own length.
const ALWAYS: u64 = 16 * 1024 * 1024;

/// How many times longer than itself a stream may become beyond that. Minified scripts stay below 10, tables of zeros reach 1000.
const DENSEST: u64 = 200;

const BUFFER: usize = 64 * 1024;

/// How a file is compressed.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Compression {
    /// gzip, by the bytes that every such file begins with.
    Gzip,
    /// Brotli, by the file's name: its bytes do not tell.
    Brotli,
}

impl Compression {
    /// What a file of this name that begins with these bytes is compressed with.
    pub fn of(name: &str, start: &[u8]) -> Option<Self> {
        let is_brotli = || name.len() > 3 && name.to_ascii_lowercase().ends_with(".br");
        match start {
            [0x1F, 0x8B, 0x08, ..] => Some(Self::Gzip),
            [_, ..] if is_brotli() && begins_as_brotli(start) => Some(Self::Brotli),
            _ => None,
        }
    }

    /// What the file is called when it is unpacked: `app.js` for `app.js.gz`. The name that a gzip file holds itself is not used,
    /// since it may say anything.
    pub fn unpacked_name(self, name: &str) -> String {
        let lower = name.to_ascii_lowercase();
        let stem = |ending: &str| name.len() - ending.len();
        match () {
            () if lower.ends_with(".tgz") && name.len() > 4 => format!("{}.tar", &name[..stem(".tgz")]),
            () if lower.ends_with(".gz") && name.len() > 3 => name[..stem(".gz")].to_owned(),
            () if lower.ends_with(".br") && name.len() > 3 => name[..stem(".br")].to_owned(),
            () => "content".to_owned(),
        }
    }
}

/// Whether these bytes can be the first of a stream: a text called `leia-me.br` is none.
fn begins_as_brotli(start: &[u8]) -> bool {
    let mut unpacked = Unpacked::new(start, Compression::Brotli);
    unpacked.read(&mut [0]).is_ok_and(|read| read > 0) || unpacked.incomplete().is_none()
}

/// Why a stream was not unpacked to its end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Incomplete {
    /// It is cut or damaged.
    Broken,
    /// It becomes too large.
    TooLarge,
}

/// Reads a compressed stream. It ends where the stream is damaged or becomes too large, so that what comes before is read as it
/// would be otherwise; [`Unpacked::incomplete`] tells.
pub struct Unpacked<R: Read> {
    decoder: Decoder<R>,
    produced: u64,
    incomplete: Option<Incomplete>,
}

enum Decoder<R: Read> {
    Gzip(Box<MultiGzDecoder<Counted<R>>>),
    Brotli(Box<Decompressor<Counted<R>>>),
}

impl<R: Read> Unpacked<R> {
    /// Unpacks what a reader gives.
    pub fn new(reader: R, compression: Compression) -> Self {
        let reader = Counted { reader, count: 0 };
        let decoder = match compression {
            Compression::Gzip => Decoder::Gzip(Box::new(MultiGzDecoder::new(reader))),
            Compression::Brotli => Decoder::Brotli(Box::new(Decompressor::new(reader, BUFFER))),
        };
        Self { decoder, produced: 0, incomplete: None }
    }

    /// Why the end of the stream was not reached, if it was not.
    pub fn incomplete(&self) -> Option<Incomplete> {
        self.incomplete
    }

    fn consumed(&self) -> u64 {
        match &self.decoder {
            Decoder::Gzip(decoder) => decoder.get_ref().count,
            Decoder::Brotli(decoder) => decoder.get_ref().count,
        }
    }

    /// How many bytes there may be, given how many were read for them.
    fn allowance(&self) -> u64 {
        ALWAYS.max(self.consumed().saturating_mul(DENSEST)).min(MOST)
    }
}

impl<R: Read> Read for Unpacked<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        if self.incomplete.is_some() || out.is_empty() {
            return Ok(0);
        }
        if self.produced >= self.allowance() {
            self.incomplete = Some(Incomplete::TooLarge);
            return Ok(0);
        }
        let read = match &mut self.decoder {
            Decoder::Gzip(decoder) => decoder.read(out),
            Decoder::Brotli(decoder) => decoder.read(out),
        };
        match read {
            Ok(read) => {
                self.produced += read as u64;
                Ok(read)
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => Err(error),
            Err(_) => {
                self.incomplete = Some(Incomplete::Broken);
                Ok(0)
            }
        }
    }
}

/// Counts the bytes that are read.
struct Counted<R> {
    reader: R,
    count: u64,
}

impl<R: Read> Read for Counted<R> {
    fn read(&mut self, out: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(out)?;
        self.count += read as u64;
        Ok(read)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;

    fn gzip(bytes: &[u8]) -> Vec<u8> {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(bytes).unwrap();
        encoder.finish().unwrap()
    }

    fn brotli(bytes: &[u8]) -> Vec<u8> {
        let mut out = Vec::new();
        let params = brotli::enc::BrotliEncoderParams { quality: 3, ..Default::default() };
        brotli::BrotliCompress(&mut &bytes[..], &mut out, &params).unwrap();
        out
    }

    fn unpack(compressed: &[u8], compression: Compression) -> (Vec<u8>, Option<Incomplete>) {
        let mut unpacked = Unpacked::new(compressed, compression);
        let mut out = Vec::new();
        unpacked.read_to_end(&mut out).unwrap();
        (out, unpacked.incomplete())
    }

    #[test]
    fn streams_are_unpacked_to_their_end() {
        let text: Vec<u8> = (0..100_000u32).flat_map(|n| n.to_string().into_bytes()).collect();
        assert_eq!(unpack(&gzip(&text), Compression::Gzip), (text.clone(), None));
        assert_eq!(unpack(&brotli(&text), Compression::Brotli), (text.clone(), None));
        // A gzip file may be several streams, one after the other.
        let two = [gzip(b"one, "), gzip(b"two")].concat();
        assert_eq!(unpack(&two, Compression::Gzip), (b"one, two".to_vec(), None));
    }

    #[test]
    fn what_comes_before_damage_is_read() {
        let text: Vec<u8> = (0..100_000u32).flat_map(|n| n.to_string().into_bytes()).collect();
        for (bytes, compression) in [(gzip(&text), Compression::Gzip), (brotli(&text), Compression::Brotli)] {
            let (out, incomplete) = unpack(&bytes[..bytes.len() / 2], compression);
            assert!(out.len() > 1000 && text.starts_with(&out));
            assert_eq!(incomplete, Some(Incomplete::Broken));
        }
    }

    #[test]
    fn a_bomb_has_an_end() {
        let zeros = vec![0; 64 * 1024 * 1024];
        for (bytes, compression) in [(gzip(&zeros), Compression::Gzip), (brotli(&zeros), Compression::Brotli)]
        {
            let (out, incomplete) = unpack(&bytes, compression);
            assert_eq!(incomplete, Some(Incomplete::TooLarge));
            let longest = ALWAYS.max(bytes.len() as u64 * DENSEST) + BUFFER as u64;
            assert!(out.len() as u64 <= longest, "{} of {longest}", out.len());
        }
    }

    #[test]
    fn names_lose_their_ending() {
        for (name, unpacked) in [
            ("app.js.gz", "app.js"),
            ("APP.JS.BR", "APP.JS"),
            ("package.tgz", "package.tar"),
            ("noise", "content"),
            (".gz", "content"),
        ] {
            assert_eq!(Compression::Gzip.unpacked_name(name), unpacked, "{name}");
        }
        assert_eq!(Compression::of("a.bin", &[0x1F, 0x8B, 0x08, 0]), Some(Compression::Gzip));
        assert_eq!(Compression::of("a.js.br", &brotli(b"let a")), Some(Compression::Brotli));
        assert_eq!(Compression::of("a.js.br", b""), None);
        assert_eq!(Compression::of("a.js", b"let a"), None);
    }
}

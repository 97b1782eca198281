//! Artefacts: files that are about to ship, with what is inside of them. All of it is on the client's side.
//!
//! What is inside is a blob like any other, under a name of its own: unpacked streams and the originals of source maps now, and
//! whatever else [`crate::decode`] learns to open.

use std::fs::File;
use std::io::Read;
use std::ops::Range;
use std::path::{Component, Path, PathBuf};

use super::FileWorker;
use super::file::{Blob, unreadable};
use super::setting::AsItIs;
use crate::decode::{BrokenMap, Compression, Incomplete, Mapped, Reference, SourceMap, Unpacked};
use crate::decode::{references, source_path};
use crate::finding::{Finding, Original};
use crate::location::{GapReason, Origin, normal};

/// How many streams within streams are unpacked.
const DEEPEST: usize = 4;

/// Bytes of a file that is held as a whole, so that what is inside can be found. A larger one is scanned piece by piece.
const MOST_WHOLE: u64 = 64 * 1024 * 1024;

/// Bytes that tell a file's kind.
const START: u64 = 4096;

impl FileWorker<'_> {
    /// Scans a file that ships, and what is inside of it.
    pub(super) fn artefact(&mut self, origin: &Origin, reader: &mut dyn Read, depth: usize) {
        let mut start = Vec::new();
        if let Err(error) = (&mut *reader).take(START).read_to_end(&mut start) {
            return self.gap(origin.clone(), unreadable(&error));
        }
        let name = file_name(origin);
        match Compression::of(&name, &start) {
            Some(compression) if depth < DEEPEST => {
                let mut stream = Unpacked::new(start[..].chain(reader), compression);
                let member = origin.member(&compression.unpacked_name(&name));
                self.artefact(&member, &mut stream, depth + 1);
                // What comes after the end of what was read whole may be damaged too.
                if let Some(incomplete) = stream.incomplete() {
                    self.gap(origin.clone(), not_unpacked(incomplete));
                }
            }
            compression => {
                if compression.is_some() {
                    self.gap(
                        origin.clone(),
                        GapReason::NotUnpacked("there are too many streams within each other"),
                    );
                }
                self.plain(origin, start, reader);
            }
        }
    }

    /// Scans what is not compressed, of which the start has been read.
    fn plain(&mut self, origin: &Origin, start: Vec<u8>, reader: &mut dyn Read) {
        let mut bytes = start;
        if let Err(error) = (&mut *reader).take(MOST_WHOLE - bytes.len() as u64).read_to_end(&mut bytes) {
            self.gap(origin.clone(), unreadable(&error));
        }
        if (bytes.len() as u64) < MOST_WHOLE {
            return self.whole(origin, &bytes);
        }
        if SourceMap::is_one(&file_name(origin), &bytes) {
            self.gap(origin.clone(), GapReason::SourceMapTooLarge);
        }
        let blob = Blob { origin, size: None, apart: &[], is_file: true, setting: &AsItIs };
        self.pieces(&blob, bytes[..].chain(reader), |_| {});
    }

    /// Scans a file that is held as a whole.
    fn whole(&mut self, origin: &Origin, bytes: &[u8]) {
        let mut apart: Vec<Range<u64>> = Vec::new();
        let mut references = references(bytes);
        references.retain(|reference| match reference {
            // What is no map stays text.
            Reference::Inline { map, range } if SourceMap::read(map).is_ok() => {
                apart.push(range.start as u64..range.end as u64);
                true
            }
            Reference::Inline { .. } => false,
            Reference::Url(_) => true,
        });
        let map =
            if SourceMap::is_one(&file_name(origin), bytes) { self.source_map(origin, bytes) } else { None };
        if let Some(map) = &map {
            apart = map
                .sources()
                .iter()
                .map(|source| source.range.start as u64..source.range.end as u64)
                .collect();
        }
        let first = self.outcome.findings.len();
        let blob =
            Blob { origin, size: Some(bytes.len() as u64), apart: &apart, is_file: true, setting: &AsItIs };
        self.pieces(&blob, bytes, |_| {});
        self.hash_lines(|| Ok(bytes), first);
        self.map_back(origin, &references, first);
        map.iter().for_each(|map| self.originals(origin, map));
        for reference in &references {
            if let Reference::Inline { map, .. } = reference {
                self.source_map(origin, map).iter().for_each(|map| self.originals(origin, map));
            }
        }
    }

    /// Reads a map, or says that it cannot be read.
    fn source_map<'m>(&mut self, origin: &Origin, bytes: &'m [u8]) -> Option<SourceMap<'m>> {
        SourceMap::read(bytes)
            .map_err(|BrokenMap { line, column }| {
                self.gap(origin.clone(), GapReason::BrokenSourceMap { line, column });
            })
            .ok()
    }

    /// Scans the originals that a map carries.
    fn originals(&mut self, origin: &Origin, map: &SourceMap<'_>) {
        for source in map.sources() {
            let (content, first) = (source.content(), self.outcome.findings.len());
            let path = source_path(&source.name);
            // What lies outside of the map's folder is named without the way there.
            let member = origin.member(path.trim_start_matches("../"));
            let size = Some(content.len() as u64);
            self.pieces(
                &Blob { origin: &member, size, apart: &[], is_file: false, setting: &AsItIs },
                content.as_bytes(),
                |_| {},
            );
            self.hash_lines(|| Ok(content.as_bytes()), first);
            let path = original_path(origin, &source.name);
            for finding in &mut self.outcome.findings[first..] {
                let start = finding.location.start;
                finding.original =
                    Some(Original { path: path.clone(), line: start.line, column: start.column });
            }
        }
    }

    /// Tells where a bundle's findings, those from the `first` one on, come from. Most bundles have none, and no map is read for them.
    fn map_back(&mut self, origin: &Origin, references: &[Reference], first: usize) {
        let findings = &mut self.outcome.findings[first..];
        if findings.is_empty() {
            return;
        }
        let inline = references.iter().rev().find_map(|reference| match reference {
            Reference::Inline { map, .. } => Some(map),
            Reference::Url(_) => None,
        });
        let url = references.iter().rev().find_map(|reference| match reference {
            Reference::Url(url) => Some(url.as_str()),
            Reference::Inline { .. } => None,
        });
        let mapped = match inline {
            Some(map) => Mapped::read(map).map(|mapped| (origin.clone(), mapped)),
            None => read_beside(origin, url),
        };
        if let Some((map, mapped)) = mapped {
            findings.iter_mut().for_each(|finding| finding.original = original(finding, &map, &mapped));
        }
    }
}

fn original(finding: &Finding, map: &Origin, mapped: &Mapped) -> Option<Original> {
    let start = finding.location.start;
    let place = mapped.place(start.line, start.utf16_column, finding.secret.reveal())?;
    Some(Original { path: original_path(map, &place.source), line: place.line, column: place.column })
}

/// The name that tells what a blob is.
fn file_name(origin: &Origin) -> String {
    origin.local_path().file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default()
}

fn not_unpacked(incomplete: Incomplete) -> GapReason {
    GapReason::NotUnpacked(match incomplete {
        Incomplete::Broken => "it is cut or damaged",
        Incomplete::TooLarge => "it becomes too large",
    })
}

/// The map of a file: the one that it names, or the one called after it. Nothing outside of what was named is opened.
fn read_beside(origin: &Origin, url: Option<&str>) -> Option<(Origin, Mapped)> {
    let folder = origin.file_path().parent()?;
    let name = match url {
        Some(url) => percent_encoding::percent_decode_str(url.split(['?', '#']).next()?)
            .decode_utf8()
            .ok()?
            .into_owned(),
        None => format!("{}.map", file_name(origin)),
    };
    // A map that a server gives may lie beside the file all the same.
    let is_remote = name.contains("://") || name.starts_with('/');
    let name = if is_remote { name.rsplit('/').next()? } else { &name };
    let path = absolute(&folder.join(name));
    if !path.starts_with(absolute(origin.named_folder())) || path.is_symlink() {
        return None;
    }
    let file = File::open(&path).ok()?;
    let metadata = file.metadata().ok()?;
    if !metadata.is_file() || metadata.len() > MOST_WHOLE {
        return None;
    }
    let mut bytes = Vec::new();
    file.take(MOST_WHOLE).read_to_end(&mut bytes).ok()?;
    Some((Origin::file(folder.join(name)), Mapped::read(&bytes)?))
}

/// Where an original is, as far as the map tells: names are relative to the map, or to nothing that is here.
fn original_path(map: &Origin, name: &str) -> String {
    if name.contains("://") {
        return source_path(name);
    }
    let folder = map.file_path().parent().unwrap_or(Path::new(""));
    let current = std::env::current_dir().unwrap_or_default();
    let mut path = PathBuf::new();
    for part in folder
        .strip_prefix(&current)
        .unwrap_or(folder)
        .join(name.split('?').next().unwrap_or(name))
        .components()
    {
        match part {
            Component::CurDir => {}
            // What lies above the present folder is named by the way there: where that folder is is nobody's business.
            Component::ParentDir
                if !matches!(path.components().next_back(), None | Some(Component::ParentDir)) =>
            {
                path.pop();
            }
            part => path.push(part),
        }
    }
    Origin::file(path).display_path()
}

fn absolute(path: &Path) -> PathBuf {
    normal(&std::env::current_dir().unwrap_or_default().join(path))
}

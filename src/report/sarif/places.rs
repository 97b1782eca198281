//! Paths as URIs, and the list of files that results name.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use percent_encoding::{AsciiSet, CONTROLS, percent_encode};
use serde_json::json;
use serde_sarif::sarif::{Artifact, ArtifactLocation, Location, Message, PhysicalLocation, Region};
use url::Url;

use crate::finding::Finding;
use crate::location::{Checkout, Origin, Place};

/// What relative URIs are relative to.
const BASE: &str = "SRCROOT";

/// What a URI's path cannot hold as it is. `/` separates, so it stays.
const NOT_IN_PATH: &AsciiSet = &CONTROLS
    .add(b' ')
    .add(b'"')
    .add(b'#')
    .add(b'<')
    .add(b'>')
    .add(b'?')
    .add(b'`')
    .add(b'{')
    .add(b'}')
    .add(b'%')
    .add(b'[')
    .add(b']')
    .add(b'^')
    .add(b'|')
    .add(b'\\')
    .add(b':');

/// Where the files are that a log names.
pub(super) struct Places<'r> {
    checkout: &'r Checkout,
    /// Each file in which something stands, by its URI: a file that was scanned under two names is one. After them what is inside of
    /// files, each with the file as parent.
    artifacts: Vec<Artifact>,
    indices: HashMap<String, i64>,
}

impl<'r> Places<'r> {
    /// The places of some findings.
    pub fn of(findings: impl Iterator<Item = &'r Finding>, checkout: &'r Checkout) -> Self {
        let origins: BTreeSet<&Origin> = findings
            .flat_map(|finding| finding.evidence.iter().map(|e| &e.origin).chain([&finding.location.origin]))
            .collect();
        let files: BTreeMap<String, Artifact> = origins
            .iter()
            .map(|origin| {
                let location = located(checkout, origin);
                let uri = location.uri.clone().unwrap_or_default();
                (uri, Artifact::builder().location(location).roles(vec![json!("analysisTarget")]).build())
            })
            .collect();
        let indices: HashMap<String, i64> = files.keys().cloned().zip(0..).collect();
        let parent = |origin: &Origin| {
            located(checkout, origin).uri.and_then(|uri| indices.get(&uri).copied()).unwrap_or_default()
        };
        let members: BTreeSet<(i64, &str)> =
            origins.iter().filter_map(|origin| Some((parent(origin), origin.member_name()?))).collect();
        let members = members.into_iter().map(|(parent, name)| member(parent, name));
        Self { checkout, artifacts: files.into_values().chain(members).collect(), indices }
    }

    /// The list of files that are named.
    pub fn artifacts(&self) -> Vec<Artifact> {
        self.artifacts.clone()
    }

    /// A file, or a place in it.
    pub fn physical(&self, origin: &Origin, region: Option<Region>) -> PhysicalLocation {
        let mut artifact = located(self.checkout, origin);
        artifact.index = artifact.uri.as_ref().and_then(|uri| self.indices.get(uri)).copied();
        let location = PhysicalLocation::builder().artifact_location(artifact).build();
        PhysicalLocation { region, ..location }
    }

    /// The same, where a notification or a result stands.
    pub fn location(&self, origin: &Origin, region: Option<Region>) -> Location {
        Location::builder().physical_location(self.physical(origin, region)).build()
    }
}

/// What is inside of a file. Its URI begins with a slash, as SARIF has it, and names it within the file only.
fn member(parent: i64, name: &str) -> Artifact {
    let location = ArtifactLocation::builder().uri(format!("/{}", encoded(name.as_bytes()))).build();
    Artifact::builder().location(location).parent_index(parent).roles(vec![json!("analysisTarget")]).build()
}

/// The file itself, of what is inside of one: a viewer can open nothing else.
fn located(checkout: &Checkout, origin: &Origin) -> ArtifactLocation {
    match checkout.place(origin.shown_file().unwrap_or(origin.file_path())) {
        Place::Below(path) => {
            let uri = encoded(path.as_os_str().as_encoded_bytes());
            // The root itself, as a folder that cannot be read.
            let uri = if uri.is_empty() { "./".into() } else { uri };
            ArtifactLocation::builder().uri(uri).uri_base_id(BASE).build()
        }
        Place::Elsewhere(path) => {
            let uri = Url::from_file_path(&path).map(String::from);
            let uri = uri.unwrap_or_else(|()| encoded(path.as_os_str().as_encoded_bytes()));
            ArtifactLocation::builder().uri(uri).build()
        }
    }
}

/// The bytes of a name are what tells files apart, so a name that is not UTF-8 is encoded byte by byte.
fn encoded(path: &[u8]) -> String {
    let encoded = percent_encode(path, NOT_IN_PATH).to_string();
    if cfg!(windows) { encoded.replace("%5C", "/") } else { encoded }
}

/// What relative URIs are relative to. Where that folder is on this machine is nobody's business, and would make logs of the
/// same tree differ.
pub(super) fn bases() -> BTreeMap<String, ArtifactLocation> {
    let text = "The root of the repository, or the folder that the scan ran in.";
    let description = Message::builder().text(text).build();
    BTreeMap::from([(BASE.to_owned(), ArtifactLocation::builder().description(description).build())])
}

/// The folder that relative URIs are relative to.
pub(super) fn root() -> ArtifactLocation {
    ArtifactLocation::builder().uri_base_id(BASE).build()
}

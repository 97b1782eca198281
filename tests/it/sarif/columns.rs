//! Each region of a log holds its secret, counted in UTF-16 code units.

use serde_json::Value;

use super::project::{Planted, Project, STDIN};
use super::{parsed, reference, results, text};

/// The text of a region, cut out of the file by lines and UTF-16 columns.
fn slice(file: &str, region: &Value) -> String {
    let number = |name: &str| region[name].as_u64().unwrap_or_else(|| panic!("{name} is missing")) as usize;
    let file = file.strip_prefix('\u{FEFF}').unwrap_or(file);
    let lines: Vec<Vec<u16>> = file.split('\n').map(|line| line.encode_utf16().collect()).collect();
    let (first, last) = (number("startLine") - 1, number("endLine") - 1);
    let (start, end) = (number("startColumn") - 1, number("endColumn") - 1);
    let feed = u16::from(b'\n');
    let units = if first == last {
        lines[first][start..end].to_vec()
    } else {
        let middle = lines[first + 1..last].join(&feed);
        let parts = [&lines[first][start..], &middle, &lines[last][..end]];
        parts.into_iter().filter(|part| !part.is_empty()).collect::<Vec<_>>().join(&feed)
    };
    String::from_utf16(&units).expect("a region cuts no character")
}

fn decoded(file: &Planted) -> String {
    let units = |unit: fn([u8; 2]) -> u16| -> String {
        let units: Vec<u16> = file.bytes.chunks(2).map(|pair| unit([pair[0], pair[1]])).collect();
        String::from_utf16(&units).expect("it is UTF-16")
    };
    match file.path {
        "legacy/little.ini" => units(u16::from_le_bytes),
        "legacy/big.ini" => units(u16::from_be_bytes),
        "legacy/latin1.txt" => file.bytes.iter().map(|byte| char::from(*byte)).collect(),
        _ => String::from_utf8(file.bytes.clone()).expect("it is UTF-8"),
    }
}

#[test]
fn every_region_holds_its_secret_and_every_line_its_hash() {
    let project = Project::new();
    let (log, code) = project.scan("", &[".", "-", "--stdin-path", STDIN]);
    assert_eq!(code, Some(1));
    let log = parsed(&log);
    let mut found = 0;
    for file in &project.planted {
        let (text_of_file, hashes) = (decoded(file), reference::line_hashes(&file.bytes));
        let here = results(&log).iter().filter(|result| {
            let uri = text(result, "/locations/0/physicalLocation/artifactLocation/uri");
            percent_encoding::percent_decode_str(uri).decode_utf8_lossy() == file.path
        });
        let mut secrets = Vec::new();
        for result in here {
            let region = &result["locations"][0]["physicalLocation"]["region"];
            secrets.push(slice(&text_of_file, region));
            let hash = text(result, "/partialFingerprints/primaryLocationLineHash");
            let line = region["startLine"].as_u64().expect("it has one") as usize;
            assert_eq!(hash == hashes[line - 1], file.path != "dist/app.min.js", "{}", file.path);
            found += 1;
        }
        assert_eq!(secrets, file.secrets, "{}", file.path);
    }
    assert_eq!(found, results(&log).len(), "every result is in a file that was planted");
}

//! What ships is searched as whoever gets it would: compressed files, source maps and known values included.

use std::collections::BTreeMap;
use std::io::Write;
use std::path::Path;
use std::process::Command;

use base64::Engine as _;
use base64::prelude::BASE64_STANDARD;
use flate2::Compression;
use flate2::write::GzEncoder;
use serde_json::Value;
use tempfile::TempDir;

use crate::fixture::{expand, root, write};

/// Stands for the word that marks begin with, so that this file holds none.
const WORD: &str = concat!("key", "side:");

/// Runs an audit in a folder and returns its exit code and its JSON report.
fn audit(folder: &Path, args: &[&str]) -> (Option<i32>, Value) {
    let output = Command::new(env!("CARGO_BIN_EXE_keyside"))
        .args(["audit", "--format", "json"])
        .args(args)
        .current_dir(folder)
        .output()
        .expect("the binary runs");
    let report = serde_json::from_slice(&output.stdout)
        .unwrap_or_else(|_| panic!("no report: {}", String::from_utf8_lossy(&output.stderr)));
    (output.status.code(), report)
}

/// `path:line:column`, and where it comes from, for each finding.
fn places(report: &Value) -> Vec<(String, String)> {
    let place = |value: &Value, names: [&str; 3]| {
        let [path, line, column] = names.map(|name| &value[name]);
        format!("{}:{line}:{column}", path.as_str().unwrap_or_default())
    };
    report["findings"]
        .as_array()
        .expect("there is a list")
        .iter()
        .map(|finding| {
            let original = &finding["original"];
            let original =
                if original.is_null() { String::new() } else { place(original, ["path", "line", "column"]) };
            (place(finding, ["path", "start_line", "start_column"]), original)
        })
        .collect()
}

fn gaps(report: &Value) -> BTreeMap<String, String> {
    let text = |value: &Value| value.as_str().unwrap_or_default().to_owned();
    let gaps = report["coverage"]["gaps"].as_array().expect("there is a list");
    gaps.iter().map(|gap| (text(&gap["path"]), text(&gap["reason"]))).collect()
}

/// A built bundle as it was made: see `tests/data/bundles/build.mjs`.
fn bundle(folder: &Path, kind: &str) {
    let from = root().join("tests/data/bundles").join(kind).join("dist");
    let to = folder.join("dist");
    std::fs::create_dir_all(&to).expect("a folder can be made");
    for entry in std::fs::read_dir(from).expect("the bundle is there") {
        let path = entry.expect("its files too").path();
        let template = std::fs::read_to_string(&path).expect("it is text");
        // What is marked was base64 before; a key has the same place among the keys of each part.
        let text =
            match template.split_once('«').and_then(|(before, rest)| Some((before, rest.split_once('»')?)))
            {
                Some((before, (map, after))) => {
                    format!("{}{}{after}", expand(before), BASE64_STANDARD.encode(expand(map)))
                }
                None => expand(&template),
            };
        write(&to.join(path.file_name().expect("it has a name")), text);
    }
}

fn gzip(bytes: &[u8]) -> Vec<u8> {
    let mut encoder = GzEncoder::new(Vec::new(), Compression::best());
    encoder.write_all(bytes).expect("memory takes it");
    encoder.finish().expect("memory takes it")
}

fn brotli(bytes: &[u8]) -> Vec<u8> {
    let mut out = Vec::new();
    brotli::BrotliCompress(&mut &bytes[..], &mut out, &Default::default()).expect("memory takes it");
    out
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().expect("a folder can be made");
    std::fs::create_dir(folder.path().join(".git")).expect("a folder can be made");
    folder
}

/// Line and column of the first key in a source of the bundles.
fn in_source(name: &str) -> String {
    let text =
        std::fs::read_to_string(root().join("tests/data/bundles/src").join(name)).expect("it is there");
    let (line, text) =
        (1..).zip(text.lines()).find(|(_, line)| line.contains("sk_live_")).expect("it has a key");
    let before = text.split("sk_live_").next().unwrap_or_default();
    format!("src/{name}:{line}:{}", before.chars().count() + 1)
}

#[test]
fn findings_in_bundles_and_maps_name_the_original() {
    for kind in ["linked", "inline", "external"] {
        let folder = folder();
        bundle(folder.path(), kind);
        let (status, report) = audit(folder.path(), &["dist"]);
        assert_eq!(status, Some(1));
        let map = if kind == "inline" { "dist/app.js" } else { "dist/app.js.map" };
        // The columns are those of the bundle; it has one line, and the key stands at the same place whatever its map.
        let app = std::fs::read_to_string(folder.path().join("dist/app.js")).expect("it is there");
        let column = app.find("sk_live_").expect("the bundle has the key") + 1;
        let [pay, banner] = ["pay.ts", "banner.ts"].map(in_source);
        // esbuild's names lead from the folder of the bundle to the sources, which lay beside its parent.
        let expected = [
            (format!("dist/app.js:1:{column}"), format!("../{pay}")),
            (format!("{map}!/{banner}"), format!("../{banner}")),
            (format!("{map}!/{pay}"), format!("../{pay}")),
        ];
        assert_eq!(places(&report), expected, "{kind}");
        for finding in report["findings"].as_array().expect("there is a list") {
            assert_eq!((&finding["side"], &finding["level"]), (&"client".into(), &"error".into()));
        }
        assert_eq!(report["coverage"]["files"], if kind == "inline" { 1 } else { 2 });
    }
}

#[test]
fn compressed_files_are_opened_with_what_is_in_them() {
    let folder = folder();
    bundle(folder.path(), "linked");
    let dist = folder.path().join("dist");
    for name in ["app.js", "app.js.map"] {
        let bytes = std::fs::read(dist.join(name)).expect("it is there");
        write(&dist.join(format!("{name}.gz")), gzip(&bytes));
        write(&dist.join(format!("{name}.br")), brotli(&bytes));
        write(&dist.join(format!("twice-{name}.br.gz")), gzip(&brotli(&bytes)));
    }
    let (status, report) = audit(folder.path(), &["dist", "--strict"]);
    assert_eq!((status, gaps(&report)), (Some(1), BTreeMap::new()));
    let [pay, banner] = ["pay.ts", "banner.ts"].map(in_source);
    let found: Vec<String> = places(&report).into_iter().map(|(place, _)| place).collect();
    for ending in ["gz", "br"] {
        assert!(
            found.iter().any(|place| place.starts_with(&format!("dist/app.js.{ending}!/app.js:1:"))),
            "{found:?}"
        );
        assert!(found.contains(&format!("dist/app.js.map.{ending}!/app.js.map!/{pay}")), "{found:?}");
    }
    assert!(
        found.contains(&format!(
            "dist/twice-app.js.map.br.gz!/twice-app.js.map.br!/twice-app.js.map!/{banner}"
        ))
    );
    assert_eq!(found.len(), 4 * 3);
    // Whatever it is wrapped in, it comes from the same place.
    let originals = places(&report).into_iter().filter(|(_, original)| original.ends_with(&pay)).count();
    assert_eq!(originals, 8);
}

#[test]
fn nothing_is_left_out_by_name() {
    let folder = folder();
    let key = format!("{} // {WORD} allow stripe-secret-key -- x", expand("key = \"sk_live_<<alnum:24>>\";"));
    let names = [
        "dist/.git/x.js",
        "dist/.hidden/x.js",
        "dist/node_modules/a/x.js",
        "dist/ignored/x.js",
        "dist/tests/x.test.js",
    ];
    for name in names {
        let path = folder.path().join(name);
        std::fs::create_dir_all(path.parent().expect("it has one")).expect("a folder can be made");
        write(&path, &key);
    }
    write(&folder.path().join(".gitignore"), "dist\nignored\n");
    write(&folder.path().join("keyside.toml"), "exclude = [\"dist/**\"]\n");
    let (status, report) = audit(folder.path(), &["dist"]);
    assert_eq!(status, Some(1));
    let found: Vec<String> = places(&report).into_iter().map(|(place, _)| place).collect();
    let expected: Vec<String> = {
        let mut names = names.map(|name| format!("{name}:1:8"));
        names.sort();
        names.into()
    };
    assert_eq!(found, expected);
    // A mark says that a value is fine where the source stands, and a scan still believes it.
    assert!(
        report["findings"].as_array().expect("a list").iter().all(|finding| finding["suppressed"].is_null())
    );
}

#[test]
fn what_cannot_be_opened_is_told() {
    let folder = folder();
    let dist = folder.path().join("dist");
    std::fs::create_dir(&dist).expect("a folder can be made");
    let key = expand("key = \"sk_live_<<alnum:24>>\";\n");
    let noise: String = (0..50_000).map(|n| format!("{}\n", n * 7919 % 100_003)).collect();
    let damaged = gzip(format!("{key}{noise}").as_bytes());
    write(&dist.join("cut.js.gz"), &damaged[..damaged.len() / 2]);
    write(&dist.join("bomb.txt.gz"), gzip(&vec![b'0'; 64 * 1024 * 1024]));
    let mut deep = key.clone().into_bytes();
    (0..6).for_each(|_| deep = gzip(&deep));
    write(&dist.join("deep.gz.gz.gz.gz.gz.gz"), deep);
    write(
        &dist.join("broken.js.map"),
        format!(
            "{{\"version\":3,\"sources\":[\"a.ts\"],\"sourcesContent\":[\"{}\"],",
            key.trim().replace('"', "\\\"")
        ),
    );
    let (status, report) = audit(folder.path(), &["dist", "--strict"]);
    assert_eq!(status, Some(1));
    let expected = [
        ("dist/bomb.txt.gz", "not-unpacked"),
        ("dist/broken.js.map", "broken-source-map"),
        ("dist/cut.js.gz", "not-unpacked"),
        (
            "dist/deep.gz.gz.gz.gz.gz.gz!/deep.gz.gz.gz.gz.gz!/deep.gz.gz.gz.gz!/deep.gz.gz.gz!/deep.gz.gz",
            "not-unpacked",
        ),
    ];
    let expected: BTreeMap<String, String> =
        expected.map(|(path, reason)| (path.into(), reason.into())).into();
    assert_eq!(gaps(&report), expected);
    // What comes before the damage is found, and a broken map is text.
    let found: Vec<String> = places(&report).into_iter().map(|(place, _)| place).collect();
    assert!(found.contains(&"dist/cut.js.gz!/cut.js:1:8".to_owned()), "{found:?}");
    assert!(found.iter().any(|place| place.starts_with("dist/broken.js.map:1:")), "{found:?}");

    std::fs::create_dir(folder.path().join("empty")).expect("a folder can be made");
    let (status, report) = audit(folder.path(), &["empty", "--strict"]);
    assert_eq!((status, gaps(&report)), (Some(3), BTreeMap::from([("empty".into(), "empty".into())])));
}

#[test]
fn no_map_outside_of_what_was_named_is_read() {
    let folder = folder();
    bundle(folder.path(), "linked");
    let dist = folder.path().join("dist");
    std::fs::rename(dist.join("app.js.map"), folder.path().join("app.js.map")).expect("it can be moved");
    let app = std::fs::read_to_string(dist.join("app.js")).expect("it is there");
    write(&dist.join("app.js"), app.replace("=app.js.map", "=../app.js.map"));
    let (_, report) = audit(folder.path(), &["dist"]);
    assert_eq!(places(&report).into_iter().map(|(_, original)| original).collect::<Vec<_>>(), [""]);
    // Named together with it, it is.
    let (_, report) = audit(folder.path(), &["."]);
    let found = places(&report);
    assert!(found.iter().any(|(place, original)| place.starts_with("dist/app.js:") && !original.is_empty()));
}

#[test]
fn known_values_are_found_in_every_form_and_never_shown() {
    let folder = folder();
    let dist = folder.path().join("dist");
    std::fs::create_dir(&dist).expect("a folder can be made");
    let secret = expand("<<alnum:20>>\"/+<<alnum:9>>");
    let public = expand("pk_live_<<alnum:24>>");
    let listed = "correct horse battery";
    let env = format!(
        "NODE_ENV=production\nPORT=3000\nNEXT_PUBLIC_ID=q8r7s6t5u4v3\nUPSTREAM='{secret}'\nSTRIPE_KEY={public}\n"
    );
    write(&folder.path().join(".env.production"), env);
    write(&folder.path().join("list.txt"), format!("\n{listed}\n"));
    let json = serde_json::to_string(&secret).expect("it can be encoded");
    let encoded = BASE64_STANDARD.encode(format!("x:{secret}"));
    let hex: String = secret.bytes().map(|byte| format!("{byte:02x}")).collect();
    let percent = percent_encoding::utf8_percent_encode(&secret, percent_encoding::NON_ALPHANUMERIC);
    let units: String = secret.encode_utf16().map(|unit| format!("\\u{unit:04x}")).collect();
    let text = format!(
        "a={json};\nb=atob(\"{encoded}\");\nc=\"{hex}\";\nd=\"{percent}\";\ne=\"{units}\";\nmode=\"production\";port=3000;\n\
         id=\"q8r7s6t5u4v3\";stripe=Stripe(\"{public}\");\nf='{listed}'\n"
    );
    write(&dist.join("app.js"), text);
    let args = ["dist", "--env-file", ".env.production", "--known-secrets", "list.txt"];
    let (status, report) = audit(folder.path(), &args);
    assert_eq!(status, Some(1));
    let findings = report["findings"].as_array().expect("there is a list");
    let lines: Vec<_> =
        findings.iter().map(|finding| (finding["rule"].as_str(), finding["start_line"].as_u64())).collect();
    let expected: Vec<_> = [1, 2, 3, 4, 5, 8].map(|line| (Some("keyside-known-value"), Some(line))).into();
    assert_eq!(lines, expected);
    assert_eq!(findings[1]["evidence"][0]["path"], ".env.production");
    assert_eq!(findings[1]["evidence"][0]["text"], "is the value of UPSTREAM, which is written in base64");
    // One value is one story, however it is written.
    assert_eq!(findings[0]["fingerprint"], findings[4]["fingerprint"]);
    let left_out: Vec<_> =
        report["notices"].as_array().expect("there is a list").iter().map(|n| n["line"].as_u64()).collect();
    assert_eq!(left_out, [Some(1), Some(2), Some(3)]);

    for format in ["text", "json", "jsonl", "sarif", "github", "gitlab", "junit", "csv"] {
        let output = Command::new(env!("CARGO_BIN_EXE_keyside"))
            .args(["audit", "-vv", "--format", format])
            .args(args)
            .current_dir(folder.path())
            .output()
            .expect("the binary runs");
        let shown = String::from_utf8_lossy(&[output.stdout, output.stderr].concat()).into_owned();
        let json = json.trim_matches('"');
        for form in [&secret, json, &encoded, &hex, &percent.to_string(), &units, listed] {
            for window in form.as_bytes().windows(9) {
                let window = String::from_utf8_lossy(window);
                assert!(!shown.contains(&*window), "{format} shows a part of a value");
            }
        }
    }
}

#[test]
fn a_file_of_values_must_be_one() {
    let folder = folder();
    write(&folder.path().join("app.js"), "let a = 1;\n");
    write(&folder.path().join("empty.env"), "# nothing\n");
    write(&folder.path().join("binary.env"), [0xFF, 0xFE, 0x00]);
    for (file, message) in [
        ("missing.env", "cannot read missing.env"),
        ("empty.env", "there is no value in empty.env"),
        ("binary.env", "binary.env is no file of values"),
    ] {
        let output = Command::new(env!("CARGO_BIN_EXE_keyside"))
            .args(["audit", "app.js", "--env-file", file])
            .current_dir(folder.path())
            .output()
            .expect("the binary runs");
        assert_eq!(output.status.code(), Some(2));
        let stderr = String::from_utf8_lossy(&output.stderr);
        assert!(stderr.contains(message), "{stderr}");
    }
}

#[test]
fn a_log_lists_what_is_inside_below_its_file() {
    let folder = folder();
    bundle(folder.path(), "linked");
    let output = Command::new(env!("CARGO_BIN_EXE_keyside"))
        .args(["audit", "--format", "sarif", "dist"])
        .current_dir(folder.path())
        .output()
        .expect("the binary runs");
    let log: Value = serde_json::from_slice(&output.stdout).expect("it is JSON");
    let run = &log["runs"][0];
    let artifacts = run["artifacts"].as_array().expect("there is a list");
    let index = |uri: &str| artifacts.iter().position(|a| a["location"]["uri"] == uri);
    let map = index("dist/app.js.map").expect("the map is listed");
    let member = index("/src/banner.ts").expect("what is inside is listed");
    assert_eq!(artifacts[member]["parentIndex"], map);
    assert_eq!(run["automationDetails"]["id"], "keyside/audit/");
    for result in run["results"].as_array().expect("there is a list") {
        let related = result["relatedLocations"].as_array().expect("there is a list");
        let original = related.last().expect("it names the original");
        assert_eq!(original["message"]["text"], "is where it comes from.");
        let message = result["message"]["text"].as_str().unwrap_or_default();
        assert!(message.contains(&format!("]({})", original["id"])), "{message}");
        let member = &result["properties"]["member"];
        let uri = &result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"];
        assert_eq!(uri == "dist/app.js.map", member.is_string());
    }
}

//! A key in a file's name is shown by no report, and the file is found all the same.

use std::process::Command;

use keyside::rule::example;
use keyside::suppress::inline;

use crate::fixture::write;

#[test]
fn no_report_shows_a_key_in_a_name() {
    let folder = tempfile::tempdir().expect("a folder can be made");
    std::fs::create_dir(folder.path().join(".git")).expect("a folder can be made");
    let fill = |template, seed| example::expand(template, seed).expect("it is a placeholder").text;
    let keys: Vec<String> = (0..4).map(|seed| fill("sk_live_<<alnum:24>>", seed)).collect();
    let unknown = fill("<<alnum:40>>", 9);
    // In a folder's name, in a file's, in one that another imports, in one that cannot be read, and a value that only its file's text gives away.
    let below = folder.path().join(format!("keys-{}", keys[0]));
    std::fs::create_dir_all(&below).expect("a folder can be made");
    write(
        &below.join(format!("{}.ts", keys[1])),
        format!("export const key = \"{}\";\n// {} allow nothing -- x\n", keys[2], inline::WORD),
    );
    write(&folder.path().join(format!("{unknown}.env")), format!("API_SECRET={unknown}\n"));
    write(&folder.path().join("package.json"), r#"{"name":"shop","dependencies":{"vite":"^7.0.0"}}"#);
    write(&folder.path().join("index.html"), "<script type=\"module\" src=\"/main.ts\"></script>\n");
    write(
        &folder.path().join("main.ts"),
        format!("import {{ key }} from \"./keys-{}/{}\";\nconsole.log(key);\n", keys[0], keys[1]),
    );
    write(&folder.path().join(format!("{}.bin", keys[3])), vec![b'a'; 4096]);
    let secrets = keys.iter().map(|key| key.trim_start_matches("sk_live_")).chain([unknown.as_str()]);
    let windows: Vec<&str> =
        secrets.flat_map(|secret| (0..secret.len() - 8).map(move |at| &secret[at..at + 8])).collect();

    for format in ["text", "json", "jsonl", "sarif", "github", "gitlab", "junit", "csv", "compact"] {
        let options: &[&str] = if format == "compact" { &["--compact"] } else { &["--format", format] };
        let page = folder.path().join("page.md");
        let output = Command::new(env!("CARGO_BIN_EXE_keyside"))
            .args(["scan", ".", "-vv", "--max-file-size", "2k", "--confidence", "low"])
            .args(options)
            .args(["--summary", "page.md"])
            .current_dir(folder.path())
            .env("FORCE_HYPERLINK", "1")
            .env("CLICOLOR_FORCE", "1")
            .output()
            .expect("the binary runs");
        assert_eq!(output.status.code(), Some(1), "{format}: {}", String::from_utf8_lossy(&output.stderr));
        let page = {
            let text = std::fs::read(&page).expect("it was written");
            std::fs::remove_file(page).expect("it is there");
            text
        };
        let shown = String::from_utf8_lossy(&[output.stdout, output.stderr, page].concat()).into_owned();
        let leak = windows.iter().find(|window| shown.contains(**window));
        assert_eq!(leak, None, "{format}: {shown}");
        assert!(shown.contains("keys-sk_live_********"), "{format} names no folder: {shown}");
    }
}

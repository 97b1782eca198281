//! Every sentence of PerfectPay's authentication page: `docs/perfectpay.md` says what enforces it and shows it both ways.

use std::collections::BTreeMap;
use std::sync::Arc;

use keyside::rule::{RuleSet, example};
use keyside::scan::{Options, Scanner};
use keyside::source;

use crate::fixture::root;

type Files = BTreeMap<String, String>;

struct Sentence {
    text: String,
    rule: String,
    leaks: Files,
    clean: Files,
}

#[test]
fn every_sentence_is_enforced() {
    let page = std::fs::read_to_string(root().join("docs/perfectpay.md")).expect("the page is there");
    let sentences = sentences(&page);
    assert!(sentences.len() >= 24, "{} sentences", sentences.len());
    let rules = Arc::new(RuleSet::builtin());
    let mut wrong = String::new();
    for Sentence { text, rule, leaks, clean } in &sentences {
        if !found(&rules, leaks).contains(rule) {
            wrong.push_str(&format!("{text}: the leak is not found by {rule}\n"));
        }
        let said = found(&rules, clean);
        if !said.is_empty() {
            wrong.push_str(&format!("{text}: the clean twin is reported by {said:?}\n"));
        }
    }
    assert!(wrong.is_empty(), "{wrong}");
}

/// The rules that have something to say of a project.
fn found(rules: &Arc<RuleSet>, files: &Files) -> Vec<String> {
    let folder = tempfile::tempdir().expect("a temporary folder");
    let mut all = Files::from([
        ("package.json".to_owned(), PACKAGE.to_owned()),
        ("index.html".to_owned(), "<script type=\"module\" src=\"/src/main.ts\"></script>".to_owned()),
        ("src/main.ts".to_owned(), "console.log(1);".to_owned()),
    ]);
    all.extend(files.clone());
    for (path, text) in &all {
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().expect("it is in the folder")).expect("a folder");
        std::fs::write(path, example::expand(text, 3).expect("a sound example").text).expect("a file");
    }
    let scanner = Scanner::new(Arc::clone(rules), Options { sides: true, ..Options::default() });
    let paths = vec![folder.path().to_owned()];
    let walk =
        source::Options { paths, respect_ignore_files: false, exclude: None, threads: 1, git_folders: false };
    scanner.paths(&walk).findings.into_iter().map(|finding| finding.rule).collect()
}

const PACKAGE: &str = r#"{ "name": "shop", "type": "module", "scripts": { "start": "node server/pay.ts" },
  "devDependencies": { "vite": "^7.0.0" } }"#;

/// The page's sections: a sentence, the first rule that is named under it, and the files of both examples.
fn sentences(page: &str) -> Vec<Sentence> {
    page.split("\n## ")
        .skip(1)
        .map(|section| {
            let (text, rest) = section.split_once('\n').expect("a heading");
            let rule = rest.split('`').nth(1).expect("a rule").to_owned();
            let (leaks, clean) = rest.split_once("\nClean:").expect("both examples");
            Sentence { text: text.to_owned(), rule, leaks: files(leaks), clean: files(clean) }
        })
        .collect()
}

/// Fenced blocks whose info string is a language and a path.
fn files(text: &str) -> Files {
    let mut files = Files::new();
    for (at, block) in text.split("```").enumerate() {
        if at % 2 == 1
            && let Some((info, body)) = block.split_once('\n')
            && let Some((_, path)) = info.split_once(' ')
        {
            files.insert(path.to_owned(), body.to_owned());
        }
    }
    files
}

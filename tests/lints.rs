//! Cases of the lints: small projects in which a lint must speak, and near-twins in which it must stay silent.
//!
//! `tests/lints/<lint>.txt` holds a lint's cases. `=== speaks PROJECT: title` and `=== silent PROJECT: title` begin one; PROJECT names
//! a block of `tests/lints/projects.txt` whose files stand beside the case's own, which `--- path` begins. `«…»` marks what must be
//! reported, and nothing else may be. `cargo test --test lints secret-in-url` runs one lint's.

use std::collections::{BTreeMap, BTreeSet};
use std::path::Path;
use std::process::ExitCode;
use std::sync::Arc;

use keyside::lint;
use keyside::rule::{RuleSet, example};
use keyside::scan::{Options, Scanner};
use keyside::source;
use libtest_mimic::{Arguments, Failed, Trial};

/// How many cases of each kind a lint has at least, and in how many kinds of project.
const LEAST_CASES: usize = 12;
const LEAST_PROJECTS: usize = 5;

type Files = BTreeMap<String, String>;

#[derive(Clone)]
struct Case {
    speaks: bool,
    project: String,
    title: String,
    files: Files,
}

fn main() -> ExitCode {
    let arguments = Arguments::from_args();
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/lints");
    let rules = Arc::new(RuleSet::builtin());
    let mut trials = Vec::new();
    for lint in lint::ALL {
        let id = lint.id();
        let read = cases(&folder, id);
        let guarded = read.clone();
        trials.push(Trial::test(format!("{id}::has_cases_of_every_kind"), move || has_enough(guarded?)));
        for case in read.into_iter().flatten() {
            let rules = Arc::clone(&rules);
            let kind = if case.speaks { "speaks" } else { "silent" };
            let name = format!("{id}::{kind}::{}", case.title.replace(' ', "_"));
            trials.push(Trial::test(name, move || run(&rules, id, &case)));
        }
    }
    libtest_mimic::run(&arguments, trials).exit_code()
}

fn has_enough(cases: Vec<Case>) -> Result<(), Failed> {
    for speaks in [true, false] {
        let of_kind: Vec<&Case> = cases.iter().filter(|case| case.speaks == speaks).collect();
        let projects: BTreeSet<&str> = of_kind.iter().map(|case| case.project.as_str()).collect();
        if of_kind.len() < LEAST_CASES || projects.len() < LEAST_PROJECTS {
            let (cases, projects) = (of_kind.len(), projects.len());
            return Err(format!("speaks = {speaks}: {cases} cases in {projects} kinds of project").into());
        }
    }
    Ok(())
}

/// A lint's cases, each with the files of its project.
fn cases(folder: &Path, lint: &str) -> Result<Vec<Case>, Failed> {
    let read = |name: &str| {
        let path = folder.join(name);
        std::fs::read_to_string(&path).map_err(|error| format!("{}: {error}", path.display()))
    };
    let projects: BTreeMap<String, Files> = blocks(&read("projects.txt")?)?
        .into_iter()
        .filter_map(|(heading, files)| Some((heading.strip_prefix("project ")?.to_owned(), files)))
        .collect();
    let mut cases = Vec::new();
    for (heading, own) in blocks(&read(&format!("{lint}.txt"))?)? {
        let (kind, title) = heading.split_once(": ").ok_or_else(|| format!("no title: {heading}"))?;
        let (kind, project) = kind.split_once(' ').ok_or_else(|| format!("no project: {heading}"))?;
        let speaks = match kind {
            "speaks" => true,
            "silent" => false,
            _ => return Err(format!("neither speaks nor silent: {heading}").into()),
        };
        let mut files = projects.get(project).ok_or_else(|| format!("no such project: {heading}"))?.clone();
        files.extend(own);
        cases.push(Case { speaks, project: project.to_owned(), title: title.to_owned(), files });
    }
    Ok(cases)
}

/// The blocks of a file: a heading and files each.
fn blocks(text: &str) -> Result<Vec<(String, Files)>, Failed> {
    let mut blocks: Vec<(String, Files)> = Vec::new();
    let mut path = String::new();
    for line in text.lines() {
        if let Some(heading) = line.strip_prefix("=== ") {
            blocks.push((heading.to_owned(), Files::new()));
            path.clear();
        } else if let (Some(name), Some((_, files))) = (line.strip_prefix("--- "), blocks.last_mut()) {
            name.clone_into(&mut path);
            files.insert(path.clone(), String::new());
        } else if let Some(file) = blocks.last_mut().and_then(|(_, files)| files.get_mut(&path)) {
            file.push_str(line);
            file.push('\n');
        } else if !line.trim().is_empty() && !blocks.is_empty() {
            return Err(format!("belongs to no file: {line}").into());
        }
    }
    Ok(blocks)
}

fn run(rules: &Arc<RuleSet>, lint: &str, case: &Case) -> Result<(), Failed> {
    let folder = tempfile::tempdir()?;
    let mut expected = BTreeSet::new();
    for (path, text) in &case.files {
        let expanded = example::expand(text, 7).map_err(|error| format!("{path}: {error}"))?;
        expected.extend(expanded.marked.iter().map(|span| (path.clone(), span.start, span.end)));
        let path = folder.path().join(path);
        std::fs::create_dir_all(path.parent().unwrap_or(folder.path()))?;
        std::fs::write(path, expanded.text)?;
    }
    if expected.is_empty() == case.speaks {
        return Err("a case speaks if and only if it marks something".into());
    }
    let scanner = Scanner::new(Arc::clone(rules), Options { sides: true, ..Options::default() });
    let paths = vec![folder.path().to_owned()];
    let walk =
        source::Options { paths, respect_ignore_files: false, exclude: None, threads: 1, git_folders: false };
    let findings = scanner.paths(&walk).findings;
    let found: BTreeSet<_> = findings
        .iter()
        .filter(|finding| finding.rule == lint)
        .map(|finding| {
            let path = finding.location.origin.file_path();
            let path = path.strip_prefix(folder.path()).unwrap_or(path).to_string_lossy().into_owned();
            (path, finding.location.span.start as usize, finding.location.span.end as usize)
        })
        .collect();
    if found == expected {
        return Ok(());
    }
    let shown = |place: &(String, usize, usize)| {
        let (path, start, end) = place;
        let text = case
            .files
            .get(path)
            .and_then(|text| example::expand(text, 7).ok())
            .map(|e| e.text)
            .unwrap_or_default();
        format!("  {path}:{start}: {}\n", text.get(*start..*end).unwrap_or_default())
    };
    let missed: String = expected.difference(&found).map(shown).collect();
    let extra: String = found.difference(&expected).map(shown).collect();
    Err(format!("missed:\n{missed}said without reason:\n{extra}").into())
}

//! The module graph: what it costs, and when there is none.

use std::fmt::Write;
use std::path::Path;

use keyside::side::{Effort, Sides};

use crate::fixture::write;
use crate::outputs::keyside;

/// A project of that many modules, each of which imports ten others.
fn project(modules: usize) -> tempfile::TempDir {
    const EACH: usize = 10;
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let root = folder.path();
    std::fs::create_dir_all(root.join("src")).expect("a folder can be made");
    write(&root.join("package.json"), r#"{ "name": "graph", "devDependencies": { "vite": "7.0.0" } }"#);
    write(&root.join("index.html"), r#"<script type="module" src="/src/m0.ts"></script>"#);
    for module in 0..modules {
        let mut text = String::new();
        for nth in 0..EACH {
            // All are reached from the first one; what is left leads back.
            let other = (module * EACH + nth + 1) % modules;
            writeln!(text, "import {{ used{other} as n{nth} }} from './m{other}';").expect("texts grow");
        }
        let sum: Vec<String> = (0..EACH).map(|nth| format!("n{nth}()")).collect();
        writeln!(text, "export const used{module} = () => {};", sum.join(" + ")).expect("texts grow");
        writeln!(text, "export const idle{module} = 'of nobody';").expect("texts grow");
        if module == 0 {
            text.push_str("used0();\n");
        }
        write(&root.join(format!("src/m{module}.ts")), text);
    }
    folder
}

fn effort(modules: usize) -> Effort {
    let project = project(modules);
    let sides = Sides::default();
    let graph = sides.graph(project.path()).expect("it is a project");
    // The page is a module, too.
    assert_eq!(graph.modules.len(), modules + 1);
    assert_eq!(graph.edges.len(), modules * 10 + 1);
    sides.effort()
}

#[test]
fn the_effort_grows_with_the_modules_and_no_faster() {
    let (small, large) = (effort(100), effort(1000));
    assert_eq!(large.modules, 1001, "each is read once");
    assert!(large.steps > 1000, "only {} steps", large.steps);
    let ratio = large.steps as f64 / small.steps as f64;
    assert!((9.0..11.0).contains(&ratio), "{} steps became {}", small.steps, large.steps);
}

/// Whoever reads the project notices the module that does not parse.
fn project_with_a_broken_module(key: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let root = folder.path();
    std::fs::create_dir(root.join(".git")).expect("a folder can be made");
    write(&root.join("package.json"), r#"{ "name": "broken", "devDependencies": { "vite": "7.0.0" } }"#);
    write(&root.join("index.html"), r#"<script type="module" src="/main.js"></script>"#);
    write(&root.join("main.js"), format!("import './broken.js';\nconsole.log('{key}');\n"));
    write(&root.join("broken.js"), "import { from from from;\n");
    folder
}

#[test]
fn a_scan_without_candidates_reads_no_project() {
    let reads = |folder: &Path| {
        let output = keyside(folder, &["scan", ".", "--format", "json"]);
        String::from_utf8_lossy(&output.stdout).contains("broken.js")
    };
    let key = crate::fixture::expand("ghp_<<github-crc32:36>>");
    assert!(reads(project_with_a_broken_module(&key).path()), "a key is a reason to read the project");
    assert!(
        !reads(project_with_a_broken_module("nothing").path()),
        "nothing was found, but the project was read"
    );
}

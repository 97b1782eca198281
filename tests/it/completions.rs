//! The completion scripts and man pages in `docs/` say what the command line says. `UPDATE=1` writes them.

use std::path::Path;
use std::process::Command;

use crate::fixture::{compare, files_below, root};

/// Each shell and the name under which it looks for a script.
const SCRIPTS: &[(&str, &str)] = &[
    ("bash", "keyside.bash"),
    ("elvish", "keyside.elv"),
    ("fish", "keyside.fish"),
    ("powershell", "_keyside.ps1"),
    ("zsh", "_keyside"),
];

fn keyside(args: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_keyside")).args(args).output().expect("the binary runs");
    assert!(output.status.success(), "{args:?}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).expect("it is text")
}

#[test]
fn completions_are_current() {
    let folder = root().join("docs/completions");
    for (shell, name) in SCRIPTS {
        compare(&folder.join(name), &keyside(&["completions", shell])).expect("the script is current");
    }
    assert_eq!(files_below(&folder).len(), SCRIPTS.len(), "each file belongs to a shell");
}

#[test]
fn completions_man_pages_are_current() {
    let made = tempfile::tempdir().expect("a temporary folder can be made");
    keyside(&["man", &made.path().to_string_lossy()]);
    let (made, kept) = (made.path(), root().join("docs/man"));
    for page in files_below(made) {
        let text = std::fs::read_to_string(&page).expect("a page can be read");
        let page = page.strip_prefix(made).expect("pages are in the folder");
        compare(&kept.join(page), &text).expect("the page is current");
    }
    remove_or_refuse_others(&kept, made);
}

/// A page whose command is gone.
fn remove_or_refuse_others(kept: &Path, made: &Path) {
    for page in files_below(kept) {
        let is_made = made.join(page.file_name().unwrap_or_default()).exists();
        if !is_made && std::env::var_os("UPDATE").is_some() {
            std::fs::remove_file(&page).expect("a page can be removed");
        } else {
            assert!(is_made, "{} belongs to no command", page.display());
        }
    }
}

//! What is missing, and the least that helps.

use std::path::PathBuf;

use super::snippets;
use super::survey::{Hooks, Manager, Service, ServiceKind, Survey};

/// One thing that keyside wants of a repository.
#[derive(Debug)]
pub struct Item {
    pub what: &'static str,
    pub action: Action,
}

#[derive(Debug)]
pub enum Action {
    /// It is there already.
    Present {
        path: PathBuf,
    },
    NotNeeded {
        why: String,
    },
    /// A new file.
    Create {
        path: PathBuf,
        content: String,
        executable: bool,
    },
    /// Lines for a file that exists, and where in it they go.
    Add {
        path: PathBuf,
        snippet: String,
        place: &'static str,
    },
}

impl Item {
    pub fn is_missing(&self) -> bool {
        matches!(self.action, Action::Create { .. } | Action::Add { .. })
    }
}

/// What to do, in the order in which it is told.
pub fn plan(survey: &Survey) -> Vec<Item> {
    let mut items = vec![
        Item { what: "configuration", action: configuration(survey) },
        Item { what: "hook", action: hook(survey) },
    ];
    if survey.services.is_empty() {
        let why = "there is no workflow and no remote at GitHub or GitLab".to_owned();
        items.push(Item { what: "build service", action: Action::NotNeeded { why } });
    }
    items.extend(
        survey.services.iter().map(|service| Item { what: "build service", action: of_service(service) }),
    );
    items
}

fn configuration(survey: &Survey) -> Action {
    match &survey.configuration {
        Some(path) => Action::Present { path: path.clone() },
        None if survey.shipped.is_empty() => {
            Action::NotNeeded { why: "none is needed, the defaults fit".to_owned() }
        }
        None => Action::Create {
            path: "keyside.toml".into(),
            content: snippets::configuration(&survey.shipped),
            executable: false,
        },
    }
}

fn hook(survey: &Survey) -> Action {
    if let Some(hooks) = survey.hooks.iter().find(|hooks| hooks.has_keyside) {
        return Action::Present { path: hooks.path.clone() };
    }
    let Some(Hooks { manager, path, exists, .. }) = survey.hooks.first() else {
        let content = format!("repos:\n{}", snippets::pre_commit());
        return Action::Create { path: ".pre-commit-config.yaml".into(), content, executable: false };
    };
    let (path, is_npm) = (path.clone(), survey.root.join("package.json").is_file());
    let command = snippets::command(is_npm);
    match (manager, exists) {
        (Manager::PreCommit, _) => {
            Action::Add { path, snippet: snippets::pre_commit(), place: "below `repos:`" }
        }
        (Manager::Lefthook, _) => Action::Add { path, snippet: snippets::lefthook(&command), place: "this" },
        (Manager::LintStaged, _) => Action::Add {
            path,
            snippet: snippets::lint_staged(),
            place: "this; in JSON, where it cannot be a function, use a git hook",
        },
        (Manager::Husky | Manager::Git, true) => Action::Add { path, snippet: command, place: "this line" },
        (Manager::Husky, false) => Action::Create { path, content: format!("{command}\n"), executable: true },
        (Manager::Git, false) => {
            Action::Create { path, content: format!("#!/bin/sh\nexec {command}\n"), executable: true }
        }
    }
}

fn of_service(service: &Service) -> Action {
    let Service { kind, path, exists, has_keyside } = service;
    let path = path.clone();
    match (kind, exists) {
        _ if *has_keyside => Action::Present { path },
        (ServiceKind::GitHub, true) => Action::Add { path, snippet: snippets::github(), place: "this" },
        (ServiceKind::GitHub, false) => {
            Action::Create { path, content: snippets::github(), executable: false }
        }
        (ServiceKind::GitLab, true) => Action::Add {
            path,
            snippet: snippets::gitlab(),
            place: "this; an `include:` that is there takes one more entry",
        },
        (ServiceKind::GitLab, false) => {
            Action::Create { path, content: snippets::gitlab(), executable: false }
        }
    }
}

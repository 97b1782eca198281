//! Reads of variables of the environment in a module.

use std::ops::Range;

use super::Context;
use super::survey::Survey;
use crate::side::ModuleId;
use crate::syntax::{EnvForm, EnvObject, Guard, RegionKind, Target};

/// A read of a variable.
pub struct Read {
    /// The variable.
    pub name: String,
    /// Where.
    pub span: Range<u32>,
    module: ModuleId,
    object: Option<EnvObject>,
    env_module: Option<String>,
    form: EnvForm,
}

impl Read {
    /// What writes the variable's value in its place, if a client build does.
    pub fn mechanism(&self, context: &Context<'_>) -> Option<String> {
        let env_module = self.env_module.as_deref();
        context.builds().inlined(self.module, self.object, env_module, &self.name, self.form)
    }

    /// Whether it is reached only where no browser runs.
    pub fn is_guarded(&self, context: &Context<'_>) -> bool {
        let facts = context.builds().facts(self.module);
        let guards = facts.around(facts.region_at(self.span.start));
        guards.into_iter().any(|(_, region)| {
            matches!(
                region.kind,
                RegionKind::Guard(Guard::Window | Guard::MetaClient, false)
                    | RegionKind::Guard(Guard::MetaServer | Guard::Ssr, true)
                    | RegionKind::Guard(Guard::Never, _)
            )
        })
    }
}

/// The reads of a module, in the order of the text.
pub fn in_module(survey: &Survey<'_>) -> Vec<Read> {
    let module = survey.module;
    let facts = survey.context.builds().facts(module);
    let mut reads: Vec<Read> = facts
        .env
        .iter()
        .filter_map(|read| {
            let (object, span, form) = (Some(read.object), read.span.clone(), read.form);
            Some(Read { name: read.name.clone()?, span, module, object, env_module: None, form })
        })
        .collect();
    // `import { KEY } from "$env/static/public"`
    for used in &facts.uses {
        let Target::Binding(binding) = used.target else { continue };
        let binding = &facts.bindings[binding];
        let specifier = &facts.imports[binding.import].specifier;
        if !specifier.starts_with('$') && !specifier.starts_with("astro:env/") && specifier != "@env" {
            continue;
        }
        let (name, length) = match (binding.imported.as_str(), &used.member) {
            ("env" | "*" | "default", Some(member)) => {
                (member.clone(), binding.local.len() + 1 + member.len())
            }
            ("env" | "*" | "default", None) => continue,
            (name, _) => (name.to_owned(), binding.local.len()),
        };
        let (span, env_module) = (used.at..used.at + length as u32, Some(specifier.clone()));
        reads.push(Read { name, span, module, object: None, env_module, form: EnvForm::Member });
    }
    reads.sort_by_key(|read| read.span.start);
    reads
}

//! Rules that need to know what code does with keys, and on which side. One file each, one line each in [`ALL`].

mod auth_header_in_client;
mod client_secret_in_header;
mod exchange;
mod name;
mod profile;
mod report;
mod secret_endpoint_in_client;
mod survey;
mod value;

use crate::flow::{Flow, Literals, Programs};
use crate::rule::{HostRole, RuleSet};
use crate::side::{Builds, ModuleId, Shown};
pub use report::Report;
use report::Reports;
use survey::Survey;

/// Every lint.
pub const ALL: &[&dyn Lint] = &[
    &auth_header_in_client::AuthHeaderInClient,
    &secret_endpoint_in_client::SecretEndpointInClient,
    &client_secret_in_header::ClientSecretInHeader,
];

/// A rule that needs code. What people read of it is in `rules/lint.toml`, under the same id.
pub trait Lint: Sync {
    /// As in reports.
    fn id(&self) -> &'static str;

    /// Looks at a module.
    fn module(&self, module: &Survey<'_>, reports: &mut Reports<'_>);
}

/// What every lint has at hand.
pub struct Context<'c> {
    /// Where values come from.
    pub flow: Flow<'c>,
    /// What they are by themselves.
    pub literals: Literals<'c>,
    /// Profiles of providers.
    pub rules: &'c RuleSet,
    /// How paths are shown.
    pub shown: &'c Shown,
}

impl<'c> Context<'c> {
    /// For one workspace.
    pub fn new(
        builds: &'c Builds,
        programs: &'c Programs,
        literals: Literals<'c>,
        rules: &'c RuleSet,
        shown: &'c Shown,
    ) -> Self {
        Self { flow: Flow::new(builds, programs), literals, rules, shown }
    }

    /// What the lints have to say of a module.
    pub fn check(&self, module: ModuleId) -> Vec<Report> {
        let survey = Survey::new(self, module);
        let mut reports = Reports::new(self);
        for lint in ALL {
            reports.of(*lint);
            lint.module(&survey, &mut reports);
        }
        reports.finish()
    }

    /// The workspace.
    pub fn builds(&self) -> &'c Builds {
        self.flow.builds()
    }
}

/// The hosts of which profiles say what opens them. A module that names one may make requests there, and whoever imports it as well.
pub fn hosts(rules: &RuleSet) -> Vec<&str> {
    let hosts = rules.providers.iter().flat_map(|provider| &provider.hosts);
    hosts.filter(|host| host.role == HostRole::Api).map(|host| host.name.trim_start_matches("*.")).collect()
}

/// Words of which a module has one if some lint may have something to say of it, in any case.
pub const WORDS: &[&str] = &[
    "header",
    "process.env",
    "import.meta.env",
    "$env/",
    "runtimeconfig",
    "allowbrowser",
    ".auth(",
    "auth:",
    "apikey",
    "api_key",
    "secret",
    "access_token",
    "accesstoken",
];

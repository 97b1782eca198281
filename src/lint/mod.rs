//! Rules that need to know what code does with keys, and on which side. One file each, one line each in [`ALL`].

mod auth_header_in_client;
mod browser_sdk_with_secret;
mod client_secret_in_header;
mod env_inlined_in_client;
mod env_read;
mod environment_mismatch;
mod exchange;
mod logged;
mod name;
mod own;
mod plain;
mod profile;
mod public_env_secret;
mod publishable_key_misused;
mod report;
mod sdk;
mod secret_endpoint_in_client;
mod secret_in_url;
mod server_value_to_client;
mod settings;
mod survey;
mod url;
mod value;

use std::path::Path;

use crate::flow::{Flow, Literals, Programs};
use crate::rule::{HostRole, RuleSet};
use crate::side::{Builds, ModuleId, Shown};
pub use own::{Names, Variables};
pub use report::Report;
use report::Reports;
use settings::SettingsFile;
pub use settings::{PUBLIC_PREFIXES, is_of_many, is_settings};
use survey::Survey;

/// Every lint.
pub const ALL: &[&dyn Lint] = &[
    &auth_header_in_client::AuthHeaderInClient,
    &secret_endpoint_in_client::SecretEndpointInClient,
    &client_secret_in_header::ClientSecretInHeader,
    &secret_in_url::SecretInUrl,
    &environment_mismatch::EnvironmentMismatch,
    &env_inlined_in_client::EnvInlinedInClient,
    &public_env_secret::PublicEnvSecret,
    &server_value_to_client::ServerValueToClient,
    &browser_sdk_with_secret::BrowserSdkWithSecret,
    &publishable_key_misused::PublishableKeyMisused,
];

/// A rule that needs code. What people read of it is in `rules/lint.toml`, under the same id.
pub trait Lint: Sync {
    /// As in reports.
    fn id(&self) -> &'static str;

    /// Looks at a module.
    fn module(&self, module: &Survey<'_>, reports: &mut Reports<'_>);

    /// Looks at a file that sets variables or configures a build, and is no module of one.
    fn settings(&self, _file: &SettingsFile<'_>, _reports: &mut Reports<'_>) {}
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
    /// What the project says of its own names.
    pub names: &'c Names,
}

impl<'c> Context<'c> {
    /// For one workspace.
    pub fn new(
        builds: &'c Builds,
        programs: &'c Programs,
        literals: Literals<'c>,
        rules: &'c RuleSet,
        shown: &'c Shown,
        names: &'c Names,
    ) -> Self {
        Self { flow: Flow::new(builds, programs), literals, rules, shown, names }
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

    /// What the lints have to say of a file that sets variables or configures a build.
    pub fn check_settings(&self, path: &Path) -> Vec<Report> {
        let Some(file) = SettingsFile::read(self, path) else { return Vec::new() };
        let mut reports = Reports::new(self);
        for lint in ALL {
            reports.of(*lint);
            lint.settings(&file, &mut reports);
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

/// How imports of libraries that take keys begin.
pub fn packages(rules: &RuleSet) -> Vec<String> {
    let sdks = rules.providers.iter().flat_map(|provider| &provider.sdks);
    let names = sdks.map(|sdk| sdk.package.trim_end_matches("/*"));
    names.flat_map(|name| [format!("\"{name}"), format!("'{name}")]).collect()
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
    "searchparams",
    "token=",
    "key=",
    "=${",
    "webhook",
    "sandbox",
    "publishable",
    "anonkey",
    "anon_key",
    "publickey",
    "public_key",
    "publictoken",
];

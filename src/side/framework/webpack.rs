//! webpack, and Rspack, which reads the same configuration: a build for each configuration of a list.

use std::path::PathBuf;

use super::{Entry, Framework, Implicit, Layer};
use crate::side::plan::{Plan, plain};
use crate::side::project::Package;
use crate::syntax::{CommentOf, EnvForm, EnvObject, Guard, Literal, Property, Region, RegionKind, Value};
use crate::syntax::{ModuleFacts, Script};

pub struct Webpack;

/// Frameworks that bring a configuration of their own.
const BUILT_ON_IT: &[&str] = &[
    "next",
    "react-scripts",
    "@vue/cli-service",
    "gatsby",
    "nuxt",
    "@docusaurus/core",
    "@angular/core",
    "@rsbuild/core",
    "@storybook/react-webpack5",
    "@electron-forge/plugin-webpack",
];

/// Programs that build with it.
const PROGRAMS: &[&str] = &["webpack", "webpack-cli", "rspack", "rspack-cli"];

impl Framework for Webpack {
    fn name(&self) -> &'static str {
        "webpack"
    }

    fn applies(&self, package: &Package) -> bool {
        let is_own = || !BUILT_ON_IT.iter().any(|name| package.depends_on(name));
        let named = || package.scripts().any(|script| script.runs(PROGRAMS));
        let depends = || ["webpack", "@rspack/core"].iter().any(|name| package.depends_on(name));
        (named() || depends() && is_own())
            && (!configs(package).is_empty() || package.script("src/index").is_some())
    }

    fn plans(&self, package: &Package) -> Option<Vec<Plan>> {
        let files = configs(package);
        if files.is_empty() {
            return Some(vec![plan(package, &Value::Object(Vec::new()), &Script::default(), "")]);
        }
        let plans = files.iter().flat_map(|file| {
            let script = package.read_script(file);
            let each = each(&script.exports).into_iter();
            each.map(|config| plan(package, config, &script, file)).collect::<Vec<_>>()
        });
        Some(plans.collect())
    }

    fn aliases(&self, package: &Package) -> Vec<(String, PathBuf)> {
        let mut found: Vec<(String, PathBuf)> = Vec::new();
        for config in all(package) {
            for entry in config.get(&["resolve", "alias"]).map(Value::entries).unwrap_or_default() {
                if let Some(path) = super::paths(&entry.value).into_iter().next()
                    && !found.iter().any(|(name, _)| *name == entry.name)
                {
                    found.push((entry.name.clone(), package.folder.join(path)));
                }
            }
        }
        found
    }

    fn roots(&self, package: &Package) -> Vec<PathBuf> {
        let configs = all(package);
        let named =
            configs.iter().filter_map(|config| config.get(&["resolve", "modules"])).flat_map(super::paths);
        named.filter(|path| !path.contains("node_modules")).map(|path| package.folder.join(path)).collect()
    }

    fn replacements(&self, package: &Package) -> Vec<(String, String)> {
        let configs = all(package);
        let plugins = configs.iter().flat_map(plugins);
        let replaced = plugins.filter_map(|(name, arguments)| match arguments {
            [Value::Pattern(pattern), Value::Text(other)] if name == "NormalModuleReplacementPlugin" => {
                Some((pattern.clone(), other.clone()))
            }
            _ => None,
        });
        replaced.collect()
    }

    fn implicit(&self, package: &Package) -> Vec<Implicit> {
        let configs = all(package);
        let provided = configs.iter().flat_map(plugins);
        let provided = provided.filter(|(name, _)| *name == "ProvidePlugin");
        let entries = provided.flat_map(|(_, arguments)| arguments.iter().flat_map(Value::entries));
        let names = entries.filter_map(|entry| {
            // `["./file", "name"]` for a named export.
            let mut paths = entry.value.texts().into_iter();
            let file = package.find_module(&super::paths(&Value::Text(paths.next()?.to_owned())).pop()?)?;
            let export = paths.next().unwrap_or("*").to_owned();
            Some(Implicit { name: entry.name.clone(), file, export })
        });
        names.collect()
    }

    fn strips(
        &self,
        _package: &Package,
        _facts: &ModuleFacts,
        region: &Region,
        _layer: Layer,
    ) -> Option<String> {
        // Which mode it is, each build says by a constant.
        match &region.kind {
            RegionKind::Guard(Guard::Production, _) => None,
            _ => super::not_in_production(region),
        }
    }

    fn shakes_fields(&self, _package: &Package) -> bool {
        true
    }

    fn inlines(&self, object: EnvObject, form: EnvForm) -> bool {
        object == EnvObject::Process && form != EnvForm::Destructured || object == EnvObject::ImportMeta
    }

    fn shakes_common_exports(&self) -> bool {
        true
    }

    fn shakes_data(&self) -> bool {
        true
    }
}

/// The configuration files that the package's production build is made with.
fn configs(package: &Package) -> Vec<String> {
    let scripts: Vec<_> = package.scripts().filter(|script| script.runs(PROGRAMS)).collect();
    let named = |only_builds: bool| {
        let scripts = scripts.iter().filter(|script| !only_builds || script.is_build());
        let mut files: Vec<String> = scripts
            .flat_map(|script| script.options(&["--config", "-c"]))
            .filter_map(|file| package.find_module(&file))
            .collect();
        files.sort();
        files.dedup();
        files
    };
    let builds = named(true);
    if !builds.is_empty() {
        return builds;
    }
    let usual = ["webpack.config", ".webpack/webpack.config", "rspack.config"];
    if let Some(file) = usual.iter().find_map(|stem| package.script(stem)) {
        return vec![file];
    }
    let any = named(false);
    if !any.is_empty() {
        return any;
    }
    by_name(package)
}

/// Configurations that no script names, by the names that people give them.
fn by_name(package: &Package) -> Vec<String> {
    let files = package.matching("{,config/,build/,webpack/,scripts/}{webpack,rspack}*.{js,ts,cjs,mjs}");
    let production: Vec<&str> = files.iter().copied().filter(|file| file.contains("prod")).collect();
    let is_whole = |file: &&str| !["dev", "test", "common", "base"].iter().any(|part| file.contains(part));
    let chosen =
        if production.is_empty() { files.into_iter().filter(is_whole).collect() } else { production };
    chosen.into_iter().map(str::to_owned).collect()
}

/// Every configuration of the package.
fn all(package: &Package) -> Vec<Value> {
    let exports = configs(package).into_iter().map(|file| package.read_config(&file));
    exports.flat_map(|exports| each(&exports).into_iter().cloned().collect::<Vec<_>>()).collect()
}

/// The configurations that a file exports: one, or a list.
fn each(exports: &Value) -> Vec<&Value> {
    match exports {
        Value::List(configs) => configs.iter().flat_map(each).collect(),
        Value::Object(_) => vec![exports],
        // `speed.wrap(config)`, `Encore.getWebpackConfig()`
        Value::Call(_, arguments) => arguments.iter().flat_map(each).collect(),
        _ => Vec::new(),
    }
}

/// The plugins of a configuration: their names and arguments.
pub fn plugins(config: &Value) -> impl Iterator<Item = (&str, &[Value])> {
    let list = config.get(&["plugins"]).map(Value::elements).unwrap_or_default();
    list.iter().flat_map(Value::walk).filter_map(|value| match value {
        Value::Call(names, arguments) => Some((names.last()?.as_str(), arguments.as_slice())),
        _ => None,
    })
}

/// The build that a configuration asks for.
fn plan(package: &Package, config: &Value, script: &Script, file: &str) -> Plan {
    let layer = layer(package, config);
    let context =
        config.get(&["context"]).map(super::paths).and_then(|mut paths| paths.pop()).unwrap_or_default();
    let mut plan = Plan::new(Vec::new());
    for request in entry_requests(config) {
        let found =
            package.find_module(&super::joined(&context, &request)).or_else(|| package.find_module(&request));
        plan.entries.extend(found.map(|file| Entry::new(file, layer, "is an entry of webpack")));
    }
    plan.scripts.extend((!file.is_empty()).then(|| file.to_owned()));
    plan.env_files = script.env_files.clone();
    plan.publishes_sources = layer == Layer::Client && publishes_sources(config);
    optimize(&mut plan, config);
    for (name, arguments) in plugins(config) {
        plug_in(&mut plan, package, layer, name, arguments);
    }
    if layer == Layer::Server {
        // What a server's code holds stays there.
        plan.written.clear();
    }
    plan
}

/// What `entry` asks for, `./src` by default.
fn entry_requests(config: &Value) -> Vec<String> {
    fn requests(value: &Value) -> Vec<String> {
        match value.get(&["import"]) {
            Some(import) => requests(import),
            None => match value {
                Value::Object(entries) => entries.iter().flat_map(|entry| requests(&entry.value)).collect(),
                Value::List(elements) => elements.iter().flat_map(requests).collect(),
                other => super::paths(other),
            },
        }
    }
    match config.get(&["entry"]) {
        Some(entry) => requests(entry),
        None => vec!["src".to_owned()],
    }
}

/// Whom a build is for. What Electron runs ships, whatever it runs in.
fn layer(package: &Package, config: &Value) -> Layer {
    let targets = config.get(&["target"]).map(Value::texts).unwrap_or_default();
    let is_node = |target: &&str| {
        let target = target.trim_start_matches("async-");
        target.starts_with("node") && !target.starts_with("node-webkit") || matches!(target, "bun" | "deno")
    };
    let is_server = targets.iter().any(is_node)
        || targets.is_empty()
            && config.get(&["externalsPresets", "node"]).is_some_and(|value| value.is(true));
    if is_server && !package.depends_on("electron") { Layer::Server } else { Layer::Client }
}

/// `mode` and `optimization`.
fn optimize(plan: &mut Plan, config: &Value) {
    let mode = config.get(&["mode"]).and_then(Value::text).unwrap_or("production");
    let minimize = config.get(&["optimization", "minimize"]);
    let is_minified = if mode == "production" {
        !minimize.is_some_and(|value| value.is(false))
    } else {
        minimize.is_some_and(|value| value.is(true))
    };
    plan.shakes = is_minified;
    if is_minified {
        plan.dropped_comments.push(CommentOf::Page);
    }
    plan.dropped_comments.push(CommentOf::Component);
    let node_env = config.get(&["optimization", "nodeEnv"]);
    if mode != "none" && !node_env.is_some_and(|value| value.is(false)) {
        let mode = node_env.and_then(Value::text).unwrap_or(mode);
        for name in ["process.env.NODE_ENV", "import.meta.env.MODE"] {
            plan.constants.insert(name.to_owned(), Literal::Text(mode.to_owned()));
        }
    }
    if let Some(minimizers) = config.get(&["optimization", "minimizer"]) {
        drop_by_minifier(plan, minimizers);
    }
}

/// `drop_console`, `drop`, `pure_funcs` of a minifier's options.
pub fn drop_by_minifier(plan: &mut Plan, options: &Value) {
    for value in options.walk() {
        if value.get(&["drop_console"]).is_some_and(|value| value.is(true)) {
            plan.dropped_calls.push("console".to_owned());
        }
        let texts =
            |key| value.get(&[key]).map(Value::texts).unwrap_or_default().into_iter().map(str::to_owned);
        plan.dropped_calls.extend(texts("drop").filter(|name| name == "console"));
        plan.dropped_calls.extend(texts("drop_console").map(|method| format!("console.{method}")));
        plan.pure_calls.extend(texts("pure_funcs").chain(texts("pure")));
        plan.dropped_labels.extend(texts("dropLabels"));
    }
}

/// What a plugin adds to a build.
pub fn plug_in(plan: &mut Plan, package: &Package, layer: Layer, name: &str, arguments: &[Value]) {
    match name {
        "DefinePlugin" => {
            if let [table] = arguments {
                let whole = whole(table);
                plan.define(&whole, "`DefinePlugin`");
            }
        }
        "EnvironmentPlugin" => environment_plugin(plan, arguments),
        "BannerPlugin" => {
            arguments.iter().for_each(|banner| plan.write_always(&whole(banner), "`BannerPlugin`"));
        }
        "CopyPlugin" | "CopyWebpackPlugin" | "CopyRspackPlugin" if layer == Layer::Client => {
            let patterns =
                arguments.iter().flat_map(|value| value.get(&["patterns"]).unwrap_or(value).elements());
            let from = patterns.filter_map(|pattern| match pattern.get(&["from"]) {
                Some(from) => super::paths(from).pop(),
                None => super::paths(pattern).pop(),
            });
            plan.copied.extend(from);
        }
        _ if name.to_ascii_lowercase().contains("dotenv") => dotenv_plugin(plan, arguments),
        _ if name.starts_with("Html") && name.ends_with("Plugin") => {
            html_plugin(plan, package, layer, arguments.first());
        }
        _ => {}
    }
}

/// A table that is an argument, as a property of nobody.
fn whole(table: &Value) -> Property {
    let entries = table.entries();
    let file = entries.first().map_or_else(|| std::path::Path::new("").into(), |entry| entry.file.clone());
    Property { name: String::new(), value: table.clone(), span: 0..0, file, sources: Vec::new() }
}

/// `new EnvironmentPlugin(["A", "B"])`, `new EnvironmentPlugin("A", "B")`, `new EnvironmentPlugin({ A: "default" })`.
fn environment_plugin(plan: &mut Plan, arguments: &[Value]) {
    const TABLE: &str = "`EnvironmentPlugin`";
    let mut exposure = std::mem::take(&mut plan.exposure);
    for argument in arguments {
        for name in argument.texts().iter().filter(|_| argument.entries().is_empty()) {
            exposure = exposure.name(*name, TABLE);
        }
        for entry in argument.entries() {
            exposure = exposure.name(&entry.name, TABLE);
            let name = format!("process.env.{}", entry.name);
            if let (Some(literal), false) = (plain(&entry.value), plan.constants.contains_key(&name)) {
                plan.constants.insert(name.clone(), literal);
            }
            let named = Property { name, ..entry.clone() };
            let before = plan.written.len();
            plan.write(&named, TABLE, true);
            for written in &mut plan.written[before..] {
                written.unless = Some(entry.name.clone());
            }
        }
    }
    plan.exposure = exposure;
}

/// `dotenv-webpack`, and what goes by that name: what code reads of a file is put in.
fn dotenv_plugin(plan: &mut Plan, arguments: &[Value]) {
    let options = arguments.first();
    let path = options.and_then(|options| options.get(&["path"])).map(super::paths).unwrap_or_default();
    let file = path.into_iter().next().unwrap_or_else(|| ".env".to_owned());
    let exposure = std::mem::take(&mut plan.exposure);
    let by_file = exposure.whole("process.env", Some(&file), &[], "`dotenv-webpack`");
    let of_system =
        options.and_then(|options| options.get(&["systemvars"])).is_some_and(|value| value.is(true));
    plan.exposure = if of_system { by_file.all("`systemvars` of `dotenv-webpack`") } else { by_file };
    plan.env_files.push(file);
}

/// `HtmlWebpackPlugin`: its template is a page, its parameters may stand in it.
fn html_plugin(plan: &mut Plan, package: &Package, layer: Layer, options: Option<&Value>) {
    let options = options.unwrap_or(&Value::Unknown);
    let template = options.get(&["template"]).map(super::paths).and_then(|mut paths| paths.pop());
    let template = template.or_else(|| Some("src/index.ejs".to_owned()));
    // `loader!file`
    let template = template.map(|path| path.rsplit('!').next().unwrap_or_default().to_owned());
    let Some(template) = template.filter(|path| package.has_file(path)) else { return };
    let text = package.read_text(&template).unwrap_or_default();
    for key in ["title", "meta", "templateParameters"] {
        let Some(property) = options.property(&[key]) else { continue };
        for entry in
            property.value.entries().iter().filter(|entry| key == "meta" || text.contains(&entry.name))
        {
            plan.write_always(entry, "`HtmlWebpackPlugin`");
        }
        if property.value.text().is_some() {
            plan.write_always(property, "`HtmlWebpackPlugin`");
        }
    }
    plan.entries.push(Entry::new(template, layer, "is a page of HtmlWebpackPlugin"));
}

/// `devtool`: whether maps with the original text are written.
fn publishes_sources(config: &Value) -> bool {
    let devtool = config.get(&["devtool"]).and_then(Value::text).unwrap_or_default();
    devtool.contains("source-map") && !devtool.contains("nosources")
}

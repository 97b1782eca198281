//! React Native, with Expo or without: everything ships, on each platform with the files that are meant for it.

use std::path::{Path, PathBuf};

use super::{Entry, Fate, Framework, Layer, Published, Substitution, is_test};
use crate::side::env::Exposure;
use crate::side::project::Package;
use crate::syntax::{EnvForm, EnvObject, Guard, Literal, ModuleFacts, Property, Region, RegionKind, Value};

pub struct ReactNative;

/// Extensions of sources, in the order in which Metro looks for them.
const SOURCES: &[&str] = &["ts", "tsx", "mjs", "js", "jsx", "json", "cjs"];

/// Babel's plugins that put in whatever variable is read.
const INLINING: &[&str] = &[
    "react-native-dotenv",
    "babel-plugin-transform-inline-environment-variables",
    "babel-plugin-inline-dotenv",
    "babel-plugin-dotenv",
    "babel-plugin-dotenv-import",
];

/// Fields of the configuration that stay on the machine that builds.
const NOT_PUBLIC: &[&str] = &["hooks", "_internal"];

/// Fields that pages are without, besides.
const NOT_OF_WEB: &[&str] = &[
    "ios",
    "android",
    "plugins",
    "privacy",
    "androidNavigationBar",
    "androidStatusBar",
    "assetBundlePatterns",
];

impl Framework for ReactNative {
    fn name(&self) -> &'static str {
        "React Native"
    }

    fn applies(&self, package: &Package) -> bool {
        package.depends_on("react-native") || package.depends_on("expo")
    }

    fn entries(&self, package: &Package) -> Vec<Entry> {
        let mut entries = Vec::new();
        let main = package.manifest("main").as_str().unwrap_or_default().trim_start_matches("./");
        let main = main.rsplit_once('.').map_or(main, |(stem, _)| stem);
        for stem in [main, "index", "App"] {
            for file in variants(package, stem) {
                entries.push(Entry::new(file, Layer::Client, "is where the app of React Native begins"));
            }
        }
        if let Some(folder) = routes(package) {
            for file in package.matching(&format!("{folder}/**/*.{{ts,tsx,js,jsx}}")) {
                if !is_test(file) && !file.ends_with(".d.ts") && is_for(package, file) {
                    entries.push(route(file));
                }
            }
        }
        entries
    }

    fn module(&self, package: &Package, _path: &str, facts: &ModuleFacts, layer: Layer) -> Fate {
        if routes(package).is_some() { super::of_server_functions(facts, layer) } else { Fate::Stays }
    }

    fn strips(
        &self,
        package: &Package,
        _facts: &ModuleFacts,
        region: &Region,
        layer: Layer,
    ) -> Option<String> {
        match &region.kind {
            RegionKind::Guard(Guard::Constant(name, None), true) if name == "__DEV__" => {
                Some("runs only in development, so builds that ship drop it".into())
            }
            RegionKind::Guard(Guard::Constant(name, Some(Literal::Text(os))), holds)
                if matches!(name.as_str(), "Platform.OS" | "process.env.EXPO_OS") =>
            {
                let is_built = platforms(package).iter().any(|platform| (platform.name == *os) == *holds);
                let where_it_is = if *holds { "is" } else { "is not" };
                (!is_built).then(|| {
                    format!("runs only where the platform {where_it_is} {os}, and that is not built")
                })
            }
            RegionKind::Argument { callee, property, .. } if callee.is("Platform", "select") => {
                let key = property.first()?.as_str();
                let is_known = key == "native" || PLATFORMS.iter().any(|platform| platform.name == key);
                let fits =
                    |platform: &&Platform| platform.name == key || key == "native" && platform.name != "web";
                let is_built = platforms(package).iter().any(fits);
                (is_known && !is_built).then(|| format!("is for {key}, which is not built"))
            }
            _ => super::server_function(region, layer).or_else(|| super::not_in_production(region)),
        }
    }

    fn extensions(&self, package: &Package) -> Vec<String> {
        let endings = platforms(package).into_iter().flat_map(|platform| platform.endings.iter());
        let mut found: Vec<String> = Vec::new();
        for ending in endings.filter(|ending| !ending.is_empty()) {
            found.extend(SOURCES.iter().map(|extension| format!("{ending}.{extension}")));
        }
        found
    }

    fn substitution(&self, package: &Package) -> Option<Substitution> {
        let platforms = platforms(package);
        Some(Box::new(move |file| variants_of(&platforms, file)))
    }

    fn shakes(&self) -> bool {
        // Metro keeps whatever is imported, used or not.
        false
    }

    fn exposure(&self, package: &Package) -> Exposure {
        let mut exposure = Exposure::default();
        if package.depends_on("expo") {
            exposure = exposure.prefix("EXPO_PUBLIC_", "Expo");
        }
        if package.depends_on("react-native-config") {
            exposure = exposure.everything("react-native-config");
        }
        if let Some(plugin) = INLINING.iter().find(|name| package.depends_on(name)) {
            exposure = exposure.all(*plugin);
        }
        let values = public_config(package).into_iter().flat_map(|property| property.value.walk());
        values.fold(exposure, |exposure, value| match value {
            Value::Env(Some(name)) => exposure.always(name, "the app's configuration, which ships with it,"),
            _ => exposure,
        })
    }

    fn inlines(&self, object: EnvObject, form: EnvForm) -> bool {
        object == EnvObject::Process && matches!(form, EnvForm::Member | EnvForm::Bracket)
    }

    fn env_modules(&self) -> &'static [&'static str] {
        &["@env", "react-native-dotenv"]
    }

    fn published<'p>(&self, package: &'p Package) -> Vec<Published<'p>> {
        let called = || "the app's configuration".to_owned();
        let public = public_config(package).into_iter();
        public.map(|property| Published { property, called: called(), if_read: false }).collect()
    }

    fn public_folders(&self, package: &Package) -> Vec<String> {
        let has_pages = platforms(package).iter().any(|platform| platform.name == "web");
        has_pages.then(|| "public".to_owned()).into_iter().collect()
    }
}

/// A platform and the endings of names that it prefers.
struct Platform {
    name: &'static str,
    endings: &'static [&'static str],
}

const PLATFORMS: &[Platform] = &[
    Platform { name: "ios", endings: &[".ios", ".native", ""] },
    Platform { name: "android", endings: &[".android", ".native", ""] },
    Platform { name: "web", endings: &[".web", ""] },
    Platform { name: "windows", endings: &[".windows", ".native", ""] },
    Platform { name: "macos", endings: &[".macos", ".native", ""] },
];

impl Platform {
    /// The file that it takes for a path without ending and extension.
    fn file(&self, base: &Path, exists: impl Fn(&Path) -> bool) -> Option<PathBuf> {
        let stem = base.file_name()?.to_str()?;
        let named = SOURCES.iter().flat_map(|extension| {
            self.endings.iter().map(move |ending| base.with_file_name(format!("{stem}{ending}.{extension}")))
        });
        named.into_iter().find(|path| exists(path))
    }
}

/// The files that the platforms take where one of them is meant.
fn variants_of(platforms: &[&Platform], file: &Path) -> Option<Vec<PathBuf>> {
    let (stem, extension) = file.file_name()?.to_str()?.rsplit_once('.')?;
    if !SOURCES.contains(&extension) {
        return None;
    }
    let is_ending = |end: &&str| !end.is_empty() && stem.len() > end.len() && stem.ends_with(*end);
    let ending = PLATFORMS.iter().flat_map(|platform| platform.endings).copied().find(is_ending);
    let base = file.with_file_name(stem.strip_suffix(ending.unwrap_or_default())?);
    let mut found: Vec<PathBuf> =
        platforms.iter().filter_map(|platform| platform.file(&base, |path| path.is_file())).collect();
    found.sort();
    found.dedup();
    (!found.is_empty()).then_some(found)
}

/// The platforms that are built: those that scripts export to, else what the configuration says, else all that there are packages for.
fn platforms(package: &Package) -> Vec<&'static Platform> {
    let scripts = package.manifest("scripts").as_object().into_iter().flatten();
    let exported: Vec<&str> =
        scripts.filter_map(|(_, script)| script.as_str()).flat_map(exported_by).collect();
    let configured = configs(package).into_iter().find_map(|config| config.get(&["platforms"]));
    let configured = configured.map(Value::texts).unwrap_or_default();
    let has_package = |name: &str| match name {
        "web" => package.depends_on("react-native-web"),
        "windows" | "macos" => package.depends_on(&format!("react-native-{name}")),
        _ => package.depends_on("react-native"),
    };
    let is_built = |platform: &&Platform| match (exported.is_empty(), configured.is_empty()) {
        (false, _) => exported.contains(&platform.name),
        (true, false) => configured.contains(&platform.name),
        (true, true) => has_package(platform.name),
    };
    PLATFORMS.iter().filter(is_built).collect()
}

/// `expo export --platform web`, `-p web`; none for `all`.
fn exported_by(script: &str) -> Vec<&str> {
    let words: Vec<&str> = script.split([' ', '=']).filter(|word| !word.is_empty()).collect();
    if !words.iter().any(|word| matches!(*word, "export" | "export:web" | "export:embed")) {
        return Vec::new();
    }
    let pairs = words.windows(2).filter(|pair| matches!(pair[0], "--platform" | "-p"));
    let mut named: Vec<&str> = pairs.map(|pair| pair[1]).collect();
    named.extend(words.contains(&"export:web").then_some("web"));
    if named.contains(&"all") { PLATFORMS[..3].iter().map(|platform| platform.name).collect() } else { named }
}

/// The files of a stem that are built, relative to the package.
fn variants(package: &Package, stem: &str) -> Vec<String> {
    let exists = |path: &Path| path.to_str().is_some_and(|path| package.has_file(path));
    let mut found: Vec<String> = platforms(package)
        .into_iter()
        .filter(|_| !stem.is_empty())
        .filter_map(|platform| platform.file(Path::new(stem), exists))
        .filter_map(|path| path.to_str().map(str::to_owned))
        .collect();
    found.sort();
    found.dedup();
    found
}

/// Whether a file's ending is none of a platform that is not built.
fn is_for(package: &Package, file: &str) -> bool {
    let stem = file.rsplit_once('.').map_or(file, |(stem, _)| stem);
    let wants = |platform: &Platform| stem.ends_with(platform.endings[0]);
    match PLATFORMS.iter().find(|platform| wants(platform)) {
        Some(platform) => platforms(package).iter().any(|built| built.name == platform.name),
        None => !stem.ends_with(".native") || platforms(package).iter().any(|built| built.name != "web"),
    }
}

/// The folder of Expo Router's routes.
fn routes(package: &Package) -> Option<String> {
    if !package.depends_on("expo-router") {
        return None;
    }
    let options = configs(package).into_iter().flat_map(|config| {
        let plugins = config.get(&["plugins"]).map(Value::elements).unwrap_or_default();
        plugins.iter().filter(|plugin| plugin.elements().first().and_then(Value::text) == Some("expo-router"))
    });
    let root = options.filter_map(|plugin| plugin.elements().get(1)?.get(&["root"])?.text()).next();
    let default = if package.matching("src/app/**").is_empty() { "app" } else { "src/app" };
    Some(root.unwrap_or(default).trim_start_matches("./").trim_end_matches('/').to_owned())
}

fn route(file: &str) -> Entry {
    let name = file.rsplit('/').next().unwrap_or(file);
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    if stem.ends_with("+api") {
        return Entry::new(file, Layer::Server, "is an API route of Expo Router");
    }
    if matches!(stem, "+html" | "+middleware") {
        return Entry::new(file, Layer::Server, "is run by Expo Router's server or build");
    }
    Entry::new(file, Layer::Client, "is a route of Expo Router")
}

/// The app's configuration, dynamic and static: what stands under `expo` in it, if something does.
fn configs(package: &Package) -> Vec<&Value> {
    let all = ["app.config", "app.json", "app.config.json"].map(|name| package.config(name));
    all.into_iter().map(|config| config.get(&["expo"]).unwrap_or(config)).collect()
}

/// What of the configuration is in the app.
fn public_config(package: &Package) -> Vec<&Property> {
    if !package.depends_on("expo") {
        return Vec::new();
    }
    let only_pages = platforms(package).iter().all(|platform| platform.name == "web");
    let mut found = Vec::new();
    for property in configs(package).into_iter().flat_map(Value::entries) {
        match property.name.as_str() {
            name if NOT_PUBLIC.contains(&name) || only_pages && NOT_OF_WEB.contains(&name) => {}
            "ios" | "android" => {
                found.extend(property.value.entries().iter().filter(|inner| inner.name != "config"));
            }
            _ => found.push(property),
        }
    }
    found
}

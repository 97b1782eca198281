// Makes the npm packages: one for each given program, and `keyside`, which depends on all of them and runs the one that fits.
// Usage: node npm/build.mjs FOLDER PLATFORM=PROGRAM...   such as linux-x64=target/release/keyside
import { chmodSync, copyFileSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";

// As Node.js names them. The programs for Linux are static, so that they run with any C library.
const PLATFORMS = ["darwin-arm64", "darwin-x64", "linux-arm64", "linux-x64", "win32-x64"];

const root = join(import.meta.dirname, "..");
const manifest = readFileSync(join(root, "Cargo.toml"), "utf8");
const field = (name) => manifest.match(new RegExp(`^${name} = "(.*)"$`, "m"))[1];
const shared = {
  version: field("version"),
  license: field("license"),
  repository: { type: "git", url: `git+${field("repository")}.git` },
};
const licenses = ["LICENSE-APACHE", "LICENSE-MIT"].map((name) => join(root, name));

const [out, ...programs] = process.argv.slice(2);
if (!out) {
  throw new Error("usage: node npm/build.mjs FOLDER PLATFORM=PROGRAM...");
}
for (const argument of programs) {
  const [platform, program] = argument.split(/=(.*)/);
  if (!PLATFORMS.includes(platform) || !program) {
    throw new Error(`not a platform and a program: ${argument} (platforms: ${PLATFORMS.join(", ")})`);
  }
  const [os, cpu] = platform.split("-");
  const file = os === "win32" ? "keyside.exe" : "keyside";
  const folder = write(platform, {
    name: `@keyside/${platform}`,
    description: `The program of keyside for ${platform}`,
    ...shared,
    os: [os],
    cpu: [cpu],
    files: ["bin"],
    preferUnplugged: true,
  });
  place(program, join(folder, "bin", file));
  writeFileSync(join(folder, "README.md"), `The program of [keyside](${field("repository")}) for ${platform}. Install \`keyside\`.\n`);
}

const main = write("keyside", {
  name: "keyside",
  description: field("description"),
  ...shared,
  keywords: JSON.parse(manifest.match(/^keywords = (\[.*\])$/m)[1]),
  bin: { keyside: "bin/keyside.js" },
  files: ["bin"],
  engines: { node: ">=18" },
  optionalDependencies: Object.fromEntries(PLATFORMS.map((name) => [`@keyside/${name}`, shared.version])),
});
place(join(root, "npm/launcher.js"), join(main, "bin/keyside.js"));
copyFileSync(join(root, "npm/README.md"), join(main, "README.md"));

/** Writes a package's description and licences; says where. */
function write(name, description) {
  const folder = join(out, name);
  mkdirSync(join(folder, "bin"), { recursive: true });
  writeFileSync(join(folder, "package.json"), `${JSON.stringify(description, null, 2)}\n`);
  licenses.forEach((file) => copyFileSync(file, join(folder, basename(file))));
  return folder;
}

function place(from, to) {
  copyFileSync(from, to);
  chmodSync(to, 0o755);
}

// Builds the bundles in this folder from src/ with esbuild, and puts a placeholder of the same length in place of each planted key, so that
// columns and source maps stay right. Run it in a folder that has esbuild 0.25:
//
//   npm install esbuild@0.25 && node PATH/TO/build.mjs
//
// Sources hold the placeholders as well; keys are made up here.
import { createHash } from "node:crypto";
import { mkdirSync, mkdtempSync, readFileSync, readdirSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { createRequire } from "node:module";

const esbuild = createRequire(join(process.cwd(), "package.json"))("esbuild");
const here = dirname(fileURLToPath(import.meta.url));
const work = mkdtempSync(join(tmpdir(), "bundles-"));
const planted = new Map();

/// Fills `<<alnum:n>>` with letters that a hash gives, and remembers them.
const fill = (text) =>
  text.replace(/<<alnum:(\d+)>>/g, (placeholder, length) => {
    let value = "";
    for (let n = 0; value.length < length; n++)
      value += createHash("sha512").update(`${planted.size} ${n}`).digest("base64").replace(/[^0-9A-Za-z]/g, "");
    value = value.slice(0, Number(length));
    planted.set(value, placeholder);
    return value;
  });
const restore = (text) => [...planted].reduce((text, [value, placeholder]) => text.replaceAll(value, placeholder), text);

mkdirSync(join(work, "src"));
for (const name of readdirSync(join(here, "src"))) {
  writeFileSync(join(work, "src", name), fill(readFileSync(join(here, "src", name), "utf8")));
}

const kinds = {
  linked: { sourcemap: "linked" },
  // No map beside it, but one within.
  inline: { sourcemap: "inline" },
  // A map that no comment names.
  external: { sourcemap: "external" },
};
for (const [kind, options] of Object.entries(kinds)) {
  const out = join(here, kind, "dist");
  const built = await esbuild.build({
    absWorkingDir: work,
    entryPoints: ["src/main.ts"],
    outfile: join(work, kind, "dist/app.js"),
    bundle: true,
    minify: true,
    format: "esm",
    write: false,
    ...options,
  });
  mkdirSync(out, { recursive: true });
  for (const file of built.outputFiles) {
    // Base64 is stored as it was before it was encoded; the test encodes it again.
    const text = file.text.replace(/(sourceMappingURL=data:[^,]*;base64,)(\S+)/, (_, head, map) =>
      `${head}«${Buffer.from(map, "base64").toString()}»`,
    );
    writeFileSync(join(out, file.path.split("/").pop()), restore(text));
  }
}

#!/usr/bin/env node
// Runs the program that the package of this platform holds, with the same input, output, exit code and signals.
"use strict";

const { spawn } = require("node:child_process");
const { constants } = require("node:os");

const platform = `${process.platform}-${process.arch}`;
const supported = Object.keys(require("../package.json").optionalDependencies);

function main() {
  const program = locate();
  if (!program) {
    return fail(advice());
  }
  const child = spawn(program, process.argv.slice(2), { stdio: "inherit" });
  child.on("error", (error) => fail(`cannot run ${program}: ${error.message}`));
  const forward = (signal) => child.kill(signal);
  const signals = ["SIGINT", "SIGTERM", "SIGHUP"];
  signals.forEach((signal) => process.on(signal, forward));
  child.on("exit", (code, signal) => {
    process.exitCode = signal ? 128 + constants.signals[signal] : code;
    if (signal) {
      // Who waits for this process learns what ended the other one.
      signals.forEach((name) => process.off(name, forward));
      process.kill(process.pid, signal);
    }
  });
}

function locate() {
  const file = process.platform === "win32" ? "keyside.exe" : "keyside";
  try {
    return require.resolve(`@keyside/${platform}/bin/${file}`);
  } catch {
    return undefined;
  }
}

function advice() {
  const name = `@keyside/${platform}`;
  if (supported.includes(name)) {
    return `the package ${name}, which holds the program, is not installed.
Optional dependencies are needed: install without --omit=optional and --no-optional, and if node_modules or the
lock file comes from another system, remove both and install again.`;
  }
  const names = supported.map((one) => one.replace("@keyside/", "")).join(", ");
  return `there is no program for ${platform} (but for ${names}).
Install it with \`pip install keyside\` or build it with \`cargo install keyside\`.`;
}

function fail(message) {
  process.stderr.write(`keyside: ${message}\n`);
  process.exitCode = 2;
}

main();

#!/usr/bin/env python3
"""Writes a project of many modules, to time `keyside side` on.

    benches/graph.py 20000 200000 /tmp/graph && cd /tmp/graph && time keyside side src/m0.ts

The first module imports those that follow it, each of those the next ones, and so on, so that all of them are reached; what is left
of the edges leads anywhere, also back. Every second export is used by nobody.
"""

import pathlib
import random
import sys


def place(module):
    """A module's path below `src`, without its ending."""
    return f"m{module}" if module == 0 else f"d{module % 100}/m{module}"


def text(module, modules, per_module, chance):
    lines, terms = [], ["x"]
    up = "./" if module == 0 else "../"
    for nth in range(per_module):
        following = module * per_module + nth + 1
        other = following if following < modules else chance.randrange(1, modules)
        lines.append(f'import {{ used{other} as n{nth} }} from "{up}{place(other)}";')
        terms.append(f"n{nth}(x)")
    lines.append(f"export const used{module} = (x: number): number => {' + '.join(terms)};")
    lines.append(f'export const idle{module} = "of module {module}";')
    if module == 0:
        lines.append("console.log(used0(1));")
    return "\n".join(lines) + "\n"


def main():
    modules, edges, root = int(sys.argv[1]), int(sys.argv[2]), pathlib.Path(sys.argv[3])
    chance = random.Random(modules)
    for folder in range(100):
        (root / "src" / f"d{folder}").mkdir(parents=True, exist_ok=True)
    (root / "package.json").write_text('{ "name": "graph", "private": true, "devDependencies": { "vite": "7.0.0" } }\n')
    (root / "vite.config.ts").write_text('import { defineConfig } from "vite";\n\nexport default defineConfig({});\n')
    (root / "index.html").write_text('<!doctype html>\n<script type="module" src="/src/m0.ts"></script>\n')
    for module in range(modules):
        (root / "src" / f"{place(module)}.ts").write_text(text(module, modules, edges // modules, chance))


if __name__ == "__main__":
    main()

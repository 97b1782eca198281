"""What the scripts here share that use keyside as people do: repositories, keys, commands with a clean environment."""

import json
import os
import pathlib
import random
import string
import subprocess
import sys
import tempfile

ROOT = pathlib.Path(__file__).resolve().parent.parent
TOOLS = pathlib.Path(subprocess.run(["bash", ROOT / ".ci/tools"], check=True, stdout=subprocess.PIPE, text=True).stdout.strip())
RANDOM = random.Random(1)

# Nothing of the machine's git configuration, and of the build service that this may run on.
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_", "PRE_COMMIT", "CI"))}
ENVIRONMENT |= {
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "A", "GIT_AUTHOR_EMAIL": "a@example.com",
    "GIT_COMMITTER_NAME": "A", "GIT_COMMITTER_EMAIL": "a@example.com",
    "PATH": f"{TOOLS}:{os.environ['PATH']}",
}


def key():
    """A key as it could be a real one, new each time."""
    return "sk_live_" + "".join(RANDOM.choices(string.ascii_letters + string.digits, k=24))


def leak(value=None):
    """A line of code with a key."""
    return f'export const stripe = new Stripe("{value or key()}");\n'


CLEAN = "export const stripe = new Stripe(process.env.STRIPE_KEY);\n"


class Repository:
    """A git repository in a temporary folder."""

    def __init__(self, folder, *options):
        self.folder = pathlib.Path(folder)
        self.environment = dict(ENVIRONMENT)
        self.git("init", "--quiet", "--initial-branch=main", *options, str(self.folder), cwd=None)

    def run(self, *command, cwd=..., **options):
        """Runs a command; the result's `output` is all that it wrote."""
        cwd = self.folder if cwd is ... else cwd
        environment = self.environment | options.pop("env", {})
        result = subprocess.run(command, cwd=cwd, env=environment, stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
                                stdin=subprocess.DEVNULL, text=True, **options)
        result.output = result.stdout
        return result

    def git(self, *arguments, **options):
        result = self.run("git", *arguments, **options)
        if result.returncode != 0:
            sys.exit(f"git {' '.join(arguments)}: {result.output}")
        return result.output.strip()

    def write(self, name, text):
        path = self.folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)

    def stage(self, name, text):
        self.write(name, text)
        self.git("--literal-pathspecs", "add", "--force", "--", name)

    def commit(self, name, text):
        """Commits a file without asking any hook; returns the commit."""
        self.stage(name, text)
        self.git("commit", "--quiet", "--no-verify", "--message", f"Change {name}")
        return self.git("rev-parse", "HEAD")


class Checks:
    """Counts what was checked; the first failure ends the run."""

    def __init__(self):
        self.passed = 0

    def __call__(self, what, holds, detail=""):
        if not holds:
            sys.exit(f"FAILED: {what}\n{detail}")
        self.passed += 1

    def done(self):
        print(f"{self.passed} passed, 0 failed")


def temporary():
    return tempfile.TemporaryDirectory(prefix="keyside-ci-")


def load(path):
    with open(path, encoding="utf-8") as file:
        return json.load(file)


def documents(path):
    """What a file in YAML holds. The tools have PyYAML, this interpreter may not."""
    code = "import json, sys, yaml; json.dump(list(yaml.safe_load_all(open(sys.argv[1]))), sys.stdout)"
    return json.loads(subprocess.run([TOOLS / "python", "-c", code, path], check=True, stdout=subprocess.PIPE).stdout)

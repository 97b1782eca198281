"""Builds the Python package, or fetches it if it is built already.

pre-commit installs a hook with `pip install .` in a clone of the repository. Building the program there takes minutes and a Rust
toolchain, and the very wheel of a release is on the package index. So an unchanged clone of a release gets its wheel from the index that
pip is set up to use. maturin builds everything else: a version such as 1.2.0-dev, changed files, an unpacked source distribution, a
platform that has no wheel. KEYSIDE_BUILD=source asks for that.
"""

import os
import re
import subprocess
import sys

import maturin
from maturin import build_editable, build_sdist, get_requires_for_build_editable, get_requires_for_build_sdist

__all__ = [
    "build_editable",
    "build_sdist",
    "build_wheel",
    "get_requires_for_build_editable",
    "get_requires_for_build_sdist",
    "get_requires_for_build_wheel",
]


def get_requires_for_build_wheel(config_settings=None):
    # A build has an environment of its own, without the pip that started it.
    ours = ["pip>=23.1"] if release() else []
    return ours + maturin.get_requires_for_build_wheel(config_settings)


def build_wheel(wheel_directory, config_settings=None, metadata_directory=None):
    version = release()
    fetched = fetch(version, wheel_directory) if version else None
    return fetched or maturin.build_wheel(wheel_directory, config_settings, metadata_directory)


def release():
    """The version, if this is an unchanged clone of one that is meant to be published."""
    if os.environ.get("KEYSIDE_BUILD") == "source" or not os.path.exists(".git"):
        return None
    with open("Cargo.toml", encoding="utf-8") as file:
        version = re.search(r'^version = "(\d+\.\d+\.\d+)"$', file.read(), re.MULTILINE)
    try:
        unchanged = subprocess.run(["git", "diff", "--quiet", "HEAD"], stderr=subprocess.DEVNULL).returncode == 0
    except OSError:
        unchanged = False
    return version.group(1) if version and unchanged else None


def fetch(version, folder):
    """The name of the release's wheel, which is then in the folder."""
    command = [sys.executable, "-m", "pip", "download", "--no-deps", "--only-binary", ":all:", "--no-input"]
    command += ["--disable-pip-version-check", "--dest", folder, "keyside==" + version]
    if subprocess.run(command, stdout=sys.stderr).returncode != 0:
        print("The package index has no wheel of keyside", version, "for this platform: building it.", file=sys.stderr)
        return None
    return next((name for name in os.listdir(folder) if name.startswith("keyside-") and name.endswith(".whl")), None)

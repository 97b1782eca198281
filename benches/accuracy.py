#!/usr/bin/env python3
"""Counts what keyside and other scanners report on a tree, and draws a sample to be judged by eye.

    accuracy.py count     TREE TOOL=REPORT...
    accuracy.py sample    TREE TOOL=REPORT... [--size 50] [--seed 1]
    accuracy.py labelled  CASES TOOL=REPORT...

TOOL is keyside, gitleaks, betterleaks, kingfisher (JSON reports) or ripsecrets (its output). A finding is a line, a rule
and a text; the same one twice counts once. The sample shows the beginning of each text and of its line; nothing is written anywhere.
CASES is what `KEYSIDE_CASES=CASES cargo test --test it labelled -- --ignored` wrote. What was judged, and how, is in docs/accuracy.md.
"""
import argparse
import collections
import itertools
import json
import os
import random
import re
import sys


# Each reader yields path, line, rule, confidence ("-" if the tool tells none) and the text that the tool shows, on one line.


def keyside(report):
    for finding in json.load(report)["findings"]:
        text = f"{finding['secret']} (column {finding['start_column']})"
        yield finding["path"], finding["start_line"], finding["rule"], finding["confidence"], text


def gitleaks(report):
    for finding in json.load(report):
        yield finding["File"], finding["StartLine"], finding["RuleID"], "-", finding["Match"]


def betterleaks(report):
    for finding in json.load(report)["findings"]:
        at = finding["location"]
        yield at["path"], at["start_line"], finding["rule_id"], finding["confidence"], finding["match"]["full"]


def kingfisher(report):
    for entry in json.load(report)["findings"]:
        finding, rule = entry["finding"], entry["rule"]
        yield finding["path"], finding["line"], rule["id"], finding["confidence"], finding["snippet"]


def ripsecrets(report):
    for line in report:
        found = re.match(r"(.*?):(\d+):(.*)", line)
        if found:
            yield found[1], int(found[2]), "-", "-", found[3]


READERS = {
    "keyside": keyside,
    "gitleaks": gitleaks,
    "betterleaks": betterleaks,
    "kingfisher": kingfisher,
    "ripsecrets": ripsecrets,
}


def findings(tree, argument):
    """The tool's name and its findings, sorted, with paths from the tree's root."""
    tool, _, path = argument.partition("=")
    with open(path, encoding="utf-8", errors="replace") as report:
        found = READERS[tool](report)
        return tool, sorted({(os.path.relpath(os.path.join(tree, path), tree), *rest) for path, *rest in found})


def line_at(tree, path, number):
    """A line of the tree."""
    try:
        with open(os.path.join(tree, path), "rb") as file:
            line = next(itertools.islice(file, number - 1, None), b"(no such line)")
            return line.decode("utf-8", "replace")
    except OSError as error:
        return str(error)


def count(options):
    for argument in options.reports:
        tool, found = findings(options.tree, argument)
        print(f"{tool}: {len(found)} findings in {len({path for path, *_ in found})} files")
        for confidence, number in sorted(collections.Counter(confidence for *_, confidence, _ in found).items()):
            print(f"  confidence {confidence}: {number}")
        for rule, number in collections.Counter(rule for _, _, rule, *_ in found).most_common(options.size):
            print(f"  {number:7} {rule}")


def sample(options):
    for argument in options.reports:
        tool, found = findings(options.tree, argument)
        chosen = random.Random(options.seed).sample(found, min(options.size, len(found)))
        print(f"{tool}: {len(chosen)} of {len(found)}")
        for number, (path, line, rule, _, text) in enumerate(sorted(chosen), 1):
            print(f"{number:3} {rule} {path}:{line}")
            for shown in (text, line_at(options.tree, path, line)):
                print("      " + " ".join(shown.split())[:options.width])


def labelled(options):
    with open(os.path.join(options.tree, "cases.json"), encoding="utf-8") as index:
        cases = json.load(index)
    secrets = [(case["file"], first, last) for case in cases for first, last in case["lines"]]
    others = [case["file"] for case in cases if not case["lines"]]
    for argument in options.reports:
        tool, found = findings(options.tree, argument)
        lines = {(path, line) for path, line, *_ in found}
        hits = sum(any((file, line) in lines for line in range(first, last + 1)) for file, first, last in secrets)
        alarms = sum(any(path == file for path, _ in lines) for file in others)
        print(f"{tool}: {hits} of {len(secrets)} secrets, {alarms} false alarms in {len(others)} look-alikes")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("what", choices=["count", "sample", "labelled"])
    parser.add_argument("tree")
    parser.add_argument("reports", nargs="+", metavar="TOOL=REPORT")
    parser.add_argument("--size", type=int, default=50, help="how many findings to draw, or rules to list")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--width", type=int, default=160, help="how much of each line to show")
    options = parser.parse_args()
    {"count": count, "sample": sample, "labelled": labelled}[options.what](options)


if __name__ == "__main__":
    sys.exit(main())

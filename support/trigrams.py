#!/usr/bin/env python3
"""Learns how words and names are spelled and writes src/filter/trigrams.txt.

Counts the words of real code (split at case changes, each distinct word once for every doubling of its count) and stores, for each
two letters, how surprising each next letter is. Usage: trigrams.py TREE...   As committed: the `source` tree of the benchmark corpus.
The file: one line for each pair of symbols (a to z, and `.` for the edge of a word), in it one character for each third symbol, its
code less 48 being the surprise in quarters of a bit, at most 60.
"""
import collections, math, os, re, sys

SYMBOLS = ".abcdefghijklmnopqrstuvwxyz"
ENDINGS = (".rs", ".py", ".ts", ".js", ".md", ".yml", ".yaml", ".toml", ".txt", ".json")
WORD = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")

def main():
    words = collections.Counter()
    for tree in sys.argv[1:]:
        for folder, _, names in os.walk(tree):
            for name in names:
                path = os.path.join(folder, name)
                if name.endswith(ENDINGS) and not os.path.islink(path):
                    with open(path, encoding="utf-8", errors="ignore") as file:
                        words.update(word.lower() for word in WORD.findall(file.read(200_000)))
    counts = collections.Counter()
    for word, count in words.items():
        # A single appearance is as often a random string as a word.
        if 1 < len(word) <= 24 and count > 4:
            padded = ".." + word + "."
            for triple in zip(padded, padded[1:], padded[2:]):
                counts[triple] += math.log2(count)
    out = os.path.join(os.path.dirname(__file__), "..", "src", "filter", "trigrams.txt")
    with open(out, "w") as file:
        for first in SYMBOLS:
            for second in SYMBOLS:
                total = sum(counts[first, second, third] for third in SYMBOLS)
                line = ""
                for third in SYMBOLS:
                    probability = (counts[first, second, third] + 0.05) / (total + 0.05 * len(SYMBOLS))
                    line += chr(48 + min(60, round(-4 * math.log2(probability))))
                file.write(line + "\n")

main()

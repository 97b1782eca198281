#!/usr/bin/env python3
"""Counts the four-byte pieces ("grams") of real code and writes the commonest to src/detect/common_grams.txt.

The prefilter looks for the rarest gram of each keyword; this list says which ones are not rare. It decides speed, never what is
found. Usage (needs numpy): common_grams.py TREE...   As committed: the two trees of the benchmark corpus, each file up to 1 MiB.
"""
import os, sys
import numpy

KEPT = 12000
PER_LINE = 24

def main():
    counts = numpy.zeros(1 << 28, dtype=numpy.uint32)  # four characters of seven bits
    for tree in sys.argv[1:]:
        for folder, _, names in os.walk(tree):
            for name in names:
                path = os.path.join(folder, name)
                if not os.path.islink(path):
                    with open(path, "rb") as file:
                        count(file.read(1 << 20), counts)
    order = numpy.argsort(counts)[::-1]
    grams = (bytes((int(gram) >> shift) & 127 for shift in (21, 14, 7, 0)) for gram in order[:8 * KEPT])
    common = [gram for gram in grams if all(32 <= byte < 127 for byte in gram)][:KEPT]
    out = os.path.join(os.path.dirname(__file__), "..", "src", "detect", "common_grams.txt")
    with open(out, "wb") as file:
        for start in range(0, len(common), PER_LINE):
            file.write(b"".join(common[start:start + PER_LINE]) + b"\n")

def count(text, counts):
    text = numpy.frombuffer(text.lower(), dtype=numpy.uint8)
    if len(text) < 4:
        return
    wide = text.astype(numpy.uint32)
    ascii_only = text < 128
    valid = ascii_only[:-3] & ascii_only[1:-2] & ascii_only[2:-1] & ascii_only[3:]
    grams = (wide[:-3] << 21 | wide[1:-2] << 14 | wide[2:-1] << 7 | wide[3:])[valid]
    found, times = numpy.unique(grams, return_counts=True)
    counts[found] += times.astype(numpy.uint32)

main()

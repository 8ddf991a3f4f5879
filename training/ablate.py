#!/usr/bin/env python3
"""Says what each family of evidence earns: word F1 without it, out-of-fold.

usage: ablate.py DIRECTORY [FOLDS]

DIRECTORY is what `emit` wrote. F1 is over labelled words, at the threshold of
the highest expected F1, so compare within the table only. With FOLDS, only so
many folds are measured.
"""
import sys

import numpy

import train


def predictions(data, left_out, without):
    """p(keep) of the lines of a fold by trees fitted without it, and without
    some columns of the evidence."""
    booster = train.fit(data, left_out, without)
    rows = numpy.flatnonzero(data.fold == left_out)
    return rows, booster.predict(data.matrix(rows, numpy.full(len(rows), left_out), without))


def f1(p, words, label):
    """Word F1 of a page's lines at the threshold of the highest expected F1."""
    order = numpy.argsort(-p, kind="stable")
    hits, kept = numpy.cumsum(words[order] * p[order]), numpy.cumsum(words[order])
    expected = 2 * hits / (kept + (words * p).sum() + 1e-9)
    keep = p >= numpy.clip(p[order[numpy.argmax(expected)]], 0.2, 0.8)
    total = words[keep].sum() + (words * label).sum()
    return 1.0 if total == 0 else 2 * (words * label)[keep].sum() / total


def mean_f1(data, folds, without=()):
    """The mean over the pages of some folds."""
    scores = []
    for fold in range(folds):
        rows, p = predictions(data, fold, without)
        document, words, label = data.document[rows], data.words[rows], data.label[rows]
        ends = numpy.flatnonzero(numpy.diff(document, append=-1)) + 1
        scores += [
            f1(p[start:end], words[start:end], label[start:end]) for start, end in zip([0, *ends[:-1]], ends)
        ]
    return numpy.mean(scores)


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    data = train.Data(sys.argv[1])
    folds = int(sys.argv[2]) if len(sys.argv) == 3 else train.FOLDS
    print("| without | F1 |\n|---|---|")
    print(f"| nothing | {mean_f1(data, folds):.4f} |", flush=True)
    groups = {family: [n for n, f in zip(data.names, data.families) if f == family] for family in dict.fromkeys(data.families)}
    groups["learned words"] = [name for name in data.scores if "class" not in name]
    groups["learned tags and classes"] = [name for name in data.scores if "class" in name]
    for group, names in groups.items():
        if names:
            columns = [data.names.index(name) for name in names]
            print(f"| {group} | {mean_f1(data, folds, columns):.4f} |", flush=True)


if __name__ == "__main__":
    main()

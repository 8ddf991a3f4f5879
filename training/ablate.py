#!/usr/bin/env python3
"""Measures what each family of features is worth to each scorer: out-of-fold word F1
without it. Also measures what it costs and gains to blank scores in training. Only the
trees are measured, without the networks, and both scorers on all pages.

usage: ablate.py DIRECTORY [FOLDS]

DIRECTORY is what `emit` wrote. F1 is over labelled words, at the threshold of
the highest expected F1, so compare within a column only. FOLDS is the number of
folds to measure; by default all.
"""
import sys

import numpy

import train


def f1(p, words, label):
    """Returns the word F1 of a page's blocks at the threshold with the highest expected F1."""
    order = numpy.argsort(-p, kind="stable")
    hits, kept = numpy.cumsum(words[order] * p[order]), numpy.cumsum(words[order])
    expected = 2 * hits / (kept + (words * p).sum() + 1e-9)
    keep = p >= numpy.clip(p[order[numpy.argmax(expected)]], 0.2, 0.8)
    total = words[keep].sum() + (words * label).sum()
    return 1.0 if total == 0 else 2 * (words * label)[keep].sum() / total


def mean_f1(data, folds, scorer, without=(), blanked=train.BLANKED, unknown=()):
    """Returns the mean F1 over the pages of the first `folds` folds, by a scorer's trees
    fitted without the columns `without`, on pages where `unknown` are blanked as well."""
    scores = []
    for fold in range(folds):
        booster = train.fit(data, fold, without, blanked, scorer)
        # Documents made of others are for training only.
        rows = numpy.flatnonzero((data.fold == fold) & data.found)
        matrix = data.matrix(rows, numpy.full(len(rows), fold), [*without, *unknown])
        p = booster.predict(matrix[:, scorer])
        document, words, label = data.document[rows], data.words[rows], data.label[rows]
        ends = numpy.flatnonzero(numpy.diff(document, append=-1)) + 1
        pages = zip([0, *ends[:-1]], ends)
        scores += [f1(p[start:end], words[start:end], label[start:end]) for start, end in pages]
    return numpy.mean(scores)


def main():
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    data = train.Data(sys.argv[1])
    folds = int(sys.argv[2]) if len(sys.argv) == 3 else train.FOLDS
    columns = lambda names: [data.names.index(name) for name in names]
    families = dict.fromkeys(data.families)
    groups = {family: [n for n, f in zip(data.names, data.families) if f == family] for family in families}
    words = [name for name in data.scores if "class" not in name]
    classes = [name for name in data.scores if "class" in name]
    print("| without | scorer for English | of other languages |\n|---|---|---|", flush=True)
    for group, names in {"nothing": [], **groups, "learned words": words, "learned classes": classes}.items():
        left_out = columns(names)
        if not left_out and group != "nothing":
            continue
        # A scorer that does not use the group has no figure.
        given = [scorer for scorer in train.scorers(data) if not left_out or set(left_out) & set(scorer)]
        scorers = train.scorers(data)
        row = [f"{mean_f1(data, folds, scorer, left_out):.4f}" if scorer in given else "" for scorer in scorers]
        print(f"| {group} | " + " | ".join(row) + " |", flush=True)
    print("\n| scores blanked in training | F1 | words unknown | classes unknown |\n|---|---|---|---|", flush=True)
    scorer = train.scorers(data)[0]
    for blanked in (0, train.BLANKED):
        row = [mean_f1(data, folds, scorer, (), blanked, columns(names)) for names in ([], words, classes)]
        print(f"| {blanked} | " + " | ".join(f"{value:.4f}" for value in row) + " |", flush=True)


if __name__ == "__main__":
    main()

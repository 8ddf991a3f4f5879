#!/usr/bin/env python3
"""Says what each family of features earns each scorer: word F1 without it,
out-of-fold; and what it costs and gains to blank scores in training. Only the trees
are measured, without the networks, and both scorers on all pages.

usage: ablate.py DIRECTORY [FOLDS]

DIRECTORY is what `emit` wrote. F1 is over labelled words, at the threshold of
the highest expected F1, so compare within a column only. With FOLDS, only so
many folds are measured.
"""
import sys

import numpy

import train


def f1(p, words, label):
    """Word F1 of a page's lines at the threshold of the highest expected F1."""
    order = numpy.argsort(-p, kind="stable")
    hits, kept = numpy.cumsum(words[order] * p[order]), numpy.cumsum(words[order])
    expected = 2 * hits / (kept + (words * p).sum() + 1e-9)
    keep = p >= numpy.clip(p[order[numpy.argmax(expected)]], 0.2, 0.8)
    total = words[keep].sum() + (words * label).sum()
    return 1.0 if total == 0 else 2 * (words * label)[keep].sum() / total


def mean_f1(data, folds, scorer, without=(), blanked=train.BLANKED, unknown=()):
    """The mean over the pages of some folds: by a scorer's trees fitted without some
    columns of the features, on pages where others are not known."""
    scores = []
    for fold in range(folds):
        booster = train.fit(data, fold, without, blanked, scorer)
        # Documents made of others are there to be trained on.
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
        # A scorer that is not given the group anyhow has no figure.
        given = [scorer for scorer in train.scorers(data) if not left_out or set(left_out) & set(scorer)]
        row = [f"{mean_f1(data, folds, scorer, left_out):.4f}" if scorer in given else "" for scorer in train.scorers(data)]
        print(f"| {group} | " + " | ".join(row) + " |", flush=True)
    print("\n| scores blanked in training | F1 | words unknown | classes unknown |\n|---|---|---|---|", flush=True)
    scorer = train.scorers(data)[0]
    for blanked in (0, train.BLANKED):
        row = [mean_f1(data, folds, scorer, (), blanked, columns(names)) for names in ([], words, classes)]
        print(f"| {blanked} | " + " | ".join(f"{value:.4f}" for value in row) + " |", flush=True)


if __name__ == "__main__":
    main()

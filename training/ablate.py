#!/usr/bin/env python3
"""Says what each family of evidence earns each judge: word F1 without it,
out-of-fold; and what it costs and gains to blank scores in training. The trees are
asked by themselves, without the networks; both judges are asked about all pages.

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


def mean_f1(data, folds, judge, without=(), blanked=train.BLANKED, unknown=()):
    """The mean over the pages of some folds: by a judge's trees fitted without some
    columns of the evidence, on pages where others are not known."""
    scores = []
    for fold in range(folds):
        booster = train.fit(data, fold, without, blanked, judge)
        # Documents made of others are there to be trained on.
        rows = numpy.flatnonzero((data.fold == fold) & data.found)
        matrix = data.matrix(rows, numpy.full(len(rows), fold), [*without, *unknown])
        p = booster.predict(matrix[:, judge])
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
    print("| without | judge of English | of other languages |\n|---|---|---|", flush=True)
    for group, names in {"nothing": [], **groups, "learned words": words, "learned classes": classes}.items():
        left_out = columns(names)
        if not left_out and group != "nothing":
            continue
        # A judge that is not given the group anyhow has no figure.
        given = [judge for judge in train.judges(data) if not left_out or set(left_out) & set(judge)]
        row = [f"{mean_f1(data, folds, judge, left_out):.4f}" if judge in given else "" for judge in train.judges(data)]
        print(f"| {group} | " + " | ".join(row) + " |", flush=True)
    print("\n| scores blanked in training | F1 | words unknown | classes unknown |\n|---|---|---|---|", flush=True)
    judge = train.judges(data)[0]
    for blanked in (0, train.BLANKED):
        row = [mean_f1(data, folds, judge, (), blanked, columns(names)) for names in ([], words, classes)]
        print(f"| {blanked} | " + " | ".join(f"{value:.4f}" for value in row) + " |", flush=True)


if __name__ == "__main__":
    main()

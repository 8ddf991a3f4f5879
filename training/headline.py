#!/usr/bin/env python3
"""Fits the weights of the signs of a text's headline (src/features/title/text.rs)
to what `headlines` wrote.

usage: headline.py FILE WEIGHTS

Writes the weights to the file WEIGHTS (src/features/title/text.weights.tsv).

A text chooses one of its blocks as the headline, or no block. The log-odds of a block
are the weighted sum of its signs, the log-odds of "no block" a constant. The figures are
cross-validated: they are for texts whose sites the weights were not fitted on.
"""
import collections
import json
import sys

import numpy
import scipy.optimize

FOLDS = 5
PULL = 1.0
# The first line of the weights.
ORIGIN = (
    "# Written by training/headline.py: how much each sign adds to the log-odds of a line as the headline. "
    "No line has {:.2f}.\n"
)


def read(path):
    documents, signs, right = [], [], []
    for line in open(path):
        record = json.loads(line)
        about = record.pop("about")
        if about:
            names = about
        if record["signs"]:
            signs.append(numpy.array(record.pop("signs"), "f4"))
            right.append(numpy.array(record.pop("right")))
            documents.append(record)
    return documents, names, signs, right


def fit(signs, wanted):
    """Returns the weight of each sign, and last the constant for "no block". `wanted` says
    for each block of a text, and last for "no block", whether it is a right choice."""
    starts = numpy.cumsum([0] + [len(s) for s in signs[:-1]])
    of = numpy.repeat(numpy.arange(len(signs)), [len(s) for s in signs])
    signs, lines = numpy.vstack(signs), numpy.concatenate([w[:-1] for w in wanted])
    none = numpy.array([w[-1] for w in wanted])

    def loss(weights):
        odds, of_none = signs @ weights[:-1].astype("f4"), weights[-1]
        most = numpy.maximum(numpy.maximum.reduceat(odds, starts), of_none)
        each, each_none = numpy.exp(odds - most[of]), numpy.exp(of_none - most)
        all = numpy.add.reduceat(each, starts) + each_none
        good = numpy.maximum(numpy.add.reduceat(each * lines, starts) + each_none * none, 1e-30)
        slope = each / all[of] - each * lines / good[of]
        slope_none = (each_none / all - each_none * none / good).sum()
        value = numpy.log(all / good).sum() + PULL / 2 * (weights**2).sum()
        return value, numpy.append(signs.T @ slope.astype("f4"), slope_none) + PULL * weights

    start = numpy.zeros(signs.shape[1] + 1)
    return scipy.optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": 400}).x


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    documents, names, signs, right = read(sys.argv[1])
    # The title itself if it is there, else most of it, else no block.
    wanted = [numpy.append(r == max(r.max(), 1), r.max() == 0) for r in right]
    fold = numpy.array([document["fold"] for document in documents])
    counts = collections.defaultdict(lambda: numpy.zeros(3, int))
    for left_out in range(FOLDS):
        some = numpy.flatnonzero(fold != left_out)
        weights = fit([signs[i] for i in some], [wanted[i] for i in some])
        for i in numpy.flatnonzero(fold == left_out):
            odds = signs[i] @ weights[:-1]
            found = odds.max() > weights[-1]
            count = [right[i].max() > 0, found, found and right[i][odds.argmax()] > 0]
            for group in ("all", documents[i]["page_type"], documents[i]["renderer"]):
                counts[group] += count
    for group, (stand, found, good) in counts.items():
        print(f"{group:14} right {good / max(found, 1):.3f} of {found} found, {good / max(stand, 1):.3f} of {stand} that stand there")
    weights = fit(signs, wanted)
    with open(sys.argv[2], "w") as file:
        file.write(ORIGIN.format(weights[-1]))
        file.writelines(f"{name}\t{weight:.2f}\n" for weight, name in zip(weights, names))


if __name__ == "__main__":
    main()

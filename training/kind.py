#!/usr/bin/env python3
"""Fits the regression for the kind of a page on what `pages` wrote.

usage: kind.py DIRECTORY MODEL

Prints how many pages of WCXB get the right kind when their fold is left out, and
writes MODEL, fitted on all pages. src/model/kind.rs describes the file.
"""
import json
import sys

import numpy
import scipy.optimize

from learned import FOLDS

# In the order of KINDS in src/model/kind.rs.
KINDS = ["article", "documentation", "forum", "product", "listing", "collection", "service"]
# Sets that say nothing of kinds, but have one kind only.
ARTICLES = ["aeb", "andy", "dragnet", "fundus", "l3s", "magic", "readability"]
FORUMS = ["harvest"]
# Weight of the squared weights, and of a generated page beside a real one.
PENALTY, GENERATED = 50.0, 0.3
# Power of the number of pages of a kind by which each of them weighs less.
BALANCE = 0.5
FARTHEST = 4.0


def kind_of(page):
    """Returns the index of the kind of a page, -1 if it is unknown."""
    if page["set"] in ARTICLES:
        return 0
    if page["set"] in FORUMS:
        return KINDS.index("forum")
    return KINDS.index(page["page_type"]) if page["page_type"] in KINDS else -1


def fit(inputs, kinds, weights):
    """Returns the means and factors of the inputs, the weights of each input and kind, and
    the biases."""
    mean, factor = inputs.mean(0), 1 / numpy.maximum(inputs.std(0), 1e-6)
    scaled = numpy.clip((inputs - mean) * factor, -FARTHEST, FARTHEST)
    shape = (scaled.shape[1] + 1, len(KINDS))
    truth = numpy.eye(len(KINDS))[kinds]

    def loss(flat):
        table = flat.reshape(shape)
        odds = scaled @ table[:-1] + table[-1]
        odds -= odds.max(1, keepdims=True)
        share = numpy.exp(odds)
        share /= share.sum(1, keepdims=True)
        slope = (share - truth) * weights[:, None]
        value = -(weights * numpy.log((share * truth).sum(1) + 1e-12)).sum()
        value += PENALTY / 2 * (table[:-1] ** 2).sum()
        return value, numpy.vstack([scaled.T @ slope + PENALTY * table[:-1], slope.sum(0)]).ravel()

    table = scipy.optimize.minimize(loss, numpy.zeros(shape).ravel(), jac=True, method="L-BFGS-B").x.reshape(shape)
    return mean, factor, table[:-1], table[-1]


def predict(model, inputs):
    mean, factor, table, bias = model
    return (numpy.clip((inputs - mean) * factor, -FARTHEST, FARTHEST) @ table + bias).argmax(1)


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    directory, path = sys.argv[1:]
    pages = [json.loads(line) for line in open(f"{directory}/pages.jsonl")]
    inputs = numpy.fromfile(f"{directory}/pages.f32", "<f4").reshape(len(pages), -1).astype("f8")
    kinds = numpy.array([kind_of(page) for page in pages])
    folds = numpy.array([page["fold"] for page in pages])
    is_wcxb = numpy.array([page["set"] == "wcxb" for page in pages])
    generated = numpy.array([page["set"] == "synth" for page in pages])
    weights = 1 / numpy.bincount(kinds + 1)[kinds + 1] ** BALANCE * numpy.where(generated, GENERATED, 1)
    weights /= weights[kinds >= 0].mean()
    right = numpy.full(len(pages), -1)
    for fold in range(FOLDS):
        learned = (folds != fold) & (kinds >= 0)
        model = fit(inputs[learned], kinds[learned], weights[learned])
        right[folds == fold] = predict(model, inputs[folds == fold])
    print(f"pages of WCXB with the right kind, out-of-fold: {(right == kinds)[is_wcxb].mean():.3f}")
    for at, kind in enumerate(KINDS):
        these = is_wcxb & (kinds == at)
        found = is_wcxb & (right == at)
        both = (these & found).sum()
        print(f"  {kind:14} {these.sum():4} pages, recall {both / these.sum():.2f}, precision {both / found.sum():.2f}")
    others = ~is_wcxb & ~generated & (kinds >= 0)
    print(f"pages of other sets: {(right == kinds)[others].mean():.3f}; generated: {(right == kinds)[generated].mean():.3f}")
    known = kinds >= 0
    mean, factor, table, bias = fit(inputs[known], kinds[known], weights[known])
    with open(path, "wb") as file:
        file.write(b"dehusk model of the kind of a page, fitted by training/kind.py\n---\n")
        file.write(numpy.column_stack([mean, factor, table]).astype("<f4").tobytes())
        file.write(bias.astype("<f4").tobytes())


if __name__ == "__main__":
    main()

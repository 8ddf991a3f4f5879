#!/usr/bin/env python3
"""Fits the weights of boundaries between blocks on what `boundaries` wrote.

usage: boundary.py DIRECTORY MODEL

Writes DIRECTORY/boundary-0.model to boundary-4.model, each fitted without the sites of one
fold, and MODEL, fitted on all. Prints precision and recall of the places where a block ends,
each found by weights that have not seen its site.
"""
import multiprocessing
import struct
import sys

import numpy

import learned
from learned import FOLDS

# As the other learned features: the number of sites that evidence must be on, the L2 penalty
# of the weights, the slots of the table, and the steps of the fit.
LEAST_SITES = 5
PULL = 3.0
SLOTS = 1 << 16
STEPS = 100


def main(directory, model):
    global DATA
    read = lambda name: numpy.fromfile(f"{directory}/{name}", "<u4")
    places = read("boundary.places").reshape(-1, 5).astype(int)
    document, site, fold, label, weight = places.T
    found = numpy.ones(len(places), bool)
    bags = learned.Bags(read("boundary.bag"), read("boundary.count").astype(int), site, fold, found, False, LEAST_SITES)
    # Every page counts the same, up to a length.
    total = numpy.bincount(document, weights=weight)
    weight = weight / numpy.sqrt(total[document])
    DATA = bags, label, weight / weight.mean()
    tasks = [(k,) for k in range(FOLDS)] + [()]
    with multiprocessing.get_context("fork").Pool(learned.FITTED_ABREAST) as pool:
        fitted = pool.map(fit, tasks, chunksize=1)
    odds = numpy.zeros(len(places))
    for k in range(FOLDS):
        rows = numpy.flatnonzero(fold == k)
        odds[rows] = bags.matrix[rows] @ fitted[k][2]
    count = places[:, 4]
    for threshold in (-1, -0.5, 0, 0.5, 1, 2):
        hit = odds > threshold
        right, found, there = (count * hit * label).sum(), (count * hit).sum(), (count * label).sum()
        print(f"threshold {threshold:4}: precision {right / found:.3f} recall {right / there:.3f}")
    for k in range(FOLDS):
        write(f"{directory}/boundary-{k}.model", fitted[k], f", without fold {k}")
    write(model, fitted[FOLDS], "")


def fit(left_out):
    bags, label, weight = DATA
    return learned.fit(bags, label, weight, left_out, PULL, SLOTS, STEPS, intercept=False)


def write(path, fitted, without):
    table, scale, _ = fitted
    header = f"dehusk boundaries, trained by training/run{without}\n---\n"
    with open(path, "wb") as file:
        file.write(header.encode() + struct.pack("<If", len(table), scale) + table.tobytes())


if __name__ == "__main__":
    main(*sys.argv[1:])

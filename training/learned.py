"""The learned features: logistic regressions over the words and over the tags, classes and
ids that pages share.

They are models too, so they must not have seen the blocks they score. When fold `k` is
measured, blocks of fold `j` get scores from weights fitted without `j` and `k` (without `k`
if the two are the same).
"""
import copy
import functools
import itertools
import multiprocessing

import numpy
import scipy.optimize
import scipy.sparse

FOLDS = 5
# Fits in parallel.
FITTED_ABREAST = 2


class Bags:
    """The hashes of the words or tokens of every block, with what a fit needs to know."""

    def __init__(self, hashes, counts, sites, folds, found, root, least_sites):
        """`sites` and `folds` are those of the blocks. `found` tells whether a block was
        found there: a document made of other pages says nothing about sites. With `root`,
        a block's sum is divided by the square root of the number of its words. Tokens on
        fewer than `least_sites` sites are left out."""
        rows = numpy.repeat(numpy.arange(len(counts)), counts)
        self.hashes, columns = numpy.unique(hashes, return_inverse=True)
        # The number of sites of each fold that have a token.
        pairs = numpy.unique((columns.astype(numpy.int64) * (sites.max() + 1) + sites[rows])[found[rows]])
        fold_of = numpy.zeros(sites.max() + 1, int)
        fold_of[sites] = folds
        column, site = numpy.divmod(pairs, sites.max() + 1)
        self.sites = numpy.zeros((len(self.hashes), FOLDS), int)
        numpy.add.at(self.sites, (column, fold_of[site]), 1)
        known = self.sites.sum(1) >= least_sites
        self.hashes, self.sites = self.hashes[known], self.sites[known]
        self.factor = numpy.sqrt(numpy.maximum(counts, 1)) ** (-1.0 if root else 0.0)
        self.folds, self.least_sites = folds, least_sites
        kept = known[columns]
        self.matrix = self.rows(rows[kept], (numpy.cumsum(known) - 1)[columns[kept]])

    def only(self, rows):
        """Returns the bags of some blocks."""
        bags = copy.copy(self)
        bags.matrix, bags.folds = self.matrix[rows], self.folds[rows]
        return bags

    def rows(self, rows, columns):
        """Returns a matrix of blocks by tokens."""
        values = self.factor[rows].astype("f4")
        return scipy.sparse.csr_matrix((values, (rows, columns)), (len(self.factor), len(self.hashes)))


def fit(bags, labels, weights, left_out, pull, slots, steps=40, intercept=True):
    """Fits weights on all folds but `left_out`. Returns a table as in
    src/words/vocabulary.rs, its scale, and its weights by column of the bags. Without an
    intercept, the bags must hold a token that stands for it."""
    matrix, transposed = bags.matrix, bags.matrix.T
    weight = numpy.where(numpy.isin(bags.folds, left_out), 0, weights).astype("f8")
    seen = bags.sites[:, [k for k in range(FOLDS) if k not in left_out]].sum(1)
    known = seen >= bags.least_sites

    def loss(parameters):
        odds = (matrix @ parameters[:-1].astype("f4")).astype("f8") + parameters[-1]
        error = weight * (1 / (1 + numpy.exp(-odds)) - labels)
        gradient = (transposed @ error.astype("f4") + pull * parameters[:-1]) * known
        value = (weight * (numpy.logaddexp(0, odds) - labels * odds)).sum() + pull / 2 * (parameters[:-1] ** 2).sum()
        return value, numpy.append(gradient, error.sum() * intercept).astype("f8")

    start = numpy.zeros(matrix.shape[1] + 1)
    found = scipy.optimize.minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": steps, "maxcor": 8})
    fitted = found.x[:-1]
    scale = max(abs(fitted).max(initial=0) / 127, 1e-9)
    small = numpy.round(fitted / scale).astype(int)
    # Where more than two tokens share a pair of slots, those that matter most stay.
    table = numpy.zeros(slots, "<u4")
    weights_of = numpy.zeros(len(small), "f4")
    for i in numpy.argsort(-abs(small) * numpy.sqrt(seen), kind="stable"):
        hash = int(bags.hashes[i])
        home = (hash ^ (hash >> 15)) & (slots - 1)
        slot = next((at for at in (home, home ^ 1) if table[at] == 0), None)
        if small[i] == 0 or slot is None:
            continue
        table[slot] = hash & 0xFFFFFF00 | int(small[i]) & 0xFF
        weights_of[i] = small[i] * scale
    return table, scale, weights_of


def fits(bags, labels, weights, **settings):
    """Returns the fits that cross-validation needs, by the folds left out."""
    global TASK
    TASK = functools.partial(fit, bags, labels, weights, **settings)
    pairs = itertools.combinations_with_replacement(range(FOLDS), 2)
    left_out = [(), *(tuple(sorted(set(pair))) for pair in pairs)]
    # Workers inherit the task, so that the matrix is not copied.
    with multiprocessing.get_context("fork").Pool(FITTED_ABREAST) as pool:
        return dict(zip(left_out, pool.map(fit_without, left_out, chunksize=1)))


def fit_without(left_out):
    return TASK(left_out)


def scores(matrix, folds, fitted):
    """Returns the scores of every block, with a column for each fold that is measured."""
    by_fold = numpy.zeros((matrix.shape[0], FOLDS), "f4")
    for own in range(FOLDS):
        rows = numpy.flatnonzero(folds == own)
        for measured in range(FOLDS):
            left_out = tuple(sorted({own, measured}))
            by_fold[rows, measured] = matrix[rows] @ fitted[left_out][2]
    return by_fold

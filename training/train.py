#!/usr/bin/env python3
"""Fits the trees of a model on what `emit` wrote, and writes model files.

usage: train.py DIRECTORY MODEL

Writes DIRECTORY/fold-0.model to fold-4.model, each fitted without the sites of
one fold, for cross-validation (`evaluate`), and MODEL, fitted on all. Prints
the gain that each family of evidence earned.
"""
import json
import struct
import sys

import lightgbm
import numpy

FOLDS = 5
TREES = 100
LEAVES = 24
# Lines a fit takes at most; text has several times as many, very alike.
LINES = 500_000
# Share of the documents whose word scores, or whose class scores, are blanked,
# so that neither is a crutch on pages whose words or classes are unknown.
BLANKED = 0.15
PARAMETERS = {
    "objective": "binary",
    "learning_rate": 0.15,
    "num_leaves": LEAVES,
    "min_data_in_leaf": 100,
    "lambda_l2": 10.0,
    "feature_fraction": 0.4,
    "bagging_fraction": 0.8,
    "bagging_freq": 1,
    "max_bin": 127,
    "seed": 1,
    "deterministic": True,
    "force_row_wise": True,
    "num_threads": 2,
    "verbose": -1,
}


def load(directory):
    about = json.load(open(f"{directory}/about.json"))
    lines, names = about["lines"], about["names"]
    read = lambda name, *shape: numpy.fromfile(f"{directory}/{name}.f32", dtype="<f4").reshape(lines, *shape)
    return about, read("evidence", len(names)), read("scores", FOLDS, len(about["scores"])), read("lines", 4)


def weights(lines):
    """Long lines count more, and every page counts the same, as in the metric."""
    document, words = lines[:, 0].astype(int), lines[:, 3]
    weight = numpy.minimum(numpy.sqrt(words), 8)
    total = numpy.bincount(document, weights=weight)
    weight = weight / (total[document] + 1)
    return weight / weight.mean()


def fit(about, evidence, scores, lines, left_out):
    """Fits the trees without a fold; FOLDS leaves out none."""
    random = numpy.random.RandomState(7)
    document, fold = lines[:, 0].astype(int), lines[:, 1].astype(int)
    rows = numpy.flatnonzero(fold != left_out)
    if len(rows) > LINES:
        rows = numpy.sort(random.choice(rows, LINES, replace=False))
    matrix = evidence[rows]
    # Without a fold to leave out, a line's own fold is what its scores have not seen.
    column = numpy.full(len(rows), left_out) if left_out < FOLDS else fold[rows]
    matrix[:, about["scores"]] = scores[rows, column]
    for names in (["word score"], ["class score", "class score nearby"]):
        blank = (random.rand(document.max() + 1) < BLANKED)[document[rows]]
        for name in names:
            if name in about["names"]:
                matrix[blank, about["names"].index(name)] = 0
    data = lightgbm.Dataset(matrix, lines[rows, 2], weight=weights(lines)[rows])
    return lightgbm.train(PARAMETERS, data, TREES)


def below(threshold):
    """The largest 32-bit number that is not over the threshold."""
    value = numpy.float32(threshold)
    return float(value if float(value) <= threshold else numpy.nextafter(value, numpy.float32(-numpy.inf)))


def tree_bytes(root):
    """A tree in the layout that src/score/model.rs describes."""
    inner, leaves = [], []

    def number(node):
        if "leaf_value" in node:
            leaves.append(node["leaf_value"])
            return -len(leaves)
        at = len(inner)
        inner.append(None)
        left, right = number(node["left_child"]), number(node["right_child"])
        assert node["decision_type"] == "<="
        inner[at] = struct.pack("<Bfbb", node["split_feature"], below(node["threshold"]), left, right)
        return at

    number(root)
    return bytes([len(inner)]) + b"".join(inner) + struct.pack(f"<{len(leaves)}f", *leaves)


def write(path, about, booster, directory, left_out):
    learned = open(f"{directory}/learned-{left_out}.bin", "rb").read()
    trees = [tree["tree_structure"] for tree in booster.dump_model()["tree_info"]]
    header = (
        "dehusk model, trained by training/run on WCXB, the Web Content Extraction Benchmark (CC-BY-4.0), "
        "development split\n"
        f"trees: {TREES} of {LEAVES} leaves, LightGBM {lightgbm.__version__}, numpy {numpy.__version__}\n"
        f"lines: {about['lines']}\n"
        f"left out: {'none' if left_out == FOLDS else f'the sites of fold {left_out}'}\n"
        "evidence: " + "; ".join(about["names"]) + "\n---\n"
    )
    with open(path, "wb") as file:
        file.write(header.encode() + learned + struct.pack("<If", len(trees), 0.0))
        for tree in trees:
            file.write(tree_bytes(tree))


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    directory, model = sys.argv[1:]
    about, evidence, scores, lines = load(directory)
    for left_out in [FOLDS, *range(FOLDS)]:
        booster = fit(about, evidence, scores, lines, left_out)
        path = model if left_out == FOLDS else f"{directory}/fold-{left_out}.model"
        write(path, about, booster, directory, left_out)
        print(path, flush=True)
        if left_out == FOLDS:
            gain = booster.feature_importance("gain")
            for family in dict.fromkeys(about["families"]):
                share = sum(g for g, f in zip(gain, about["families"]) if f == family) / gain.sum()
                print(f"  {family:12} {share:.3f} of the gain")


if __name__ == "__main__":
    main()

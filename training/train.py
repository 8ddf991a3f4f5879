#!/usr/bin/env python3
"""Fits the trees and networks of a model on what `emit` wrote, and writes model files.

usage: train.py DIRECTORY MODEL

Writes DIRECTORY/fold-0.model to fold-4.model, each fitted without the sites of
one fold, for cross-validation (`evaluate`), and MODEL, fitted on all. Prints
the gain of each family of features.
"""
import json
import multiprocessing
import os
import struct
import sys

# Networks are fitted in parallel, one thread each; sums are the same on every machine.
os.environ["OPENBLAS_NUM_THREADS"] = "1"

import lightgbm
import numpy
import scipy.sparse

import learned
import net
from learned import FOLDS

# Blocks each way whose words are scored together, as in src/features/families/words.rs.
AROUND = [3, 10, 30]
TREES = 100
LEAVES = 24
# Most blocks that a fit takes; text has several times as many, very much alike.
LINES = 1_400_000
# Share of the documents of sets other than WCXB and the generated texts in one fit of
# text. Nearly all of them are articles, and with all of them other kinds of page get
# worse. A seed chooses them: the trees share one choice, each network has its own.
OTHERS_IN_TEXT = 0.5
# Share of the documents on which scores are blanked, each group by itself, so that the
# trees also work on pages whose words or classes are unknown.
BLANKED = 0.15
# The same for networks; chosen by word F1 on the corpus and on the fixtures, which are
# unlike the corpus (EXPERIMENTS.csv).
NETS_BLANKED = 0.3
BLANKED_TOGETHER = [
    ["word score", "heading score", *(f"word score around {reach}" for reach in AROUND)],
    ["class score", "class score nearby"],
    ["declared article"],
    ["interface score"],
]
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
# The learned features: the number of sites a token must be on, the L2 penalty of the
# weights, and the slots of the tables.
LEAST_SITES = 5
WORDS = {"pull": 5.0, "slots": 1 << 15}
INTERFACE = {"pull": 5.0, "slots": 1 << 15}
HEADINGS = {"pull": 10.0, "slots": 1 << 13}
TOKENS = {"pull": 200.0, "slots": 1 << 14}


# Tables of a model file: words, words of headings, tokens, words of interfaces.
TABLES = 4
# Networks: how many are averaged, for English and for other languages; the numbers they
# keep of a block and the numbers inside a layer (src/model/net.rs knows these shapes
# only); how many blocks up and down the layers see; how often every page is used.
HTML_NETS, TEXT_NETS = (3, 2), (2, 1)
HTML_NET = {"row": 16, "wide": 32, "reaches": (1, 2), "rounds": 7}
TEXT_NET = {"row": 32, "wide": 48, "reaches": (1, 3, 9, 27, 1), "rounds": 2.2}
FITTED_ABREAST = 2
# Weights of the log-odds of the trees and of the networks; EXPERIMENTS.csv has other
# weights.
HTML_SHARES, TEXT_SHARES = (0.6, 0.4), (0.3, 0.7)


class Data:
    """What `emit` wrote."""

    def __init__(self, directory):
        about = json.load(open(f"{directory}/about.json"))
        self.names, self.families = about["names"], about["families"]
        read = lambda name, kind="<u4": numpy.fromfile(f"{directory}/{name}", kind)
        lines = read("lines.f32", "<f4").reshape(-1, 5)
        self.document, self.fold = lines[:, 0].astype(int), lines[:, 1].astype(int)
        self.label, self.words, self.known = lines[:, 2], lines[:, 3], lines[:, 4]
        self.features = read("features.f32", "<f4").reshape(len(lines), len(self.names))
        self.weight = self.weights()
        documents = [json.loads(line) for line in open(f"{directory}/documents.jsonl")]
        sites = numpy.unique([document["site"] for document in documents], return_inverse=True)[1]
        self.site = sites[self.document]
        self.sets = sorted({document["set"] for document in documents})
        self.is_wcxb = numpy.array([document["set"] == "wcxb" for document in documents])
        # Documents made of others would count the words of those twice.
        self.found = numpy.array([not document["made"] for document in documents])[self.document]
        self.generated = numpy.array([document["set"] == "synth" for document in documents])
        self.html = "class score" in self.names
        self.templates = read("lines.template") if self.html else None
        self.learn(read)

    def looked_at(self, left_out, random):
        """Whether a fit without a fold uses each block."""
        if self.html:
            return self.fold != left_out
        chosen = self.is_wcxb | self.generated | (random.random_sample(len(self.is_wcxb)) < OTHERS_IN_TEXT)
        return (self.fold != left_out) & chosen[self.document]

    def weights(self):
        """Long blocks count more, and every page counts the same, as in the metric."""
        weight = numpy.minimum(numpy.sqrt(self.words), 8)
        total = numpy.bincount(self.document, weights=weight)
        weight = weight / (total[self.document] + 1)
        return weight / weight.mean()

    def learn(self, read):
        """Fits the learned features and scores every block with them."""
        bags = lambda hashes, counts, root: learned.Bags(
            hashes, counts, self.site, self.fold, self.found, root, LEAST_SITES
        )
        fits = lambda bags, settings: learned.fits(bags, self.label, self.weight * self.found, **settings)
        hashes, counts = read("words.bag"), read("words.count").astype(int)
        words = bags(hashes, counts, True)
        self.tables = [fits(words, WORDS)]
        self.scores = {"word score": learned.scores(words.matrix, self.fold, self.tables[0]) * self.known[:, None]}
        # In HTML, the words around a block do not raise F1.
        for reach in [] if self.html else AROUND:
            self.scores[f"word score around {reach}"] = self.around(numpy.sqrt(counts), reach) * self.known[:, None]
        if not self.html:
            return self.learn_interface(read)
        ends = numpy.append(0, numpy.cumsum(counts))
        heading = read("heading.line", "<i4")
        above = [hashes[ends[h] : ends[h + 1]] if h >= 0 else hashes[:0] for h in heading]
        headings = bags(numpy.concatenate(above), numpy.array([len(bag) for bag in above]), True)
        self.tables.append(fits(headings, HEADINGS))
        self.scores["heading score"] = (
            learned.scores(headings.matrix, self.fold, self.tables[1]) * self.known[:, None]
        )
        hashes, counts, far = read("tokens.bag"), read("tokens.count").astype(int), read("tokens.far")
        tokens = bags(hashes, counts, False)
        self.tables.append(fits(tokens, TOKENS))
        self.scores["class score"] = learned.scores(tokens.matrix, self.fold, self.tables[2])
        place = numpy.arange(len(hashes)) - numpy.repeat(numpy.cumsum(counts) - counts, counts)
        near = place >= numpy.repeat(far, counts)
        near &= numpy.isin(hashes, tokens.hashes)
        rows = numpy.repeat(numpy.arange(len(counts)), counts)[near]
        nearby = tokens.rows(rows, numpy.searchsorted(tokens.hashes, hashes[near]))
        self.scores["class score nearby"] = learned.scores(nearby, self.fold, self.tables[2])

    def learn_interface(self, read):
        """Fits the words of interfaces on the generated texts, and scores every block with
        them. Corpus pages in most languages are too few."""
        hashes, counts = read("interface.bag"), read("interface.count").astype(int)
        generated = self.generated[self.document]
        bags = learned.Bags(hashes, counts, self.document, self.fold, generated, True, LEAST_SITES)
        rows = numpy.flatnonzero(generated)
        fitted = learned.fits(bags.only(rows), self.label[rows], self.weight[rows], **INTERFACE)
        self.tables += [None, None, fitted]
        self.scores["interface score"] = learned.scores(bags.matrix, self.fold, fitted)

    def matrix(self, rows, column, without=()):
        """Returns the features of some blocks, with the scores from `column` of each.
        The columns `without` are blanked."""
        matrix = self.features[rows]
        for name, score in self.scores.items():
            matrix[:, self.names.index(name)] = score[rows, column]
        matrix[:, list(without)] = 0
        return matrix

    def around(self, weight, reach):
        """Returns the word score around a block, as in src/features/overview.rs."""
        sums = lambda values: numpy.concatenate([numpy.zeros((1, values.shape[1])), numpy.cumsum(values, 0)])
        score, weights = sums(self.scores["word score"] * weight[:, None]), sums(weight[:, None])
        line = numpy.arange(len(weight))
        starts = numpy.searchsorted(self.document, numpy.arange(self.document.max() + 2))
        first = numpy.maximum(line - reach, starts[self.document])
        end = numpy.minimum(line + 1 + reach, starts[self.document + 1])
        others = lambda sums: sums[line] - sums[first] + sums[end] - sums[line + 1]
        return (others(score) / numpy.maximum(others(weights), 1)).astype("f4")


def scorers(data):
    """Returns the feature columns of each scorer of a model: the one for pages in the
    language that the learned words know, and the one for all others. The first needs no
    labels, since the words say as much (EXPERIMENTS.csv)."""
    known = [at for at, family in enumerate(data.families) if family != "label"]
    foreign = [at for at, name in enumerate(data.names) if name not in BLANKED_TOGETHER[0]]
    return [known, foreign]


def fit(data, left_out, without=(), blanked=BLANKED, columns=None):
    """Fits the trees on all folds but `left_out` (FOLDS: on all of them), on `columns` of
    the features, of which `without` are blanked. Scores are blanked on the share `blanked`
    of the documents."""
    random = numpy.random.RandomState(7)
    rows = numpy.flatnonzero(data.looked_at(left_out, random))
    if len(rows) > LINES:
        rows = numpy.sort(random.choice(rows, LINES, replace=False))
    # If no fold is left out, each block gets scores that have not seen its own fold.
    column = numpy.full(len(rows), left_out) if left_out < FOLDS else data.fold[rows]
    matrix = data.matrix(rows, column, without)
    for names in BLANKED_TOGETHER:
        blank = (random.rand(data.document.max() + 1) < blanked)[data.document[rows]]
        for name in set(names) & set(data.names):
            matrix[blank, data.names.index(name)] = 0
    if columns is not None:
        matrix = matrix[:, columns]
    lines = lightgbm.Dataset(matrix, data.label[rows], weight=data.weight[rows])
    return lightgbm.train(PARAMETERS, lines, TREES)


def fit_nets(data, left_out, columns, count):
    """Fits `count` networks on all folds but `left_out`. Returns the means and factors that
    scale their inputs, and the networks."""
    rows = numpy.arange(len(data.label))
    column = numpy.full(len(rows), left_out) if left_out < FOLDS else data.fold
    # Row by row in memory, as the rows are read.
    features = numpy.ascontiguousarray(data.matrix(rows, column)[:, columns])
    words = numpy.expm1(data.features[:, data.names.index("words")])
    pages = net.Pages(features, data.document, words, data.templates)
    pages.measure(numpy.flatnonzero(data.fold != left_out))
    def lines(seed):
        looked_at = data.looked_at(left_out, numpy.random.RandomState(seed))
        return [rows for rows in pages.lines if looked_at[rows[0]]]

    names = [data.names[column] for column in columns]
    blanks = [[names.index(name) for name in group if name in names] for group in BLANKED_TOGETHER]
    weight = numpy.minimum(numpy.sqrt(data.words), net.HEAVIEST)
    settings = {"blanks": [group for group in blanks if group], "blanked": NETS_BLANKED}
    settings |= HTML_NET if data.html else TEXT_NET
    fit = lambda seed: net.fit(pages, lines(seed), data.label, data.words, weight, seed=seed, **settings)
    return pages.mean, pages.factor, [fit(seed) for seed in range(count)]


def fitted_nets(data):
    """Returns the networks of each scorer by the fold left out, several fitted in parallel."""
    global DATA
    DATA = data
    counts = HTML_NETS if data.html else TEXT_NETS
    tasks = [(fold, *scorer) for scorer in zip(scorers(data), counts) for fold in range(FOLDS + 1)]
    with multiprocessing.get_context("fork").Pool(FITTED_ABREAST) as pool:
        fitted = pool.starmap(fit_nets_of_data, tasks, chunksize=1)
    return fitted[: FOLDS + 1], fitted[FOLDS + 1 :]


def fit_nets_of_data(left_out, columns, count):
    return fit_nets(DATA, left_out, columns, count)


def nets_bytes(data, columns, mean, factor, nets):
    """Returns networks in the layout that src/model/file.rs describes. Features that they
    do not use have weight 0."""
    reaches, templates = nets[0].reaches, nets[0].groups - 1
    head = struct.pack("<5B", len(nets), nets[0].row, nets[0].wide, len(reaches), templates) + bytes(reaches)
    inputs = numpy.zeros((len(data.names), 2), "<f4")
    inputs[columns] = numpy.stack([mean, factor], 1)
    return head + inputs.tobytes() + b"".join(one.bytes(columns, len(data.names)) for one in nets)


def below(threshold):
    """Returns the largest 32-bit number that does not exceed the threshold."""
    value = numpy.float32(threshold)
    return float(value if float(value) <= threshold else numpy.nextafter(value, numpy.float32(-numpy.inf)))


def tree_bytes(root, columns):
    """Returns a tree on these columns in the layout that src/model/file.rs describes."""
    inner, leaves = [], []

    def number(node):
        if "leaf_value" in node:
            leaves.append(node["leaf_value"])
            return -len(leaves)
        at = len(inner)
        inner.append(None)
        left, right = number(node["left_child"]), number(node["right_child"])
        assert node["decision_type"] == "<="
        inner[at] = struct.pack("<Bfbb", columns[node["split_feature"]], below(node["threshold"]), left, right)
        return at

    number(root)
    return bytes([len(inner)]) + b"".join(inner) + struct.pack(f"<{len(leaves)}f", *leaves)


def scorer_bytes(data, columns, booster, nets):
    """Returns a scorer in the layout that src/model/file.rs describes."""
    trees = [tree_bytes(tree["tree_structure"], columns) for tree in booster.dump_model()["tree_info"]]
    shares = struct.pack("<ff", *(HTML_SHARES if data.html else TEXT_SHARES))
    return struct.pack("<If", len(trees), 0.0) + b"".join(trees) + shares + nets_bytes(data, columns, *nets)


def write(path, data, scored, left_out):
    """Writes a model file; `scored` holds the bytes of its scorers."""
    counts, shape = (HTML_NETS, HTML_NET) if data.html else (TEXT_NETS, TEXT_NET)
    header = (
        f"dehusk model, trained by training/run on the sets {', '.join(data.sets)}; training/MODEL.md has their "
        "licences\n"
        f"trees: {TREES} of {LEAVES} leaves, LightGBM {lightgbm.__version__}, numpy {numpy.__version__}, "
        f"scipy {scipy.__version__}\n"
        f"networks: {counts[0]}, in other languages {counts[1]}, of {shape['row']} numbers a line, "
        f"seen {shape['reaches']} lines up and down\n"
        f"lines: {len(data.label)}\n"
        f"left out: {'none' if left_out == FOLDS else f'the sites of fold {left_out}'}\n"
        "features: " + "; ".join(data.names) + "\n---\n"
    )
    with open(path, "wb") as file:
        file.write(header.encode())
        for at in range(TABLES):
            table, scale = [], 0.0
            if at < len(data.tables) and data.tables[at]:
                table, scale, _ = data.tables[at][() if left_out == FOLDS else (left_out,)]
            file.write(struct.pack("<If", len(table), scale) + numpy.asarray(table, "<u4").tobytes())
        file.write(b"".join(scored))


def main():
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    directory, model = sys.argv[1:]
    data = Data(directory)
    nets = fitted_nets(data)
    for left_out in [FOLDS, *range(FOLDS)]:
        boosters = [fit(data, left_out, columns=columns) for columns in scorers(data)]
        scored = [
            scorer_bytes(data, columns, booster, by_fold[left_out])
            for columns, booster, by_fold in zip(scorers(data), boosters, nets)
        ]
        path = model if left_out == FOLDS else f"{directory}/fold-{left_out}.model"
        write(path, data, scored, left_out)
        print(path, flush=True)
        if left_out == FOLDS:
            print_gain(data, boosters)


def print_gain(data, boosters):
    """Prints the gain of each family of features in the trees of each scorer."""
    for scorer, columns, booster in zip(["known language", "other languages"], scorers(data), boosters):
        print(f"  {scorer}")
        gain = booster.feature_importance("gain")
        for family in dict.fromkeys(data.families[column] for column in columns):
            share = sum(g for g, column in zip(gain, columns) if data.families[column] == family) / gain.sum()
            print(f"  {family:12} {share:.3f} of the gain")


if __name__ == "__main__":
    main()

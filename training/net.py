"""Networks that see a block among the blocks of its page, as src/model/net.rs describes
them, in numpy.

A fit is a few thousand steps of Adam over eight pages each. The loss of a page is the log
loss of its blocks plus a share (OVERLAP) of 1 - F1, where F1 is the word F1 with
probabilities in place of decisions.
"""
import numpy
import scipy.sparse

FARTHEST = 3.0
HEAVIEST = 8.0
PAGES = 8
# Most blocks of a page that one step uses.
LINES = 1200
# Dropout: share of the features, and of the numbers inside a layer, left out in a step.
LEFT_OUT = 0.1
# Weight of 1 - F1 beside the log loss.
OVERLAP = 0.3
RATE = 3e-3
WARM_UP = 0.1
DECAY = 0.3
# Share of a step's weights in the moving average that is kept.
KEPT = 0.005
FIRST_MOMENT, SECOND_MOMENT = 0.9, 0.99


class Pages:
    """The blocks of pages, and what a network sees of them."""

    def __init__(self, features, document, words, templates=None):
        """`words` are the word counts of the feature `words`, which weigh a block in a mean."""
        self.features, self.templates = features, templates
        self.mean, self.factor = numpy.zeros(features.shape[1], "f4"), numpy.ones(features.shape[1], "f4")
        self.weight = numpy.minimum(numpy.sqrt(words), HEAVIEST).astype("f4")
        starts = numpy.searchsorted(document, numpy.arange(document.max() + 2))
        self.lines = [numpy.arange(start, end) for start, end in zip(starts, starts[1:]) if end > start]

    def inputs(self, rows):
        return numpy.clip((self.features[rows] - self.mean) * self.factor, -FARTHEST, FARTHEST)

    def measure(self, rows):
        """Takes means and deviations from these blocks."""
        self.mean = self.features[rows].mean(0, dtype="f8").astype("f4")
        deviation = self.features[rows].std(0, dtype="f8")
        self.factor = (1 / numpy.maximum(deviation, 1e-3)).astype("f4")


class Batch:
    """Several pages at once, with gaps between them that are wider than a layer reaches."""

    def __init__(self, pages, lines, gap):
        gaps = [(rows, numpy.full(gap, rows[0])) for rows in lines]
        self.rows = numpy.concatenate([part for pair in gaps for part in pair])
        sizes = [len(rows) + gap for rows in lines]
        self.pages = len(lines)
        self.page = numpy.repeat(numpy.arange(self.pages), sizes)
        self.there = numpy.concatenate([[1.0] * len(rows) + [0.0] * gap for rows in lines]).astype("f4")[:, None]
        weight = pages.weight[self.rows] * self.there[:, 0]
        sorts = [self.page] if pages.templates is None else [self.page, self.sorts(pages.templates)]
        self.means = [(mean_matrix(sort, weight), sort) for sort in sorts]

    def sorts(self, templates):
        """Returns the numbers of the templates, different on every page."""
        return numpy.unique(self.page * (int(templates.max()) + 1) + templates[self.rows], return_inverse=True)[1]


def mean_matrix(sort, weight):
    total = numpy.bincount(sort, weights=weight)
    shares = (weight / numpy.maximum(total, 1e-9)[sort]).astype("f4")
    return scipy.sparse.csr_matrix((shares, (sort, numpy.arange(len(sort)))), (len(total), len(sort)))


def moved(rows, by):
    """Returns the row of the block `by` blocks above, or below if `by` is negative; 0 outside."""
    to = numpy.zeros_like(rows)
    if by > 0:
        to[by:] = rows[:-by]
    else:
        to[:by] = rows[-by:]
    return to


class Net:
    """A network that keeps `row` numbers of a block, with `wide` numbers inside a layer;
    its weights by name."""

    def __init__(self, width, row, wide, reaches, groups, random):
        self.row, self.wide, self.reaches, self.groups = row, wide, reaches, groups
        start = lambda inputs, outputs, size: (
            random.standard_normal((inputs, outputs)) * size * numpy.sqrt(2 / inputs)
        ).astype("f4")
        zeros = lambda size: numpy.zeros(size, "f4")
        self.weights = {"first": start(width, row, 1), "first bias": zeros(row)}
        for at in range(len(reaches)):
            self.weights[f"seen {at}"], self.weights[f"bias {at}"] = start(3 * row, wide, 1), zeros(wide)
            for group in range(groups):
                self.weights[f"mean {at} {group}"] = start(row, wide, 0.7)
            self.weights[f"out {at}"], self.weights[f"out bias {at}"] = start(wide, row, 0.3), zeros(row)
        self.weights["last"], self.weights["last bias"] = start(row, 1, 0.5), zeros(1)

    def forward(self, inputs, batch, random=None):
        """Returns the log-odds of every row, and the values on the way that `backward`
        needs. With `random`, applies dropout."""
        weights, kept = self.weights, lambda shape: 1
        if random:
            kept = lambda shape: (random.random(shape, "f4") > LEFT_OUT) * numpy.float32(1 / (1 - LEFT_OUT))
        inputs = inputs * kept(inputs.shape)
        rows = inputs @ weights["first"] + weights["first bias"]
        begun = (rows > 0) * batch.there
        rows = rows * begun
        way = []
        for at, reach in enumerate(self.reaches):
            seen = numpy.concatenate([moved(rows, reach), rows, moved(rows, -reach)], 1)
            hidden = seen @ weights[f"seen {at}"] + weights[f"bias {at}"]
            means = [matrix @ rows for matrix, _ in batch.means]
            for group, (mean, (_, sort)) in enumerate(zip(means, batch.means)):
                hidden += (mean @ weights[f"mean {at} {group}"])[sort]
            open_ = (hidden > 0) * kept(hidden.shape)
            hidden = (hidden * open_).astype("f4")
            rows = rows + (hidden @ weights[f"out {at}"] + weights[f"out bias {at}"]) * batch.there
            way.append((seen, means, open_, hidden))
        return (rows @ weights["last"] + weights["last bias"])[:, 0], (inputs, begun, way, rows)

    def backward(self, slope, batch, passed):
        """Returns the gradient of the loss by the weights, given the one by the log-odds."""
        weights, slopes = self.weights, {}
        inputs, begun, way, rows = passed
        slope = slope[:, None]
        slopes["last"], slopes["last bias"] = rows.T @ slope, slope.sum(0)
        slope = slope @ weights["last"].T
        for at in reversed(range(len(self.reaches))):
            (seen, means, open_, hidden), reach = way[at], self.reaches[at]
            out = slope * batch.there
            slopes[f"out {at}"], slopes[f"out bias {at}"] = hidden.T @ out, out.sum(0)
            inner = (out @ weights[f"out {at}"].T) * open_
            slopes[f"seen {at}"], slopes[f"bias {at}"] = seen.T @ inner, inner.sum(0)
            back = inner @ weights[f"seen {at}"].T
            above, own, below = numpy.split(back, 3, 1)
            slope = slope + moved(above, -reach) + own + moved(below, reach)
            for group, (matrix, sort) in enumerate(batch.means):
                count = numpy.ones(len(sort), "f4")
                sums = scipy.sparse.csr_matrix((count, (sort, numpy.arange(len(sort)))), matrix.shape) @ inner
                slopes[f"mean {at} {group}"] = means[group].T @ sums
                slope = slope + matrix.T @ (sums @ weights[f"mean {at} {group}"].T)
        slope = slope * begun
        slopes["first"], slopes["first bias"] = inputs.T @ slope, slope.sum(0)
        return slopes

    def bytes(self, columns, width):
        """Returns the network as src/model/file.rs reads it, for vectors of `width` numbers,
        of which it uses those in `columns`."""
        first = numpy.zeros((width, self.row), "f4")
        first[columns] = self.weights["first"]
        names = ["first", "first bias"]
        for at in range(len(self.reaches)):
            names += [f"seen {at}", *(f"mean {at} {group}" for group in range(self.groups))]
            names += [f"bias {at}", f"out {at}", f"out bias {at}"]
        weights = self.weights | {"first": first}
        return b"".join(weights[name].astype("<f4").tobytes() for name in [*names, "last", "last bias"])


def slope_of_loss(odds, labels, words, weight, batch):
    """Returns the loss of some pages, and its gradient by the log-odds."""
    sums = lambda values: numpy.bincount(batch.page, weights=values, minlength=batch.pages)
    p = 1 / (1 + numpy.exp(-odds))
    total = sums(weight)[batch.page] + 1
    log_loss = (weight * (numpy.logaddexp(0, odds) - labels * odds) / total).sum()
    both, either = 2 * sums(words * labels * p) + 1, sums(words * labels) + sums(words * p) + 1
    gain = (2 * words * labels / either[batch.page] - words * (both / either**2)[batch.page]) * p * (1 - p)
    slope = weight * (p - labels) / total - OVERLAP * gain
    loss = log_loss + OVERLAP * (1 - both / either).sum()
    return loss / batch.pages, (slope / batch.pages).astype("f4")


def fit(pages, lines, labels, words, weight, row, wide, reaches, blanks, blanked, rounds, seed):
    """Fits a network to some pages, whose blocks are in `lines`. Each group of columns in
    `blanks` is blanked on the share `blanked` of the pages."""
    random = numpy.random.Generator(numpy.random.PCG64(seed))
    net = Net(pages.features.shape[1], row, wide, reaches, 1 if pages.templates is None else 2, random)
    nothing = numpy.clip(-pages.mean * pages.factor, -FARTHEST, FARTHEST)
    weights = net.weights
    first, second = ({name: numpy.zeros_like(value) for name, value in weights.items()} for _ in range(2))
    kept = {name: value.copy() for name, value in weights.items()}
    steps, order = int(rounds * len(lines) / PAGES), []
    for step in range(1, steps + 1):
        if len(order) < PAGES:
            order = list(random.permutation(len(lines)))
        batch = Batch(pages, [stretch(lines[order.pop()], random) for _ in range(PAGES)], max(reaches))
        rows, there = batch.rows, batch.there[:, 0]
        inputs = pages.inputs(rows)
        for columns in blanks:
            blank = (random.random(PAGES) < blanked)[batch.page]
            inputs[numpy.ix_(blank, columns)] = nothing[columns]
        odds, passed = net.forward(inputs * batch.there, batch, random)
        slope = slope_of_loss(odds, labels[rows], words[rows] * there, weight[rows] * there, batch)[1]
        slopes = net.backward(slope, batch, passed)
        size = numpy.sqrt(sum(float((value**2).sum()) for value in slopes.values()))
        done = step / steps
        rate = RATE * (done / WARM_UP if done < WARM_UP else (1 + numpy.cos(numpy.pi * (done - WARM_UP) / (1 - WARM_UP))) / 2)
        share = max(KEPT, 9 / (step + 9))
        for name, value in weights.items():
            slope = slopes[name] * numpy.float32(min(1, 1 / (size + 1e-9)))
            first[name] = FIRST_MOMENT * first[name] + (1 - FIRST_MOMENT) * slope
            second[name] = SECOND_MOMENT * second[name] + (1 - SECOND_MOMENT) * slope**2
            change = first[name] / (1 - FIRST_MOMENT**step)
            change = change / (numpy.sqrt(second[name] / (1 - SECOND_MOMENT**step)) + 1e-8)
            decay = DECAY if value.ndim > 1 else 0
            weights[name] = (value * (1 - rate * decay) - rate * change).astype("f4")
            kept[name] = ((1 - share) * kept[name] + share * weights[name]).astype("f4")
    net.weights = kept
    return net


def stretch(rows, random):
    """A page, or a stretch of a long one."""
    if len(rows) <= LINES:
        return rows
    start = int(random.integers(0, len(rows) - LINES))
    return rows[start : start + LINES]

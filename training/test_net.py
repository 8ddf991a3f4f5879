#!/usr/bin/env python3
"""Checks the gradients of net.py against differences of the loss.

usage: test_net.py
"""
import unittest

import numpy

import net

# The networks compute in 32 bits on the way; smaller steps drown in rounding.
STEP = 1e-3


def double(network):
    """Weights in double precision, so that differences are not all rounding."""
    network.weights = {name: value.astype("f8") for name, value in network.weights.items()}


class Slopes(unittest.TestCase):
    def check(self, templates, reaches):
        random = numpy.random.default_rng(4)
        document = numpy.repeat([0, 1, 2], [5, 1, 8])
        lines = len(document)
        words = random.integers(1, 40, lines).astype("f8")
        labels = random.integers(0, 2, lines).astype("f8")
        pages = net.Pages(random.standard_normal((lines, 6)), document, words, templates)
        batch = net.Batch(pages, pages.lines, max(reaches))
        network = net.Net(6, 4, 5, reaches, 1 if templates is None else 2, random)
        double(network)
        there = batch.there[:, 0]
        take = lambda values: values[batch.rows] * there
        inputs = pages.inputs(batch.rows) * batch.there

        def loss():
            odds, passed = network.forward(inputs, batch)
            weight = numpy.sqrt(words)
            found, slope = net.slope_of_loss(odds, labels[batch.rows], take(words), take(weight), batch)
            return found, slope.astype("f8"), passed

        _, slope, passed = loss()
        slopes = network.backward(slope, batch, passed)
        self.assertEqual(set(slopes), set(network.weights))
        for name, value in network.weights.items():
            for at in [tuple(random.integers(0, size) for size in value.shape) for _ in range(6)]:
                kept = value[at]
                value[at] = kept + STEP
                above = loss()[0]
                value[at] = kept - STEP
                below = loss()[0]
                value[at] = kept
                difference = (above - below) / (2 * STEP)
                self.assertAlmostEqual(slopes[name][at], difference, delta=2e-4 + 0.02 * abs(difference), msg=name)

    def test_of_markup(self):
        self.check(numpy.array([0, 1, 0, 1, 2, 0, 3, 3, 1, 1, 2, 2, 3, 0]), (1, 2))

    def test_of_text(self):
        self.check(None, (1, 3, 2))


if __name__ == "__main__":
    unittest.main()

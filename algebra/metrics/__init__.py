"""Distances with exact values, as plain data: floor 2."""

from algebra.metrics.adic import Padic, Xadic
from algebra.metrics.lee import Hamming, Lee, Norm, letters
from algebra.metrics.metric import Exact, Metric, Weight, exact, whole
from algebra.metrics.table import Absolute, Discrete, Distances

__all__ = [
    "Absolute",
    "Discrete",
    "Distances",
    "Exact",
    "Hamming",
    "Lee",
    "Metric",
    "Norm",
    "Padic",
    "Weight",
    "Xadic",
    "exact",
    "letters",
    "whole",
]

"""Distances with exact values, as plain data."""

from algebra.metrics.adic import Padic, Xadic
from algebra.metrics.lee import Hamming, Lee, Norm, letters
from algebra.metrics.metric import Exact, Kind, Metric, Weight, exact, measure, whole
from algebra.metrics.table import Absolute, Discrete, Distances

__all__ = [
    "Absolute",
    "Discrete",
    "Distances",
    "Exact",
    "Hamming",
    "Kind",
    "Lee",
    "Metric",
    "Norm",
    "Padic",
    "Weight",
    "Xadic",
    "exact",
    "letters",
    "measure",
    "whole",
]

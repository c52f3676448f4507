"""Profiles of arbitrary finite maps by exact cyclic correlation."""

from algebra.correlation.cyclic import correlation, work
from algebra.correlation.histograms import (
    binned,
    cheaper_by_pairs,
    histogram_array,
    pair_counts,
    shells,
    tally,
    weight_array,
)

__all__ = [
    "binned",
    "cheaper_by_pairs",
    "correlation",
    "histogram_array",
    "pair_counts",
    "shells",
    "tally",
    "weight_array",
    "work",
]

"""Linear maps learned on real pairs, with exact counts of what they relate."""

from algebra.learned.dyadic import Dyadic, rounded, squares, unit
from algebra.learned.embeddings import embeddings, wordpieces
from algebra.learned.features import SEEN, Bags, Features, Rows, byte_sums, character_sums
from algebra.learned.fits import METHODS, Fit, Training, fitted
from algebra.learned.maps import Given, Learned, cospan, learned
from algebra.learned.noise import PIXELS, TOKENS, on_pictures, on_tokens
from algebra.learned.pairs import Pairs, because, read
from algebra.learned.retrieval import Relation, hits, ranks, relation
from algebra.learned.splits import Split, divide
from algebra.learned.trial import CLEAN, DIMS, prepared, trial

__all__ = [
    "CLEAN",
    "DIMS",
    "METHODS",
    "PIXELS",
    "SEEN",
    "TOKENS",
    "Bags",
    "Dyadic",
    "Features",
    "Fit",
    "Given",
    "Learned",
    "Pairs",
    "Relation",
    "Rows",
    "Split",
    "Training",
    "because",
    "byte_sums",
    "character_sums",
    "cospan",
    "divide",
    "embeddings",
    "fitted",
    "hits",
    "learned",
    "on_pictures",
    "on_tokens",
    "prepared",
    "ranks",
    "read",
    "relation",
    "rounded",
    "squares",
    "trial",
    "unit",
    "wordpieces",
]

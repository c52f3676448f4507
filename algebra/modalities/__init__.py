"""Real images and texts as polynomials, and what reduction aligns of them."""

from algebra.modalities.align import align
from algebra.modalities.alignment import Alignment, Pair, Refusal
from algebra.modalities.images import framed, opened, patch
from algebra.modalities.permutations import Permuted, permuted
from algebra.modalities.profile import METRICS, Step, common_base
from algebra.modalities.sources import NAMED, Item, Source, collect
from algebra.modalities.texts import VOCABULARIES, Vocabulary, load, words

__all__ = [
    "METRICS",
    "NAMED",
    "VOCABULARIES",
    "Alignment",
    "Item",
    "Pair",
    "Permuted",
    "Refusal",
    "Source",
    "Step",
    "Vocabulary",
    "align",
    "collect",
    "common_base",
    "framed",
    "load",
    "opened",
    "patch",
    "permuted",
    "words",
]

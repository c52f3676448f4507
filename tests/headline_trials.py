"""Trials made up from a law, for the tests of the headline experiment: no data, no fits, known ratios."""

from random import Random

DIMS = (8, 16, 32, 64, 128, 256)
CONDITIONS = ("clean", "clip16", "clip32", "clip64", "wrap16", "wrap32", "wrap64", "token20", "token50")
# share of hits at d = 256 without noise, and how fast it is reached
LEVEL = {"ridge": (0.37, 40), "procrustes": (0.36, 30), "cca": (0.39, 6), "weighted": (0.40, 7), "split": (0.41, 6)}
KEPT = {"clip": (0.97, 0.94, 0.85), "wrap": (0.35, 0.29, 0.22), "token": (0.85, 0.6)}
ROUND = {"wrap": (0.97, 0.9, 0.3)}


def share(method, d, condition, features):
    top, slow = LEVEL[method]
    kind = condition.rstrip("0123456789")
    names = [name for name in CONDITIONS if name.startswith(kind)]
    kept = (ROUND if features == "characters" else KEPT).get(kind, KEPT.get(kind))
    lost = 1 if condition == "clean" else kept[names.index(condition)]
    return top * d / (d + slow) * lost * (0.92 if features == "characters" else 1)


def relation(draw, images, captions, level):
    true = [max(1, round(images * k / 32)) for k in range(33)]
    wrong = [round((images * captions - images) * (k / 32) ** 3 * (1.1 - level)) for k in range(33)]
    eps = [int((0.5 + 0.025 * k + draw.uniform(0, 0.01)) ** 2 * 2**20) for k in range(33)]
    pairs = [t + w for t, w in zip(true, wrong, strict=True)]
    return {"auc": [round(1000 * (0.6 + level / 2)), 1000], "eps": eps, "true": true, "pairs": pairs}


def trial(features, seed, dims=DIMS, conditions=CONDITIONS, images=380, captions=376, spread=0.03):
    draw = Random(f"{features} {seed}")
    whole = draw.uniform(1 - spread, 1 + spread)

    def hits(method, d, condition):
        ten = share(method, d, condition, features) * whole * draw.uniform(1 - spread, 1 + spread)
        return [round(images * ten * 0.42), round(images * ten)]

    return {
        "features": features,
        "seed": seed,
        "train": 4 * images,
        "images": images,
        "captions": captions,
        "shared": 130 + seed,
        "kept": 64 - seed,
        "lambdas": {method: 1.0 for method in LEVEL},
        "hits": {m: {str(d): {c: hits(m, d, c) for c in conditions} for d in dims} for m in LEVEL},
        "relation": {
            m: {c: relation(draw, images, captions, share(m, 64, c, features)) for c in conditions} for m in LEVEL
        },
        "true_pairs": images,
        "all_pairs": images * captions,
    }


def trials(features=("bytes", "characters"), seeds=10, **shape):
    return [trial(name, seed, **shape) for seed in range(seeds) for name in features]

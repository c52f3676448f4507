"""Files and constructors of cospans of affine algebras: what is read comes back, what is none is refused."""

import json

import pytest
from affine_cases import TABLE, graded, over, stated

from algebra.affine import algebra, cospan, presentation
from algebra.errors import Mismatch
from algebra.files.algebras import read_algebras, write_algebras
from algebra.files.fields import Place, parse

NODE = {
    "format": "cospan/1", "kind": "algebras", "char": 7, "A": {"vars": ["x", "y"], "ideal": []},
    "kernel_f": ["x^2+y^2-1"], "C": {"vars": ["u"], "ideal": []}, "g": ["x"],
}  # fmt: skip
BAD = [
    ({"char": 6}, "'char': 6 is no prime"),
    ({"char": 1}, "'char': 1 is no prime"),
    ({"char": -3}, "'char': -3 where an integer of at least 0"),
    ({"char": "7"}, "'char': \"7\" where an integer"),
    ({"char": 2**89 - 1}, "take a prime below"),
    ({"kernel_f": ["x^2+w"]}, "'kernel_f.0': 'x^2+w' in Z_7[x, y]: the variable w is unknown; known are x, y"),
    ({"kernel_f": "x"}, "'kernel_f': \"x\" where a list"),
    ({"kernel_f": [3]}, "'kernel_f.0': 3 where a text"),
    ({"kernel_f": ["x^^2"]}, "'kernel_f.0': 'x^^2' in Z_7[x, y]: it is no polynomial"),
    ({"g": ["u"]}, "'g.0': 'u' in Z_7[x, y]: the variable u is unknown"),
    ({"g": []}, "'g': 0 images for the 1 variables of C"),
    ({"g": ["x", "y"]}, "'g': 2 images for the 1 variables of C"),
    ({"C": {"vars": ["u", "u"], "ideal": []}, "g": ["x", "x"]}, "'C.vars': the variable 'u': it stands there twice"),
    ({"C": {"vars": ["u"]}}, "'C.ideal': it is missing"),
    ({"C": {"vars": ["u"], "ideal": ["u^2"]}}, "'g': no map: u^2 = 0 in C, but its image is 6*y^2 + 1 in B, not 0"),
    ({"weights": [1]}, "'weights': unknown key"),
    ({"A_weights": [1, 1]}, "'A_weights': weights without C_weights"),
    ({"C_weights": [1]}, "'C_weights': weights without A_weights"),
    ({"A_weights": [1, 0], "C_weights": [1]}, "'A_weights.1': 0 where an integer of at least 1"),
    ({"A_weights": [1], "C_weights": [1]}, "'A_weights': 1 weights for 2 variables"),
    ({"A_weights": [1, 1], "C_weights": [1]}, "'kernel_f': not homogeneous: the ideal with x^2 + y^2 + 6"),
    (
        {"kernel_f": ["y"], "A_weights": [1, 1], "C_weights": [2]},
        "'g': not homogeneous: the image of u is x, of degree 1, not 2",
    ),
    (
        {"A": {"vars": ["x", "y"], "ideal": ["x-1"]}, "kernel_f": [], "A_weights": [1, 1], "C_weights": [1]},
        "'A': not homogeneous",
    ),
    (
        {"kernel_f": ["x"], "C": {"vars": ["u"], "ideal": ["u^2-u"]}, "A_weights": [1, 1], "C_weights": [1]},
        "'C': not homogeneous",
    ),
]


@pytest.mark.parametrize(("change", "sentence"), BAD)
def test_files_that_state_no_cospan_are_refused(change, sentence) -> None:
    with pytest.raises(Mismatch) as caught:
        read_algebras(Place("bad.json", "", NODE | change))
    assert str(caught.value).startswith("bad.json, key ")
    assert sentence in str(caught.value)
    assert "\n" not in str(caught.value)


@pytest.mark.parametrize("row", [NODE, *TABLE[:20], {**NODE, "char": 0, "g": ["1/2*x - 3"]}])
def test_files_come_back(row, tmp_path) -> None:
    read = read_algebras(Place("one", "", stated(row)))
    path = tmp_path / "again.json"
    path.write_text(json.dumps({"format": "cospan/1", "kind": "algebras"} | write_algebras(read)))
    assert read_algebras(parse(path)) == read


def test_constructors_ask_that_ends_meet() -> None:
    with pytest.raises(Mismatch, match="neither Q nor a prime field"):
        algebra(4, "x")
    with pytest.raises(Mismatch, match="over one field"):
        cospan(algebra(3, "x"), [], algebra(5, "u"), ["x"])
    with pytest.raises(Mismatch, match="2 images"):
        cospan(algebra(3, "x"), [], algebra(3, "u"), ["x", "x"])
    with pytest.raises(Mismatch, match="one side alone"):
        cospan(algebra(3, "x", weights=(1,)), [], algebra(3, "u"), ["x"])
    with pytest.raises(Mismatch, match="positive integer"):
        algebra(3, "x", weights=(0,))


def test_maps_that_are_none_are_refused_with_a_witness() -> None:
    with pytest.raises(Mismatch, match=r"u\^2 = 0 in C, but its image is x\^2 in B"):
        presentation(over(3, "x", [], ["x^3"], "u", ["x"], ["u^2"]))
    with pytest.raises(Mismatch, match="'kernel_f': not homogeneous"):
        presentation(graded(over(3, "x", [], ["x^3-1"], "u", ["x"]), (1,), (1,)))
    shifted = graded(over(3, "xy", [], ["y"], "u", ["x^2+y"]), (1, 1), (2,))
    assert presentation(shifted).hilbert_function is not None

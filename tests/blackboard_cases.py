"""Values that show themselves, and how what they show is read, for the tests of the blackboard."""

import re
from xml.etree import ElementTree

from algebra.affine import algebra as affine_algebra
from algebra.affine import cospan as affine_cospan
from algebra.fiber import Cospan, FiberProduct
from algebra.maps import Identity, Matrix, reduce
from algebra.rings import Polynomials, Zmod, module

A, B = Polynomials(Zmod(256)), Polynomials(Zmod(49_408))
ALIGNED = Cospan(reduce(A, 128), reduce(B, 128))
SMALL = Cospan(reduce(Zmod(4), 2), reduce(Zmod(6), 2))
P, M, PLANE = FiberProduct(SMALL), module(4, 6), module(2, 2)
FOLD = Matrix(PLANE, PLANE, ((1, 1), (0, 0)))
CIRCLE = Cospan(Identity(Zmod(4)), Identity(Zmod(4)))
NODE = affine_cospan(affine_algebra(7, "t"), ["t^2 - 1"], affine_algebra(7, ""), [])
PIECE = Polynomials(Zmod(3), 2)


def balanced(latex: str) -> bool:
    """Whether braces and matrices close what was opened."""
    depth = 0
    for brace in re.findall(r"[{}]", re.sub(r"\\.", "", latex.replace(r"\begin", "").replace(r"\end", ""))):
        depth += 1 if brace == "{" else -1
        if depth < 0:
            return False
    return depth == 0 and latex.count(r"\begin{pmatrix}") == latex.count(r"\end{pmatrix}")


def cells(table: str) -> list[list[str]]:
    """The rows of the first table, heads included."""
    (body,) = ElementTree.fromstring(f"<all>{table}</all>").findall("table")
    return [["".join(cell.itertext()) for cell in row] for row in body.iter("tr")]

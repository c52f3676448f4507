"""Points of a plane curve over GF(343): ours beside Macaulay2's.

On both sides the field with its tables is made beforehand; on ours that is an import of galois, some seconds once.
"""

from typing import Any

from peer_modules import Row, seconds

from algebra.files.fields import Place
from algebra.files.schemes import read_schemes
from algebra.schemes import Scheme, points

CURVE = "y^3+a*x*y^2-x^3*y+(a+1)*x^2-a^2*y-1"
EVALUATION = "#select(flatten apply(L, u -> apply(L, v -> {u, v})), w -> sub(h, {x => w#0, y => w#1}) == 0)"
ROUTES = {"an evaluation each": EVALUATION, "its RationalPoints2": "#rationalPoints ideal h"}


def curve() -> Scheme:
    """The curve, over the field with Macaulay2's generator."""
    end = {"vars": ["x", "y"], "ideal": [CURVE]}
    field = {"modulus": "a^3-a^2-3", "generator": "a"}
    file = {"format": "cospan/1", "kind": "schemes", "q": 343, "field": field, "X": end, "Y": end}
    return read_schemes(Place("the curve", "", file | {"f": ["x"], "g": ["x"]}))[0].X


def ours() -> tuple[float, Any]:
    """The number of points listed by `points`."""
    taken, found = seconds(points, [curve()] * 5)
    return taken, len(found)


def point_rows() -> list[Row]:
    """The points of the curve among the 343^2 of the plane, for each way that Macaulay2 has."""
    head = f"""
needsPackage "RationalPoints2";
k = GF(343, Variable => a);
if toString (ideal ambient k)_0 != "a^3-a^2-3" then error "another generator";
R = k[x, y];
h = {CURVE};
L = join({{0_k}}, apply(342, i -> a^i));
"""
    foot = 'print("[" | toString (t#0) | ", " | toString (t#1) | "]"); exit 0\n'
    return [
        Row(f"curve over GF(343), {name}", "Macaulay2", f"{head}t = elapsedTiming({step});\n{foot}", ours, 20)
        for name, step in ROUTES.items()
    ]

"""Refutations by a finite space, as refutations by an instance: each point named is the image of a point of X or Y.

        points fx, gy with d(fx, gy)   ->   f, g : one point -> Z

Main definitions
    placed      the instance of a refuting space
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from verify import recheck
from verify.formal.claims import Saying, names
from verify.formal.terms import Unstated

PRIMED = {"f'": "f2", "g'": "g2"}
BARE = {"u", "v", "w"}


def placed(certificate: Mapping[str, Any], saying: Saying, claim: recheck.Claim) -> dict[str, Any]:
    """The certificate, of kind "refuted", of the instance that a refuting space is.

    Raises
    ------
    Unstated
        When the space is no instance of the claim.

    Examples
    --------
    >>> from verify.formal.claims import SAYINGS
    >>> said = {"points": ("fx", "gy"), "distances": ((0, 1), (1, 0)), "numbers": {"a": 1, "b": 0}, "dropped": ()}
    >>> found = placed(said, SAYINGS["relaxation.monotone"], recheck.CLAIMS["relaxation.monotone"])
    >>> found["instance"]["g"], found["points"]
    (('map', ('module', 1), ('module', 2), (1,)), (0, 0))
    """
    Z = ("module", len(certificate["points"]))
    data: dict[str, Any] = {"d": ("table", Z, certificate["distances"])} | dict(certificate["numbers"])
    for name, images in _images(certificate["points"]).items():
        data[name] = ("map", ("module", len(images)), Z, images)
    try:
        instance = {name: data[name] for name in claim.components}
    except KeyError as error:
        raise Unstated(f"the space names no {error.args[0]}") from None
    parts = [recheck.DECODE[recheck.sort(ends)](instance[name]) for name, ends in claim.components.items()]
    points = next(claim.points(*parts), None)
    if points is None or set(names((saying.spaces, saying.maps, saying.numbers))) != set(instance):
        raise Unstated("the space is no counterexample by itself")
    return {"dropped": certificate["dropped"], "instance": instance, "points": tuple(points)}


def _images(points: tuple[str, ...]) -> dict[str, tuple[int, ...]]:
    """The images of the maps that points are named by, in the order of their arguments; of f where they are bare."""
    if set(points) <= BARE:
        return {"f": tuple(range(len(points)))}
    out: dict[str, tuple[int, ...]] = {}
    for n, name in enumerate(points):
        out[PRIMED.get(name[:-1], name[:-1])] = (*out.get(PRIMED.get(name[:-1], name[:-1]), ()), n)
    return out

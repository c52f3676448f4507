"""Engines for Gröbner bases: sympy inside, Singular and Macaulay2 as programs beside.

        polynomials --names v1, v2, ...--> engine --text--> polynomials

Main definitions
    sympy_basis     by sympy, always at hand
    singular        by the program Singular
    macaulay2       by the program M2

Conventions
    Variables are renamed v1, v2, ... on the way, so that no name of ours means something there.

References
    .. [1] W. Decker, G.-M. Greuel, G. Pfister and H. Schönemann, Singular, www.singular.uni-kl.de.
    .. [2] D. R. Grayson and M. E. Stillman, Macaulay2, www.macaulay2.com.
"""

from __future__ import annotations

import shutil
import subprocess
from collections.abc import Sequence
from functools import cache
from itertools import accumulate, pairwise
from typing import Any

from algebra.errors import AlgebraError, Mismatch, Missing, TooLarge
from algebra.rings.multivariate import Multivariate, Terms

SECONDS = 300


@cache
def _sympy_ring(p: int, sizes: tuple[int, ...]) -> Any:
    """The ring of sympy with a given order; kept, as sympy compares product orders by identity."""
    from sympy import GF, QQ
    from sympy.polys.orderings import ProductOrder, grevlex
    from sympy.polys.rings import PolyRing

    cuts = list(pairwise(accumulate(sizes, initial=0)))
    parts = [(grevlex, lambda m, i=i, j=j: m[i:j]) for i, j in cuts]
    names = [f"v{i + 1}" for i in range(sum(sizes))]
    return PolyRing(names, GF(p, symmetric=False) if p else QQ, ProductOrder(*parts) if len(parts) > 1 else grevlex)


def sympy_basis(ring: Multivariate, polynomials: Sequence[Terms], sizes: tuple[int, ...]) -> list[Terms]:
    """A Gröbner basis by sympy."""
    from sympy.polys.groebnertools import groebner

    p, R = ring.coefficients.order or 0, ring.coefficients
    S = _sympy_ring(p, sizes)
    number = S.domain if p else lambda c: S.domain(c.numerator, c.denominator)
    found = groebner([S.from_dict({e: number(c) for e, c in a}) for a in polynomials], S, method="buchberger")
    if p:
        return [ring.collect({tuple(e): R.coerce(int(c)) for e, c in a.terms()}) for a in found]
    return [ring.collect({tuple(e): R.coerce(f"{c.numerator}/{c.denominator}") for e, c in a.terms()}) for a in found]


def singular(ring: Multivariate, polynomials: Sequence[Terms], sizes: tuple[int, ...]) -> list[Terms]:
    """A Gröbner basis by Singular.

    Raises
    ------
    Missing
        When the program is not installed.
    """
    plain = _renamed(ring)
    order = ",".join(f"dp({size})" for size in sizes)
    program = f"""ring r={ring.coefficients.order or 0},({",".join(plain.names)}),({order});
short=0; option(redSB);
ideal i={",".join(map(plain.text, polynomials))};
ideal b=groebner(i); int j; for (j=1; j<=ncols(b); j++) {{ print("basis "+string(b[j])); }} quit;
"""
    return _read(plain, _answer("Singular", ["-q", "--no-rc"], program))


def macaulay2(ring: Multivariate, polynomials: Sequence[Terms], sizes: tuple[int, ...]) -> list[Terms]:
    """A Gröbner basis by Macaulay2.

    Raises
    ------
    Missing
        When the program is not installed.
    """
    plain = _renamed(ring)
    p = ring.coefficients.order
    order = ",".join(f"GRevLex=>{size}" for size in sizes)
    program = f"""R={f"ZZ/{p}" if p else "QQ"}[{",".join(plain.names)},MonomialOrder=>{{{order}}}];
I=ideal({",".join(map(plain.text, polynomials))});
scan(flatten entries gens gb I, f -> print("basis "|toString f)); exit 0;
"""
    return _read(plain, _answer("M2", ["--script", "/dev/stdin"], program))


def _renamed(ring: Multivariate) -> Multivariate:
    return Multivariate(ring.coefficients, tuple(f"v{i + 1}" for i in range(len(ring.names))))


def _answer(program: str, arguments: list[str], text: str) -> list[str]:
    """The lines that a program prints after the word `basis`."""
    path = shutil.which(program)
    if path is None:
        raise Missing(f"a Gröbner basis by {program}", "the program is not installed", "take the engine sympy")
    try:
        done = subprocess.run([path, *arguments], input=text, capture_output=True, text=True, timeout=SECONDS)
    except subprocess.TimeoutExpired:
        raise TooLarge(f"a Gröbner basis by {program}", f"no answer in {SECONDS} seconds", "take another") from None
    lines = [line.removeprefix("basis ") for line in done.stdout.splitlines() if line.startswith("basis ")]
    if done.returncode or not lines:
        said = " ".join((done.stderr or done.stdout).split())
        raise Mismatch(f"a Gröbner basis by {program}", f"it failed: {said[:200]}", "take the engine sympy")
    return lines


def _read(ring: Multivariate, lines: Sequence[str]) -> list[Terms]:
    try:
        return [ring(line) for line in lines]
    except AlgebraError as error:
        raise Mismatch("the answer of an engine", str(error), "take the engine sympy") from error

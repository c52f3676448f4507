"""Elements of a ring by arithmetic expressions: "y^2 - (x^3 - x)".

Main definitions
    named           the element that a text names
    term, signed    a term as a text, and a sum of terms with its signs

Conventions
    A text is read by Python's own grammar of expressions, of which only whole numbers, names, + - * / ^ and
    brackets are taken; nothing is evaluated but in the ring.
"""

from __future__ import annotations

import ast
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Generic, TypeVar
from warnings import catch_warnings, simplefilter

from algebra.blackboard import grouped
from algebra.errors import Mismatch
from algebra.rings.ring import Ring

T = TypeVar("T")
HIGHEST, SHOWN = 1 << 12, 80


def named(ring: Ring[T], text: str, names: Mapping[str, T], divide: Callable[[T, T], T]) -> T:
    """The element of a ring that an expression in named elements names.

    Parameters
    ----------
    ring : Ring
    text : str
    names : mapping of str to element
    divide : callable
        The quotient of two elements, or an error where there is none.

    Raises
    ------
    Mismatch
        When the text is no such expression, or a name is unknown.

    Examples
    --------
    >>> from algebra.rings.modular import Zmod
    >>> R = Zmod(7)
    >>> named(R, "2*a^2 - 1/3", {"a": 4}, lambda s, t: R.mul(s, R.inverse(t)))
    6
    """
    reader = _Reader(ring, text, names, divide)
    try:
        with catch_warnings():
            simplefilter("ignore")
            tree = ast.parse(text.strip().replace("^", "**"), mode="eval").body
        return reader.value(tree)
    except (RecursionError, MemoryError):
        raise reader.refused("it has too many terms or brackets", "write at most a few hundred") from None
    except (SyntaxError, ValueError):
        raise reader.refused("it is no polynomial", "write such as x^2 - 3*x*y + 1") from None


def term(size: str, power: str) -> str:
    """The product of a coefficient and a monomial, each as a text.

    Examples
    --------
    >>> term("a + 1", "x^2"), term("-1", "x"), term("3", "")
    ('(a + 1)*x^2', '-x', '3')
    """
    if not power:
        return size
    return f"-{power}" if size == "-1" else f"{grouped(size)}*{power}"


def signed(total: str) -> str:
    """A sum of terms with a minus for each plus before a negative one; 0 for no terms.

    Examples
    --------
    >>> signed("x + -2"), signed("")
    ('x - 2', '0')
    """
    return total.replace("+ -", "- ") or "0"


@dataclass(frozen=True, slots=True)
class _Reader(Generic[T]):
    """The ring and the names by which the nodes of one text are read."""

    ring: Ring[T]
    text: str
    names: Mapping[str, T]
    divide: Callable[[T, T], T]

    def refused(self, found: str, hint: str = "") -> Mismatch:
        """The error that names the text."""
        shown = self.text if len(self.text) <= SHOWN else self.text[: SHOWN - 3] + "..."
        return Mismatch(f"{shown!r} in {self.ring}", found, hint)

    def value(self, node: ast.expr) -> T:
        """The element that a node names."""
        if isinstance(node, ast.Constant) and type(node.value) is int:
            return self.ring.from_int(node.value)
        if isinstance(node, ast.Name):
            if node.id not in self.names:
                raise self.refused(f"the variable {node.id} is unknown", f"known are {', '.join(self.names) or 'none'}")
            return self.names[node.id]
        if isinstance(node, ast.UnaryOp) and isinstance(node.op, (ast.USub, ast.UAdd)):
            inner = self.value(node.operand)
            return self.ring.neg(inner) if isinstance(node.op, ast.USub) else inner
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Pow):
            return self.ring.power(self.value(node.left), self.exponent(node.right))
        operate = self.operations.get(type(node.op)) if isinstance(node, ast.BinOp) else None
        if operate is None or not isinstance(node, ast.BinOp):
            raise self.refused(f"{ast.unparse(node)[:SHOWN]} is no polynomial", "take numbers, variables, + - * ^")
        return operate(self.value(node.left), self.value(node.right))

    @property
    def operations(self) -> Mapping[type[ast.operator], Callable[[T, T], T]]:
        """What the signs between two elements mean."""
        R = self.ring
        return {ast.Add: R.add, ast.Sub: R.sub, ast.Mult: R.mul, ast.Div: self.divide}

    def exponent(self, node: ast.expr) -> int:
        """The exponent that a node names."""
        n = node.value if isinstance(node, ast.Constant) else None
        if type(n) is not int or n > HIGHEST:
            raise self.refused(f"the exponent {ast.unparse(node)[:SHOWN]}", f"take a whole number up to {HIGHEST}")
        return n

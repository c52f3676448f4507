"""Values of all kinds with their pictures, for the tests of pictures."""

from functools import cache

from matplotlib.figure import Figure

from algebra import plot
from algebra.decompose import allocate, allocate_orthogonally, dot, splitting, submodule
from algebra.fiber import Cospan, FiberProduct
from algebra.graphs import largest, matching
from algebra.maps import Identity, Linear, Table, reduce
from algebra.metrics import Absolute, Discrete, Distances, Hamming, Lee, Padic, Xadic
from algebra.relax import relax
from algebra.rings import GF, QQ, Polynomials, Product, Quotient, Zmod, power
from verify.pictures import necessity


def alike(ring):
    return Cospan(Identity(ring), Identity(ring))


def polynomials(degree=4):
    return Cospan(*(reduce(Polynomials(Zmod(m), degree), 128) for m in (256, 49_408)))


UNEVEN = Cospan(Table(Zmod(4), Zmod(9), (0, 1, 4, 8)), Table(Zmod(6), Zmod(9), (1, 1, 2, 4, 4, 8)))
SMALL, TYPICAL = Cospan(reduce(Zmod(4), 2), reduce(Zmod(6), 2)), Cospan(reduce(Zmod(12), 6), reduce(Zmod(18), 6))
CUBIC = Quotient(Zmod(2), (0, 0, 0, 1))
BYTES = Cospan(reduce(Zmod(256), 16), reduce(Zmod(48), 16))
TABLE = Distances(Zmod(4), ((0, 0, 2, 2), (0, 0, 2, 2), (2, 2, 0, 1), (2, 2, 1, 0)))


def linear(*rows):
    return Linear(GF(3), rows, len(rows[0]))


FIRST, SECOND = linear((1, 0), (0, 1), (0, 0), (0, 0)), linear((0, 0), (1, 0), (0, 1), (0, 0))


def lines(d):
    return [tuple(QQ.from_int(i == j) for j in range(d)) for i in range(d)]


def three(d, shared, image):
    rows = lines(d)
    cut = rows[:shared], rows[shared : shared + image], rows[shared + image :]
    return splitting(dot(QQ, d), *(submodule(QQ, d, part) for part in cut))


def leaning():
    return splitting(dot(QQ, 2), submodule(QQ, 2, [(1, 0)]), submodule(QQ, 2, [(1, 1)]))


def records(count=3):
    status = ("needed", "not refuted on this scope", "untested")
    names = ("additive", "invariant", "ultrametric", "submultiplicative")
    return [
        {
            "id": f"relaxation.claim{n}",
            "verdict": "holds",
            "needs": [{"hypothesis": h, "status": status[(n + k) % 3]} for k, h in enumerate(names) if (n + k) % 4],
            "needed_in_general": {"ultrametric": bool(n % 2)} if n % 3 == 0 else {},
        }
        for n in range(count)
    ]


SAMPLES = {
    "relation small": lambda: plot.relation(relax(SMALL, Lee, 1)),
    "relation exact": lambda: plot.relation(relax(SMALL, Discrete, 0)),
    "relation typical": lambda: plot.relation(relax(TYPICAL, Lee, 2)),
    "relation 2-adic": lambda: plot.relation(relax(alike(Zmod(16)), Padic(Zmod(16), 2), "1/2")),
    "relation polynomials": lambda: plot.relation(relax(alike(Polynomials(Zmod(3), 3)), Hamming, 2)),
    "relation names": lambda: plot.relation(relax(alike(power(Zmod(2), 4)), Hamming, 1)),
    "relation large": lambda: plot.relation(relax(alike(Zmod(1024)), Lee, 200)),
    "relation oblong": lambda: plot.relation(relax(Cospan(reduce(Zmod(8), 8), reduce(Zmod(512), 8)), Lee, 2)),
    "relation long names": lambda: plot.relation(relax(alike(Product((CUBIC, Zmod(2)))), Discrete, 0)),
    "profile small": lambda: plot.profile(SMALL, Lee),
    "profile one step": lambda: plot.profile(alike(Zmod(1)), Lee),
    "profile line": lambda: plot.profile(BYTES, Lee),
    "profile plane": lambda: plot.profile(alike(power(Zmod(24), 2)), Lee),
    "profile box": lambda: plot.profile(alike(power(Zmod(256), 3)), Lee, norm="linf"),
    "profile squares": lambda: plot.profile(alike(power(Zmod(16), 2)), Lee, norm="l2"),
    "profile hamming": lambda: plot.profile(alike(power(Zmod(4), 6)), Hamming),
    "profile 2-adic": lambda: plot.profile(alike(Zmod(32)), Padic(Zmod(32), 2)),
    "profile uneven": lambda: plot.profile(UNEVEN, Absolute),
    "profile long names": lambda: plot.profile(polynomials(), Lee),
    "density one": lambda: plot.density(256, 1),
    "density several": lambda: plot.density(16, [1, 2, "7/2", 8], "linf", range(1, 11)),
    "density sums": lambda: plot.density(8, [1, 4, 12], "l1", range(1, 25)),
    "filtration small": lambda: plot.filtration(alike(Zmod(4)), Lee),
    "filtration typical": lambda: plot.filtration(UNEVEN, Lee),
    "filtration many": lambda: plot.filtration(alike(Zmod(24)), Lee),
    "filtration names": lambda: plot.filtration(alike(power(Zmod(2), 4)), Hamming),
    "filtration radii": lambda: plot.filtration(alike(Zmod(6)), Lee(Zmod(6), "l2"), [0, "3/2", 9]),
    "matching": lambda: plot.matching(matching(UNEVEN, Lee)),
    "matching largest": lambda: plot.matching(largest(relax(UNEVEN, Lee, 0))),
    "matching full": lambda: plot.matching(largest(relax(alike(Zmod(40)), Lee, 1))),
    "balls 2-adic": lambda: plot.balls(Padic(Zmod(8), 2)),
    "balls x-adic": lambda: plot.balls(Xadic(CUBIC)),
    "balls discrete": lambda: plot.balls(Discrete(Zmod(5))),
    "balls deep": lambda: plot.balls(Padic(Zmod(64), 2)),
    "balls table": lambda: plot.balls(TABLE),
    "balls 3-adic": lambda: plot.balls(Padic(Zmod(27), 3)),
    "balls point": lambda: plot.balls(Discrete(Zmod(1))),
    "square small": lambda: plot.square(FiberProduct(SMALL)),
    "square long names": lambda: plot.square(FiberProduct(polynomials())),
    "square infinite": lambda: plot.square(FiberProduct(polynomials(None))),
    "square product": lambda: plot.square(FiberProduct(alike(power(Zmod(4), 24)))),
    "square pasted": lambda: plot.square(FiberProduct(SMALL.paste(FiberProduct(TYPICAL).fst >> reduce(Zmod(12), 4)))),
    "splitting three": lambda: plot.splitting(three(5, 2, 2)),
    "splitting large": lambda: plot.splitting(three(24, 1, 20)),
    "splitting leaning": lambda: plot.splitting(leaning()),
    "splitting order": lambda: plot.splitting(
        splitting(dot(Zmod(6), 1), submodule(Zmod(6), 1, [(3,)]), submodule(Zmod(6), 1, [(2,)]))
    ),
    "splitting nothing": lambda: plot.splitting(splitting(dot(QQ, 0))),
    "splitting allocation": lambda: plot.splitting(allocate(FIRST, SECOND)),
    "splitting orthogonal": lambda: plot.splitting(allocate_orthogonally(FIRST, FIRST, dot(GF(3), 4))),
    "necessity": lambda: necessity(records()),
    "necessity many": lambda: necessity(records(16)),
    "necessity one": lambda: necessity(records(1)[0] | {"id": "a"}),
}


@cache
def sample(name):
    return SAMPLES[name]()


def figure_of(picture):
    return picture if isinstance(picture, Figure) else picture.figure

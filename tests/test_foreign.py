"""Code of others: whatever it answers, raises or prints, a run ends as it should, or is refused in one sentence."""

import json
import os
from pathlib import Path

import pytest
from plugin_files import HEAD, OWN, refused, told, verify

from verify.cli import main
from verify.foreign import called, held, shown
from verify.plugins import LARGEST

# ------------------------------------------------------------------------------------------------------- foreign code


def asked(folder: Path, text: str) -> tuple[int, dict[str, dict]]:
    """The exit code and the records of a file that goes on from OWN."""
    path = folder / "own.py"
    path.write_text(OWN + text, encoding="utf-8")
    code = verify("--claims", path, "--json", folder / "out.json")
    return code, told(folder / "out.json")


@pytest.mark.parametrize(
    ("law", "says"),
    [
        ("raise SystemExit(0)", "the conclusion raised SystemExit (0), on the instance I(a=0, b=0)"),
        ("raise GeneratorExit", "the conclusion raised GeneratorExit, on the instance I(a=0, b=0)"),
        ("raise MemoryError", "the conclusion raised MemoryError, on the instance I(a=0, b=0)"),
        ("raise type('B', (BaseException,), {})(5)", "the conclusion raised B (5), on the instance I(a=0, b=0)"),
        (
            "raise type('E', (Exception,), {'__str__': lambda e: 1 / 0})(5)",
            "the conclusion raised E (E(5)), on the instance I(a=0, b=0)",
        ),
        ("return i.a <= i.b", "the conclusion returned True; a law returns None where it holds, else a witness"),
        ("return False", "the conclusion returned False; a law returns None where it holds, else a witness"),
        ("ASKED.append(i); return len(ASKED) % 2 or None", "the conclusion answers differently when it is asked twice"),
    ],
)
def test_a_law_without_an_answer_ends_in_an_error(law: str, says: str, tmp_path: Path) -> None:
    code, found = asked(tmp_path, f"ASKED = []\ndef law(i):\n    {law}\nCLAIMS = (C(then=law), C('t.y'))")
    assert code == 1
    assert {name: one["verdict"] for name, one in found.items()} == {"t.x": "error", "t.y": "holds"}
    assert found["t.x"]["reason"].startswith(says)


@pytest.mark.parametrize(
    ("families", "says"),
    [
        ("over(Pool(('n',), 5, iter(int, 1).__iter__), put(1))", "has more than 5 members where 5 are declared"),
        ("over(Pool(('n',), 5, lambda: sys.exit()), put(1))", "cannot be listed: its pools raised NameError"),
        ("dict.fromkeys(SCOPES, grid('f', lambda a: 1 / 0, (put(1),), names=('a',)))", "raised ZeroDivisionError"),
    ],
)
def test_a_family_that_cannot_be_gone_through_ends_in_an_error(families: str, says: str, tmp_path: Path) -> None:
    code, found = asked(tmp_path, f"CLAIMS = (C(families={families}),)")
    assert (code, found["t.x"]["verdict"]) == (1, "error")
    assert says in found["t.x"]["reason"]


def test_only_ctrl_c_is_no_answer() -> None:
    def stopped(*_: object) -> str:
        raise KeyboardInterrupt

    for ask in (called, held, lambda call, _: shown(3, call)):
        with pytest.raises(KeyboardInterrupt):
            ask(stopped, 3)


def test_a_law_of_no_component_is_told_the_components(tmp_path: Path) -> None:
    _, found = asked(tmp_path, "CLAIMS = (C(given={'h': On(true)}),)")
    assert "h raised LookupError (no component is called d; the components: a, b)" in found["t.x"]["reason"]


@pytest.mark.parametrize("members", [("0, 1", "False, True"), ("2**53,", "2.0**53,"), ("(1,),", "(Fraction(1),),")])
def test_equal_members_of_other_types_are_not_taken_for_each_other(members: tuple[str, str], tmp_path: Path) -> None:
    law = "from fractions import Fraction\ndef law(i):\n    seen = str(i.a)\n    return None if {} else seen\n"
    claims = ", ".join(f"C('t.{n}', then=kind({m}), families=over(put({m}), put(0)))" for n, m in enumerate(members))
    text = "def kind(*few):\n    return lambda i: None if repr(i.a) in map(repr, few) else 'another'\n"
    code, found = asked(tmp_path, f"{law.format(True)}{text}CLAIMS = ({claims})")
    assert (code, [one["verdict"] for one in found.values()]) == (0, ["holds", "holds"])


@pytest.mark.parametrize(
    ("more", "instance", "witness"),
    [
        ("C(then=le, shows=lambda i: None)", "I(a=1, b=0)", "a > b"),
        ("C(then=le, shows=lambda i: 1 / 0)", "I(a=1, b=0)", "a > b"),
        ("C(then=le, shows=lambda i: '\\x1b[1mred\\ud800')", "�[1mred�", "a > b"),
        ("C(then=lambda i: W() if i.a else None)", "I(a=1, b=0)", "something of type W"),
    ],
)
def test_what_cannot_be_printed_is_refuted_all_the_same(more: str, instance: str, witness: str, tmp_path: Path) -> None:
    odd = "class W:\n    def __repr__(self):\n        raise ValueError\n"
    code, found = asked(tmp_path, f"{odd}CLAIMS = ({more},)")
    assert (code, found["t.x"]["verdict"]) == (1, "refuted")
    least = found["t.x"]["counterexample"]
    assert (least["instance"], least["witness"]) == (instance, witness)


def test_mutants_are_tried_where_there_is_no_small_scope(tmp_path: Path) -> None:
    path = tmp_path / "own.py"
    path.write_text(
        f"{OWN}FAMILIES = {{'large': over(put(0, 1), put(0))['large']}}\n"
        "MUTANTS = {'same': le, 'other': true, 'ends': lambda i: exit()}\n"
        "CLAIMS = (C(then=le, families=FAMILIES, mutants=MUTANTS, expected='refuted'),)",
        encoding="utf-8",
    )
    out = tmp_path / "out.json"
    assert main(["verify", "--claims", str(path), "--scope", "large", "--workers", "1", "--json", str(out)]) == 1
    assert told(out)["t.x"]["survivors"] == ["same"]


def test_what_is_printed_spoils_no_answer(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    path = tmp_path / "own.py"
    text = "print('HERE')\ndef loud(i):\n    print('LOUD')\nCLAIMS = (C(then=loud, mutants={'m': loud}),)"
    path.write_text(OWN + text, encoding="utf-8")
    assert verify("--claims", path, "--json") == 1
    out, err = capsys.readouterr()
    assert json.loads(out)["claims"][0]["survivors"] == ["m"]
    assert {"HERE", "LOUD"} == set(err.split())


# ------------------------------------------------------------------------------------------------------------ refusals


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "it claims nothing; define CLAIMS"),
        ("CLAIMS = ()", "it claims nothing; define CLAIMS"),
        ("CLAIMS = 3", "it claims nothing; define CLAIMS"),
        ("CLAIMS = (\n", "line 1, raised SyntaxError ('(' was never closed)"),
        ("x = 1\nCLAIMS = (y,)", "line 2, raised NameError (name 'y' is not defined)"),
        ("def f():\n    return {}[1]\nCLAIMS = f()", "line 2, raised KeyError (1)"),
        ("import my_helper", "line 1, raised ModuleNotFoundError (No module named 'my_helper')"),
        ("raise SystemExit(0)", "line 1, raised SystemExit (0)"),
        ("CLAIMS = (1,)", "CLAIMS[0] is no Claim but of type int"),
        (f"{HEAD}CLAIMS = (claim('a', FAMILY), claim('a', FAMILY))", "two claims are called a"),
        (f"{HEAD}CLAIMS = (claim('relaxation.ball', FAMILY),)", "there is a claim relaxation.ball already"),
        ("raise type('B', (BaseException,), {})(5)", "line 1, raised B (5)"),
        ("raise type('E', (Exception,), {'__str__': lambda e: 1 / 0})(5)", "line 1, raised E (E(5))"),
        ("def __getattr__(name):\n    raise ValueError", "it claims nothing; define CLAIMS"),
        ("class L(list):\n    __bool__ = __len__ = None\nCLAIMS = L()", "it claims nothing; define CLAIMS"),
        (f"{OWN}CLAIMS = (C('x[1]'), C('x1'))", "the claim 'x[1]': id must be a name without *, ?, [ and"),
        (f"{OWN}CLAIMS = (C('*'),)", "the claim '*': id must be a name"),
        (f"{OWN}CLAIMS = (C(''),)", "the claim '': id must be a name"),
        (f"{OWN}CLAIMS = (C(5),)", "the claim 5: id must be a name"),
        (f"{OWN}CLAIMS = (C('\\x1b[1m'),)", r"the claim '\x1b[1m': id must be a name"),
        (f"{OWN}CLAIMS = (C('\\ud800'),)", r"the claim '\ud800': id must be a name"),
        (f"{OWN}CLAIMS = (C(statement=7),)", "the claim 't.x': statement must be a text"),
        (f"{OWN}CLAIMS = (C(statement='\\u202e'),)", "the claim 't.x': statement must be a text without control"),
        (f"{OWN}CLAIMS = (C(source=None),)", "the claim 't.x': source must be a text"),
        (f"{OWN}CLAIMS = (C(order=1),)", "the claim 't.x': order must be a text"),
        (f"{OWN}CLAIMS = (C(given=[le]),)", "the claim 't.x': given must be a mapping of names to functions"),
        (f"{OWN}CLAIMS = (C(given={{'h': 'triangle'}}),)", "the claim 't.x': given must be a mapping"),
        (f"{OWN}CLAIMS = (C(then=None),)", "the claim 't.x': then must be a function"),
        (f"{OWN}CLAIMS = (C(mutants=[le]),)", "the claim 't.x': mutants must be a mapping"),
        (f"{OWN}CLAIMS = (C(mutants={{1: le}}),)", "the claim 't.x': mutants must be a mapping"),
        (f"{OWN}CLAIMS = (C(given={{'h': le}}, needs='h'),)", "the claim 't.x': needs must be a tuple of names"),
        (f"{OWN}CLAIMS = (C(expected='hold'),)", "the claim 't.x': expected must be 'holds' or 'refuted'"),
        (f"{OWN}CLAIMS = (C(shows='a'),)", "the claim 't.x': shows must be a function"),
        (f"{OWN}CLAIMS = (C(families=over(put(1), put(1))['small']),)", "the claim 't.x': families must be a mapping"),
        (f"{OWN}CLAIMS = (C(families=over(put(1))),)", "whose blocks are tuples of one pool a name"),
        (f"{OWN}CLAIMS = (C(families=over([1], [2])),)", "whose blocks are tuples of one pool a name"),
        (f"{OWN}CLAIMS = (C(families=over(Pool((), -3, list), put(1))),)", "whose blocks are tuples of one pool"),
        (f"{OWN}CLAIMS = (C(families=over(Pool((), 2, [1, 2]), put(1))),)", "whose blocks are tuples of one pool"),
        (f"{OWN}CLAIMS = (C(families={{}}),)", "t.x is asked on no family"),
        (
            f"{OWN}P = Pool((), 10**6, lambda: range(10**6))\nCLAIMS = (C(families=over(P, P)),)",
            "the family pairs has 1,000,000,000,000 instances, and a run goes through 10,000,000,000 at most",
        ),
        (
            f"{OWN}P = Pool((), 10**9, lambda: range(10**9))\nCLAIMS = (C(families=over(P, put(1))),)",
            "the family pairs has a pool of 1,000,000,000 members, and 10,000,000 are listed at most",
        ),
        (
            f"{OWN}from algebra.metrics import Metric\nfrom algebra.rings import Zmod\n@dataclass(frozen=True)\n"
            "class M(Metric):\n    space: object\n    def __call__(self, a, b):\n        return abs(a - b) / 3\n"
            "CLAIMS = (C(families=over(put(M(Zmod(4))), put(1))),)",
            "M(space=Zmod(4)) says 0.0, of type float; distances are exact: give a Fraction",
        ),
        (
            f"{HEAD}CLAIMS = (Claim('a', 's', '', {{}}, id, needs=('h',), families={{}}),)",
            "line 7, raised ClaimError (a has no",
        ),
    ],
)
def test_a_file_without_claims_is_refused(
    text: str, says: str, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "bad.py"
    path.write_text(text, encoding="utf-8")
    told = refused(capsys, "verify", "--claims", path)
    assert told.startswith((str(path), "the family pairs"))
    assert says in told


@pytest.mark.parametrize("command", [["verify"], ["claims"], ["refute", "a"], ["necessity", "a"], ["merge", "a.db"]])
def test_a_file_that_cannot_be_read_is_refused(
    command: list[str], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    absent, binary = tmp_path / "absent.py", tmp_path / "binary.py"
    binary.write_bytes(b"\xff\xfe")
    assert "cannot be read: no such file or directory" in refused(capsys, *command, "--claims", absent)
    assert "cannot be read: it is no regular file" in refused(capsys, *command, "--claims", tmp_path)
    assert "cannot be read: it is no text in UTF-8" in refused(capsys, *command, "--claims", binary)
    fifo, large = tmp_path / "fifo", tmp_path / "large.py"
    os.mkfifo(fifo)
    large.write_text("#" * (LARGEST + 1), encoding="utf-8")
    assert "cannot be read: it is no regular file" in refused(capsys, *command, "--claims", fifo)
    assert "cannot be read: it has more than 1,048,576 bytes" in refused(capsys, *command, "--claims", large)
    assert "cannot be read: no file can be called so" in refused(capsys, *command, "--claims", "a\0b")

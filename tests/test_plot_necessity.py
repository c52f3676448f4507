"""The grid of needs is the table of needs."""

import json
from dataclasses import replace

import pytest
from plot_cases import (
    records,
)

from verify import ask
from verify.claim import ClaimError
from verify.pictures import necessity
from verify.verdict import Necessity


def cells(axes):
    """The signs by claim and hypothesis."""
    claims, names = ([t.get_text() for t in ticks] for ticks in (axes.get_yticklabels(), axes.get_xticklabels()))
    return {(claims[t.get_position()[1]], names[t.get_position()[0]]): t.get_text() for t in axes.texts}


def test_the_grid_of_needs_is_the_table():
    signs = {"needed": "✓", "not refuted on this scope": "✗", "untested": "?"}
    expected = {(r["id"], n["hypothesis"]): signs[n["status"]] for r in records(5) for n in r["needs"]}
    expected[("relaxation.claim0", "ultrametric")] = "✗✗"
    expected[("relaxation.claim3", "ultrametric")] = "✓✓"
    axes = necessity(json.loads(json.dumps(records(5))))
    assert cells(axes) == expected
    for sign in ("✓", "✗", "?", "✓✓", "✗✗"):
        assert f"{sign}  " in axes.get_xlabel()
    # one that fails with all its hypotheses says nothing about any
    failing = [*records(1), records(2)[1] | {"verdict": "refuted"}]
    assert {claim for claim, _ in cells(necessity(failing))} == {"relaxation.claim0"}


def test_answers_are_drawn_like_records():
    found = ask.necessity("relaxation.subgroup")
    signs = {"needed": "✓", "not refuted on this scope": "✗", "untested": "?"}
    assert cells(necessity(found)) == {(found.claim, need.hypothesis): signs[need.status] for need in found.needs}
    assert ("relaxation.subgroup", "ultrametric") in cells(necessity(found))
    # records, and a whole run
    both = cells(necessity([found, *records(1)]))
    assert both == cells(necessity(found)) | cells(necessity({"scope": "small", "claims": records(1)}))
    lost = replace(ask.check("relaxation.subgroup", drop="ultrametric"), claim="lost")
    assert cells(necessity([found, Necessity(lost, found.needs)])) == cells(necessity(found))


@pytest.mark.parametrize("found", [[], [{"id": "a", "verdict": "holds", "needs": []}]])
def test_an_empty_table_has_no_grid(found):
    with pytest.raises(ClaimError, match="the necessity table is empty"):
        necessity(found)

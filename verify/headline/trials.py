"""The trials of a plan, each kept in a ledger as soon as it is finished.

        pairs, plan -> text of the plan -> ledger -> trials still to do -> trials, in the order of the plan

Main definitions
    TRIALS          the stage that counts finished trials
    text            what a ledger belongs to: the plan, the pairs, the programs, numpy
    carried_out     the trials of a plan, and whether the run was interrupted

Conventions
    A trial is plain JSON, and taken as it is read back, so that a kept one and a new one are the same value.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from contextlib import ExitStack
from dataclasses import asdict
from hashlib import sha256
from importlib.metadata import version
from typing import Any

from algebra.learned import Pairs, prepared, trial
from verify.campaign import sources
from verify.certificate import canonical
from verify.headline.plan import Plan
from verify.ledger import Ledger

Progress = Callable[[str, int, int], None]

TRIALS = "trials"


def text(plan: Plan, pairs: Pairs) -> str:
    """The text of a plan: two runs with one text must come to one answer."""
    data = sha256(canonical([list(pairs.captions), list(pairs.images.shape)]).encode() + pairs.images.tobytes())
    code = {"fibercheck": version("fibercheck"), "numpy": version("numpy"), "code": sources()}
    return canonical({"experiment": "headline", "data": data.hexdigest()} | code | asdict(plan))


def carried_out(
    plan: Plan, pairs: Pairs, path: str | None = None, progress: Progress | None = None
) -> tuple[list[dict[str, Any]], bool]:
    """The finished trials of a plan in its order, and whether the run was interrupted.

    Parameters
    ----------
    path : str, optional
        Of the ledger that keeps them.

    Raises
    ------
    LedgerError
        When the ledger belongs to another plan, other pairs or other programs, or cannot be used.
    """
    told = dict[str, str]()
    try:
        with ExitStack() as stack:
            ledger = stack.enter_context(Ledger(path, text(plan, pairs))) if path else None
            told |= ledger.finished() if ledger else {}
            _finish(plan, pairs, told, ledger, progress or (lambda stage, done, total: None))
    except KeyboardInterrupt:
        return _read(plan, told), True
    return _read(plan, told), False


def _finish(plan: Plan, pairs: Pairs, told: dict[str, str], ledger: Ledger | None, progress: Progress) -> None:
    """Add the trials that are not told yet; features come first, so that what is missing for one is told at once."""
    todo, total = [task for task in plan.tasks if str(task) not in told], len(plan.tasks)
    seen = {name: prepared(name, pairs, progress) for name in plan.features if name in {t.features for t in todo}}
    progress(TRIALS, len(told), total)
    for task in todo:
        key, features = str(task), seen[task.features]
        kinds = [kind for kind in plan.conditions if kind in features.conditions]
        found = trial(pairs, features, task.seed, plan.dims, kinds, _named(key, progress))
        payload = json.dumps(found, separators=(",", ":"))
        if ledger is not None:
            ledger.add(key, payload)
        told[key] = payload
        progress(TRIALS, len(told), total)


def _named(name: str, progress: Progress) -> Progress:
    return lambda stage, done, total: progress(f"{name}: {stage}", done, total)


def _read(plan: Plan, told: dict[str, str]) -> list[dict[str, Any]]:
    return [json.loads(told[str(task)]) for task in plan.tasks if str(task) in told]

"""Certificates of a run: where they go, which are written, and what Coq says of them.

        outcomes -> evidence -> files named by their hashes -> recheck.py, Coq

Main definitions
    ready       refuses what cannot be written before anything long starts
    certify     writes the evidence for all verdicts
    formally    has Coq check it, where that is asked for
"""

from __future__ import annotations

import re
from argparse import Namespace as Arguments
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryFile

from verify import formal
from verify.campaign import Outcome, Plan
from verify.certificate import evidence, write
from verify.claim import ClaimError
from verify.data import datum
from verify.screen import bar, console, unwritable, writable

DRAFT = re.compile(r"[0-9a-f]{64}\.\d+\.part")


def ready(args: Arguments) -> None:
    """Refuse what cannot be written before anything long starts; what a killed run left half written goes."""
    writable(args.json)
    if args.certificates:
        with unwritable(f"the folder {args.certificates} for certificates"):
            Path(args.certificates).mkdir(parents=True, exist_ok=True)
            _tidy(Path(args.certificates))
    elif args.coq:
        raise ClaimError("--coq has certificates checked; add --certificates DIR")
    if args.coq:
        formal.required()


def _tidy(folder: Path) -> None:
    """Take away what killed runs left half written, and see that a file can be written."""
    for draft in folder.glob("*.part"):
        if DRAFT.fullmatch(draft.name) and draft.is_file():
            draft.unlink(missing_ok=True)
    with TemporaryFile(dir=folder):
        pass


def certify(plan: Plan, found: Sequence[Outcome], folder: Path, quiet: bool) -> None:
    """Write the evidence for all verdicts."""
    count, without = 0, []
    for outcome in found:
        family = outcome.claim.family(plan.scope)
        made = list(evidence(outcome.claim, family, outcome.merged, outcome.verdict, outcome.needs, datum))
        for certificate in made:
            write(folder, certificate)
        count += len(made)
        without += [] if made else [outcome.claim.id]
    if not quiet:
        out = console()
        replays = f"; python -m verify.recheck {folder} replays them" if count else ""
        out.print(f"{count} certificates written to {folder}{replays}", soft_wrap=True)
        if without:
            why = "; the checker has no algorithms for claims of one's own" if plan.plugins else ""
            out.print(f"without a certificate: {', '.join(without)}{why}", soft_wrap=True)


def formally(args: Arguments) -> int:
    """Have Coq check the certificates, where that is asked for; 1 when it rejects one."""
    if not args.coq:
        return 0
    with bar() as shown:
        row = shown.add_task("", total=None)
        found = formal.replay(
            Path(args.certificates),
            lambda done, of, what: shown.update(row, description=f"coq: {what}", completed=done, total=of),
        )
    for line in () if args.json == "-" else found.lines():
        console().print(line, soft_wrap=True)
    return int(not found.sound)

"""A page in its file, at once or not at all, and never in place of what is somebody else's.

        page  ->  bytes  ->  a draft beside the target  ->  the target

Main definitions
    write   the page in its file
"""

from __future__ import annotations

import os
from collections.abc import Iterable
from pathlib import Path

from verify.certificate import replace
from verify.claim import ClaimError
from verify.screen import spare, unwritable

# what every page of ours says among its first bytes
MARK, HEAD = b"<title>fibercheck: ", 2048


def write(page: str, target: Path, sources: Iterable[Path]) -> None:
    """Write a page that was made from some files.

    Raises
    ------
    ClaimError
        When the target is one of these files, or another that is no such page, or cannot be written.
    """
    text = page.encode("utf-8")
    # a link keeps pointing where it does
    place = Path(os.path.realpath(target))
    if place in {Path(os.path.realpath(file)) for file in sources}:
        raise ClaimError(f"{target} is what the page is made from; name another file")
    if not spare(str(place), _ours):
        raise ClaimError(f"{target} is there, and is no page that fibercheck wrote; name another file")
    with unwritable(str(target)):
        # a pipe or a device is written to
        if place.exists() and not place.is_file():
            place.write_bytes(text)
        else:
            replace(place, text)


def _ours(file: Path) -> bool:
    with file.open("rb") as found:
        return MARK in found.read(HEAD)

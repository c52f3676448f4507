"""Claims from a file of one's own.

        my_claims.py  ->  its text  ->  CLAIMS, the same in every process that has the text

Main definitions
    Plugin      a file by its name and its text
    opened      the plugin in a file
    claims      what a plugin claims

Conventions
    A worker runs the text that the driver has read, and no file: so it may be anywhere, and cannot have another.
    Such a file stands alone, beside what is installed, and what it prints goes to stderr.  The independent checker has
    no algorithms for its claims, so no certificate of theirs lists instances.
"""

from __future__ import annotations

import stat
import sys
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from pathlib import Path
from traceback import extract_tb
from types import ModuleType
from typing import Any

from verify.claim import Claim, ClaimError
from verify.foreign import Raised, aside, called

LARGEST = 1 << 20


@dataclass(frozen=True, slots=True)
class Plugin:
    """A file of claims, by its path and its text."""

    path: str
    text: str

    @property
    def name(self) -> str:
        """The name of the file."""
        return Path(self.path).name

    @property
    def digest(self) -> str:
        """The SHA-256 of its text."""
        return sha256(self.text.encode()).hexdigest()


def opened(path: str) -> Plugin:
    """The plugin in a file.

    Raises
    ------
    ClaimError
        When the file cannot be read, is no regular file, or has more than a mebibyte.
    """
    try:
        found = Path(path).stat()
        if stat.S_ISREG(found.st_mode) and found.st_size <= LARGEST:
            return Plugin(path, Path(path).read_text(encoding="utf-8-sig"))
        why = "it is no regular file" if found.st_size <= LARGEST else f"it has more than {LARGEST:,} bytes"
    except OSError as error:
        why = (error.strerror or "unknown reason").lower()
    except UnicodeDecodeError:
        why = "it is no text in UTF-8"
    except ValueError:
        why = "no file can be called so"
    raise ClaimError(f"{path} cannot be read: {why}; name a Python file that defines CLAIMS")


@cache
def claims(plugin: Plugin) -> tuple[Claim[Any], ...]:
    """What a plugin claims.

    Raises
    ------
    ClaimError
        When its text does not run, defines no CLAIMS, or has other things among them, or two with one id, or one that
        is asked on no family.

    Examples
    --------
    >>> claims(Plugin("mine.py", "CLAIMS = ()"))
    Traceback (most recent call last):
    ...
    verify.claim.ClaimError: mine.py: it claims nothing; define CLAIMS, a tuple of Claim
    >>> claims(Plugin("mine.py", "CLAIMS = (1 / 0,)"))
    Traceback (most recent call last):
    ...
    verify.claim.ClaimError: mine.py, line 1, raised ZeroDivisionError (division by zero)
    """
    found: Any = vars(_run(plugin)).get("CLAIMS")
    wrong = _wrong(found)
    if wrong is not None:
        raise ClaimError(f"{plugin.path}: {wrong}")
    return tuple(replace(claim, finite=False) for claim in found)


def _wrong(found: Any) -> str | None:
    """Why something is no list of claims, told in a sentence."""
    if type(found) not in (tuple, list) or not found:
        return "it claims nothing; define CLAIMS, a tuple of Claim"
    for n, one in enumerate(found):
        if not isinstance(one, Claim):
            return f"CLAIMS[{n}] is no Claim but of type {type(one).__name__}; define CLAIMS, a tuple of Claim"
        if one.id in [other.id for other in found[:n]]:
            return f"two claims are called {one.id}; give each its own id"
        if not one.families:
            return f"{one.id} is asked on no family; give one for each scope"
    return None


def _run(plugin: Plugin) -> ModuleType:
    """The module that the text makes; dataclasses look themselves up among the modules, so it is entered there."""
    module = ModuleType(f"fibercheck_claims_{plugin.digest}")
    module.__file__ = plugin.path
    sys.modules[module.__name__] = module
    try:
        with aside():
            called(_execute, plugin, module)
    except Raised as error:
        del sys.modules[module.__name__]
        raise ClaimError(f"{plugin.path}, {_where(plugin, error.__cause__)}, {error}") from None
    return module


def _execute(plugin: Plugin, module: ModuleType) -> None:
    exec(compile(plugin.text, plugin.path, "exec", dont_inherit=True), module.__dict__)


def _where(plugin: Plugin, error: BaseException | None) -> str:
    """The line of the file at which it failed."""
    if isinstance(error, SyntaxError) and error.filename == plugin.path:
        return f"line {error.lineno}"
    trace = None if error is None else error.__traceback__
    lines = [frame.lineno for frame in extract_tb(trace) if frame.filename == plugin.path]
    return f"line {lines[-1]}" if lines else "before its first line"

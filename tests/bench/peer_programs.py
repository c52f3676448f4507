"""GAP, PARI/GP and Macaulay2 as peers: a program is run, and tells its own seconds and its answer.

A program prints one line, the seconds it measured inside (start-up excluded) and its answer, both as JSON.
"""

import json
import shutil
import subprocess
import tempfile
from pathlib import Path
from typing import Any

COMMANDS = {
    "GAP": ("gap", "-q", "-A", "-r", "--nointeract"),
    "PARI/GP": ("gp", "-q"),
    "Macaulay2": ("M2", "--script"),
}
GAP_HEAD = """SetPrintFormattingStatus("*stdout*", false);;
now := function() return NanosecondsSinceEpoch(); end;;
# Nanoseconds as the text of seconds.
told := function(n)
  return Concatenation(String(QuoInt(n, 10^9)), ".", ReplacedString(String(n mod 10^9 + 10^9){[2..10]}, " ", ""));
end;;
middle := function(v) v := ShallowCopy(v); Sort(v); return v[QuoInt(Length(v) + 1, 2)]; end;;
"""
HEADS = {"GAP": GAP_HEAD, "PARI/GP": "default(parisizemax, 4 * 10^9);\n", "Macaulay2": ""}


def installed(peer: str) -> bool:
    """Whether the program of a peer is there."""
    return shutil.which(COMMANDS[peer][0]) is not None


def run(peer: str, program: str, limit: int = 300) -> tuple[float, Any] | None:
    """The seconds and the answer that a program tells; None when it takes longer than the limit."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "program"
        path.write_text(HEADS[peer] + program, encoding="utf-8")
        try:
            command = [*COMMANDS[peer], str(path)]
            done = subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True, timeout=limit, text=True)
        except subprocess.TimeoutExpired:
            return None
    lines = [line for line in done.stdout.splitlines() if line.startswith("[")]
    if not lines:
        raise RuntimeError(f"{peer} gave no answer: {done.stdout[-400:]} {done.stderr[-400:]}")
    seconds, answer = json.loads(lines[-1])
    return float(seconds), answer

"""Finite certificates as theorems of Coq, proved by computing.

        certificate  ->  text of a .v file  ->  accepted | rejected | not stated

Main definitions
    replay      has Coq check the certificates of a folder
    required    refuses where coqc is missing
    stated      the file of one certificate

References
    1. The Coq Development Team, The Coq Reference Manual, release 8.16: vm_cast_no_check.
    2. G. Gonthier, A. Mahboubi, "An introduction to small scale reflection in Coq", J. Formalized Reasoning 3, 2010.
"""

from verify.formal.replaying import Judged, Replayed, replay, required
from verify.formal.terms import Unstated
from verify.formal.texts import Stated, stated

__all__ = ["Judged", "Replayed", "Stated", "Unstated", "replay", "required", "stated"]

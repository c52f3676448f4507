"""The report of a run: one HTML page that a referee can read, made from what the run left in a folder.

        DIR/run.json, run.db, evidence/  --read-->  Folder  --html-->  a page  --write-->  DIR/report.html

Main definitions
    read    the folder with a path
    html    the page of a folder
    write   the page in its file
    MADE    the command that leaves what is read
"""

from verify.page.reading import MADE, read
from verify.page.saving import write
from verify.page.writing import html

__all__ = ["MADE", "html", "read", "write"]

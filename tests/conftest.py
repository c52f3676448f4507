"""What all tests share: those marked `coq` need the coqc that the theorems are recorded by, the others do without.

Those marked `browser` need Chromium.
"""

import os
import shutil

import pytest

from verify.proofs import VERSION, version

COQBIN = os.environ.get("COQBIN")
CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    # kernels that start at the same time may take each other's ports, and wait in vain
    for item in items:
        if item.path.suffix == ".ipynb":
            item.add_marker(pytest.mark.xdist_group("notebooks"))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    # before any fixture, so that one which several tests share has the same programs as these
    needed = item.get_closest_marker("coq") is not None
    _programs(COQBIN if needed else os.devnull)
    if not needed or version() == VERSION:
        return
    if os.environ.get("FIBERCHECK_REQUIRE_COQ") == "1":
        pytest.fail(f"coqc {VERSION} is required here, and it is neither on the PATH nor in COQBIN", pytrace=False)
    pytest.skip(f"coqc {VERSION} is not installed")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The program of a browser, for tests that are marked `browser`."""
    if CHROMIUM is None and os.environ.get("FIBERCHECK_REQUIRE_CHROMIUM") == "1":
        pytest.fail("Chromium is required here, and it is not on the PATH", pytrace=False)
    return CHROMIUM or pytest.skip("Chromium is not installed")


def pytest_sessionfinish() -> None:
    _programs(COQBIN)


def _programs(folder: str | None) -> None:
    if folder is None:
        os.environ.pop("COQBIN", None)
    else:
        os.environ["COQBIN"] = folder

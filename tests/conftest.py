"""What all tests share: those marked `coq` need the coqc that the theorems are recorded by, the others do without."""

import os

import pytest

from verify.proofs import VERSION, version


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    if item.get_closest_marker("coq") is None or version() == VERSION:
        return
    if os.environ.get("FIBERCHECK_REQUIRE_COQ") == "1":
        pytest.fail(f"coqc {VERSION} is required here, and it is neither on the PATH nor in COQBIN", pytrace=False)
    pytest.skip(f"coqc {VERSION} is not installed")


@pytest.fixture(autouse=True)
def _no_coq(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    if request.node.get_closest_marker("coq") is None:
        monkeypatch.setenv("COQBIN", os.devnull)

"""For all tests: in CI nothing may be skipped in silence."""

import os
from collections.abc import Iterator

import pytest
from hypothesis import settings

from escalation.deskwork import KEY_TAKEN

# No wall-clock time decides a test, and the same examples are tried everywhere.
settings.register_profile("ours", deadline=None, derandomize=True, print_blob=True)
settings.load_profile("ours")


@pytest.fixture(autouse=True)
def no_letter_is_left_out(caplog: pytest.LogCaptureFixture) -> Iterator[None]:
    """Two letters with one key where both had to be told: the store takes the first, and nothing else would show it."""
    yield
    assert [vars(one)["letter"] for one in caplog.get_records("call") if one.getMessage() == KEY_TAKEN] == []


MAY_BE_SKIPPED = ("the labelled texts are not beside this checkout",)


@pytest.hookimpl(wrapper=True)
def pytest_sessionfinish(session: pytest.Session) -> Iterator[None]:
    yield
    reporter = session.config.pluginmanager.get_plugin("terminalreporter")
    if not os.environ.get("CI") or reporter is None:
        return
    reasons = [str(report.longrepr) for report in reporter.stats.get("skipped", ())]
    silent = [reason for reason in reasons if not any(fine in reason for fine in MAY_BE_SKIPPED)]
    if silent:
        reporter.write_line(f"{len(silent)} skipped in CI, the first: {silent[0]}", red=True)
        session.exitstatus = pytest.ExitCode.TESTS_FAILED

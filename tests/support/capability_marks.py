"""Report which capabilities were driven by tests that ran and passed."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.tree import capabilities

_PROPERTY = "capability"


class CapabilityMarks:
    """Follow the marks of a run, also through the workers of xdist."""

    def __init__(self, file: Path | None) -> None:
        self.passed: set[str] = set()
        self.failed: set[str] = set()
        self.file = file

    def pytest_collection_modifyitems(self, items: list[pytest.Item]) -> None:
        """Hand the ids of each mark to the reports of its test."""
        for item in items:
            for mark in item.iter_markers(_PROPERTY):
                item.user_properties.extend((_PROPERTY, key) for key in mark.args)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Count a test's ids once its call has passed, unless another of its phases fails."""
        ids = {str(key) for name, key in report.user_properties if name == _PROPERTY}
        if report.failed:
            self.failed |= ids
        elif report.when == "call" and report.passed:
            self.passed |= ids

    @property
    def covered(self) -> set[str]:
        """Return the ids that passed wherever they were driven."""
        return self.passed - self.failed

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say how many, and write them down when asked to."""
        total = len(capabilities())
        terminalreporter.write_line(f"capabilities covered: {len(self.covered)} of {total}")
        if self.file is not None:
            self.file.parent.mkdir(parents=True, exist_ok=True)
            lines = "".join(f"{key}\n" for key in sorted(self.covered))
            self.file.write_text(lines, encoding="utf-8")

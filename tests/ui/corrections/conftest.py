"""Lend these tests the form of a concern and the page of a record."""

from __future__ import annotations

from tests.support.concern_form import begun, form
from tests.support.record_pages import page_over, shown

__all__ = ["begun", "form", "page_over", "shown"]

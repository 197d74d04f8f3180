"""Load the rest of Rowan in small pieces once its first picture is painted.

Modules work out types that threads decode while they are imported, so they are imported on the
UI thread; between two pieces the event loop takes whatever was typed.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from importlib import import_module
from itertools import chain
from pkgutil import iter_modules

from PySide6.QtCore import QObject, QTimer, Signal

from ui.kit.letters import FALLBACK_FACES, load_fallback

# What others wrote and is large goes by its parts.
LARGE = (
    "sqlcipher3",
    "cryptography.hazmat.primitives.ciphers.aead",
    "cryptography.hazmat.primitives.hpke",
    "reportlab.lib.utils",
    "reportlab.pdfbase.pdfmetrics",
    "pikepdf.models.image",
    "pikepdf",
    "uharfbuzz",
    "pypdfium2",
    "rapidfuzz.distance",
    "holidays",
)
# From below: each module finds there what it needs.
LAYERS = (
    *("app.vault", "app.records", "app.ledger", "app.rules", "app.views", "app.documents"),
    *("app.exchange", "app.services", "ui.kit", "ui.bodymap"),
)
FEATURES = ("ui.concerns", "ui.children", "ui.today", "ui.roll", "ui.settings")
DOORS, REST = "ui.shell.ways_in", "ui.inside"


class Preload(QObject):
    """Load one piece each time the event loop has nothing else to do; `ready` tells of doors."""

    ready = Signal()

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._faces = [partial(load_fallback, face) for face in FALLBACK_FACES]
        self._names = chain(LARGE, modules_of(LAYERS), (DOORS,), modules_of(FEATURES), (REST,))
        self._timer = QTimer(self)
        self._timer.timeout.connect(self._on_idle)

    def start(self) -> None:
        """Begin."""
        self._timer.start(0)

    def stop(self) -> None:
        """Leave the rest to whoever needs it."""
        self._timer.stop()

    def _on_idle(self) -> None:
        if self._faces:
            self._faces.pop(0)()
            return
        name = next(self._names, "")
        if name:
            import_module(name)
        else:
            self._timer.stop()
        if name == DOORS:
            self.ready.emit()


def modules_of(packages: Iterable[str]) -> Iterator[str]:
    """Return Rowan's modules in some packages, in that order."""
    for package in packages:
        for module in iter_modules(import_module(package).__path__):
            yield f"{package}.{module.name}"

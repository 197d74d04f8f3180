from __future__ import annotations

import pkgutil

import app
from tests.support.processes import run_python

EVERY_MODULE = """
import importlib, sys
for name in sys.argv[1:]:
    importlib.import_module(name)
print(sorted({n.partition(".")[0] for n in sys.modules} & {"PySide6", "shiboken6", "ui"}))
"""


def test_every_module_of_the_core_is_imported_without_qt() -> None:
    names = [module.name for module in pkgutil.walk_packages(app.__path__, "app.")]
    done = run_python("-c", EVERY_MODULE, *names)
    assert done.stdout.strip() == "[]", done.stderr

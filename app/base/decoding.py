"""Work out types before threads do.

msgspec works a class out when it is first decoded. Two threads that decode one class for the
first time at once end the process (seen with msgspec 0.20), so every module that declares what
another thread may decode has it worked out while it is imported.
"""

from __future__ import annotations

from typing import Any

import msgspec


def work_out(*types: Any) -> None:
    """Let msgspec work out types once, in the thread that imports their module."""
    for one in types:
        msgspec.json.Decoder(one)

"""Refuse every socket of this process and remember who asked."""

from __future__ import annotations

import sys

_REFUSED = frozenset(
    {
        "socket.__new__",
        "socket.bind",
        "socket.connect",
        "socket.getaddrinfo",
        "socket.gethostbyaddr",
        "socket.gethostbyname",
        "socket.getnameinfo",
        "socket.sendto",
    }
)

attempts: list[str] = []
"""The events refused so far; a test that provokes one takes it out again."""


class NetworkRefusedError(RuntimeError):
    """Stop code that asks for a socket."""


def refuse() -> None:
    """Refuse sockets from now on; the interpreter has no way back."""
    sys.addaudithook(_hook)


def _hook(event: str, _arguments: tuple[object, ...]) -> None:
    if event in _REFUSED:
        attempts.append(event)
        raise NetworkRefusedError(event)

from __future__ import annotations

import importlib
from collections.abc import Callable

import pytest

from tests.support import network
from tests.support.processes import run_python

socket = importlib.import_module("socket")


@pytest.mark.parametrize(
    "ask",
    [
        socket.socket,
        lambda: socket.getaddrinfo("localhost", 80),
        lambda: socket.gethostbyname("localhost"),
        lambda: socket.create_connection(("127.0.0.1", 9), timeout=1),
    ],
)
def test_a_socket_is_refused_and_counted(ask: Callable[[], object]) -> None:
    before = len(network.attempts)
    with pytest.raises(network.NetworkRefusedError):
        ask()
    assert len(network.attempts) > before
    del network.attempts[before:]


def test_a_pipe_of_multiprocessing_is_a_socket_pair_and_refused() -> None:
    program = (
        "from tests.support import network; network.refuse();"
        "import multiprocessing; multiprocessing.Pipe()"
    )
    done = run_python("-c", program)
    assert "NetworkRefusedError: socket.__new__" in done.stderr

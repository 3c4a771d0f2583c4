"""The ports of tests that run side by side."""

from __future__ import annotations

import subprocess
import sys

from tests.ports import own_port

OTHER = "from tests import ports; ports.FIRST, ports.LAST = {0}, {0} + 1; print(ports.own_port())"


def test_a_port_of_one_s_own_is_no_other_process_s():
    port = own_port()
    assert own_port() != port
    told = subprocess.run(
        [sys.executable, "-c", OTHER.format(port)], capture_output=True, text=True, check=True
    )
    assert int(told.stdout) == port + 1

"""Reading this page tells the whole choreography: which fact calls which reactions."""

from __future__ import annotations

from typing import Any

from fangxian.kernel.outbox import React

SOON: dict[type[Any], tuple[React, ...]] = {}
AT_ONCE: dict[type[Any], tuple[React, ...]] = {}

"""What drills tells: which part of a demo has been played."""

from __future__ import annotations

from fangxian.kernel.facts import fact


@fact
class DemoPlayed:
    """A step of the demo stands; it is not played again."""

    step: str

"""Whether what a barrier is advised to do is not milder than may be."""

from __future__ import annotations

from collections.abc import Iterator

from fangxian.ground.policy.faults import Fault
from fangxian.ground.policy.layers import compose
from fangxian.ground.policy.library import Folder, Library
from fangxian.ground.policy.linting_tables import layers_below

KEY = "checkpoints.advice."
TOO_MILD = ("pass", "pass_with_test")
LEAST = "refer"  # for who cannot be judged by the code: it proves nothing, or 待核


def advice(folder: Folder, library: Library) -> Iterator[Fault]:
    """Whoever is not known is referred at least."""
    if folder.values is None:
        return
    layers = (*layers_below(folder, library), folder)
    table = compose(layers, library.words, folder.pack.in_force.from_).table
    unclear = {"unknown", table.unverified.colour if table.unverified else "unknown"}
    for key, dated in folder.values.content.values.items():
        if not key.startswith(KEY):
            continue
        for at, said in enumerate(dated):
            loc = ("values", key, at, "value")
            if key.removeprefix(KEY) in unclear and said.value in TOO_MILD:
                yield folder.values.fault(
                    f"“{key}”不能宽于 {LEAST}:什么也证明不了的,至少转交处置",
                    f"“{key}” cannot be milder than {LEAST}: what proves nothing is referred at "
                    "least",
                    *loc,
                )

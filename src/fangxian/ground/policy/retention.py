"""Who answers for a rule: kept as long as decisions cite it."""

from __future__ import annotations

from fangxian.kernel.retention import Retention
from fangxian.kernel.text import Text

RETENTION = Retention(
    kept={
        "policy.Enactment": Text(
            "判定引用方案,须知道是谁批的", "decisions cite the pack, and who enacted it"
        ),
        "policy.WrittenPack": Text(
            "在网页上写成的方案原文,没有个人信息", "packs written here, nothing personal"
        ),
        "policy.Draft": Text(
            "正在起草的通告,没有个人信息", "notices being written, nothing personal"
        ),
        "policy.KeptPacks": Text(
            "判定所依据的方案原文,没有个人信息", "the packs that decisions cite, nothing personal"
        ),
    }
)

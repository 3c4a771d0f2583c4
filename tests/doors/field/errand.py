"""An instruction to the village, handed to one member of staff for the field to carry out."""

from __future__ import annotations

from fangxian.ground.duty import api as duty
from fangxian.ground.tasks import pages as tasks_pages
from fangxian.ground.tasks import reactions as tasks
from fangxian.kernel.actor import SYSTEM
from fangxian.kernel.text import Text
from tests.doors.field.barrier import VILLAGE


def issue(account_id: int, subject: str = "test:1") -> int:
    units = duty.units_for(VILLAGE)
    order = tasks.Order(
        kind="control",
        subject=subject,
        reason_key="1",
        place=VILLAGE,
        title=Text("张**:居家健康监测", "Zhang: monitoring"),
        body=Text("请落实", "Please do"),
        addressees=(
            tasks.Addressee("township", units["township"]),
            tasks.Addressee("village", units["village"]),
        ),
    )
    [pk] = tasks.issue_many([order], by=SYSTEM)
    tasks_pages.assign([pk], account_id=account_id, by=SYSTEM)
    return pk

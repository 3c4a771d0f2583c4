"""Everything arrivals offers."""

from fangxian.lines.arrivals.events import DeclarationsChanged, ListPushed, PeopleScreened
from fangxian.lines.arrivals.queries.dryrun import DryRun, dry_run
from fangxian.lines.arrivals.queries.screening import (
    InstructionRow,
    Replay,
    Summary,
    instruction_rows,
    replay,
    summary,
)
from fangxian.lines.arrivals.services.importing import (
    Imported,
    commit_import,
    correct_mapping,
    import_file,
    look_at_file,
    preview_file,
    start_import,
)
from fangxian.lines.arrivals.services.overrides import (
    REASONS,
    approve_override,
    propose_override,
    withdraw_override,
)
from fangxian.lines.arrivals.services.screening import (
    Screened,
    rescreen_everybody,
    screen,
    screen_all,
    screen_changed,
)

__all__ = [
    "REASONS", "DeclarationsChanged", "DryRun", "Imported", "InstructionRow", "ListPushed",
    "PeopleScreened", "Replay", "Screened", "Summary", "approve_override", "commit_import",
    "correct_mapping", "dry_run", "import_file", "instruction_rows", "look_at_file",
    "preview_file", "propose_override", "replay", "rescreen_everybody", "screen", "screen_all",
    "screen_changed", "start_import", "summary", "withdraw_override",
]  # fmt: skip

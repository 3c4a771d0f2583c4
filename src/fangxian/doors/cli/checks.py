"""What `doctor` looks at. Each check answers with one sentence and, if need be, a way out."""

from __future__ import annotations

import os
import shutil
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from fangxian.kernel.text import Text

Standing = Literal["ok", "hint", "wrong"]

GIGABYTE = 1024**3
LEAST_FREE, EASY_FREE = 1 * GIGABYTE, 5 * GIGABYTE
OLDEST_SERVER = 160_000  # PostgreSQL 16
KEY_BYTES = 32
NOTHING = Text("", "")


@dataclass(frozen=True)
class Finding:
    check: str
    standing: Standing
    said: Text
    way_out: Text = NOTHING


def disk(data: Path) -> Finding:
    there = next(path for path in (data, *data.absolute().parents) if path.exists())
    free = shutil.disk_usage(there).free
    said = Text(
        f"{data} 所在磁盘剩余 {free / GIGABYTE:.1f} GB。",
        f"The disk of {data} has {free / GIGABYTE:.1f} GB left.",
    )
    if free >= EASY_FREE:
        return Finding("disk", "ok", said)
    out = Text("请清理磁盘,或换更大的盘。", "Free some space, or move to a larger disk.")
    return Finding("disk", "wrong" if free < LEAST_FREE else "hint", said, out)


def key(data: Path) -> Finding:
    path = data / "master.key"
    if not path.exists():
        return Finding("key", "hint", *_keyless(path))
    size, mode = path.stat().st_size, stat.S_IMODE(path.stat().st_mode)
    if size != KEY_BYTES:
        return Finding(
            "key",
            "wrong",
            Text(f"密钥文件 {path} 已损坏({size} 字节)。", f"The key file {path} is damaged."),
            Text("请从备份恢复。", "Restore it from its backup."),
        )
    if mode & 0o077:
        return Finding(
            "key",
            "wrong",
            Text(f"密钥文件权限为 {mode:o},他人可读。", f"The key file's mode is {mode:o}."),
            Text(f"执行 chmod 600 {path}", f"Run chmod 600 {path}"),
        )
    return Finding("key", "ok", Text("密钥文件完好,仅本用户可读。", "The key file is sound."))


def _keyless(path: Path) -> tuple[Text, Text]:
    """The folder does not tell whether anything is sealed: `sealing` does, where the database answers."""
    return (
        Text(f"没有密钥文件 {path}。", f"There is no key file {path}."),
        Text(
            "全新的系统首次启动时生成;已有数据的,请从备份恢复它,不会另造。",
            "A new system makes it at its first start; where there are data restore it from its "
            "backup: no other is made.",
        ),
    )


def clock(setting: str) -> Finding:
    if not setting:
        return Finding("clock", "ok", Text("使用真实时间。", "The clock is the real one."))
    return Finding(
        "clock", "hint", Text(f"时钟被调到 {setting}。", f"The clock is moved: {setting}.")
    )


def server(cursor: Any) -> Finding:
    cursor.execute("SHOW server_version_num")
    number = int(cursor.fetchone()[0])
    said = Text(f"PostgreSQL {number // 10_000} 可用。", f"PostgreSQL {number // 10_000} answers.")
    if number >= OLDEST_SERVER:
        return Finding("database", "ok", said)
    return Finding(
        "database", "wrong", said, Text("需要 16 或更高版本。", "Version 16 or newer is needed.")
    )


def trigrams(cursor: Any) -> Finding:
    """Under a wrong locale pg_trgm sees no Chinese and finds no name, without an error."""
    cursor.execute("SELECT 1 FROM pg_extension WHERE extname = 'pg_trgm'")
    if cursor.fetchone() is None:
        return Finding(
            "trigrams",
            "wrong",
            Text("缺少扩展 pg_trgm。", "The extension pg_trgm is missing."),
            Text("运行 fangxian up 会自动创建。", "fangxian up creates it."),
        )
    cursor.execute("SELECT cardinality(show_trgm('张三丰'))")
    if cursor.fetchone()[0]:
        return Finding("trigrams", "ok", Text("中文姓名可模糊检索。", "Chinese names are found."))
    return Finding(
        "trigrams",
        "wrong",
        Text(
            "数据库的区域设置使中文检索失效。", "The database's locale hides Chinese from search."
        ),
        Text(
            "请用 UTF8 与 C.UTF-8 重建数据库:initdb --encoding=UTF8 --locale=C.UTF-8。",
            "Make the database anew with initdb --encoding=UTF8 --locale=C.UTF-8.",
        ),
    )


def tables(_cursor: Any) -> Finding:
    from fangxian.doors.cli import instep

    if instep.unknown():
        return Finding(
            "tables",
            "wrong",
            instep.DatabaseNewer.sentence.fill(names="…"),
            instep.DatabaseNewer.way_out,
        )
    missing = sorted(".".join(name) for name in instep.missing())
    if not missing:
        return Finding("tables", "ok", Text("数据库表与程序一致。", "The tables are in step."))
    return Finding(
        "tables",
        "wrong",
        Text(f"缺少 {len(missing)} 项迁移。", f"{len(missing)} migrations are missing."),
        Text("运行 fangxian up 会自动补齐。", "fangxian up brings them in step."),
    )


def sealing(_cursor: Any) -> Finding:
    from django.conf import settings

    from fangxian.ground.access import pages as access
    from fangxian.kernel.crypto import KeyIsAnother, KeyMissing

    standing = access.key_standing()
    wrong = {"missing": KeyMissing, "another": KeyIsAnother}.get(standing)
    if wrong is None:
        said = Text("密钥与数据库相符。", "The key is this database's.")
        return Finding("sealing", "ok", said)
    refusal = wrong(path=settings.FANGXIAN_KEY_FILE)
    return Finding("sealing", "wrong", refusal.said, refusal.next_step)


def database_disk(_cursor: Any) -> Finding:
    """Where the database writes; another server's disk cannot be seen from here."""
    from django.conf import settings

    files = settings.FANGXIAN_DATABASE_FILES
    if files is None:
        said = Text(
            "数据库在别的服务器上,其磁盘请在那里查看。",
            "The database is another server: look at its disk there.",
        )
        return Finding("database_disk", "hint", said)
    found = disk(files)
    return Finding("database_disk", found.standing, found.said, found.way_out)


HEARD = "SELECT extract(epoch FROM now() - max(last_heartbeat))::int FROM procrastinate_workers"
AWAKE_SECONDS = 60
NAMED = 5  # accounts named in a line


def _heard(cursor: Any) -> int | None:
    """Seconds since a worker gave a sign of life, if one did lately."""
    cursor.execute(HEARD)
    seconds: int | None = cursor.fetchone()[0]
    return seconds if seconds is not None and seconds <= AWAKE_SECONDS else None


def worker(cursor: Any) -> Finding:
    seconds = _heard(cursor)
    if seconds is not None:
        return Finding("worker", "ok", Text(f"后台 {seconds} 秒前有响应。", "The worker is alive."))
    cursor.execute("SELECT count(*) FROM kernel_reaction WHERE done_at IS NULL")
    due = cursor.fetchone()[0]
    return Finding(
        "worker",
        "wrong" if due else "hint",
        Text(
            f"一分钟内没有后台响应,{due} 项联动待办。",
            f"No worker was heard in the last minute; {due} reactions are due.",
        ),
        Text("运行 fangxian up(或 fangxian worker)。", "Run fangxian up, or fangxian worker."),
    )


def by_clock(cursor: Any) -> Finding:
    """Each work of the clock by itself: one may fail or hang while the others go on."""
    from fangxian.doors.cli import worker as works
    from fangxian.kernel import clockwork

    if _heard(cursor) is None:
        said = Text("没有后台,定时任务没有运行。", "Without a worker nothing runs by the clock.")
        return Finding("clock", "hint", said)
    found = clockwork.troubled(work.name for work in works.by_clock())
    if not found:
        return Finding("clock", "ok", Text("定时任务按时办完。", "The clock's works end in time."))
    name, seconds, fault = found[0]
    return Finding(
        "clock",
        "wrong",
        Text(
            f"{len(found)} 项定时任务异常:{name} 距上次 {seconds} 秒 {fault[:120]}",
            f"{len(found)} works of the clock fail or are late: {name}, {seconds} s ago {fault[:120]}",
        ),
        Text(
            "后台运行时会自动再办:fangxian up;持续失败请附上此句报告。",
            "The worker runs them again: fangxian up; report this if it lasts.",
        ),
    )


def reactions(cursor: Any) -> Finding:
    cursor.execute(
        "SELECT count(*), count(*) FILTER (WHERE error <> ''), max(error) "
        "FROM kernel_reaction WHERE done_at IS NULL"
    )
    due, failed, error = cursor.fetchone()
    if not failed:
        return Finding("reactions", "ok", Text(f"联动待办 {due} 项。", f"{due} reactions are due."))
    return Finding(
        "reactions",
        "wrong",
        Text(f"{failed} 项联动失败:{error[:120]}", f"{failed} reactions failed: {error[:120]}"),
        Text(
            "会自动重试;持续失败请附上此句报告。", "They are tried again; report this if it lasts."
        ),
    )


def role(cursor: Any) -> Finding:
    """Whether the application could take the audit's guards off: docs/howto/run.md."""
    cursor.execute(
        "SELECT current_user, r.rolsuper, pg_has_role(c.relowner, 'USAGE')"
        " FROM pg_roles r, pg_class c WHERE r.rolname = current_user"
        " AND c.oid = 'kernel_auditline'::regclass"
    )
    name, over_all, owns = cursor.fetchone()
    if not over_all and not owns:
        return Finding("role", "ok", Text(f"角色 {name} 不拥有表。", f"{name} owns no tables."))
    zh = "是超级用户" if over_all else "拥有自己的表"
    en = "is a superuser" if over_all else "owns its tables"
    return Finding(
        "role",
        "hint",
        Text(
            f"数据库角色 {name} {zh},可解除审计保护。",
            f"The role {name} {en}: it could lift the audit's guards.",
        ),
        Text(
            "封印与 audit.mark 会让截尾现形;请异地保存 audit.mark(docs/howto/run.md)。",
            "The seal and audit.mark show what was cut: keep a copy of audit.mark elsewhere.",
        ),
    )


def imports(_cursor: Any) -> Finding:
    from fangxian.lines.arrivals import pages as arrivals

    stopped = arrivals.stopped_imports()
    if not stopped:
        return Finding("imports", "ok", Text("没有中断的导入。", "No import stopped half-way."))
    numbers = "、".join(map(str, stopped[:5]))
    return Finding(
        "imports",
        "wrong",
        Text(f"导入 {numbers} 中断,没有写入。", f"Imports {numbers} stopped; nothing was written."),
        Text(
            "后台运行时会自动重新开始:fangxian up。", "They begin again by themselves: fangxian up."
        ),
    )


def posts(_cursor: Any) -> Finding:
    """Who is to act holds a post of the unit that is instructed: an account without one sees and does
    nothing of others' work, and nobody tells it so."""
    from fangxian.ground.access import pages as access
    from fangxian.ground.duty import api as duty

    bare = access.accounts_with("tasks.act") - duty.seated_accounts()
    if not bare:
        return Finding("posts", "ok", Text("办事的账号都在岗。", "Who is to act holds a post."))
    names = sorted(access.names_of(bare).values())
    first, more = "、".join(names[:NAMED]), len(names)
    return Finding(
        "posts",
        "hint",
        Text(
            f"{more} 个办事的账号没有岗位,看不到也办不了各单位的事:{first}",
            f"{more} accounts that are to act hold no post and see no unit's work: {first}",
        ),
        Text(
            "在“值班与责任”页让其上岗,或停用账号。",
            "Seat them on the duty page, or close the accounts.",
        ),
    )


def stuck(cursor: Any) -> Finding:
    """Jobs of a worker that went silent; one that lives takes them over within a minute."""
    cursor.execute(
        "SELECT count(*) FROM procrastinate_jobs j LEFT JOIN procrastinate_workers w"
        " ON w.id = j.worker_id WHERE j.status = 'doing'"
        " AND coalesce(w.last_heartbeat, '-infinity') < now() - interval '2 minutes'"
    )
    count = cursor.fetchone()[0]
    if not count:
        return Finding("jobs", "ok", Text("没有卡住的后台任务。", "No job is stuck."))
    return Finding(
        "jobs",
        "wrong",
        Text(f"{count} 项后台任务卡住。", f"{count} jobs are stuck."),
        Text("后台运行时会自动重做:fangxian up。", "A worker does them again: fangxian up."),
    )


def audit(cursor: Any) -> Finding:
    """The end of the chain alone; `audit verify` walks all of it."""
    from fangxian.kernel import audit, audit_mark, checkpoint, crypto

    cursor.execute(
        "SELECT coalesce(h.number, 0), coalesce(l.number, 0), h.seal, l.seal, h.mark"
        " FROM (SELECT 1) one LEFT JOIN kernel_audithead h ON true LEFT JOIN"
        " (SELECT number, seal FROM kernel_auditline ORDER BY number DESC LIMIT 1) l ON true"
    )
    head, last, seal, of_line, mark = cursor.fetchone()
    ours = head == 0 or bytes(mark) == crypto.head_seal(head, bytes(seal))
    if head != last or bytes(seal or b"") != bytes(of_line or b"") or not ours:
        return Finding(
            "audit",
            "wrong",
            Text(
                f"审计链头 {head} 与末行 {last} 不符。",
                f"The audit head {head} is not line {last}.",
            ),
            Text("运行 fangxian audit verify 定位。", "Run fangxian audit verify to see where."),
        )
    outside = audit_mark.read()
    if outside and not audit.holds(outside):
        return Finding(
            "audit",
            "wrong",
            Text(
                f"审计链只到第 {last} 行,库外水位文件记到第 {outside.number} 行。",
                f"The audit ends at line {last}; the mark outside had reached {outside.number}.",
            ),
            Text(
                "若刚从备份恢复:fangxian audit restored --why …;否则末尾被截去,请立即报告。",
                "After a restore: fangxian audit restored --why …; else the tail was cut: report it.",
            ),
        )
    if outside is None and audit.was_marked():
        gone = audit.Break(last, "mark_missing")
        out = Text(
            "核对后:fangxian audit restored --why …", "Then: fangxian audit restored --why …"
        )
        return Finding("audit", "wrong", gone.said, out)
    newest = checkpoint.last()
    if newest and checkpoint.contradicted([newest]):
        return Finding(
            "audit",
            "wrong",
            Text(
                f"检查点记有第 {newest.number} 行,库里没有或已不同。",
                f"A checkpoint speaks of line {newest.number}, which is gone or another.",
            ),
            Text(
                "若刚从备份恢复:fangxian audit restored --why …;否则请立即报告。",
                "After a restore: fangxian audit restored --why …; else report it at once.",
            ),
        )
    return Finding("audit", "ok", Text(f"审计链尾相符,共 {head} 行。", f"{head} audit lines."))


def opening(_cursor: Any) -> Iterator[Finding]:
    """The check list with which the set-up ends, as it stands today. What is still to be done is
    not broken: `fangxian setup` itself leaves with 1 while something needed is missing."""
    from fangxian.overview.opening import api as opening

    out = Text(
        "开局没办完:fangxian setup --link 取链接;办完了的,登录后在相应页面上补。",
        "Not finished: fangxian setup --link gives the link; after that it is done on its page.",
    )
    for one in opening.checklist():
        said = Text(f"{one.name.zh}:{one.said.zh}", f"{one.name.en}: {one.said.en}")
        if one.state == "done":
            yield Finding(f"setup.{one.key}", "ok", said)
        else:
            yield Finding(f"setup.{one.key}", "hint", said, out)


def packs() -> Finding:
    """A key that nothing reads weakens a rule in silence. What is in force goes on."""
    from fangxian.ground.policy import pages as policy

    try:
        found = policy.misread_keys()
    except policy.PacksFaulty as refused:
        return Finding("packs", "wrong", refused.said, refused.way_out)
    if not found:
        return Finding(
            "packs", "ok", Text("方案各项都有程序读。", "Every key of the packs is read.")
        )
    first, more = found[0], len(found)
    where = first.short
    return Finding(
        "packs",
        "wrong",
        Text(
            f"方案有 {more} 处写错或缺少的项。第一处:{where} {first.sentence.zh}",
            f"{more} keys of the packs are wrong or missing. The first: {where} {first.sentence.en}",
        ),
        Text(
            "运行 fangxian policy lint 查看全部并改正。",
            "Run fangxian policy lint to see them all.",
        ),
    )


def browser() -> Finding:
    """Only the tests need one."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    if any(shutil.which(name) for name in names) or os.path.exists("/Applications/Chromium.app"):
        return Finding("browser", "ok", Text("已安装 Chromium。", "Chromium is installed."))
    return Finding(
        "browser",
        "hint",
        Text("未安装 Chromium(仅测试需要)。", "No Chromium (only tests need it)."),
        Text("sh make/browser.sh", "sh make/browser.sh"),
    )


IN_THE_DATABASE: tuple[Callable[[Any], Finding], ...] = (
    server,
    database_disk,
    tables,
    sealing,
    trigrams,
    worker,
    by_clock,
    reactions,
    stuck,
    imports,
    posts,
    role,
    audit,
)


def inside(cursor: Any) -> Iterator[Finding]:
    """The checks of a database that answers; without tables the rest cannot be asked."""
    for check in IN_THE_DATABASE:
        found = check(cursor)
        yield found
        if found.check == "tables" and found.standing == "wrong":
            return
    yield from opening(cursor)

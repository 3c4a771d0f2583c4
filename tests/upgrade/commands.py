"""Every command of the terminal on a county's database, one after the other in one process. Run
as a program in a data folder, with a folder for files: one line of JSON."""

from __future__ import annotations

import io
import json
import sys
from pathlib import Path
from typing import Any

import click
from click.testing import CliRunner

# Run by tests of their own: they serve until they are stopped, wipe the folder, or correct what this
# county has not got (tests/doors/cli/test_corrections.py).
ELSEWHERE = {
    ("up",),
    ("web",),
    ("worker",),
    ("gate",),
    ("demo", "up"),
    ("demo", "reset"),
    ("access", "define-role"),
    ("duty", "charge"),
    ("import",),
    ("setup",),
    ("imports", "list"),
    ("imports", "rows"),
    ("imports", "rejected"),
    ("imports", "set-aside"),
    ("imports", "undo"),
    ("duty", "charge-roles"),
    ("duty", "close-post"),
    ("duty", "close-unit"),
    ("duty", "show-phone"),
    ("people", "address"),
    ("people", "occupations"),
    ("places", "add-site"),
    ("places", "population"),
    ("tasks", "coverage"),
}
VILLAGE = "610921102202"
FACTS = '{"stays": [{"place": "310114", "end": "2022-05-08"}], "arrival": "2022-05-09"}'
LISTS = (
    "level,province,city,county,community,first_seen,last_seen,n_snapshots,left_censored,"
    "right_censored\nhigh,上海市,上海市,嘉定区,安亭镇,2022-04-29T00:00,2022-05-12T00:00,1,0,0\n"
)
LEDGER = "姓名,证件类型,证件号码,出发地,抵达日期,填报时间\n陆小满,护照,E77788899,上海市嘉定区,2022-05-09,2022-05-09 09:00\n"
HOMES = (
    f"户主,户主证件号码,地址,成员证件号码,网格\n韦国强,612422198009128011,北街 12 号,,{VILLAGE}\n"
)
SHOP = "名称,类别,地方,地址,负责人,电话,容纳,出入口,信用代码\n月河面馆,餐厅(馆),610921100001,月河路 9 号,马师傅,13800001234,20,1,\n"
REPORT = ["--outcome", "in_place", "--words", "已入户", "--where", "二组", "--who", "书记"]
ROSTER = "单位代码,岗位,姓名,电话\n"
ONCE = {  # what can be done only once is done to another the second time
    ("places", "add-grid"): ([VILLAGE, "第九网格"], [VILLAGE, "第十网格"]),
    ("access", "open"): (
        ["chen", "陈主任", "--place", "610921"],
        ["li", "李主任", "--place", "610921"],
    ),
}


def arguments(folder: Path) -> dict[tuple[str, ...], list[str]]:
    """Command → its arguments, in the order in which they are run. `--json` comes by itself."""

    def file(name: str, text: str) -> str:
        (folder / name).write_text(text, encoding="utf-8")
        return str(folder / name)

    return {
        ("doctor",): [],
        ("demo", "load"): [],
        ("arrivals", "rebuild-journeys"): [],
        ("audit", "verify"): [],
        ("audit", "key"): [],
        ("audit", "checkpoint"): [],
        ("audit", "who"): ["4"],
        ("audit", "restored"): ["--why", "试"],
        ("policy", "show"): ["--on", "2022-05-10"],
        ("policy", "lint"): [],
        ("policy", "schema"): [str(folder / "schema")],
        ("policy", "explain"): [file("facts.yaml", FACTS), "--on", "2022-05-10"],
        ("policy", "proposals"): [],
        ("policy", "dryrun"): ["--pack", "covid19-cn-ed9"],
        ("policy", "propose"): ["covid19-cn-ed9"],
        ("policy", "enact"): ["1"],
        ("policy", "withdraw"): ["1", "--because", "试"],
        ("places", "show"): ["610921"],
        ("places", "resolve"): ["汉阴县"],
        ("places", "add-grid"): [],
        ("places", "load"): [],
        ("zones", "preview"): [file("lists.csv", LISTS)],
        ("zones", "import"): [file("lists.csv", LISTS)],
        ("zones", "list"): ["--on", "2022-05-10"],
        ("zones", "unresolved"): [],
        ("zones", "place"): ["1", "310114", "--why", "核对名单"],
        ("zones", "left-out"): [],
        ("zones", "end-left-out"): ["1", "--why", "国务院客户端已不列"],
        ("zones", "end"): ["1", "2022-05-12", "--document", "通告 3 号"],
        ("venues", "apply"): [file("shops.csv", SHOP)],
        ("venues", "review"): [],
        ("venues", "posters"): ["1", "--out", str(folder)],
        ("venues", "partitions"): [],
        ("venues", "drop-expired"): [],
        ("arrivals", "template"): [str(folder / "template.xlsx")],
        ("arrivals", "import"): [file("ledger.csv", LEDGER)],
        ("arrivals", "screen"): [],
        ("arrivals", "export"): [str(folder / "out.xlsx"), "--purpose", "核对台账"],
        ("arrivals", "replay"): ["1"],
        ("arrivals", "rejected"): ["1", str(folder / "back.xlsx"), "--purpose", "核对台账"],
        ("arrivals", "undo"): ["6", "--why", "传错了"],
        ("people", "search"): ["韦国强"],
        ("people", "twins"): [],
        ("people", "merge"): ["41", "42", "--why", "同一人"],
        ("people", "households"): [file("homes.csv", HOMES)],
        ("duty", "bootstrap"): [],
        ("duty", "holes"): [],
        ("duty", "phone"): [VILLAGE, "0915-5210000"],
        ("duty", "import-roster"): [file("roster.csv", ROSTER), "--preview"],
        ("access", "open"): [],
        ("access", "grant"): ["chen", "village", VILLAGE],
        ("access", "token"): ["chen"],
        ("access", "approve"): ["10"],
        ("access", "confirm"): ["chen"],
        ("access", "asked"): [],
        ("access", "waiting"): [],
        ("access", "agree"): ["1"],
        ("access", "revoke"): ["10"],
        ("access", "reset-password"): ["chen"],
        ("access", "reset-second-factor"): ["chen"],
        ("access", "list"): [],
        ("access", "accounts"): [],
        ("access", "roles"): [],
        ("access", "close"): ["chen"],
        ("tasks", "funnel"): ["--on", "2022-05-09"],
        ("tasks", "overdue"): [],
        ("tasks", "list"): [],
        ("tasks", "climb"): [],
        ("tasks", "write"): [
            "排查",
            "--body",
            "逐户问",
            "--due",
            "2099-01-01T08:00",
            "--unit",
            "1",
        ],
        **{("tasks", act): ["999999"] for act in ("receive", "accept", "check", "close")},
        **{
            ("tasks", act): ["999999", "--reason", "核对"]
            for act in ("refuse", "send-back", "withdraw", "undo")
        },
        ("tasks", "act"): ["999999", *REPORT],
        ("tasks", "reassign"): ["999999", "1", "--reason", "核对"],
        ("tasks", "comment"): ["999999", "请看"],
        ("checkpoints", "add"): ["双河口", "--kind", "motorway", "--place", "610921102"],
        ("checkpoints", "list"): ["--on", "2022-05-10"],
        ("checkpoints", "crossings"): ["--on", "2022-05-10"],
        ("devices", "list"): ["--revoked"],
        ("devices", "revoke"): ["1", "--why", "丢失"],
        ("notices", "status"): [],
        ("notices", "trial"): ["13800001234"],
        ("notices", "key"): [],
        ("notices", "send"): [],
        ("retention", "preview"): [],
        ("retention", "run"): ["--yes", "--purpose", "codes.logins"],
        ("retention", "log"): [],
        ("codes", "explain"): ["4"],
        ("codes", "appeals"): [],
        ("codes", "overrides"): ["--on", "2022-05-10"],
        ("codes", "rotate-keys"): ["--due"],
        ("codes", "key-list"): [str(folder / "keys.bin")],
        ("codes", "verify"): [file("code.txt", "FX1:\n"), "--keys", str(folder / "keys.bin")],
    }


def commands() -> dict[tuple[str, ...], bool]:
    """Every command there is → whether it has `--json`."""
    from fangxian.doors.cli.main import ENTRIES

    found = {}
    for name, entry in ENTRIES.items():
        command = entry.fetch()
        group = isinstance(command, click.Group)
        inside = {(name, key): one for key, one in command.commands.items()} if group else {}
        for words, one in (inside or {(name,): command}).items():
            found[words] = any("--json" in option.opts for option in one.params)
    return found


def run(words: tuple[str, ...], given: list[str]) -> dict[str, Any]:
    from fangxian.doors.cli.main import main

    done = CliRunner().invoke(main, ["--lang", "zh", *words, *given])
    trace = (
        ""
        if done.exception is None or isinstance(done.exception, SystemExit)
        else repr(done.exception)
    )
    return {"code": done.exit_code, "out": done.stdout, "err": done.stderr, "crash": trace}


def told(folder: Path) -> dict[str, Any]:
    """What each command said in words and as JSON."""
    known, given = commands(), arguments(folder)
    said: dict[str, Any] = {
        "missing": sorted(" ".join(words) for words in set(known) - set(given) - ELSEWHERE),
        "gone": sorted(" ".join(words) for words in (set(given) | ELSEWHERE) - set(known)),
        "ran": {},
    }
    for words, rest in given.items():
        if words in known:
            first, second = ONCE.get(words, (rest, rest))
            plain = run(words, first)
            as_json = run(words, [*second, "--json"]) if known[words] else None
            said["ran"][" ".join(words)] = {"plain": plain, "json": as_json}
    return said


if __name__ == "__main__":
    from fangxian.doors.cli.session import database

    with database():
        out = io.StringIO()
        json.dump(told(Path(sys.argv[1])), out, ensure_ascii=False)
        print(out.getvalue())  # noqa: T201

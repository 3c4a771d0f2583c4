"""What each step shows and takes. The rooms decide; here words of a form become their arguments."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from fangxian.doors.command.shared import asked, columns_said, hidden_parts, pickers
from fangxian.doors.web_request import WebRequest
from fangxian.ground.access import pages as access
from fangxian.ground.duty import api as duty
from fangxian.ground.people import pages as people
from fangxian.ground.places import pages as places
from fangxian.kernel import crypto, home
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text
from fangxian.kernel.work import unit_of_work
from fangxian.lines.checkpoints import pages as checkpoints
from fangxian.overview.opening import api as opening

Shown = dict[str, Any]
SETUP = opening.SETUP
SCOPE = SETUP.scope("duty.edit")
ONE_TIME = "setup.one_time_password"


class NoTable(Refusal):
    code = "command.no_table"
    sentence = Text("没有选文件,或文件是空的。", "No file was chosen, or it is empty.")
    way_out = Text(
        "请选一个 xlsx、xls 或 csv 文件再提交。", "Choose an xlsx, xls or csv file and send again."
    )


class TableTooLarge(Refusal):
    code = "command.table_too_large"
    status = 413
    sentence = Text("表格太大。", "The table is too large.")
    way_out = Text("请分成几个文件。", "Split it into several files.")


@dataclass(frozen=True, slots=True)
class PageOfStep:
    """`take` answers with what is said on the page that follows, or with more to show at once."""

    show: Callable[[WebRequest], Shown]
    take: Callable[[WebRequest], Text | Shown]


def _table(request: WebRequest, name: str = "file") -> tuple[bytes, str]:
    sent = request.FILES.get(name)
    if sent is None or not sent.size:
        raise NoTable
    if sent.size > columns_said.LARGEST:
        raise TableTooLarge
    return sent.read(), str(sent.name)


# ------------------------------------------------------------------ county


def _show_county(request: WebRequest) -> Shown:
    typed = request.GET.get("q", "").strip()[:40]
    county = places.home()
    return {
        "q": typed,
        "found": places.counties(typed),
        "chosen": places.county(county) if county else None,
    }


def _take_county(request: WebRequest) -> Text:
    opening.choose_county(request.POST.get("county", ""), by=SETUP)
    found = places.county(places.home())
    assert found is not None
    return Text(
        f"本县:{found.name},{found.townships} 个乡镇、{found.villages} 个村已带入。",
        f"The county is {found.name}: {found.townships} townships, {found.villages} villages.",
    )


# ------------------------------------------------------------------ divisions and grids


def _show_divisions(request: WebRequest) -> Shown:
    towns = places.children_of(places.home())
    wanted = request.GET.get("town", "")
    town = next((one for one in towns if one.code == wanted), towns[0] if towns else None)
    villages = places.children_of(town.code) if town else ()
    rows = [(one, places.children_of(one.code)) for one in villages]
    return {"towns": towns, "town": town, "rows": rows, "edition": places.EDITION}


def _take_divisions(request: WebRequest) -> Text | Shown:
    kind = request.POST.get("kind", "")
    if kind == "divisions":
        done = places.load_divisions(
            [_named(request)], "开局", hidden=hidden_parts.said(request.POST), by=SETUP
        )
        duty.bootstrap_units()
        return Text(
            f"新增 {done.new},改名 {done.updated}。", f"{done.new} new, {done.updated} renamed."
        )
    if kind == "grids":
        content, name = _table(request)
        taken = places.import_grids(content, name, hidden=hidden_parts.said(request.POST), by=SETUP)
        duty.bootstrap_units()
        return {"taken": taken}
    return _take_list(request)


def _named(request: WebRequest) -> tuple[str, bytes]:
    content, name = _table(request)
    return name, content


def _take_list(request: WebRequest) -> Text:
    """The editor of one township: names as they stand in the fields, new grids one a line."""
    names = {
        key.removeprefix("name-"): str(text).strip()
        for key, text in request.POST.items()
        if key.startswith("name-")
    }
    renamed = [
        f"{code},{name}" for code, name in names.items() if name and name != places.name_of(code)
    ]
    code, name = (request.POST.get(one, "").strip() for one in ("new_code", "new_name"))
    if code or name:
        renamed.append(f"{code},{name}")
    made = 0
    with unit_of_work():
        if renamed:
            table = "code,name\n" + "\n".join(renamed) + "\n"
            places.load_divisions([("区划.csv", table.encode())], "开局", by=SETUP)
        for village in names:
            made += _new_grids(village, request.POST.get(f"grids-{village}", ""))
        duty.bootstrap_units()
    return Text(
        f"已保存:名称 {len(renamed)} 处,新网格 {made} 个。",
        f"Saved: {len(renamed)} names, {made} new grids.",
    )


def _new_grids(village: str, typed: str) -> int:
    there = {one.name for one in places.children_of(village)}
    fresh = [name for line in typed.splitlines() if (name := line.strip()) and name not in there]
    return len(places.add_grids(village, list(dict.fromkeys(fresh)), by=SETUP)) if fresh else 0


# ------------------------------------------------------------------ units


def _show_units(_request: WebRequest) -> Shown:
    rows = duty.units(SCOPE)
    return {
        "named": [one for one in rows if one.kind in ("headquarters", "township")],
        "forces": [one for one in rows if one.kind == "task_force"],
        "roles": access.roles(),
    }


def _take_units(request: WebRequest) -> Text:
    if request.POST.get("kind") == "force":
        typed = request.POST
        new = opening.add_task_force(typed.get("name", ""), typed.get("role", ""), by=SETUP)
        if new:
            return Text("专班已设。", "The task force was added.")
        return Text("这个专班已经有了。", "This task force stands already.")
    made, renamed = duty.bootstrap_units(), 0
    for one in duty.units(SCOPE):
        wanted = request.POST.get(f"unit-{one.id}", one.name).strip()
        if wanted and wanted != one.name:
            duty.rename_unit(one.id, wanted, by=SETUP)
            renamed += 1
    return Text(f"新建单位 {made} 个,改名 {renamed} 个。", f"{made} units made, {renamed} renamed.")


# ------------------------------------------------------------------ accounts


def _show_accounts(request: WebRequest) -> Shown:
    sealed = request.session.pop("setup_one_time", "")
    shown = crypto.unseal(bytes.fromhex(sealed), about=ONE_TIME) if sealed else ""
    username, _, password = shown.partition("\n")
    held = access.accounts(access.AccountFilter(), by=SETUP).rows
    officers = ("headquarters_chief", "account_officer")
    return {
        "accounts": held,
        "roles": access.roles(),
        "groups": pickers.places_within(SETUP.scope("places.read")),
        "password": password,
        "password_of": username,
        "suggested": next((role for role in officers if not _held(held, role)), "headquarters"),
    }


def _held(rows: tuple[access.AccountRow, ...] | list[access.AccountRow], role: str) -> bool:
    return any(grant.role == role and grant.holds_today for row in rows for grant in row.grants)


def _take_accounts(request: WebRequest) -> Text:
    typed = request.POST
    wanted = opening.FirstAccount(
        typed.get("username", "").strip(),
        typed.get("name", ""),
        typed.get("role", ""),
        typed.get("place", ""),
        typed.get("phone", ""),
    )
    password = opening.open_first(wanted, by=SETUP)
    if not password:
        return Text("这个账号已经有了,角色已补上。", "This account stands; its role was added.")
    shown = f"{wanted.username}\n{password}"
    request.session["setup_one_time"] = crypto.seal(shown, about=ONE_TIME).hex()
    return Text(f"账号 {wanted.username} 已开。", f"The account {wanted.username} is open.")


def _show_factors(_request: WebRequest) -> Shown:
    rows = access.accounts(access.AccountFilter(), by=SETUP).rows
    return {"accounts": [one for one in rows if one.holds_any]}


def _take_nothing(_request: WebRequest) -> Text:
    return Text("已核对。", "Looked at again.")


# ------------------------------------------------------------------ tables of people


def _show_nothing(_request: WebRequest) -> Shown:
    return {}


def _take_roster(request: WebRequest) -> Shown:
    content, name = _table(request)
    hidden = hidden_parts.said(request.POST)
    return {"done": duty.import_roster(content, name, hidden=hidden, by=SETUP), "name": name}


def _take_households(request: WebRequest) -> Shown:
    content, name = _table(request)
    hidden = hidden_parts.said(request.POST)
    return {"done": people.import_households(content, name, hidden=hidden, by=SETUP), "name": name}


# ------------------------------------------------------------------ policy, checkpoints, phones, sender


def _show_policy(_request: WebRequest) -> Shown:
    return {"edition": opening.edition_now() if places.home() else None}


def _take_policy(request: WebRequest) -> Text:
    opening.agree_on_edition(request.POST.get("edition", ""), by=SETUP)
    return Text("已确认,按这套方案研判。", "Agreed: arrivals are decided by it.")


def _show_checkpoints(_request: WebRequest) -> Shown:
    return {
        "sites": checkpoints.checkpoints(by=SETUP),
        "kinds": checkpoints.KINDS,
        "services": checkpoints.SERVICES,
        "groups": pickers.places_within(SETUP.scope("places.read")),
    }


def _take_checkpoints(request: WebRequest) -> Text:
    typed = request.POST
    checkpoints.open_checkpoint(
        typed.get("name", ""),
        typed.get("kind", ""),
        opening.place_named(typed.get("place", "")),
        lanes=asked.number(typed, "lanes") or 1,
        services=typed.getlist("services"),
        by=SETUP,
    )
    return Text("卡口已设。", "The checkpoint is open.")


def _show_phones(_request: WebRequest) -> Shown:
    return {"units": [one for one in duty.units(SCOPE) if one.kind in ("headquarters", "township")]}


def _take_phones(request: WebRequest) -> Text:
    changed = 0
    with unit_of_work():
        for one in duty.units(SCOPE):
            wanted = request.POST.get(f"phone-{one.id}")
            if wanted is not None and wanted.strip() != one.public_phone:
                duty.set_public_phone(one.id, wanted, by=SETUP)
                changed += 1
    return Text(f"已保存 {changed} 个公开电话。", f"{changed} public phones saved.")


def _show_sender(_request: WebRequest) -> Shown:
    kind, address = home.sender()
    return {"senders": opening.SENDERS, "kind": kind, "address": address}


def _take_sender(request: WebRequest) -> Text:
    typed = request.POST
    opening.choose_sender(typed.get("kind", ""), typed.get("address", ""), by=SETUP)
    return Text("已选定。", "Chosen.")


SHOWN = {
    "county": PageOfStep(_show_county, _take_county),
    "divisions": PageOfStep(_show_divisions, _take_divisions),
    "units": PageOfStep(_show_units, _take_units),
    "accounts": PageOfStep(_show_accounts, _take_accounts),
    "factors": PageOfStep(_show_factors, _take_nothing),
    "roster": PageOfStep(_show_nothing, _take_roster),
    "households": PageOfStep(_show_nothing, _take_households),
    "policy": PageOfStep(_show_policy, _take_policy),
    "checkpoints": PageOfStep(_show_checkpoints, _take_checkpoints),
    "phones": PageOfStep(_show_phones, _take_phones),
    "sender": PageOfStep(_show_sender, _take_sender),
}

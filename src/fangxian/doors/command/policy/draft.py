"""A notice is written: its head, its rows, its values; linted as one types, tried on examples."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.views.decorators.http import require_POST

from fangxian.doors.command.policy import draft_words, explain, values_said, words
from fangxian.doors.command.shared import asked
from fangxian.doors.command.shared.pages import command_page, draw
from fangxian.doors.web_request import WebRequest
from fangxian.ground.places import pages as places
from fangxian.ground.policy import pages as policy
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text

SAVED = Text("已存。", "Saved.")
BLANK = ("id", "who", "segments")
PALETTE = {
    "red": {"zh": "红", "en": "Red", "shape": "square", "hex": "#b42318"},
    "orange": {"zh": "橙", "en": "Orange", "shape": "triangle", "hex": "#c2570c"},
    "yellow": {"zh": "黄", "en": "Yellow", "shape": "diamond", "hex": "#b58105"},
    "green": {"zh": "绿", "en": "Green", "shape": "circle", "hex": "#1a7f37"},
}


@command_page(needs="policy.draft")
def new(request: WebRequest) -> HttpResponse:
    """A blank notice, a copy of a pack, or the files of one."""
    if request.method != "POST":
        return draw(request, "policy/draft_new", packs=policy.packs())
    place, files = places.home(), request.FILES.getlist("files")
    if files:
        brought = {str(one.name): one.read() for one in files}
        number = policy.take_in(place, policy.content_of_files(brought), by=request.actor)
    elif request.POST.get("pack"):
        number = policy.copy_draft(place, request.POST["pack"], by=request.actor)
    else:
        number = policy.begin_draft(place, by=request.actor)
    return _to(number)


@command_page(needs="policy.read")
def page(request: WebRequest, draft_id: int) -> HttpResponse:
    """The draft as it is typed, beside it the notice, what is wrong, and an example."""
    held = policy.draft(draft_id, by=request.actor)
    edition = policy.content_edition(held.content)
    return draw(
        request,
        "policy/draft",
        draft=held,
        head=_head(held.content),
        tables=[_table(name, held, edition or _below(held)) for name in draft_words.TABLES],
        faults=draft_words.told(policy.content_faults(held.content)),
        palette=_palette(held.content),
        suggestions=policy.suggested(held.notice) if held.notice else None,
        choices=_choices(edition or _below(held), held.content),
        sources=(held.content["head"].get("sources") or {}).items(),
        packs=policy.packs(),
        values=_values(edition or _below(held), held.content.get("values") or {}),
        **_example(request, edition),
    )


def _below(held: policy.DraftText) -> policy.Edition:
    """What the draft lies over: its words are known before it can be read itself."""
    return policy.edition(str(held.content["head"].get("over") or policy.packs()[0].id))


def _head(content: Mapping[str, Any]) -> dict[str, Any]:
    head = dict(content["head"])
    return head | {"first": head.get("in_force", {}).get("from"), "notice": _notice_source(head)}


def _notice_source(head: Mapping[str, Any]) -> Mapping[str, Any]:
    found: Mapping[str, Any] = (head.get("sources") or {}).get(_source_key(head), {})
    return found


def _source_key(head: Mapping[str, Any]) -> str:
    """The source that the head's form writes: the first that is a document."""
    sources = head.get("sources") or {}
    return next((key for key in sources if key != "house"), "notice")


def _table(name: str, held: policy.DraftText, edition: policy.Edition) -> dict[str, Any]:
    file = held.content.get(name)
    rows = []
    for section in ("rows", "replace", "add", "remove"):
        for index, row in enumerate((file or {}).get(section) or ()):
            said: dict[str, Any] = dict(policy.words_of(row, edition.measures))
            said["city_list"] = row.get("city_kinds") or ()
            rows.append({"section": section, "index": index, "row": row, "said": said})
    compiled = edition.table if name == "travellers" else edition.contacts
    shown = {one.id: one for one in words.table(edition, compiled.rows)}
    for one in rows:
        one["shown"] = shown.get(one["row"].get("use") or one["row"].get("id", ""))
    layer = (file or {}).get(name, "replace")
    return {
        "name": name,
        "label": draft_words.TABLES[name],
        "file": file,
        "layer": layer,
        "rows": rows,
        "add_to": "add" if layer == "amend" else "rows",
        "next": {"id": f"{held.pack}-{name[0]}{len(rows) + 1}", "before_listing_days": "0"},
        "below": words.table(edition, compiled.rows),
    }


def _choices(edition: policy.Edition, content: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "origins": policy.ORIGINS,
        "levels": policy.LEVELS,
        "widen": policy.WIDEN,
        "city_kinds": policy.CITY_KINDS,
        "clocks": policy.CLOCKS,
        "marks": policy.MARKS,
        "classes": {code: one.label for code, one in edition.classes.items()},
        "colours": {code: one.label for code, one in edition.colours.items()},
        "checks": edition.checks,
        "measures": edition.measures,
    }


def _palette(content: Mapping[str, Any]) -> list[tuple[str, Any, bool]]:
    own = ((content["head"].get("colours") or {}).get("scheme")) or {}
    return [(code, spec, code in own) for code, spec in {**PALETTE, **own}.items()]


def _values(edition: policy.Edition, values: Mapping[str, Any]) -> list[tuple[Any, Text]]:
    """Every key that may be said, with its name; those that the draft says first."""
    return [(one, values_said.name(edition, one.full)) for one in policy.asked_of(edition, values)]


def _example(request: WebRequest, edition: policy.Edition | None) -> dict[str, Any]:
    typed = explain.Asked(request.GET.dict(), asked.day(request.GET))
    if not typed.ready or edition is None:
        return {"typed": typed.values}
    try:
        return {"typed": typed.values, **explain.answer_by(typed, edition)}
    except Refusal as why:
        return {"typed": typed.values, "refusal": why}


@require_POST
@command_page(needs="policy.draft")
def head(request: WebRequest, draft_id: int) -> HttpResponse:
    held = policy.draft(draft_id, by=request.actor)
    policy.write_draft(draft_id, ("head",), _head_typed(request, held.content), by=request.actor)
    return _saved(request, draft_id, "head")


def _head_typed(request: WebRequest, content: Mapping[str, Any]) -> dict[str, Any]:
    post, found = request.POST, dict(content["head"])
    title = post.get("title", "").strip()
    found |= {
        "id": post.get("id", "").strip(),
        "title": {"zh": title, "en": post.get("title_en", "").strip() or title},
        "document": post.get("document", "").strip() or (f"《{title}》" if title else ""),
        "number": post.get("number", "").strip() or None,
        "issuer": post.get("issuer", "").strip(),
        "issued": _day(post, "issued"),
        "in_force": {
            **found.get("in_force", {}),
            "from": _day(post, "from"),
            "to": _day(post, "to"),
        },
    }
    for key in ("over", "replaces"):
        if post.get(key):
            found[key] = post[key]
        elif key in post:
            found.pop(key, None)
    key, sources = _source_key(found), dict(found.get("sources") or {})
    sources[key] = {
        "title": post.get("source_title", "").strip() or title,
        "site": post.get("source_site", "").strip(),
        "quality": post.get("source_quality", "A"),
    }
    return found | {"sources": sources}


def _day(values: Mapping[str, str], name: str) -> str | None:
    found = asked.day_typed(values, name)
    return found.isoformat() if found else None


@require_POST
@command_page(needs="policy.draft")
def colours(request: WebRequest, draft_id: int) -> HttpResponse:
    """A scheme of the place's own, the worst first; none ticked: the one below."""
    held = policy.draft(draft_id, by=request.actor)
    ticked = set(request.POST.getlist("colour"))
    scheme = {code: dict(spec) for code, spec, _ in _palette(held.content) if code in ticked}
    cite = {"clause": request.POST.get("clause", "").strip(), "mark": "seen"}
    cite["source"] = _source_key(held.content["head"])
    own = {"layer": "replace", "citation": cite, "scheme": scheme} if scheme else None
    policy.write_draft(draft_id, ("head", "colours"), own, by=request.actor)
    return _saved(request, draft_id, "colours")


@require_POST
@command_page(needs="policy.draft")
def row(request: WebRequest, draft_id: int, table: str, section: str, index: int) -> HttpResponse:
    """Save one row; a class that is new is named in the head."""
    held = policy.draft(draft_id, by=request.actor)
    content = _with_row(request, held, table, section, index)
    if content["head"] != held.content["head"]:
        policy.write_draft(draft_id, ("head",), content["head"], by=request.actor)
    at = min(index, len(content[table][section]) - 1)
    policy.write_draft(
        draft_id, (table, section, at), content[table][section][at], by=request.actor
    )
    return _saved(request, draft_id, f"{table}-{section}-{at}")


@require_POST
@command_page(needs="policy.draft")
def check(request: WebRequest, draft_id: int, table: str, section: str, index: int) -> HttpResponse:
    """What lint says of the row as it is being typed; nothing is kept."""
    held = policy.draft(draft_id, by=request.actor)
    content = _with_row(request, held, table, section, index)
    at = min(index, len(content[table][section]) - 1)
    anchor = f"{table}-{section}-{at}"
    told = draft_words.told(policy.content_faults(content))
    return draw(
        request,
        "policy/draft_row_faults",
        faults=[one for one in told if one.anchor == anchor],
        course=policy.words_of(
            content[table][section][at], (policy.content_edition(content) or _below(held)).measures
        )["segments"],
    )


def _with_row(
    request: WebRequest, held: policy.DraftText, table: str, section: str, index: int
) -> dict[str, Any]:
    said, content = draft_words.row_said(request.POST), dict(held.content)
    content["head"] = dict(content["head"])
    if new_class := said.pop("new_class", "").strip():
        said["class"] = _named_class(content["head"], new_class, said.get("class_code", ""))
    known = draft_words.known(policy.content_edition(held.content) or _below(held), content)
    edited = {"use": said["use"]} if said.get("use") else policy.row_of(said, known)
    if section == "remove":
        edited = {"id": said.get("id", ""), "citation": edited["citation"]}
    file = dict(content.get(table) or {table: "replace"})
    rows = list(file.get(section) or ())
    file[section] = [*rows[:index], edited, *rows[index + 1 :]]
    return {**content, table: file}


def _named_class(head: dict[str, Any], label: str, code: str) -> str:
    held = dict(head.get("classes") or {})
    same = next((key for key, said in held.items() if said.get("zh") == label), "")
    key = same or code.strip() or f"own_{len(held) + 1}"
    head["classes"] = {**held, key: {"zh": label, "en": label}}
    return key


@require_POST
@command_page(needs="policy.draft")
def row_act(
    request: WebRequest, draft_id: int, table: str, section: str, index: int
) -> HttpResponse:
    """A row goes up or down, or away."""
    act = request.POST.get("act", "")
    if act == "remove":
        policy.write_draft(draft_id, (table, section, index), None, by=request.actor)
    else:
        to = index - 1 if act == "up" else index + 1
        policy.move_row(draft_id, table, section, index, to, by=request.actor)
    return _saved(request, draft_id, table)


@require_POST
@command_page(needs="policy.draft")
def table(request: WebRequest, draft_id: int, table: str) -> HttpResponse:
    """Begin a table of the place's own, take it away, or say what holds where no row does."""
    held = policy.draft(draft_id, by=request.actor)
    file = dict(held.content.get(table) or {})
    post = request.POST
    if post.get("act") == "remove":
        policy.write_draft(draft_id, (table,), None, by=request.actor)
        return _saved(request, draft_id, table)
    file[table] = post.get("layer", "replace")
    if post.get("class") and post.get("colour"):
        file["otherwise"] = {"class": post["class"], "colour": post["colour"]}
    if file[table] == "amend":
        file.pop("rows", None)
    policy.write_draft(draft_id, (table,), file, by=request.actor)
    return _saved(request, draft_id, table)


@require_POST
@command_page(needs="policy.draft")
def value(request: WebRequest, draft_id: int) -> HttpResponse:
    """Say one value, with its source; an empty text takes it away."""
    held, post = policy.draft(draft_id, by=request.actor), request.POST
    cite = {
        "clause": post.get("clause", "").strip(),
        "source": post.get("source", "house"),
        "mark": post.get("mark", "local"),
    }
    values = policy.with_value(
        held.content.get("values") or {},
        post.get("key", ""),
        post.get("value", ""),
        cite,
        _day(post, "since") or "",
    )
    policy.write_draft(draft_id, ("values",), values or None, by=request.actor)
    return _saved(request, draft_id, "values")


@require_POST
@command_page(needs="policy.draft")
def notice(request: WebRequest, draft_id: int) -> HttpResponse:
    policy.paste_notice(draft_id, request.POST.get("notice", ""), by=request.actor)
    return _saved(request, draft_id, "notice")


@require_POST
@command_page(needs="policy.draft")
def accept(request: WebRequest, draft_id: int) -> HttpResponse:
    """Take over what the notice says: its head, or one of its rows; the rest is typed."""
    held = policy.draft(draft_id, by=request.actor)
    found = policy.suggested(held.notice)
    number = asked.number(request.POST, "row")
    if number is None:
        policy.write_draft(draft_id, ("head",), _suggested_head(held, found), by=request.actor)
        return _saved(request, draft_id, "head")
    edition = policy.content_edition(held.content) or _below(held)
    rows = (held.content.get("travellers") or {}).get("rows") or []
    said = {"id": f"{held.pack}-t{len(rows) + 1}", **found.rows[number]}
    edited = policy.row_of(said, draft_words.known(edition, held.content))
    policy.write_draft(draft_id, ("travellers", "rows", len(rows)), edited, by=request.actor)
    return _saved(request, draft_id, f"travellers-rows-{len(rows)}")


def _suggested_head(held: policy.DraftText, found: policy.Suggested) -> dict[str, Any]:
    head, said = dict(held.content["head"]), found.head
    if "title" in said:
        head["title"] = {"zh": said["title"], "en": head["title"].get("en") or said["title"]}
    head |= {key: said[key] for key in ("document", "number", "issuer", "issued") if key in said}
    head["in_force"] = head["in_force"] | {key: said[key] for key in ("from", "to") if key in said}
    return head


@require_POST
@command_page(needs="policy.draft")
def sheet(request: WebRequest, draft_id: int, table: str) -> HttpResponse:
    """Rows of a spreadsheet after those that are there."""
    held = policy.draft(draft_id, by=request.actor)
    sent = request.FILES.get("file")
    data = sent.read() if sent else b""
    edition = policy.content_edition(held.content) or _below(held)
    found = policy.rows_of_sheet(
        data, draft_words.known(edition, held.content), settings.FANGXIAN_UPLOAD_BYTES
    )
    file = dict(held.content.get(table) or {table: "replace"})
    section = "add" if file.get(table) == "amend" else "rows"
    rows = [*(file.get(section) or ()), *found.rows]
    policy.write_draft(draft_id, (table, section), rows, by=request.actor)
    if found.unread:
        left = "、".join(found.unread)
        said = Text(f"没看懂的列:{left},没有收进来。", f"Columns not understood: {left}.")
        messages.warning(request, said.speak(request.language))
    return _saved(request, draft_id, table)


@require_POST
@command_page(needs="policy.draft")
def discard(request: WebRequest, draft_id: int) -> HttpResponse:
    policy.discard_draft(draft_id, by=request.actor)
    return HttpResponseRedirect(reverse("policy"))


@command_page(needs="policy.read")
def export(request: WebRequest, pack_id: str) -> HttpResponse:
    """The YAML folder of a pack or a draft: the same bytes for the same content."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name, data in policy.files_of(policy.content_of(pack_id)).items():
            at = zipfile.ZipInfo(f"{pack_id}/{name}", (1980, 1, 1, 0, 0, 0))
            archive.writestr(at, data, zipfile.ZIP_DEFLATED)
    answer = HttpResponse(packed.getvalue(), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="{pack_id}.zip"'
    return answer


def _saved(request: WebRequest, draft_id: int, anchor: str) -> HttpResponse:
    messages.success(request, SAVED.speak(request.language))
    return _to(draft_id, anchor)


def _to(draft_id: int, anchor: str = "") -> HttpResponse:
    at = reverse("policy_draft", args=[draft_id])
    return HttpResponseRedirect(f"{at}#{anchor}" if anchor else at)

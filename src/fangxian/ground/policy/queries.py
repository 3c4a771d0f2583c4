"""What is in force on a day at a place. The files of packs are read once a process; what was written
here and enacted is looked for again and again (`shelf`)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from functools import lru_cache
from pathlib import Path
from typing import NamedTuple

from django.conf import settings

from fangxian.ground.policy import contents, shelf
from fangxian.ground.policy.contents import Content
from fangxian.ground.policy.edition import Edition, PackRef, SourceInfo, Value
from fangxian.ground.policy.errors import NoSuchPack, NoSuchValue, NotInForce, PacksFaulty
from fangxian.ground.policy.faults import Fault, in_order
from fangxian.ground.policy.layers import HOUSE, compose, house_values, ref_of
from fangxian.ground.policy.library import Enacted, Folder, Library, load
from fangxian.ground.policy.linting import lint as lint_packs
from fangxian.ground.policy.linting import lint_one, misread
from fangxian.ground.policy.linting import warnings as lint_warnings
from fangxian.ground.policy.linting_tables import hidden
from fangxian.ground.policy.loading import Document
from fangxian.ground.policy.models import Draft, Enactment
from fangxian.ground.policy.schema import HouseFile
from fangxian.kernel import home
from fangxian.kernel.actor import Actor
from fangxian.kernel.errors import NotFound
from fangxian.kernel.text import Text
from fangxian.kernel.verb import question

DISEASE = "policy.disease"


@dataclass(frozen=True)
class Pack:
    """One pack as it was written, before anything is laid over it."""

    ref: PackRef
    disease: str
    number: str | None
    issued: date | None
    place: str
    over: str
    amends: str
    status: str
    note: str
    marks: tuple[str, str]
    sources: tuple[SourceInfo, ...]
    left_out: tuple[tuple[str, str], ...]

    @property
    def id(self) -> str:
        return self.ref.id


def in_force(on: date, at: str, disease: str = "") -> Edition:
    """The national packs of the day and the overlays of the places around `at`, of a disease or
    of that which the house works against. NotInForce before the first and after the last day."""
    root = Path(settings.FANGXIAN_PACKS)
    made = shelf.enacted()
    return _in_force(root, made, on, _around(root, made, at), disease or disease_on(on))


def in_force_or_none(on: date, at: str, disease: str = "") -> Edition | None:
    """As `in_force`; None where nothing is: whoever asks goes on without."""
    try:
        return in_force(on, at, disease)
    except NotInForce:
        return None


def disease_on(on: date) -> str:
    """The disease that the house works against on a day, as packs/_house.yaml says it."""
    written = house_file(DISEASE).content.values[DISEASE]
    held = [one for one in written if one.from_ <= on] or [min(written, key=lambda one: one.from_)]
    return str(max(held, key=lambda one: one.from_).value)


def house_file(key: str) -> Document[HouseFile]:
    """The house's values where they have this one. A county's own folder of packs may have none, or
    an older one without it: then those that came with the release."""
    own = library().house
    if own and key in own.content.values:
        return own
    shipped = shipped_library().house
    if shipped is None or key not in shipped.content.values:
        raise NoSuchValue(edition=HOUSE, key=key)
    return shipped


def _house_on(day: date) -> dict[str, Value]:
    """What holds whatever disease there is: a county's own keys stand for those of the release."""
    files = [held.content for one in (shipped_library(), library()) if (held := one.house)]
    own = {key for file in files[1:] for key in file.values}
    found = {key: said for key, said in house_values(files[0], day).items() if key not in own}
    return found | (house_values(files[1], day) if files[1:] else {})


def shipped_library() -> Library:
    return read_library(Path(settings.FANGXIAN_SHIPPED_PACKS))


def edition(pack_id: str, at: str = "", on: date | None = None) -> Edition:
    """The edition that a pack (a draft too) makes with what lies under it and, with `at`, the
    overlays over it there. `on`: the pack's first day at the earliest."""
    return edition_of(folder_of(pack_id), at, on)


def edition_of(folder: Folder, at: str = "", on: date | None = None) -> Edition:
    packs, pack = library().holding(folder), folder.pack
    day = max(on or pack.in_force.from_, pack.in_force.from_)
    if pack.place:
        under = packs.chain(pack.over or "")
        wider = packs.overlays(day, pack.place[:-1], under)
        return compose((*under, *wider, *packs.chain(pack.id)), packs.words, day, _house_on(day))
    base = packs.chain(pack.id)
    return compose((*base, *packs.overlays(day, at, base)), packs.words, day, _house_on(day))


def packs() -> list[Pack]:
    """Every pack of the folder and those enacted from a draft, by disease, place and first day."""
    found = sorted(
        library().folders.values(),
        key=lambda f: (f.pack.disease, f.pack.place or "", f.pack.in_force.from_),
    )
    return [_pack(folder) for folder in found]


def pack(pack_id: str) -> Pack:
    """One pack of this house, or a draft that can be read; NoSuchPack."""
    return _pack(folder_of(pack_id))


def lint(path: Path | None = None) -> list[Fault]:
    """The faults of the packs under a path (default: the packs of this house)."""
    return lint_packs(Path(settings.FANGXIAN_PACKS), path, Path(settings.FANGXIAN_SHIPPED_PACKS))


def warnings(path: Path | None = None) -> list[Fault]:
    """What is no fault and has a danger, of the same packs."""
    return lint_warnings(Path(settings.FANGXIAN_PACKS), path, Path(settings.FANGXIAN_SHIPPED_PACKS))


def misread_keys() -> tuple[Fault, ...]:
    """Keys of the packs of this house that nothing reads, or that are of a wrong type or missing.
    What is in force is not refused for it: the pages and `doctor` tell."""
    return _misread(Path(settings.FANGXIAN_PACKS))


@lru_cache(maxsize=8)
def _misread(root: Path) -> tuple[Fault, ...]:
    return tuple(misread(read_library(root), Path(settings.FANGXIAN_SHIPPED_PACKS)))


def diseases() -> dict[str, Text]:
    """The diseases for which there is a pack, in words."""
    held = library()
    return {code: held.disease(code) for code in sorted({p.disease for p in packs()})}


@dataclass(frozen=True)
class EnactmentRow:
    """A proposal as it stands. `changed`: the file is no longer what was proposed, so it
    decides nothing. `place`: where it is to hold."""

    id: int
    pack: str
    from_day: date
    note: str
    proposer: str
    proposed_at: datetime
    approver: str
    approved_at: datetime | None
    changed: bool
    proposer_id: int | None
    place: str


@question(needs="policy.read")
def enactments(*, by: Actor) -> tuple[EnactmentRow, ...]:
    """The proposals that are not withdrawn, the newest first."""
    held = library().folders
    return tuple(
        EnactmentRow(
            row.pk,
            row.pack,
            row.from_day,
            row.note,
            row.proposer,
            row.proposed_at,
            row.approver,
            row.approved_at,
            not row.written and (row.pack not in held or held[row.pack].hash != row.pack_hash),
            row.proposer_id,
            (held[row.pack].pack.place if row.pack in held else "") or home.county(),
        )
        for row in Enactment.objects.filter(withdrawn_at__isnull=True).order_by("-pk")
    )


class Proposed(NamedTuple):
    """A pack that waits for a second person, at the place for which it is to come into force."""

    place: str
    proposer_id: int


def proposed(enactment_id: int) -> Proposed | None:
    """None where nothing waits under this number."""
    row = Enactment.objects.filter(pk=enactment_id, approved_at=None, withdrawn_at=None).first()
    if row is None:
        return None
    held = library().folders.get(row.pack)
    return Proposed((held.pack.place if held else "") or home.county(), row.proposer_id)


def library() -> Library:
    """The packs of this house: its files, and what was enacted from drafts."""
    return _library(Path(settings.FANGXIAN_PACKS), shelf.enacted())


@lru_cache(maxsize=16)
def _library(root: Path, made: tuple[Enacted, ...]) -> Library:
    return shelf.on_shelf(read_library(root), made)


@lru_cache(maxsize=8)
def read_library(root: Path) -> Library:
    found = load(root)
    if found.faults:
        raise PacksFaulty(count=len(found.faults), first=_first(found))
    return found


def folder_of(pack_id: str) -> Folder:
    """A pack of this house, or a draft as it stands; NoSuchPack."""
    held = library().folders
    found = held.get(pack_id) or shelf.drafted(pack_id)
    if found is None:
        raise NoSuchPack(pack=pack_id, known="、".join(sorted(held)))
    return found


def forget_packs() -> None:
    """Read the packs again at the next question."""
    read_library.cache_clear()
    _library.cache_clear()
    _around.cache_clear()
    _in_force.cache_clear()
    _misread.cache_clear()
    shelf.written.cache_clear()
    shelf.look_again()


def needs_records() -> bool:
    """Whether the database must be asked which packs hold: as soon as there is one."""
    return read_library(Path(settings.FANGXIAN_PACKS)).drafts or shelf.has_records()


@lru_cache(maxsize=8192)
def _around(root: Path, made: tuple[Enacted, ...], at: str) -> str:
    """The narrowest place around `at` that has a pack of its own: an edition is the same for all
    places inside it, and composed once."""
    own = {folder.pack.place or "" for folder in _library(root, made).folders.values()}
    return max((place for place in own if at.startswith(place)), key=len, default="")


@lru_cache(maxsize=2048)
def _in_force(root: Path, made: tuple[Enacted, ...], on: date, at: str, disease: str) -> Edition:
    packs = _library(root, made)
    base = packs.national(on, disease)
    if not base:
        zh, en = _why_none(packs, on, disease)
        label = packs.disease(disease)
        raise NotInForce(on=on, disease=label.zh, disease_en=label.en, why=zh, why_en=en)
    return compose((*base, *packs.overlays(on, at, base)), packs.words, on, _house_on(on))


def _why_none(packs: Library, on: date, disease: str) -> tuple[str, str]:
    terms = [f.pack.in_force for f in packs.of(disease) if not f.pack.place]
    if not terms:
        return "没有收录这个病种的方案", "no pack of this disease is held"
    first = min(term.from_ for term in terms)
    if on < first:
        return f"最早的一份自 {first} 起施行", f"the first one begins on {first}"
    last = max(term.to for term in terms if term.to)
    return f"最后一份至 {last} 止", f"the last one ended on {last}"


def _first(found: Library) -> str:
    fault = in_order(found.faults)[0]
    return f"{Path(fault.file).name}:{fault.line} {fault.sentence.zh}"


def _pack(folder: Folder) -> Pack:
    pack = folder.pack
    return Pack(
        ref=ref_of(folder),
        disease=pack.disease,
        number=pack.number,
        issued=pack.issued,
        place=pack.place or "",
        over=pack.over or "",
        amends=pack.amends or "",
        status="enacted" if folder.enacted_from else pack.status,
        note=pack.in_force.note,
        marks=(pack.in_force.from_mark, pack.in_force.to_mark),
        sources=tuple(
            SourceInfo(key, source.title, source.site, source.quality)
            for key, source in pack.sources.items()
        ),
        left_out=tuple((left.what, left.why) for left in pack.left_out),
    )


@dataclass(frozen=True)
class DraftRow:
    """A draft in a list. `proposal`: the number under which it was proposed, and whether it was
    approved."""

    id: int
    pack: str
    place: str
    title: str
    from_day: str
    changed_by: str
    changed_at: datetime
    proposal: int | None
    approved: bool


@question(needs="policy.read")
def drafts(*, by: Actor) -> tuple[DraftRow, ...]:
    """The open drafts that are not in force, the newest change first."""
    live = {
        pack: (number, approved is not None)
        for number, pack, approved in Enactment.objects.filter(
            withdrawn_at__isnull=True
        ).values_list("pk", "pack", "approved_at")
    }
    found = []
    for row in Draft.objects.filter(discarded_at__isnull=True).order_by("-changed_at", "-pk"):
        head = contents.from_text(row.content)["head"]
        number, approved = live.get(row.pack, (None, False))
        title = str((head.get("title") or {}).get("zh") or "")
        first = str((head.get("in_force") or {}).get("from") or "")
        found.append(
            DraftRow(
                row.pk,
                row.pack,
                row.place,
                title,
                first,
                row.changed_by,
                row.changed_at,
                number,
                approved,
            )
        )
    return tuple(found)


@dataclass(frozen=True)
class DraftText:
    """A draft as it is typed, with the notice beside it. `locked`: it is proposed or in force."""

    id: int
    pack: str
    place: str
    content: Content
    notice: str
    locked: bool


@question(needs="policy.read")
def draft(draft_id: int, *, by: Actor) -> DraftText:
    """A draft as it is typed; NotFound when it was put away."""
    row = Draft.objects.filter(pk=draft_id, discarded_at__isnull=True).first()
    if row is None:
        raise NotFound(what=Text("这份草稿", "This draft"))
    locked = Enactment.objects.filter(pack=row.pack, withdrawn_at__isnull=True).exists()
    return DraftText(
        row.pk, row.pack, row.place, contents.from_text(row.content), row.notice, locked
    )


def content_faults(content: Content) -> list[Fault]:
    """What `lint` says of a draft as it is typed: each fault with the part and the path in it."""
    folder, faults = contents.read(content)
    return faults if folder is None else lint_one(folder, library())


def content_warnings(content: Content) -> list[Fault]:
    folder, _ = contents.read(content)
    return list(hidden(folder, library().holding(folder))) if folder else []


def content_edition(content: Content) -> Edition | None:
    """What a draft would decide by, as it is typed; None while it cannot be read."""
    folder, _ = contents.read(content)
    return edition_of(folder) if folder else None


def content_of(pack_id: str) -> Content:
    """What was written of a pack of this house, or of a draft."""
    return contents.dumped(folder_of(pack_id))

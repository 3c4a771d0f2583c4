"""Whether the packs hold together. Every fault names its file and line."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from pathlib import Path

from fangxian.ground.policy.faults import Fault, in_order
from fangxian.ground.policy.library import Folder, Library, load
from fangxian.ground.policy.linting_advice import advice
from fangxian.ground.policy.linting_citations import citations, house
from fangxian.ground.policy.linting_tables import hidden, tables
from fangxian.ground.policy.linting_terms import house_terms, supplied_terms, terms
from fangxian.ground.policy.loading import read
from fangxian.ground.policy.methods import METHODS
from fangxian.ground.policy.schema import HouseFile
from fangxian.kernel.text import Text

ROOT_MARK, HOUSE_FILE = "_words.yaml", "_house.yaml"


def lint(home: Path, path: Path | None = None, release: Path | None = None) -> list[Fault]:
    """The faults of the packs under `path` (default: `home`). A folder without its own
    _words.yaml is read as an addition to `home`: its packs may amend or replace those there.
    `release`: the folder whose _house.yaml speaks where a county's own is silent."""
    scope, library, inside = _read(home, path)
    if library.faults:
        return in_order(library.faults)  # what cannot be read cannot be judged
    if not inside:
        said = Text("这里没有任何方案(pack.yaml)", "There is no pack (pack.yaml) here")
        return [Fault(str(scope), 1, said)]
    ours = _house(library, release) if _is_ours(library, scope) else ()
    return in_order((*_judged(inside, library), *ours))


def lint_one(folder: Folder, library: Library) -> list[Fault]:
    """The faults of one pack that lies in no folder, laid beside those of a library; that it is in
    force together with another is one already while it is a draft."""
    beside = library.holding(folder)
    return in_order((*_judged([folder], beside), *_overlaps(folder, beside)))


def warnings(home: Path, path: Path | None = None, release: Path | None = None) -> list[Fault]:
    """What is no fault and has a danger, of the packs under `path` (as `lint` reads them): a
    table that lets a row whose course is over hide what still runs; what the release says where
    the county's file of the house is silent."""
    scope, library, inside = _read(home, path)
    if library.faults:
        return []
    over = [found for folder in inside for found in hidden(folder, library)]
    if library.house is not None and _is_ours(library, scope):
        over += supplied_terms(library.house, library, _supplied(library, release))
    return in_order(over)


def _is_ours(library: Library, scope: Path) -> bool:
    return library.house is not None and library.house.file.resolve().is_relative_to(scope)


def _supplied(library: Library, release: Path | None) -> Collection[str]:
    """The keys that the release's own file holds; none where it is itself the file in question."""
    file = release / HOUSE_FILE if release else None
    own = library.house.file.resolve() if library.house else None
    if file is None or file.resolve() == own or not file.exists():
        return ()
    found, _ = read(file, HouseFile)
    return found.content.values if found else ()


def _read(home: Path, path: Path | None) -> tuple[Path, Library, list[Folder]]:
    scope = (path or home).resolve()
    scope = scope.parent if scope.is_file() else scope
    alone = scope == home.resolve() or (scope / ROOT_MARK).exists()
    library = load(scope) if alone else load(home, scope)
    inside = [f for f in library.folders.values() if f.path.resolve().is_relative_to(scope)]
    return scope, library, inside


def _judged(folders: list[Folder], library: Library) -> Iterator[Fault]:
    """Tables are judged only when it is clear what lies under them."""
    lost = [fault for folder in folders for fault in _relations(folder, library)]
    yield from lost
    for folder in folders:
        for check in (
            _disease,
            _named,
            _term,
            _neighbours,
            _methods,
            _colours,
            _shelf,
            citations,
            advice,
        ):
            yield from check(folder, library)
        if not lost:
            yield from _within_base(folder, library)
            yield from tables(folder, library)
            yield from terms(folder, library)


def _house(library: Library, release: Path | None) -> Iterator[Fault]:
    if library.house is not None:
        yield from house(library.house)
        yield from house_terms(library.house, library, _supplied(library, release))


def misread(library: Library, release: Path | None = None) -> list[Fault]:
    """The faults of keys alone, of packs that were read: what is in force with such a key goes on,
    and it is told."""
    found = [one for folder in library.folders.values() for one in terms(folder, library)]
    return in_order((*found, *_house(library, release)))


def _named(folder: Folder, library: Library) -> Iterator[Fault]:
    """Who is refused something is told by which document of whom."""
    for key, zh, en in (("document", "文件名称", "document"), ("issuer", "发布机关", "issuer")):
        if not getattr(folder.pack, key).strip():
            yield folder.head.fault(f"没有写{zh}", f"The {en} is not named", key)


def _term(folder: Folder, library: Library) -> Iterator[Fault]:
    term = folder.pack.in_force
    if term.to is not None and term.to < term.from_:
        yield folder.head.fault(
            f"起止日期颠倒:{term.from_} 至 {term.to}",
            f"The dates are reversed: {term.from_} to {term.to}",
            "in_force",
            "to",
        )
    if folder.pack.place and term.to is None:
        yield folder.head.fault(
            "地方方案必须写明终止日(to)", "A place's overlay must end: give `to`", "in_force", "to"
        )


def _disease(folder: Folder, library: Library) -> Iterator[Fault]:
    disease = folder.pack.disease
    if disease not in library.words.diseases:
        yield folder.head.fault(
            f"不认识的病种“{disease}”(_words.yaml)",
            f"Unknown disease “{disease}” (_words.yaml)",
            "disease",
        )


def _relations(folder: Folder, library: Library) -> Iterator[Fault]:
    pack = folder.pack
    if bool(pack.place) != bool(pack.over):
        yield folder.head.fault(
            "place 与 over 必须同时写:哪个地方,依据哪份国家方案",
            "`place` and `over` go together: which place, over which national pack",
            "place" if pack.place else "over",
        )
    for key in ("over", "amends", "replaces"):
        other = getattr(pack, key)
        if other is None:
            continue
        below = library.folders.get(other)
        if below is None:
            yield folder.head.fault(f"没有方案“{other}”", f"There is no pack “{other}”", key)
        elif key == "over" and below.pack.place:
            yield folder.head.fault(
                f"“{other}”不是国家方案", f"“{other}” is not a national pack", key
            )
        elif key != "over" and below.pack.place != pack.place:
            yield folder.head.fault(
                f"“{other}”不是同一地方的方案",
                f"“{other}” is a pack of another place",
                key,
            )
    if pack.amends and library.chain(pack.id)[0].pack.amends:
        yield folder.head.fault("修订关系成环", "Packs amend each other in a ring", "amends")


def _within_base(folder: Folder, library: Library) -> Iterator[Fault]:
    """An overlay lives no longer than what it lies over, with all amendments."""
    pack, base = folder.pack, library.folders.get(folder.pack.over or "")
    if base is None:
        return
    if pack.in_force.from_ < base.pack.in_force.from_:
        yield folder.head.fault(
            f"早于所依据方案的施行日 {base.pack.in_force.from_}",
            f"Begins before its base does ({base.pack.in_force.from_})",
            "in_force",
            "from",
        )
    ends = [
        other.pack.in_force.to
        for other in library.folders.values()
        if base in library.chain(other.pack.id) and not other.pack.place
    ]
    if pack.in_force.to is None or None in ends:
        return
    last = max(end for end in ends if end)
    if pack.in_force.to > last:
        yield folder.head.fault(
            f"晚于所依据方案(含修订)的终止日 {last}",
            f"Outlives its base and the amendments of it ({last})",
            "in_force",
            "to",
        )


def _neighbours(folder: Folder, library: Library) -> Iterator[Fault]:
    """Two packs of one disease and place on the same day, and neither amends the other."""
    if folder.pack.status != "draft":
        yield from _overlaps(folder, library)


def _overlaps(folder: Folder, library: Library) -> Iterator[Fault]:
    """A draft with any that is in force; of two in force the later one is told."""
    pack = folder.pack
    for other in library.folders.values():
        rival = other.pack
        holds = rival.status == "enacted" or other.enacted_from is not None
        if not holds or rival.id == pack.id:
            continue
        if (rival.disease, rival.place) != (pack.disease, pack.place):
            continue
        chained = other in library.chain(pack.id) or folder in library.chain(rival.id)
        chained = chained or rival.id in _replaced(folder, library)
        later = (rival.in_force.from_, rival.id) > (pack.in_force.from_, pack.id)
        if chained or (later and pack.status != "draft"):
            continue
        if other.holds_on(pack.in_force.from_) or folder.holds_on(rival.in_force.from_):
            yield folder.head.fault(
                f"施行期与“{rival.id}”重叠,又没有修订关系",
                f"In force together with “{rival.id}”, and neither amends the other",
                "in_force",
                "from",
            )


def _replaced(folder: Folder, library: Library) -> set[str]:
    """What a pack stands in the stead of, and what that did."""
    found: set[str] = set()
    step = folder.pack.replaces
    while step is not None and step not in found:
        found.add(step)
        held = library.folders.get(step)
        step = held.pack.replaces if held else None
    return found


def _methods(folder: Folder, library: Library) -> Iterator[Fault]:
    pack = folder.pack
    for name, method in pack.methods.items():
        if method not in METHODS:
            known = "、".join(METHODS)
            yield folder.head.fault(
                f"没有判定方法“{method}”,现有:{known}",
                f"There is no method “{method}”; known: {known}",
                "methods",
                name,
            )
    if not (pack.amends or pack.over) and set(pack.methods) != {"travellers", "contacts"}:
        yield folder.head.fault(
            "国家方案要写明 travellers 与 contacts 的判定方法(methods)",
            "A national pack names its methods for travellers and contacts",
            "methods",
        )


def _colours(folder: Folder, library: Library) -> Iterator[Fault]:
    pack, colours = folder.pack, folder.pack.colours
    first = not (pack.amends or pack.over)
    if first and (colours is None or colours.layer != "base"):
        yield folder.head.fault(
            "国家方案要有颜色表(colours, layer: base)",
            "A national pack has colours (layer: base)",
            "colours",
            "layer",
        )
    if colours is None:
        return
    if not first and colours.layer == "base":
        yield folder.head.fault(
            "这份方案之下已有颜色表,layer 应为 replace 或 amend",
            "There are colours below: the layer is replace or amend",
            "colours",
            "layer",
        )
    seen: dict[str, str] = {}
    for code, spec in colours.scheme.items():
        for mark in (spec.shape, spec.hex):
            if mark in seen:
                yield folder.head.fault(
                    f"“{code}”与“{seen[mark]}”的 {mark} 相同,不看颜色就分不开",
                    f"“{code}” and “{seen[mark]}” share {mark}: they cannot be told apart",
                    "colours",
                    "scheme",
                    code,
                )
            seen[mark] = code


def _shelf(folder: Folder, library: Library) -> Iterator[Fault]:
    """places/<code>/<first day> is where an overlay lies."""
    path, pack = folder.path, folder.pack
    if path.parent.parent.name != "places":
        return
    if path.parent.name != pack.place:
        yield folder.head.fault(
            f"文件夹是 {path.parent.name},place 却是 {pack.place}",
            f"The folder says {path.parent.name}, `place` says {pack.place}",
            "place",
        )
    if path.name != pack.in_force.from_.isoformat():
        yield folder.head.fault(
            f"文件夹是 {path.name},施行日却是 {pack.in_force.from_}",
            f"The folder says {path.name}, the first day is {pack.in_force.from_}",
            "in_force",
            "from",
        )

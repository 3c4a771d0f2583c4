"""The format of templates: no line over 120 characters where that can be, none over 160.

    templates.py [--check]

A line is broken only where a reader of the page cannot see it: at whitespace that is there already,
beside an element that is a block of its own, inside a tag. (djLint breaks beside `{% if %}` too,
which puts blanks into Chinese sentences, leaves half of the long lines, and goes on changing what it
wrote.) A template tag may go over lines: `doors/templates.py`.
"""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from make.markup import (
    DJANGO,
    DOORS,
    TAG,
    Control,
    Edges,
    Element,
    Leaf,
    Node,
    Space,
    django_name,
    parsed,
)

ROOT = Path(__file__).parents[1]
WIDTH, LIMIT, STEP = 120, 160, "  "
PIECE = re.compile(
    rf"""(?:{DJANGO}|"(?:{DJANGO}|[^"])*"|'(?:{DJANGO}|[^'])*'|[^\s"'])+""", re.DOTALL
)
ARGUMENT = re.compile(r"""(?:[^\s"']|"[^"]*"|'[^']*')+""", re.DOTALL)

# ── laying out ──────────────────────────────────────────────────────────────────────────────────

# A document: text | Group | Indent | Line, as of Wadler's “A prettier printer”.


@dataclass
class Line:
    flat: str  # what stands here when it is not broken: "" or " "
    own: bool = False  # broken by itself, when what follows does not fit; else with its group
    last: bool = False  # only when it would pass the limit


@dataclass
class Group:
    parts: list[Doc]
    broken: bool = False


@dataclass
class Indent:
    parts: list[Doc]


Doc = str | Line | Group | Indent


def django_doc(source: str) -> Doc:
    """A template tag, broken between its arguments, its English also between words."""
    if not source.startswith("{%"):
        return re.sub(r"\s*\n\s*", " ", source)
    inner = re.sub(r"\s*\n\s*", " ", source[2:-2].strip())
    first, *rest = ARGUMENT.findall(inner)
    parts: list[Doc] = ["{% ", first]
    told: list[Doc] = []
    sentence = django_name(source) == "t"
    long, breaks = len(source) > WIDTH // 2, {1} if sentence else set[int]()
    if django_name(source) == "include":
        breaks = {*range(2, len(rest))}
    for number, one in enumerate(rest):
        told.append(Line(" ", own=True, last=not (long and number in breaks)))
        words = one.split(" ") if sentence and number == 1 else [one]
        for place, word in enumerate(words):
            told += [Line(" ", own=True, last=True), word] if place else [word]
    return Group([*parts, Indent(told), " %}"])


def tag_doc(source: str) -> Doc:
    """An element's tag, broken between its attributes."""
    if source.startswith("</"):
        return source
    end = "/>" if source.endswith("/>") else ">"
    pieces = PIECE.findall(source[: -len(end)])
    told: list[Doc] = []
    for number, one in enumerate(pieces):
        if number:
            told.append(Line(" ", own=True))
        told += attribute(one)
    blank = " " if end == "/>" and source[: -len(end)].endswith(" ") else ""
    return Group(
        [Indent([Indent(told)]), blank, Line("", own=True, last=True) if pieces[1:] else "", end]
    )


def attribute(source: str) -> list[Doc]:
    if re.search(r"='[\[{]", source):  # data in JSON
        told: list[Doc] = []
        for one in re.split(r'(?<=,)(?=["{\[])', re.sub(r"\s*\n\s*", "", source)):
            told += [Line("", own=True, last=True), one] if told else [one]
        return told
    parts = re.split(f"({DJANGO})", re.sub(r"\s*\n\s*", " ", source))
    return [django_doc(one) if one.startswith("{%") else one for one in parts if one]


def raw_doc(leaf: Leaf) -> Doc:
    """Untouched inside; a script may begin on a line of its own."""
    if not leaf.name:
        return leaf.source
    found = TAG.match(leaf.source)
    assert found
    inner, close = leaf.source[found.end() :].rsplit("</", 1)
    edge: Doc = Line("", own=True, last=True) if leaf.name == "script" and inner.strip() else ""
    if leaf.name == "script":
        inner = inner.strip()
    return Group([tag_doc(found[0]), edge, inner, edge, f"</{close}"])


class Layout:
    def __init__(self, edges: Edges) -> None:
        self.edges = edges

    def mark(self, nodes: list[Node], gap: int, *, space: bool) -> Doc:
        """What stands in a gap; a blank in it is one node, with a gap before and behind it."""
        if self.edges.safe(nodes, gap) or (space and self.edges.safe(nodes, gap - 1)):
            return Line("")
        return Line(" ", own=True) if space else ""

    def nodes(self, nodes: list[Node]) -> tuple[Doc, list[Doc], Doc]:
        """What stands between the outer tag and the first, everything, what stands at the end."""
        told: list[Doc] = []
        space = False
        for place, node in enumerate(nodes):
            if not isinstance(node, Space):
                told += [self.mark(nodes, place, space=space), self.node(node)]
            space = isinstance(node, Space)
        if not told:
            return "", [], Line(" ", own=True) if space else ""
        return told[0], told[1:], self.mark(nodes, len(nodes), space=space)

    def node(self, node: Node) -> Doc:
        if isinstance(node, Leaf):
            if node.kind == "tag":
                return tag_doc(node.source)
            return raw_doc(node) if node.kind == "raw" else django_doc(node.source)
        if isinstance(node, Element):
            [(lead, told, tail)] = even([self.nodes(node.children)])
            return Group([tag_doc(node.start), Indent([lead, *told]), tail, node.end])
        assert isinstance(node, Control)
        parts: list[Doc] = []
        inner = even([self.nodes(branch) for _, branch in node.parts])
        for (mark, _), (lead, told, tail) in zip(node.parts, inner, strict=True):
            parts += [django_doc(mark), Indent([lead, *told]), tail]
        return Group([*parts, django_doc(node.end)])


def even(branches: list[tuple[Doc, list[Doc], Doc]]) -> list[tuple[Doc, list[Doc], Doc]]:
    """Lines of their own for what is inside where both of its edges may be broken, in all branches."""
    if all(told == [] or (lead != "" and tail != "") for lead, told, tail in branches):
        return branches
    kept = [[one if one != Line("") else "" for one in (lead, tail)] for lead, _, tail in branches]
    return [(lead, told, tail) for (lead, tail), (_, told, _) in zip(kept, branches, strict=True)]


Rest = list[tuple[int, bool, Doc]]  # depth, whether in one line, what; the next at the end


def fits(group: list[Doc] | None, rest: Rest, room: int, *, last: bool = False) -> bool:
    """Whether a group in one line, or else what comes next, fits into the room up to where the line
    may end. `last`: where a line is broken only when it must be, counts as such a place."""
    stack: Rest = [(0, True, one) for one in reversed(group or [])]
    behind, whole = len(rest), bool(group)
    while room >= 0:
        if not stack:
            if not behind:
                return True
            behind, whole = behind - 1, False
            stack.append(rest[behind])
        _, flat, doc = stack.pop()
        if isinstance(doc, Group | Indent):
            flat = flat or (isinstance(doc, Group) and not doc.broken)
            stack += [(0, flat, one) for one in reversed(doc.parts)]
        elif isinstance(doc, Line):
            if not (doc.last and not last) and not (flat and (whole or not doc.own)):
                return True
            room -= len(doc.flat)
        else:
            line, ended, _ = doc.partition("\n")
            room -= len(line)
            if ended:
                return room >= 0
    return False


def printed(doc: Doc) -> str:
    out: list[str] = []
    column = 0
    stack: Rest = [(0, False, doc)]
    while stack:
        depth, flat, doc = stack.pop()
        if isinstance(doc, str):
            out.append(doc)
            column = len(doc) - doc.rfind("\n") - 1 if "\n" in doc else column + len(doc)
        elif isinstance(doc, Indent):
            stack += [(depth + 1, flat, one) for one in reversed(doc.parts)]
        elif isinstance(doc, Group):
            flat = flat or (not doc.broken and fits(doc.parts, stack, WIDTH - column))
            stack += [(depth, flat, one) for one in reversed(doc.parts)]
        elif goes_on(doc, stack, column) if doc.own else flat:
            out.append(doc.flat)
            column += len(doc.flat)
        else:
            out.append("\n" + STEP * depth)
            column = len(STEP) * depth
    return "\n".join(line.rstrip() for line in "".join(out).split("\n"))


def goes_on(line: Line, rest: Rest, column: int) -> bool:
    room = (LIMIT if line.last else WIDTH) - column - len(line.flat)
    return fits(None, rest, room, last=line.last)


def formatted(source: str) -> str:
    """As often as it takes until nothing changes: a blank that was no line's end may become one."""
    for _ in range(5):
        before, source = source, once(source)
        if source == before:
            break
    return source


def once(source: str) -> str:
    nodes = parsed(source.strip())
    edges = Edges()
    whole = bool(re.match(r"\{% *extends", source)) or source.lstrip().startswith("<!doctype")
    edges.forward(nodes, "", state=whole)
    edges.backward(nodes, "", state=whole)
    if whole:  # what stands between the blocks of a page is not drawn
        for gap in range(len(nodes) + 1):
            edges.after[id(nodes), gap] = True
    _, told, _ = Layout(edges).nodes(nodes)
    # A piece that is included ends as it did: a line break at its end would be seen as a blank.
    end = "\n" if whole or source.endswith("\n") else ""
    return printed(Group(told, broken=True)).strip() + end


def templates() -> Iterator[Path]:
    yield from sorted(DOORS.rglob("*.html"))


def main() -> int:
    check, faults = "--check" in sys.argv, 0
    for path in templates():
        before = path.read_text("utf-8")
        after = formatted(before)
        if after != before:
            if check:
                print(f"{path.relative_to(ROOT)} is not in the house's format: make format")
            else:
                path.write_text(after, "utf-8")
            faults += check
        for number, line in enumerate(after.splitlines(), 1):
            if len(line) > LIMIT:
                print(f"{path.relative_to(ROOT)}:{number}: {len(line)} characters, over {LIMIT}")
                faults += 1
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())

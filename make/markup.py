"""A template as a tree, and the gaps in it where a blank cannot be seen on the page."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

DOORS = Path(__file__).parents[1] / "src" / "fangxian" / "doors"
FOLDERS = (DOORS, DOORS / "public" / "templates")  # as settings.TEMPLATES

DJANGO = r"\{%.*?%\}|\{\{.*?\}\}|\{\#.*?\#\}"
TOKEN = re.compile(
    rf"""(?P<verbatim>\{{%\s*comment\b.*?endcomment\s*%\}}|<!--.*?-->|<!\w[^>]*>
        |<(?P<raw>script|style|pre|textarea)\b.*?</(?P=raw)>)
      |(?P<django>{DJANGO})
      |(?P<tag></?[a-zA-Z](?:{DJANGO}|"(?:{DJANGO}|[^"])*"|'(?:{DJANGO}|[^'])*'|[^>"'])*>)
      |(?P<space>\s+)
      |(?P<text>(?:(?!{DJANGO}|</?[a-zA-Z]|<!)\S)+)""",
    re.DOTALL | re.VERBOSE,
)
TAG = re.compile(
    rf"""<[a-zA-Z](?:{DJANGO}|"(?:{DJANGO}|[^"])*"|'(?:{DJANGO}|[^'])*'|[^>"'])*>""", re.DOTALL
)
BLOCKS = """
    html head body title meta link base main header footer nav section article aside div p ul ol li
    dl dt dd table caption colgroup col thead tbody tfoot tr th td form fieldset legend details
    summary h1 h2 h3 h4 h5 h6 hr br figure figcaption select optgroup option datalist address
    dialog template script style pre noscript blockquote
"""
VOIDS = "area base br col embed hr img input link meta source track wbr"
BLOCK, VOID = set(BLOCKS.split()), set(VOIDS.split())
SILENT = {"load", "with", "endwith", "csrf_token", "extends", "comment"}
OPENS = {"if", "for", "with", "block", "spaceless", "autoescape", "filter", "ifchanged"}
TURNS = {"else", "elif", "empty"}
FREE_BLOCKS = {"content", "body", "extra_body", "sheet"}  # they stand in a block of their own
# Classes whose display is flex: each element inside is a block to its neighbours, and blanks at the
# edges are not seen (web/src/css). What is inline outside is one word of the line it stands in.
FLEX = {"acts", "chips", "law", "identity", "tabs", "form-row"}
INLINE_FLEX = {"btn", "chip", "mark", "inline"}


# ── what a template is made of ──────────────────────────────────────────────────────────────────


@dataclass
class Leaf:
    kind: str  # text | var | simple | silent | raw | tag (one without its other half)
    source: str
    name: str = ""


@dataclass
class Space:
    pass


@dataclass
class Element:
    name: str
    start: str
    end: str = ""
    children: list[Node] = field(default_factory=list)


@dataclass
class Control:
    """{% if %} … {% else %} … {% endif %}: parts are what stands before each branch, and the branch."""

    name: str
    parts: list[tuple[str, list[Node]]] = field(default_factory=list)
    end: str = ""


Node = Leaf | Space | Element | Control


def tag_name(source: str) -> str:
    found = re.match(r"</?([a-zA-Z][\w-]*)", source)
    return found[1].lower() if found else ""


def django_name(source: str) -> str:
    found = re.match(r"\{%-?\s*(\w+)", source)
    return found[1] if found else ""


class Parser:
    """An element that is opened and closed in different branches stays two leaves."""

    def __init__(self) -> None:
        self.root = Control("", [("", [])])
        self.open: list[Element | Control] = [self.root]

    def here(self) -> list[Node]:
        top = self.open[-1]
        return top.children if isinstance(top, Element) else top.parts[-1][1]

    def read(self, source: str) -> list[Node]:
        place = 0
        while place < len(source):
            found = TOKEN.match(source, place)
            assert found, source[place : place + 60]
            place = found.end()
            self.take(found.lastgroup or "", found[0])
        self.close_elements()
        assert self.open == [self.root], "a template tag is not closed"
        return self.root.parts[0][1]

    def take(self, kind: str, source: str) -> None:
        if kind == "django":
            self.django(source)
        elif kind == "tag":
            (self.end_tag if source.startswith("</") else self.start_tag)(source, tag_name(source))
        elif kind == "text":
            self.here().append(Leaf("text", source))
        elif kind != "space":
            self.here().append(Leaf("raw", source, tag_name(source)))
        elif not (self.here() and isinstance(self.here()[-1], Space)):
            self.here().append(Space())

    def django(self, source: str) -> None:
        name = django_name(source)
        if name in OPENS:
            control = Control(name, [(source, [])])
            self.here().append(control)
            self.open.append(control)
        elif name in TURNS or name.startswith("end"):
            self.turn(source, name)
        elif source.startswith("{{"):
            self.here().append(Leaf("var", source))
        else:
            silent = name in SILENT or not name or re.search(r"\bas \w+ *%\}$", source)
            self.here().append(Leaf("silent" if silent else "simple", source, name))

    def turn(self, source: str, name: str) -> None:
        self.close_elements()
        top = self.open[-1]
        assert isinstance(top, Control), source
        if name in TURNS:
            top.parts.append((source, []))
        else:
            top.end = source
            self.open.pop()

    def start_tag(self, source: str, name: str) -> None:
        if name in VOID or source.endswith("/>"):
            self.here().append(Leaf("tag", source, name))
            return
        element = Element(name, source)
        self.here().append(element)
        self.open.append(element)

    def end_tag(self, source: str, name: str) -> None:
        opened = self.opened(name)
        if opened is None:
            self.here().append(Leaf("tag", source, name))
            return
        while (inner := self.open[-1]) is not opened:
            assert isinstance(inner, Element)
            self.dissolve(inner)
        opened.end = source
        self.open.pop()

    def opened(self, name: str) -> Element | None:
        """What this end closes, if it was opened in the same branch."""
        for one in reversed(self.open):
            if not isinstance(one, Element):
                return None
            if one.name == name:
                return one
        return None

    def dissolve(self, element: Element) -> None:
        self.open.pop()
        self.here()[-1:] = [Leaf("tag", element.start, element.name), *element.children]

    def close_elements(self) -> None:
        while isinstance(top := self.open[-1], Element):
            self.dissolve(top)


def parsed(source: str) -> list[Node]:
    return Parser().read(source)


# ── where whitespace cannot be seen ─────────────────────────────────────────────────────────────


def hidden(source: str) -> bool:
    return 'type="hidden"' in source


def transparent(node: Node) -> bool:
    if isinstance(node, Leaf):
        return node.kind == "silent" or (node.kind == "tag" and hidden(node.source))
    return isinstance(node, Space)


def block(node: Element | Leaf, inside: str) -> bool:
    if inside == "flex":
        return True
    return node.name in BLOCK and not (inside == "summary" and node.name.startswith("h"))


def classes(start: str) -> set[str]:
    found = re.search(r'\sclass="([^"]*)"', start)
    return set(found[1].split()) if found else set()


class Edges:
    """For every list of nodes, the gaps (0 … len) where whitespace is not seen."""

    def __init__(self) -> None:
        self.after: dict[tuple[int, int], bool] = {}  # (list, gap) → a block is surely to the left
        self.before: dict[tuple[int, int], bool] = {}

    def safe(self, nodes: list[Node], gap: int) -> bool:
        key = (id(nodes), gap)
        return self.after.get(key, False) or self.before.get(key, False)

    def forward(self, nodes: list[Node], inside: str, *, state: bool) -> bool:
        for gap, node in enumerate(nodes):
            self.after[id(nodes), gap] = state
            state = self.past(node, inside, state=state, ahead=True)
        self.after[id(nodes), len(nodes)] = state
        return state

    def backward(self, nodes: list[Node], inside: str, *, state: bool) -> bool:
        for gap in range(len(nodes), 0, -1):
            self.before[id(nodes), gap] = state
            state = self.past(nodes[gap - 1], inside, state=state, ahead=False)
        self.before[id(nodes), 0] = state
        return state

    def walk(self, nodes: list[Node], inside: str, *, state: bool, ahead: bool) -> bool:
        go: Callable[..., bool] = self.forward if ahead else self.backward
        return go(nodes, inside, state=state)

    def past(self, node: Node, inside: str, *, state: bool, ahead: bool) -> bool:
        if isinstance(node, Space):
            return state
        if isinstance(node, Element):
            is_block = block(node, inside)
            named = classes(node.start)
            flex = bool(named & (FLEX | INLINE_FLEX))
            trimmed = flex or (is_block and node.name != "summary") or node.name == "button"
            edge = trimmed and not collapses(node)
            self.walk(node.children, "flex" if flex else node.name, state=edge, ahead=ahead)
            return is_block
        if isinstance(node, Control):
            return self.past_control(node, inside, state=state, ahead=ahead)
        if transparent(node):
            return state
        if node.kind == "tag":
            return block(node, inside)
        if node.kind == "raw":
            return node.name in BLOCK
        if node.name == "include":
            return included(node.source, ahead=ahead)
        return False

    def past_control(self, node: Control, inside: str, *, state: bool, ahead: bool) -> bool:
        if node.name == "block":
            name, inner = node.parts[0][0].split()[2], node.parts[0][1]
            edge = name in FREE_BLOCKS or (name == "acts" and any(surely(one) for one in inner))
            self.walk(inner, "flex" if name == "acts" else inside, state=edge, ahead=ahead)
            return False
        if node.name == "for":
            body = self.walk(node.parts[0][1], inside, state=state, ahead=ahead)
            body = self.walk(node.parts[0][1], inside, state=state and body, ahead=ahead)
            rest = [self.walk(one, inside, state=state, ahead=ahead) for _, one in node.parts[1:]]
            return body and (all(rest) if rest else state)
        ends = [self.walk(one, inside, state=state, ahead=ahead) for _, one in node.parts]
        whole = node.name != "if" or node.parts[-1][0].split()[1] == "else"
        return all(ends) and (whole or state)


def collapses(node: Element) -> bool:
    """The style sheet hides it while nothing is in it (:empty)."""
    named = node.name == "td" or classes(node.start) & {"acts", "lead"}
    return bool(named) and not any(surely(one) for one in node.children)


def surely(node: Node) -> bool:
    if isinstance(node, Leaf):
        return node.kind in {"text", "tag", "raw"} or node.name in {"t", "icon"}
    if isinstance(node, Control):
        whole = node.name == "if" and node.parts[-1][0].split()[1] == "else"
        return whole and all(any(surely(one) for one in branch) for _, branch in node.parts)
    return isinstance(node, Element)


def included(source: str, *, ahead: bool) -> bool:
    """A template ends with a line break of its own; whether it begins with a block is looked up."""
    found = re.search(r'include\s+"([^"]+)"', source)
    path = next((one / found[1] for one in FOLDERS if found and (one / found[1]).exists()), None)
    if path is None:
        return False
    text = path.read_text("utf-8")
    if ahead:
        return text.endswith("\n")
    return Edges().backward(parsed(text.strip()), "", state=False)

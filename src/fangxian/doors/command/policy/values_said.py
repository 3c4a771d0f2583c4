"""What the values of a pack are called, by the terms that rooms declare, and those whose value is a
word of the house."""

from __future__ import annotations

from typing import Any

from fangxian.doors.command.shared import names
from fangxian.doors.command.shared.marks import KINDS
from fangxian.ground.policy import pages as policy
from fangxian.ground.tasks import pages as tasks
from fangxian.kernel.text import Text
from fangxian.lines.checkpoints import pages as checkpoints
from fangxian.lines.codes import pages as codes

UNITS = {
    "township": Text("镇", "township"),
    "village": Text("村(社区)", "village"),
    "task_force": Text("专班", "task force"),
    "headquarters": Text("指挥部", "headquarters"),
}
CODES = {  # of a checkpoint's advice, beside the colours
    "missing": Text("证件不全", "something not shown"),
    "unknown": Text("认不出的码", "a code that proves nothing"),
}
MUST, MAY = Text("必附", "required"), Text("可附", "optional")
EVIDENCE = "tasks.evidence."
ADVICE, REASON, OUTCOMES = "checkpoints.advice.", "codes.manual_reason.", "tasks.outcomes"


def name(edition: policy.Edition, key: str) -> Text:
    """What a value is called: by its own name, its colour or reason, or by the room it is of."""
    if key.startswith(ADVICE):
        code = key.removeprefix(ADVICE)
        if code in CODES:
            return Text(f"查验建议:{CODES[code].zh}", f"Advice at a checkpoint: {CODES[code].en}")
        colour = edition.colours.get(code)
        whose = colour.label if colour else names.ANOTHER
        return Text(f"查验建议:{whose.zh}", f"Advice at a checkpoint: {whose.en}")
    if key.startswith(REASON):
        code, _, part = key.removeprefix(REASON).rpartition(".")
        if part == "words":
            return Text("人工认定理由", "Reason by hand")
        said = _reason(edition, code)
        return Text(f"最长:{said.zh}", f"At most: {said.en}")
    term = policy.term_of(key)
    if term is None:  # of a pack that lint refuses: the page says so above
        return names.room(key)
    if not (kind := term.name_in(key)):
        return term.word
    word = KINDS[kind][0] if kind in KINDS else edition.measures.get(kind, Text(kind, kind))
    return Text(f"{term.word.zh}:{word.zh}", f"{term.word.en}: {word.en}")


def shown(edition: policy.Edition, key: str, value: Any) -> Text | None:
    """A value that is a word of the house; None where it says itself."""
    if key.startswith(ADVICE):
        return checkpoints.OUTCOMES.get(str(value))
    if key == "codes.manual_reasons":
        return _joined([_reason(edition, code) for code in value])
    if key == "instructions.addressees":
        return _joined([UNITS.get(code, names.ANOTHER) for code in value])
    if key.startswith(OUTCOMES):
        return _joined([policy.outcome_words(code) for code in value])
    if key.startswith(EVIDENCE):
        return _joined([_proof(code, said) for code, said in value.items()])
    if key == "policy.disease":
        return policy.diseases().get(str(value))
    if key.startswith(REASON) and key.endswith(".words"):
        return Text(*value)
    return None


def _proof(code: str, said: str) -> Text:
    label = tasks.PROOFS.get(code, names.ANOTHER)
    need = MUST if said == "required" else MAY
    return Text(f"{label.zh}({need.zh})", f"{label.en} ({need.en})")


def _reason(edition: policy.Edition, code: str) -> Text:
    return codes.reason_words(edition, code) or names.ANOTHER


def _joined(some: list[Text]) -> Text:
    return Text("、".join(one.zh for one in some), ", ".join(one.en for one in some))

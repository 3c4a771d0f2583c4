"""What the edition in force says of the barrier, as a device holds it."""

from __future__ import annotations

from typing import Any

from fangxian.ground.policy import pages as policy
from fangxian.kernel.text import Text
from fangxian.lines.checkpoints import pages as checkpoints
from fangxian.lines.codes import pages as codes


def policy_of(edition: policy.Edition, place: str) -> dict[str, Any]:
    """Colours, of every disease in force there, checklist, advice by colour, outcomes and reasons:
    words the packs have."""
    terms = checkpoints.terms_of(edition)
    return {
        "edition": edition.id,
        "colours": _colours(codes.Scheme(edition)),
        "schemes": [
            {
                "disease": one.edition.disease,
                **_text(policy.diseases()[one.edition.disease]),
                "colours": _colours(one),
            }
            for one in codes.schemes_on(edition.on, place)
        ],
        "code_grace_minutes": int(codes.accepted_past_end(edition).total_seconds() // 60),
        "antigen_minutes": int(checkpoints.antigen_takes(edition).total_seconds() // 60),
        "checklist": [_coded(item) for item in checkpoints.checks_of(edition)],
        "advice": {
            colour: {"outcome": outcome, "must": [_text(one) for one in terms.must[outcome]]}
            for colour, outcome in terms.advice.items()
        },
        "missing": terms.missing,
        "must": {code: [_text(one) for one in said] for code, said in terms.must.items()},
        "outcomes": [{"code": code, **_text(said)} for code, said in checkpoints.OUTCOMES.items()],
        "turn_back_reasons": [_coded(one) for one in checkpoints.turn_back_reasons(edition)],
        "clock_minutes": int(checkpoints.clocks_may_differ(edition).total_seconds() // 60),
    }


def _colours(scheme: codes.Scheme) -> list[dict[str, Any]]:
    return [
        {
            "code": one.code,
            **_text(one.label),
            "shape": one.shape,
            "hex": one.hex,
            "rank": one.rank,
            "number": one.number,
        }
        for one in scheme.shades
    ]


def _text(said: Text) -> dict[str, str]:
    return {"zh": said.zh, "en": said.en}


def _coded(item: Text) -> dict[str, str]:
    """An item of a pack's list has no other code than its own words."""
    return {"code": item.zh, **_text(item)}

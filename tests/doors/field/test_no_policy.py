"""A device on a day on which no policy is in force."""

from __future__ import annotations

from fangxian.kernel import clock


def test_a_bundle_is_refused_in_words_and_acts_are_still_taken(phone):
    with clock.at("2026-11-22T08:00"):
        answer = phone.bundle()
        assert answer.status_code == 409
        told = answer.json()
        assert told["code"] == "field.no_policy"
        assert "照常登记" in told["way_out"]["zh"]
        assert "Go on recording" in told["way_out"]["en"]

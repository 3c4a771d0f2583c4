"""A pack is linted with the line that is wrong. Every spoilt line is the one that is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from fangxian.ground.policy import pages as policy
from fangxian.ground.policy import queries as policy_queries

FIRST, SECOND = "fever/first/", "fever/second/"
CITY, COUNTY = "places/6109/2030-03-01/", "places/610921/2030-04-01/"

# file, the line as it is, the line as it is spoilt, words of the sentence in Chinese
FAULTS = [
    (FIRST + "pack.yaml", "disease: fever", "disease: chills", "不认识的病种“chills”"),
    (FIRST + "pack.yaml", "issuer: 演练指挥部", "isuer: 演练指挥部", "不认识的项“isuer”"),
    (FIRST + "pack.yaml", "  from: 2030-01-01", "  from: 一月一日", "应是日期"),
    (FIRST + "pack.yaml", "  to: 2030-06-30", "  to: 2029-06-30", "起止日期颠倒"),
    (
        FIRST + "pack.yaml",
        "methods: {travellers: first_row_latest_clock, contacts: first_row_latest_clock}",
        "methods: {travellers: by_feeling, contacts: first_row_latest_clock}",
        "没有判定方法“by_feeling”",
    ),
    (
        FIRST + "pack.yaml",
        "  drill: {title: 演练脚本, site: 本县, quality: A}",
        "  drill: {title: 演练脚本, site: 本县, quality: Z}",
        "“quality”不能是“Z”",
    ),
    (
        FIRST + "pack.yaml",
        '    green: {zh: 绿, en: Green, shape: circle, hex: "#1a7f37"}',
        '    green: {zh: 绿, en: Green, shape: square, hex: "#1a7f37"}',
        "不看颜色就分不开",
    ),
    (FIRST + "pack.yaml", "  layer: base", "  layer: replace", "国家方案要有颜色表"),
    (FIRST + "travellers.yaml", "travellers: base", "travellers: replace", "travellers 应为 base"),
    (FIRST + "travellers.yaml", "  - id: listed", "  - id: inbound", "重复"),
    (FIRST + "travellers.yaml", "    origin: overseas", "    origin: any", "clock_start 只能是"),
    (FIRST + "travellers.yaml", "    origin: listed", "    origin: place", "要写“places”"),
    (FIRST + "travellers.yaml", "    levels: [high]", "    levels: [highest]", "不能是“highest”"),
    (
        FIRST + "travellers.yaml",
        "    look_back_days: 10",
        "    look_back_days: -1",
        "look_back_days",
    ),
    (FIRST + "travellers.yaml", "    class: listed", "    class: lost", "不认识的类别“lost”"),
    (
        FIRST + "travellers.yaml",
        "      - {measure: central_quarantine, days: 10, test_days: [1, 5, 10]}",
        "      - {measure: central_quarantine, days: 10, test_days: [1, 5, 11]}",
        "检测日第11天超出",
    ),
    (
        FIRST + "travellers.yaml",
        "      - {measure: central_quarantine, days: 10, test_days: [1, 5, 10]}",
        "      - {measure: house_arrest, days: 10}",
        "不认识的措施“house_arrest”",
    ),
    (
        FIRST + "travellers.yaml",
        "      - {measure: health_monitoring, days: 3, test_days: {count: 2, within_days: 3, min_interval_hours: 24}}",
        "      - {measure: health_monitoring, days: 3, test_days: {count: 3, within_days: 3, min_interval_hours: 48}}",
        "排不下",
    ),
    (
        FIRST + "travellers.yaml",
        "    on_arrival: [arrival_test]",
        "    on_arrival: [blood_oath]",
        "不认识的查验“blood_oath”",
    ),
    (
        FIRST + "travellers.yaml",
        "    inferred: {colour: 演练}",
        "    inferred: {coulour: 演练}",
        "不是列名",
    ),
    (
        FIRST + "travellers.yaml",
        "    citation: {clause: 二, source: drill, mark: known}",
        "    citation: {clause: 二, source: rumour, mark: known}",
        "出处“rumour”不在",
    ),
    (
        FIRST + "travellers.yaml",
        "    citation: {clause: 二, source: drill, mark: known}",
        "    citation: {clause: 二, source: drill, mark: heard}",
        "不能是“heard”",
    ),
    (
        FIRST + "travellers.yaml",
        "otherwise: {class: other, colour: green}",
        "otherwise: {class: other, colour: blue}",
        "颜色表里没有“blue”",
    ),
    (FIRST + "contacts.yaml", "    category: close_contact", "    widen: county", "没有意义"),
    (FIRST + "values.yaml", "    - from: 2030-02-01", "    - from: 2029-02-01", "不在方案施行期内"),
    (FIRST + "values.yaml", "clocks:", "cloks:", "不认识的项“cloks”"),
    (SECOND + "pack.yaml", "amends: fever-first", "amends: fever-zero", "没有方案“fever-zero”"),
    (SECOND + "pack.yaml", "  from: 2030-07-01", "  from: 2030-02-30", "应是日期"),
    (SECOND + "travellers.yaml", "  - id: listed", "  - id: lited", "下层表里没有“lited”"),
    (SECOND + "travellers.yaml", "    before: inbound", "    before: outbound", "没有“outbound”"),
    (SECOND + "travellers.yaml", '    places: ["6101"]', "    places: [6101]", '请加引号:"6101"'),
    (SECOND + "travellers.yaml", '    places: ["6101"]', '    places: ["61011"]', "写法不对"),
    (CITY + "pack.yaml", "  to: 2030-05-31", "  to: null", "必须写明终止日"),
    (CITY + "pack.yaml", "over: fever-first", "over: hanyin-2030", "不是国家方案"),
    (COUNTY + "pack.yaml", 'place: "610921"', 'place: "610922"', "文件夹是 610921"),
    (COUNTY + "pack.yaml", "  from: 2030-04-01", "  from: 2030-04-02", "施行日却是 2030-04-02"),
    (COUNTY + "pack.yaml", "  layer: amend", "  layer: base", "layer 应为 replace 或 amend"),
    (COUNTY + "travellers.yaml", "  - use: inbound", "  - use: outbound", "没有“outbound”"),
    (COUNTY + "travellers.yaml", "    class: home", "    class: [home", "不是合法的 YAML"),
]


@pytest.mark.parametrize(("file", "good", "bad", "words"), FAULTS)
def test_the_wrong_line_is_named(
    own_packs: Path, file: str, good: str, bad: str, words: str
) -> None:
    path = own_packs / file
    lines = path.read_text(encoding="utf-8").splitlines()
    at = lines.index(good)
    lines[at] = bad
    path.write_text("\n".join(lines), encoding="utf-8")
    found = [fault for fault in policy.lint() if words in fault.sentence.zh]
    assert found, [f.sentence.zh for f in policy.lint()]
    assert Path(found[0].file) == path
    assert abs(found[0].line - (at + 1)) <= _slack(words)
    assert found[0].sentence.en != found[0].sentence.zh


def _slack(words: str) -> int:
    """A fault of an interplay is named on the other of the two lines."""
    return {"clock_start 只能是": 1, "不是合法的 YAML": 2}.get(words, 0)


def test_the_packs_of_the_tests_have_no_fault(drill_packs: Path) -> None:
    assert policy.lint() == []


def test_a_row_after_an_any_row_is_never_reached(own_packs: Path) -> None:
    path = own_packs / CITY / "travellers.yaml"
    text = path.read_text(encoding="utf-8")
    again = text.split("add:\n")[1].replace("city-any", "too-late")
    path.write_text(text + again, encoding="utf-8")
    (fault,) = policy.lint()
    assert "永远轮不到" in fault.sentence.zh
    assert "id: too-late" in path.read_text(encoding="utf-8").splitlines()[fault.line - 1]


def test_the_same_conditions_twice_are_never_reached(own_packs: Path) -> None:
    path = own_packs / FIRST / "contacts.yaml"
    text = path.read_text(encoding="utf-8")
    head, rest = text.split("rows:\n")
    row, tail = rest.split("otherwise")
    path.write_text(f"{head}rows:\n{row}{row.replace('id: close', 'id: again')}otherwise{tail}")
    assert ["永远轮不到" in fault.sentence.zh for fault in policy.lint()] == [True]


def test_two_packs_at_once_without_a_relation(own_packs: Path) -> None:
    path = own_packs / SECOND / "pack.yaml"
    text = path.read_text(encoding="utf-8").replace("from: 2030-07-01", "from: 2030-06-01")
    path.write_text(text, encoding="utf-8")
    assert policy.lint() == []  # an amendment may begin while its base still runs
    path.write_text(text.replace("amends: fever-first\n", ""), encoding="utf-8")
    assert any("重叠" in fault.sentence.zh for fault in policy.lint())


def test_an_overlay_does_not_outlive_its_base(own_packs: Path) -> None:
    second = own_packs / SECOND / "pack.yaml"
    text = second.read_text(encoding="utf-8").replace("to: null", "to: 2030-12-31")
    second.write_text(text, encoding="utf-8")
    path = own_packs / COUNTY / "pack.yaml"
    text = path.read_text(encoding="utf-8").replace("to: 2030-05-15", "to: 2031-01-01")
    path.write_text(text, encoding="utf-8")
    (fault,) = policy.lint()
    assert "2030-12-31" in fault.sentence.zh
    assert fault.line == text.splitlines().index("  to: 2031-01-01") + 1


def test_faulty_packs_decide_nothing(own_packs: Path) -> None:
    from datetime import date

    path = own_packs / FIRST / "pack.yaml"
    path.write_text(path.read_text(encoding="utf-8").replace("disease: fever", "illness: fever"))
    policy_queries.forget_packs()
    with pytest.raises(policy.PacksFaulty) as refused:
        policy.in_force(date(2030, 2, 1), "610921", "fever")
    assert "pack.yaml" in refused.value.said.zh


def test_one_pack_is_linted_against_the_packs_of_the_house(own_packs: Path, tmp_path: Path) -> None:
    new = tmp_path / "new"
    new.mkdir()
    text = (own_packs / SECOND / "pack.yaml").read_text(encoding="utf-8")
    (new / "pack.yaml").write_text(text.replace("fever-second", "fever-third"), encoding="utf-8")
    assert any("重叠" in fault.sentence.zh for fault in policy.lint(new))
    draft = text.replace("fever-second", "fever-third").replace("amends:", "status: draft\namends:")
    (new / "pack.yaml").write_text(draft, encoding="utf-8")
    assert policy.lint(new / "pack.yaml") == []


def test_an_empty_folder_is_not_a_success(tmp_path: Path) -> None:
    (fault,) = policy.lint(tmp_path)
    assert "没有任何方案" in fault.sentence.zh


TABLE = "fever/first/travellers.yaml"


def test_a_national_table_says_what_holds_while_too_little_is_known(own_packs: Path) -> None:
    path = own_packs / TABLE
    text = path.read_text(encoding="utf-8")
    path.write_text(text[: text.index("unverified:")], encoding="utf-8")
    faults = [fault for fault in policy.lint() if "unverified" in fault.sentence.zh]
    assert [Path(fault.file).name for fault in faults] == ["travellers.yaml"]


def test_what_is_not_verified_is_not_what_holds_for_the_harmless(own_packs: Path) -> None:
    path = own_packs / TABLE
    text = path.read_text(encoding="utf-8").replace("  colour: grey", "  colour: green")
    path.write_text(text, encoding="utf-8")
    assert any("待核不能与最宽的颜色" in fault.sentence.zh for fault in policy.lint())


def test_a_table_that_lets_what_is_over_hide_what_runs_is_warned_of(own_packs: Path) -> None:
    path = own_packs / FIRST / "travellers.yaml"
    found = {Path(one.file): one for one in policy.warnings()}
    assert "期满之后" in found[path].sentence.zh
    assert policy.lint() == []
    said = "when_over:\n  value: {}\n  citation: {{clause: 缺省, source: drill, mark: local}}\n"
    text = path.read_text(encoding="utf-8")
    path.write_text(text + said.format("stay"), encoding="utf-8")
    (stay,) = [one for one in policy.warnings() if Path(one.file) == path]
    assert text.count("\n") < stay.line
    path.write_text(text + said.format("next"), encoding="utf-8")
    assert policy.warnings() == []  # and of those that lie over it: where they are silent it speaks
    assert policy.lint() == []
    path.write_text(text + said.format("perhaps"), encoding="utf-8")
    assert any("“value”不能是“perhaps”" in one.sentence.zh for one in policy.lint())


def test_contacts_have_no_say_in_it(own_packs: Path) -> None:
    path = own_packs / FIRST / "contacts.yaml"
    said = "when_over:\n  value: next\n  citation: {clause: 缺省, source: drill, mark: local}\n"
    path.write_text(path.read_text(encoding="utf-8") + said, encoding="utf-8")
    assert ["when_over 只写在" in one.sentence.zh for one in policy.lint()] == [True]


def test_a_pack_that_is_silent_keeps_its_hash(drill_packs: Path) -> None:
    """What two people approved by its hash stays in force when the schema grows."""
    (first,) = policy.edition("fever-first").packs
    assert first.hash == "345abd0a1e82df3969198274bc33ebf1b268fd61888658a75e0c09f6f762ee47"


@pytest.mark.parametrize(
    ("key", "said", "words"),
    [
        ("unknown", "pass", "不能宽于 refer"),
        ("unknown", "pass_with_test", "不能宽于 refer"),
        ("red", "stop", "不能是“stop”"),
        ("unknown", "hold", ""),
        ("green", "pass", ""),
    ],
)
def test_a_code_that_proves_nothing_is_referred_at_least(
    own_packs: Path, key: str, said: str, words: str
) -> None:
    path = own_packs / FIRST / "values.yaml"
    value = (
        f"\nvalues:\n  checkpoints.advice.{key}:\n    - value: {said}\n"
        "      citation: {clause: 缺省, source: drill, mark: local}\n"
    )
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("\nvalues:\n", value, 1), encoding="utf-8")
    found = [one.sentence.zh for one in policy.lint()]
    assert any(words in one for one in found) if words else found == []

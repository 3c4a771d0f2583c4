"""Hanyin's rules once more, written as plainly as they read and slowly, to hold the product
against. Nothing of the product is imported here."""

from __future__ import annotations

import csv
import gzip
import random
from collections import Counter, defaultdict
from datetime import date, datetime, timedelta

from tests.data import shared

SUB_PROVINCIAL = {
    "4401",
    "4403",
    "3201",
    "4201",
    "2101",
    "6101",
    "5101",
    "3701",
    "3301",
    "2301",
    "2201",
    "2102",
    "3702",
    "3502",
    "3302",
}
MUNICIPALITIES = {"11", "12", "31", "50"}
COLUMNS = [
    "姓名",
    "证件类型",
    "证件号码",
    "手机号",
    "出发地",
    "离开出发地日期",
    "抵达日期",
    "途经地（地点@起~止;…）",
    "交通方式",
    "车次/航班/车牌号",
    "目的乡镇",
    "目的村(社区)",
    "详细地址",
    "是否入境",
    "入境日期",
    "填报时间",
    "填报方式",
    "备注",
]


# What a county's clerks write behind a place. An address, an errand, a train or a denial changes nothing;
# any other words are not understood, and whoever they stand with is to be verified.
PROVEN = (
    "建设路12号",
    "阳光小区3栋2单元501室",
    "火车站附近",
    "(务工)",
    " 返乡",
    "人民医院对面",
    ",未途经中高风险区",
    "(无上海旅居史)",
    " G1234次",
    "第一中学家属院",
    "某某电子有限公司宿舍",
    "5月1日返乡",
)
UNPROVEN = ("密接", "等三地", "、其他", "(红码)", "及周边", ",有发热症状", "?")
NOT_A_STAY = (
    "未途经中高风险区",
    "自驾",
    "京昆高速",
    "直达",
    "无武汉旅居史",
    "K1026次列车",
    "未停留",
)
HARMLESS = ("610902", "陕西省安康市汉滨区")  # never listed that spring


def divisions():
    """code → full name, for counties; the names of cities; and Hanyin's towns and villages."""
    rows = {
        name: list(csv.DictReader(shared(f"cn_admin_divisions/{name}.csv").open()))
        for name in ("provinces", "cities", "areas", "streets", "villages_focus")
    }
    province = {row["code"]: row["name"] for row in rows["provinces"]}
    city = {row["code"]: row["name"] for row in rows["cities"]}
    counties = {}
    for row in rows["areas"]:
        middle = city[row["cityCode"]]
        if middle in {"市辖区", "县"} or "直辖" in middle:
            middle = ""
        counties[row["code"]] = province[row["provinceCode"]] + middle + row["name"]
    streets = defaultdict(dict)
    for row in rows["streets"]:
        streets[row["areaCode"]][row["name"]] = row["code"]
    cities = {
        code: province[code[:2]] + name
        for code, name in city.items()
        if name.endswith("市") and "直辖" not in name
    }
    villages = [row for row in rows["villages_focus"] if row["areaCode"] == "610921"]
    return counties, cities, streets, villages


def risk_listings(streets):
    """(level, county, code, from, to) of spring 2022; the code is the county's, or the township's
    when the community's text begins with its name. A zone that is no division (高新区) lies
    somewhere in its city."""
    triples = {
        (row["province"], row["city"], row["county"]): row["code6"]
        for row in csv.DictReader(shared("cn_risk_areas_2022/region_names_to_gb2260.csv").open())
    }
    cities = {name: code for code, name in divisions()[1].items()}
    found = []
    for name in ("202204_S0", "202205_S0"):
        path = shared(f"cn_risk_areas_2022/episodes/episodes_{name}.csv.gz")
        for row in csv.DictReader(gzip.decompress(path.read_bytes()).decode().splitlines()):
            code = triples.get((row["province"], row["city"], row["county"]), "")
            code = code or cities[row["province"] + row["city"]]
            heads = [n for n in streets.get(code, {}) if row["community"].startswith(n)]
            fine = streets[code][max(heads, key=len)] if heads else code
            found.append(
                (row["level"], code, fine, *map(_day, (row["first_seen"], row["last_seen"])))
            )
    return found


def _day(text):
    return datetime.fromisoformat(text).date()


def resident_id(rng, number):
    body = f"110105{1950 + number % 50:04d}{1 + number % 12:02d}{1 + number % 28:02d}{rng.randrange(1000):03d}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    return body + "10X98765432"[sum(int(d) * w for d, w in zip(body, weights, strict=True)) % 11]


def ledger(rng: random.Random, people: int):
    """Rows as a county has them: people who file twice, with gaps, and faults. Returns the
    rows and what each of them should come to."""
    counties, cities, _, villages = divisions()
    names = list(counties.items())
    hot = [
        item
        for item in names
        if item[0][:4] in {"6101", "3101", "2201", "2202", "1101", "3205", "4401"}
    ]
    rows, seen, state, filings = [], set(), {}, set()
    verdicts = Counter()
    for number in range(people):
        rows.append(_row(rng, number, rng.choice(hot if rng.random() < 0.6 else names), villages))
        if rng.random() < 0.15 and "_unread" not in rows[-1]:  # only the city is known
            code, city = rng.choice(list(cities.items()))
            rows[-1]["出发地"] = city
            rows[-1]["_origin"] = code
    for row in rng.sample(rows, people // 4):
        again = dict(row)
        again["填报时间"] = _later(again["填报时间"], rng.randint(-3, 3))
        if rng.random() < 0.5:
            again["抵达日期"] = str(date.fromisoformat(again["抵达日期"]) + timedelta(days=1))
        if rng.random() < 0.5:
            again["手机号"] = "" if rng.random() < 0.5 else f"139{rng.randrange(10**8):08d}"
        rows.insert(rng.randrange(len(rows)), again)
    for row in rng.sample(rows, people // 50):
        faulty = dict(row)
        column = rng.choice(["姓名", "证件号码", "抵达日期", "填报时间"])
        faulty[column] = (
            ""
            if column != "证件号码"
            else faulty[column][:-1] + ("1" if faulty[column][-1] != "1" else "2")
        )
        rows.insert(rng.randrange(len(rows)), faulty)
    for row in rows:
        verdicts[_taken(row, seen, state, filings)] += 1
    return rows, verdicts, state


def _row(rng, number, origin, villages):
    arrival = date(2022, 5, 10) - timedelta(days=rng.randint(-3, 25))
    leaving = arrival - timedelta(days=rng.choice([0, 0, 1, 1, 2, 5]))
    village = rng.choice(villages)
    row = dict.fromkeys(COLUMNS, "")
    row |= {
        "姓名": rng.choice("赵钱孙李周吴郑王冯陈") + rng.choice(["伟", "芳", "秀英", "娜", "磊"]),
        "证件类型": "居民身份证",
        "证件号码": resident_id(rng, number),
        "手机号": f"138{number:08d}",
        "出发地": origin[1] if rng.random() < 0.8 else origin[0],
        "离开出发地日期": str(leaving) if rng.random() < 0.9 else "",
        "抵达日期": str(arrival),
        "交通方式": "自驾",
        "目的乡镇": village["streetCode"],
        "目的村(社区)": village["name"],
        "填报时间": f"{arrival - timedelta(days=1)} 10:{number % 60:02d}",
        "填报方式": "本人",
        "_origin": origin[0],
    }
    if not row["出发地"].isdigit() and rng.random() < 0.25:
        row["出发地"] += rng.choice(PROVEN)
    if rng.random() < 0.1:
        row["途经地（地点@起~止;…）"] = rng.choice(NOT_A_STAY)
    if rng.random() < 0.03:
        return row | _not_understood(rng)
    if rng.random() < 0.04:
        row |= {"是否入境": "是", "入境日期": str(leaving - timedelta(days=rng.randint(0, 20)))}
    return row


def _not_understood(rng):
    """A traveller of these days with words beside the place that prove nothing."""
    arrival = date(2022, 5, 10) - timedelta(days=rng.randint(1, 4))
    return {
        "出发地": HARMLESS[1] + rng.choice(UNPROVEN),
        "离开出发地日期": str(arrival),
        "抵达日期": str(arrival),
        "填报时间": f"{arrival - timedelta(days=1)} 10:00",
        "_origin": HARMLESS[0],
        "_unread": "yes",
    }


def _later(text, days):
    return (datetime.fromisoformat(text) + timedelta(days=days)).strftime("%Y-%m-%d %H:%M")


def _taken(row, seen, state, filings):
    """new, updated, unchanged or rejected, in file order; `state` holds value and filing time."""
    number = row["证件号码"]
    body = "10X98765432"[
        sum(
            int(d) * w
            for d, w in zip(
                number[:17], (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2), strict=True
            )
        )
        % 11
    ]
    if not row["姓名"] or not row["抵达日期"] or body != number[17:]:
        return "rejected"
    if row["离开出发地日期"] > row["抵达日期"] != "" or row["填报时间"] > RECEIVED:
        return "rejected"
    key = (number, tuple(row[column] for column in COLUMNS))
    filed = row["填报时间"] or RECEIVED
    person = state.setdefault(number, {})
    changed = False
    if key not in filings:
        filings.add(key)
        # without a filing time and with an earlier arrival it is an older journey, kept beside
        older = not row["填报时间"] and row["抵达日期"] < person.get("抵达日期", ("", ""))[0]
        changed = older
        for column in (*COLUMNS, "_origin", "_unread"):
            value = row.get(column, "")
            known = column in {"填报时间", "填报方式"} or (older and column in person)
            if known or not value:
                continue
            old, at = person.get(column, ("", ""))
            # of one time neither is newer: what stands stays, and of two days the later
            if filed > at or (filed == at and column in DAYS and value > old):
                changed |= value != old and not column.startswith("_")
                person[column] = (value, filed)
    if number not in seen:
        seen.add(number)
        return "new"
    return "updated" if changed else "unchanged"


def decide(person, listings, day):
    """(course, its first day, doubt) of one merged person, by Hanyin's notice of 2021-12-27: the
    first row that is met and whose course still runs; where none runs any more, the first met."""
    if "_unread" in person:  # nobody knows where else: neither free nor restricted
        return [], None, True
    met = _rows_met(person, listings)
    running = [row for row in met if row[1] + timedelta(days=sum(d for _, d in row[0])) >= day]
    return (running or met or [([], None, False)])[0]


def _rows_met(person, listings):
    value = {column: pair[0] for column, pair in person.items()}
    arrival = _date(value, "抵达日期")
    end = _date(value, "离开出发地日期") or arrival
    origin = value["_origin"]
    met = []
    if value.get("是否入境"):
        met.append((ABROAD, _date(value, "入境日期") or arrival, False))
    recent = arrival - timedelta(days=14)
    hits = {"street": [], "county": [], "city": []}
    for level, county, fine, first, last in listings:
        exposed = min(end, last)
        if level in {"high", "medium"} and exposed >= first and exposed >= recent:
            _hit(hits, origin, county, fine[:9], exposed)
    for kind in ("street", "county"):
        if hits[kind]:
            met.append(([("central_quarantine", 14)], end, not any(hits[kind])))
    in_xian = origin.startswith("6101") and end >= max(recent, SINCE)
    if in_xian or hits["city"]:
        met.append(([("health_monitoring", 14)], end, False))
    return met


def _hit(hits, origin, county, wide, exposed):
    """Whether an origin meets a listing: True certainly, False when one is known too coarsely."""
    somewhere = len(county) == 4
    if county.startswith("6101"):
        if exposed >= SINCE and len(wide) == 9 and origin.startswith(wide):
            hits["street"].append(True)
        elif exposed >= SINCE and (
            wide.startswith(origin) or (somewhere and origin.startswith(county))
        ):
            hits["street"].append(False)
        return
    if origin.startswith(county):
        hits["county"].append(not somewhere)
    elif county.startswith(origin):
        hits["county"].append(False)
    if county[:4] in PREFECTURE_CITIES and origin.startswith(county[:4]):
        hits["city"].append(True)


def _date(value, column):
    return date.fromisoformat(value[column]) if value.get(column) else None


def measure_on(course, clock, day):
    start = clock
    for measure, days in course:
        stop = clock + timedelta(days=days)
        if start <= day <= stop:
            return measure
        clock, start = stop, stop + timedelta(days=1)
    return "none"


DAYS = {"离开出发地日期", "抵达日期", "入境日期"}
RECEIVED = "2022-05-10 08:00"  # a row filed after its file was received is put back
SINCE = date(2021, 12, 9)
ABROAD = [("central_quarantine", 14), ("home_quarantine", 7), ("home_health_monitoring", 7)]
PREFECTURE_CITIES = set()


def load_kinds():
    for row in csv.DictReader(shared("cn_admin_divisions/cities.csv").open()):
        ordinary = row["code"] not in SUB_PROVINCIAL and row["provinceCode"] not in MUNICIPALITIES
        if row["name"].endswith("市") and ordinary:
            PREFECTURE_CITIES.add(row["code"])

"""Small ledgers as townships hand them in."""

from __future__ import annotations

from stdnum.cn import ric

HEADER = "姓名,身份证号,联系电话,来源地,离开日期,返汉日期,目的镇,目的村,填报时间"


def number_of(serial: int) -> str:
    body = f"110101198503{serial % 28 + 1:02d}{serial:03d}"
    return body + ric.calc_check_digit(f"{body}0")


def row(serial: int, name: str = "李春梅", **said: str) -> str:
    cells = {
        "name": f"{name}",
        "number": number_of(serial),
        "phone": "13891501234",
        "origin": "陕西省西安市雁塔区",
        "leaving": "2022-05-06",
        "arrival": "2022-05-07",
        "town": "蒲溪镇",
        "village": "东升村",
        "filed": "2022-05-05 09:00",
        **said,
    }
    return ",".join(cells.values())


def ledger(*rows: str, header: str = HEADER) -> bytes:
    return "\n".join((header, *rows)).encode()

"""People who come."""

from __future__ import annotations

from stdnum.cn import ric


def number_of(n: int) -> str:
    """A resident id that passes its check."""
    body = f"110101{1960 + n % 40}0101{100 + n % 900}"
    return f"{body}{ric.calc_check_digit(body + '0')}"


def form(n: int, **said: str) -> dict[str, str]:
    """A declaration to arrive on the tenth of May."""
    return {
        "name": f"张三{n}",
        "document_type": "居民身份证",
        "document_number": number_of(n),
        "phone": "13891501234",
        "origin": "四川省成都市武侯区",
        "arrival": "2022-05-10",
        "town": "蒲溪镇",
        "village": "东升村",
        "overseas": "否",
    } | said

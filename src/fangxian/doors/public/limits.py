"""How much one network may ask of this door, counted for all web processes together in one
row a window: it keeps a runaway script out, it is no defence against a determined crowd. And for
how many people one network, or one phone, may file on a day: filing anew for them is free."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from django.db import connection, transaction
from django.http import HttpRequest

from fangxian.doors.public.models import FiledFor
from fangxian.doors.threshold import network_of
from fangxian.ground.people import api as people
from fangxian.kernel import clock, crypto
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text

WINDOW_SECONDS = 600
ONE_MORE = """
    INSERT INTO public_asked AS a (key, "window", seen) VALUES (%s, %s, 1)
    ON CONFLICT (key) DO UPDATE SET seen = a.seen + 1 RETURNING seen
"""
# A village shares one address behind its mobile mast: generous for people, tight for scripts.
MOST = {
    "form": 600,  # declarations, new and changed; for how many people is counted by the day
    "hand_in": 60, "check": 600, "look": 300,
    "places": 6000,  # some letters of each name that a village types
    "scan": 3000,  # a market scans behind one mast
}  # fmt: skip
LOOSER = 8  # a /48 of IPv6 may be one customer or a town
MOST_PEOPLE = {
    "network": 2000,
    "wide": 2000 * LOOSER,
    "phone": 40,
}  # a day: a mast serves a town, a phone a hamlet


class TooMany(Refusal):
    code = "public.too_many"
    status = 429
    sentence = Text(
        "这个网络在十分钟内提交得太多,系统先停一停。",
        "Too much was sent from this network within ten minutes; the page pauses.",
    )
    way_out = Text(
        "填写的内容还在本页,请过几分钟再点一次;急事请直接打电话给村(社区)。",
        "What you typed is still on this page: try again in a few minutes, or call the village.",
    )


class TooManyPeople(Refusal):
    code = "public.too_many_people"
    status = 429
    sentence = Text(
        "今天用这个电话或这个网络申报的人太多了,没有再收新的人。",
        "Too many people were declared today with this phone or from this network; nobody new is taken.",
    )
    way_out = Text(
        "今天已经报过的人可以照常修改、再报。还有别人要报,请打电话给村(社区)代填,或用本人的电话填。",
        "Whoever was declared today can be changed or declared again. For others call the village, which "
        "fills in for them, or use their own phone.",
    )


def count(request: HttpRequest, what: str, device: str = "") -> None:
    """One more of `what` from this network, and from the wider one that may be one customer's;
    TooMany over the limit. A device that is known counts by itself, whoever shares its network."""
    network = network_of(request)
    if device:
        _one_more(what, f"device {device}", MOST[what])
        return
    _one_more(what, network.near, MOST[what])
    if network.wide:
        _one_more(what, network.wide, MOST[what] * LOOSER)


def _one_more(what: str, asker: str, most: int) -> None:
    window = int(clock.now().timestamp()) // WINDOW_SECONDS
    key = crypto.blind_index(f"{what} {window} {asker}", about="public.asked")
    with connection.cursor() as cursor:
        cursor.execute(ONE_MORE, [key, window])
        seen = cursor.fetchone()[0]
        if seen == 1:  # the first of a window sweeps up what is left of former ones
            cursor.execute('DELETE FROM public_asked WHERE "window" < %s', [window])
    if seen > most:
        raise TooMany


def filed_for(request: HttpRequest, persons: Sequence[Mapping[str, str]], proxy: str) -> None:
    """These people (`handing.people_of`) are filed for today from this network, with their phones
    and that of who fills in for them; TooManyPeople when someone new is over the limit."""
    near, wide = network_of(request)
    networks = [("network", near), *([("wide", wide)] if wide else [])]
    told: dict[tuple[str, str], set[str]] = {}
    for one in persons:
        phones = {people.phone_mark(phone).hex() for phone in (one["phone"], proxy)} - {""}
        for asker in (*networks, *(("phone", phone) for phone in phones)):
            told.setdefault(asker, set()).add(_document(one))
    with transaction.atomic():  # who is refused has not been counted
        for kind, asked_by in sorted(told):
            _file_for(kind, asked_by, told[kind, asked_by])


def _document(person: Mapping[str, str]) -> str:
    number = person["document_number"]
    found = people.normalise_document(person["document_type"], number)
    return number if isinstance(found, people.DocumentFault) else f"{found.type} {found.number}"


def _file_for(kind: str, asker: str, documents: set[str]) -> None:
    today = clock.today()
    by = crypto.blind_index(f"{kind} {today} {asker}", about="public.asked")
    marks = [crypto.blind_index(f"{today} {one}", about="public.filed_for") for one in documents]
    mine = FiledFor.objects.filter(asker=by)
    before = mine.count()
    rows = [FiledFor(asker=by, person=mark, day=today) for mark in sorted(marks)]
    FiledFor.objects.bulk_create(rows, ignore_conflicts=True)
    after = mine.count()
    if after > max(before, MOST_PEOPLE[kind]):
        raise TooManyPeople

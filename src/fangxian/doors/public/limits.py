"""How much one network may ask of this door, counted for all web processes together in one
row a window: it keeps a runaway script out, it is no defence against a determined crowd. And for
how many people one network, or one phone, may file on a day: filing anew for them is free. And how
many numbers of one district and day of birth: who tries out the rest of a masked number is slowed,
known or not, and so is who signs in with a phone of their own. A phone
that was only typed shuts nobody else out: it counts within its network, whoever is signed in with it
is counted apart, and a network that is full is slowed, not shut."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from django.db import connection, transaction
from django.http import HttpRequest

from fangxian.doors.public.models import FiledFor, OwnPhone
from fangxian.doors.public.mycode_proof import NotProven
from fangxian.doors.web_request import network_of
from fangxian.ground.people import pages as people
from fangxian.ground.places import pages as places
from fangxian.kernel import clock, crypto
from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text
from fangxian.lines.arrivals import pages as arrivals

WINDOW_SECONDS = 600
ONE_MORE = """
    INSERT INTO public_asked AS a (key, "window", seen) VALUES (%s, %s, 1)
    ON CONFLICT (key) DO UPDATE SET seen = a.seen + 1 RETURNING seen
"""
# A village shares one address behind its mobile mast: generous for people, tight for scripts.
MOST = {
    "form": 600,  # declarations, new and changed; for how many people is counted by the day
    "hand_in": 60,
    "check": 600,
    "look": 300,
    "places": 6000,  # some letters of each name that a village types
    "scan": 3000,  # a market scans behind one mast
    "slow": 30,  # forms with somebody new, from a network that is full for the day
}
LOOSER = 8  # a /48 of IPv6 may be one customer or a town
MOST_TYPED = 3  # numbers with a phone that nobody checked: somebody mistypes
MOST_PEOPLE = {
    "network": 2000,
    "wide": 2000 * LOOSER,
    "phone": 40,  # as typed by anybody within one network
    "proven": 40,  # by who is signed in with it
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
        "今天用这个电话申报的人太多了,没有再收新的人。",
        "Too many people were declared today with this phone; nobody new is taken.",
    )
    way_out = Text(
        "今天已经报过的人可以照常修改、再报。电话是您本人的,先在“我的码”用它登录再报,别人填了多少都不影响;"
        "还有别人要报,请打电话给村(社区)代填。",
        "Whoever was declared today can be changed or declared again. If the phone is yours, sign in with "
        "it at “my code” first: what others typed does not count then. For others call the village, which "
        "fills in for them.",
    )


class NetworkFull(Refusal):
    code = "public.network_full"
    status = 429
    sentence = Text(
        "今天从这个网络申报的人很多,每十分钟只再收几份,现在这十分钟的已经收满。",
        "Very many were declared from this network today: a few forms are taken every ten minutes, and "
        "those of these ten minutes are in.",
    )
    way_out = Text(
        "填写的内容还在本页,请过几分钟再点一次;先在“我的码”用自己的电话登录再报,就不受这个网络影响;"
        "急事请直接打电话给村(社区)。",
        "What you typed is still on this page: try again in a few minutes. Signed in at “my code” with your "
        "own phone you do not wait for this network; or call the village.",
    )


class TooManyAlike(Refusal):
    code = "public.too_many_alike"
    status = 429
    sentence = Text(
        "今天从这个网络或这部电话填报的,同一地区、同一天出生的证件号码太多了,没有再收新的。",
        "Too many numbers of one district and one day of birth were declared today from this network or "
        "phone; no new one is taken.",
    )
    way_out = Text(
        "请核对证件号码。号码没错的,用自己的电话在“我的码”登录后再报;已经登录的,打电话给村(社区)代填。",
        "Check the number. If it is right, sign in at “my code” with your own phone; if you are, call the "
        "village, which fills in for you.",
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


def _one_more(what: str, asker: str, most: int, over: type[Refusal] = TooMany) -> None:
    window = int(clock.now().timestamp()) // WINDOW_SECONDS
    key = crypto.blind_index(f"{what} {window} {asker}", about="public.asked")
    with connection.cursor() as cursor:
        cursor.execute(ONE_MORE, [key, window])
        seen = cursor.fetchone()[0]
        if seen == 1:  # the first of a window sweeps up what is left of former ones
            cursor.execute('DELETE FROM public_asked WHERE "window" < %s', [window])
    if seen > most:
        raise over


def filed_for(
    request: HttpRequest,
    persons: Sequence[Mapping[str, str]],
    proxy: str,
    held: Collection[str] = (),
) -> None:
    """These people (`handing.people_of`) are filed for today. With a phone among theirs, or that of
    who fills in for them, that is proven here (`held`, of `named_of`), they count for it alone; else
    for this network and for each phone as it is typed here. TooManyPeople, NetworkFull for someone new
    over the limit."""
    near, wide = network_of(request)
    networks = [("network", near), *([("wide", wide)] if wide else [])]
    told: dict[tuple[str, str], set[str]] = {}
    for one in persons:
        typed = [("phone", f"{phone} {near}") for phone in named_of([one], proxy)]
        for asker in [("proven", phone) for phone in held] or [*networks, *typed]:
            told.setdefault(asker, set()).add(_document(one))
        for whose in [f"phone {phone}" for phone in held] or [near, wide]:
            if whose and (alike := _district_and_birth(one)):
                told.setdefault(("alike", f"{whose} {alike}"), set()).add(_document(one))
    with transaction.atomic():  # who is refused has not been counted
        for kind, asked_by in sorted(told):
            _file_for(kind, asked_by, told[kind, asked_by])


def prove_oneself(phone: str, document: str, *, opened: bool) -> None:
    """A phone that nobody checked proves its own holder alone (ADR 40): `document` was typed with its
    password, and opened a code or not. NotProven, of somebody known and of somebody new alike, once it
    opened for another number, or some others were typed."""
    by = crypto.blind_index(people.phone_mark(phone).hex(), about="public.own_phone")
    number = _document({"document_type": "", "document_number": document})
    person = crypto.blind_index(number, about="public.own_phone")
    with transaction.atomic():
        others = OwnPhone.objects.filter(phone=by).exclude(person=person)
        if others.filter(opened=True).exists() or others.count() >= MOST_TYPED:
            raise NotProven
        row, _ = OwnPhone.objects.get_or_create(
            phone=by, person=person, defaults={"day": clock.today()}
        )
        row.opened, row.day = row.opened or opened, clock.today()
        row.save(update_fields=["opened", "day"])


def named_of(persons: Sequence[Mapping[str, str]], proxy: str) -> frozenset[str]:
    """Marks of the phones that a form names."""
    phones = [one["phone"] for one in persons]
    return frozenset(people.phone_mark(phone).hex() for phone in (*phones, proxy)) - {""}


def _district_and_birth(person: Mapping[str, str]) -> str:
    """What a masked number leaves to be seen of a resident's; "" of another document."""
    found = people.normalise_document(person["document_type"], person["document_number"])
    if isinstance(found, people.DocumentFault) or found.type != "resident_id":
        return ""
    return found.number[:14]


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
    most = arrivals.alike_a_day(today, places.home()) if kind == "alike" else MOST_PEOPLE[kind]
    if after <= max(before, most):
        return
    if kind == "alike":
        raise TooManyAlike
    if kind in ("phone", "proven"):
        raise TooManyPeople
    _one_more("slow", asker, MOST["slow"] * (LOOSER if kind == "wide" else 1), NetworkFull)

"""A resident with a phone: fills in screen after screen, as a browser without scripts does."""

from __future__ import annotations

import html
import re
from unittest import mock

from django.test import TestCase
from stdnum.cn import ric

START = "/p/declare"


def number_of(born: str, serial: str = "001") -> str:
    """A resident id that passes its check."""
    return f"110101{born}{serial}{ric.calc_check_digit(f'110101{born}{serial}0')}"


def opens(client, phone="13891501234", number=""):
    """Signs in with a password sent to the phone, and the number that was declared with it."""
    from fangxian.lines.codes.services import phone as passwords

    sent = []

    class Sender:
        def send(self, _number, words):
            sent.append(words)

    with (
        mock.patch.object(passwords, "sender", Sender),
        mock.patch.object(passwords, "post", lambda sending: sending()),
        TestCase.captureOnCommitCallbacks(execute=True),
    ):
        client.post("/p/code/password", {"phone": phone})
    password = re.search(r"\d{6}", sent[-1])[0]
    typed = {"phone": phone, "password": password, "document": number or number_of("19900101")}
    return client.post("/p/code/in", typed)


class Resident:
    def __init__(self, client):
        self.client = client
        self.answer = None
        self.fields = {}

    def begins(self, whom="self"):
        self._read(self.client.post(START, {"whom": whom}))
        return self

    def types(self, go="next", **fields):
        self._read(self.client.post(self.action, {**self.fields, **fields, "go": go}))
        return self

    def _read(self, answer):
        self.answer = answer
        if answer.status_code == 302:
            return
        page = answer.content.decode()
        self.action = html.unescape(
            re.search(r'<form method="post" action="([^"]+)" id="ask"', page)[1]
        )
        self.fields = {
            html.unescape(name): html.unescape(value)
            for name, value in re.findall(
                r'<input type="hidden" name="([^"]+)" value="([^"]*)"', page
            )
        }
        for field in re.findall(r"<input (?!type=\"hidden\")[^>]*>", page):
            name, value = re.search(r'name="([^"]+)"', field), re.search(r'value="([^"]*)"', field)
            radio = 'type="radio"' in field and "checked" not in field
            if name and value and value[1] and not radio:
                self.fields[name[1]] = html.unescape(value[1])
        for name, inside in re.findall(
            r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL
        ):
            chosen = re.search(r'value="([^"]*)" selected', inside)
            if chosen:
                self.fields[name] = chosen[1]

    @property
    def page(self):
        return html.unescape(self.answer.content.decode())

    @property
    def step(self):
        return self.fields.get("step")

    def fills_in_themselves(self, name="张三丰", number=None, phone="13891501234", n=0, go="next"):
        number = number or number_of("19900101")
        return self.types(
            go,
            **{
                f"p{n}_name": name,
                f"p{n}_type": "resident_id",
                f"p{n}_number": number,
                f"p{n}_phone": phone,
            },
        )

    def fills_in_the_journey(self):
        self.types(origin="陕西省西安市雁塔区", leaving="2022-05-06", overseas="no")
        self.types()
        self.types(arrival="2022-05-12", transport="火车", vehicle="K786")
        return self.types(town="610921102", village="610921102201", address="二组 18 号")

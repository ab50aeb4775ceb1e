"""Every command with input it cannot use says why in Chinese and ends with 2; nobody sees a traceback or English."""

from __future__ import annotations

import errno
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from fadu.service.trouble import about, why

ROOT = Path(__file__).resolve().parents[2]
ENGLISH = re.compile(r"[A-Za-z]+ [A-Za-z]+ [A-Za-z]+|Error|Errno|Traceback")


def fadu(data: Path, *arguments: str, **environment: str) -> subprocess.CompletedProcess[str]:
    said = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "FADU_DATA": str(data), "PYTHONIOENCODING": "utf-8", **environment}
    code = "from fadu.config.cli import main; main()"
    return subprocess.run(
        [sys.executable, "-c", code, *arguments], env=said, cwd=ROOT, capture_output=True, text=True, check=False, timeout=120
    )


@pytest.fixture(scope="module")
def empty_town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A data folder with tables and no town."""
    data = tmp_path_factory.mktemp("data")
    code = "from fadu.config import django_ready as d; d.start(create=True)"
    subprocess.run(
        [sys.executable, "-c", code], env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT / "src"), "FADU_DATA": str(data)}, check=True
    )
    return data


COMMANDS: dict[str, tuple[list[str], str]] = {
    "an unknown figure period": (["figures", "--period", "20x5"], "看不懂期间"),
    "figures without a town": (["figures"], "没有这个乡镇的数据"),
    "a report's format": (["report", "--out", "x.abc"], "不支持"),
    "export without a town": (["export", "items", "x.xlsx"], "还没有数据"),
    "a backup into no folder": (["backup", "/nonexistent/b"], "没有 /nonexistent 这个目录"),
    "a backup over a folder": (["backup", "/tmp"], "已经存在"),
    "a restore of nothing": (["restore", "/nonexistent/b"], "找不到备份文件"),
    "a restore of a folder": (["restore", "/tmp"], "不是备份文件"),
    "a restore of another file": (["restore", str(ROOT / "README.md")], "不是备份文件"),
    "a choice there is none of": (["procedures", "penalty.summary", "--diagram", "png"], "只能是svg、bpmn"),
    "a port there is none of": (["serve", "--port", "99999"], "端口 99999 不存在"),
}


@pytest.mark.parametrize("what", COMMANDS)
def test_bad_input_is_explained(empty_town: Path, what: str) -> None:
    arguments, said = COMMANDS[what]
    done = fadu(empty_town, *arguments)
    assert done.returncode == 2, done.stderr
    assert said in done.stderr
    assert not ENGLISH.search(done.stderr), done.stderr


@pytest.mark.parametrize("command", [["verify"], ["serve", "--port", "65001"], ["demo"], ["backup", "/tmp/none/x"]])
@pytest.mark.parametrize("place", ["a file", "a place nobody can make"])
def test_a_folder_that_cannot_be_used_is_named_with_the_reason(tmp_path: Path, command: list[str], place: str) -> None:
    file = tmp_path / "file"
    file.write_text("x")
    done = fadu(file if place == "a file" else Path("/proc/nobody"), *command)
    assert done.returncode == 2
    assert done.stderr.startswith("数据目录")
    assert not ENGLISH.search(done.stderr), done.stderr


def test_a_damaged_database_file_is_named(empty_town: Path, tmp_path: Path) -> None:
    data = tmp_path / "data"
    shutil.copytree(empty_town, data)
    (data / "fadu.sqlite3").write_bytes(b"not a database at all" * 300)
    for command in (["verify"], ["serve", "--port", "65002"]):
        done = fadu(data, *command)
        assert (done.returncode, "数据库文件已损坏" in done.stderr) == (2, True), done.stderr


def test_a_server_that_does_not_answer_is_named(tmp_path: Path) -> None:
    done = fadu(tmp_path, "verify", FADU_DATABASE_URL="postgresql://nobody@127.0.0.1:1/fadu")
    assert done.returncode == 2
    assert done.stderr.startswith("数据库不能用")
    assert "FADU_DATABASE_URL" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("number", "said"), [(errno.ENOSPC, "磁盘已满"), (errno.EACCES, "没有权限"), (errno.EROFS, "只能读，不能写"), (9999, "系统错误9999")]
)
def test_what_the_system_says_is_said_in_chinese(number: int, said: str) -> None:
    error = OSError(number, "x", "/data/y")
    assert why(error) == said
    assert about(error) == f"读写文件 /data/y 不成：{said}"

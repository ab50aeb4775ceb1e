"""The doctor: every fact is said, what must be mended fails the run, other parts may add theirs."""

from __future__ import annotations

import io
import json
import os
from pathlib import Path

import pytest

from fadu.kernel.finding import Severity
from fadu.paper import doctor, fonts
from fadu.paper.doctor import Check


def said(found: tuple[Check, ...]) -> dict[str, Check]:
    return {check.id: check for check in found}


def test_it_names_every_role_and_the_typesetter():
    found = said(doctor.findings())
    assert {f"font.{role.value}" for role in fonts.FontRole} <= set(found)
    assert found["typst"].found.startswith("0.15")
    assert "data" not in found


def test_a_writable_folder_is_fine(tmp_path: Path):
    assert said(doctor.findings(tmp_path))["data"].fine


def test_an_absent_folder_must_be_mended(tmp_path: Path):
    out = io.StringIO()
    assert doctor.run(False, tmp_path / "none", out=out) == 1
    assert "不存在" in out.getvalue()
    assert "→ 新建该目录" in out.getvalue()


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write everywhere")
def test_a_folder_without_write_rights_must_be_mended(tmp_path: Path):
    tmp_path.chmod(0o500)
    assert said(doctor.findings(tmp_path))["data"].severity is Severity.STOP


def test_write_rights_are_asked_of_the_system(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(os, "access", lambda *_: False)
    assert said(doctor.findings(tmp_path))["data"].severity is Severity.STOP


def test_other_parts_add_their_checks():
    out = io.StringIO()
    extra = Check("law.calendar", "放假安排", "2026年", Severity.STOP, "导入新一年的放假安排")
    assert doctor.run(True, checks=[lambda: [extra]], out=out) == 1
    last = json.loads(out.getvalue())["checks"][-1]
    assert last == {
        "id": "law.calendar",
        "label": "放假安排",
        "found": "2026年",
        "severity": "stop",
        "remedy": "导入新一年的放假安排",
    }


def test_no_font_at_all_must_be_mended(monkeypatch: pytest.MonkeyPatch):
    empty = {role: fonts.Face(role, "宋体", (), 400, False, "宋体") for role in fonts.FontRole}
    monkeypatch.setattr(doctor, "faces", lambda: empty)
    assert said(doctor.findings())["font.song"].severity is Severity.STOP


def test_a_rare_name_nobody_can_show_is_a_warning(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(doctor, "missing", lambda text: frozenset("䶮") & frozenset(text))
    assert "䶮" in said(doctor.findings())["font.rare"].found


def test_a_lent_character_is_named_with_its_font(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr(doctor, "fallbacks", lambda _text, _role: {"喆": "Noto Serif CJK SC", "䶮": ""})
    assert said(doctor.findings())["rare.kai"].found == "喆 用 Noto Serif CJK SC"

"""``fadu checkpoint-export``, ``-cosign`` and ``-add``: ask a witness, be a witness, keep what a witness signed. Files go by any carrier, a network is not needed."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from datetime import datetime
from pathlib import Path

from django.conf import settings

from fadu.kernel.decide import Refused
from fadu.kernel.note import NoteError
from fadu.service import clock
from fadu.service.trouble import about
from fadu.service.witnessing import keep_witnessed
from fadu.store.keys import KeyTrouble, witness_key
from fadu.store.models import Checkpoint, Town
from fadu.store.publisher import keys_folder
from fadu.store.succession import Succession, read
from fadu.store.witness import NotWitnessed, cosign, keep, read_request, request, trust

DEFAULT_NAME = "witness.fadu"


def export(file: str, since: int = -1, org: str = "") -> int:
    """Write the newest signed head with the proof that it continues what the witness saw."""
    return _said(lambda: _export(Path(file), since, org))


def sign(file: str, out: str, key: str = "", name: str = "", succession: Sequence[str] = ()) -> int:
    """Check a head that another log asks us to witness, remember it and sign it. ``succession``: files in which it states a change of its key."""
    return _said(lambda: _sign(Path(file), Path(out), key, name, [Path(one) for one in succession]))


def add(file: str, witness: str = "") -> int:
    """Keep the signatures that a witness put under our head."""
    return _said(lambda: _add(Path(file), witness))


def _export(file: Path, since: int, org: str) -> str:
    town = org or _own()
    text = request(town, since)
    file.write_text(text, encoding="utf-8")
    head = Checkpoint.objects.filter(org=town).order_by("-size").first()
    return f"已写入 {file}：签到第{head.size if head else 0}条。交给见证人，由他运行 fadu checkpoint-cosign。"


def _sign(file: Path, out: Path, key: str, name: str, stated: Sequence[Path]) -> str:
    own = witness_key(keys_folder(), _name(name))
    asked, at = read_request(file.read_text(encoding="utf-8")), int(clock.now().timestamp())
    folder = Path(settings.FADU_DATA) / "witness"
    text = cosign(folder, own, asked, key, at, [_statement(path) for path in stated])
    kept = _kept(text, folder)
    out.write_text(text, encoding="utf-8")
    return f"已核对并见证，写入 {out}，交还该镇。{kept}本见证人的公钥（该镇第一次添加时用）：\n{own.witness_line}"


def _own() -> str:
    """The code of the office whose installation this is; '' before it is set up, which a mere witness need not be."""
    return Town.objects.order_by("org").values_list("org", flat=True).first() or ""


def _kept(note: str, folder: Path) -> str:
    """Write the head into our own journal, where there is one; what to say of that. Raises NotWitnessed when the journal refuses it."""
    org = _own()
    if not org:
        return ""
    result = keep_witnessed(org, note, folder, clock.now())
    if isinstance(result, Refused):
        raise NotWitnessed("；".join(str(r) for r in result.refusals))
    return "这个检查点也记进了本处的日志。"


def _statement(path: Path) -> Succession:
    try:
        return read(path.read_text(encoding="utf-8"))
    except NoteError as error:
        raise NotWitnessed(f"{path.name} 不是更换密钥的声明，或者签名不成立") from error


def _name(name: str) -> str:
    """The witness's name, remembered: a key signs under one name."""
    path = keys_folder() / "witness.name"
    kept = path.read_text(encoding="utf-8").strip() if path.exists() else ""
    if kept and name and name != kept:
        raise NotWitnessed(f"本机一直以“{kept}”的名义见证，不能改名")
    if not kept:
        path.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        path.write_text(name or DEFAULT_NAME, encoding="utf-8")
    return kept or name or DEFAULT_NAME


def _add(file: Path, witness: str) -> str:
    if witness:
        trust(keys_folder(), witness)
    found = keep(keys_folder(), file.read_text(encoding="utf-8"))
    return "\n".join(f"已保存见证：{name}，{datetime.fromtimestamp(at, clock.CHINA):%Y-%m-%d %H:%M}" for name, at in found)


def _said(work) -> int:  # type: ignore[no-untyped-def]
    """Do it and print what it says; 2 with the reason when it cannot be done."""
    try:
        print(work())
    except (NotWitnessed, KeyTrouble) as trouble:
        print(trouble, file=sys.stderr)
        return 2
    except (OSError, UnicodeDecodeError) as trouble:
        print(about(trouble) if isinstance(trouble, OSError) else "文件不是文本，请重新导出", file=sys.stderr)
        return 2
    return 0

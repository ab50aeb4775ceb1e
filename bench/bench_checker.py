"""Measures the checker: mentions, triples, defect recall by family, false alarms on clean text, and speed.

Uses the invented sentences and reports of the tests always, and the development fragments of ``../shared`` when they
are there; what is absent is said aloud and skipped. Prints one table; asserts nothing about time.
"""

from __future__ import annotations

import json
import statistics
import sys
import time
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
sys.path[:0] = [str(ROOT / "src"), str(ROOT)]

from fadu.checker import check, document  # noqa: E402  the path is set above
from fadu.checker.figures import mentions  # noqa: E402
from fadu.kernel.finding import Finding, Severity  # noqa: E402
from tests.checker.fixtures import annotated, faults, fine_sentences, framed, report_text  # noqa: E402

SHARED = ROOT.parent / "shared" / "reports"
FAMILIES = "TRNLSC"


def main() -> None:
    """Prints every measurement."""
    print("== 自拟样本 ==")
    figures([annotated(name) for name in ("qingshan_2025", "liuhe_2024")])
    recall([(fault["rule"], fault["at"], framed(fault)) for fault in faults()])
    alarms([*fine_sentences(), report_text("qingshan_2025"), report_text("liuhe_2024")])
    if not SHARED.is_dir():
        print("== 开发样本 ==\n跳过：没有 ../shared/reports，未测量开发样本")
        return
    print("== 开发样本 ==")
    texts = dict(shared_texts())
    figures([(texts[key], rows) for key, rows in shared_figures().items()])
    gold = [json.loads(line) for line in (SHARED / "defects_gold.jsonl").read_text(encoding="utf-8").splitlines()]
    recall([(g["rule"], g["fragment"], texts[g["id"]]) for g in gold])
    faulty = {g["id"] for g in gold}
    alarms([text for key, text in texts.items() if key not in faulty])
    speed([texts["r000"], report_text("qingshan_2025")])


def shared_texts() -> Iterator[tuple[str, str]]:
    """Identifier and text of every development fragment."""
    for path in sorted(SHARED.glob("*.jsonl")):
        if path.name != "defects_gold.jsonl":
            for line in path.read_text(encoding="utf-8").splitlines():
                row = json.loads(line)
                yield row["id"], row["text"]


def shared_figures() -> dict[str, list[tuple[str, str, str]]]:
    """The labelled figures of the development fragments."""
    rows = tomllib.loads((Path(__file__).parent / "shared_figures.toml").read_text(encoding="utf-8"))
    return {key: [tuple(item.split("|")) for item in items] for key, items in rows.items()}  # type: ignore[misc]


def figures(labelled: list[tuple[str, list[tuple[str, str, str]]]]) -> None:
    """Precision and recall of mentions, share of right triples, and how honest the confidence is."""
    stated = found = right = triples = 0
    sure: Counter[bool] = Counter()
    for text, rows in labelled:
        made = mentions(document(text))
        stated, found = stated + len(rows), found + len(made)
        for row, mention in aligned(rows, made):
            fits = row[1] in ("", mention.indicator) and mention.role.value == row[2]
            right, triples = right + 1, triples + fits
            sure[fits] += mention.sure
    print(
        f"数字：标注{stated}，找到{found}，查准{right / found:.3f}，查全{right / stated:.3f}，"
        f"三元组{triples / stated:.3f}，有把握的{sum(sure.values())}个中对{sure[True] / max(sum(sure.values()), 1):.3f}"
    )


def aligned(rows, made):  # type: ignore[no-untyped-def]
    """Pairs labels and mentions by their printed text, in order."""
    place = 0
    for row in rows:
        at = next((i for i in range(place, min(place + 8, len(made))) if made[i].text == row[0]), None)
        if at is not None:
            place = at + 1
            yield row, made[at]


def recall(gold: list[tuple[str, str, str]]) -> None:
    """Found defects by family: a finding of the family must touch the faulty wording."""
    hit, all_, exact = Counter[str](), Counter[str](), 0
    for rule, fragment, text in gold:
        doc = document(text)
        at = max(doc.text.find(fragment), doc.norm.find(fragment))
        near = [f for f in findings(text) if f.offset < at + len(fragment) and at < f.offset + f.length]
        all_[rule[0]] += 1
        hit[rule[0]] += any(f.rule[0] == rule[0] for f in near)
        exact += any(f.rule == rule for f in near)
    told = "，".join(f"{k} {hit[k]}/{all_[k]}" for k in FAMILIES if all_[k])
    print(
        f"差错查全：{told}，合计{sum(hit.values()) / sum(all_.values()):.3f}，规则号也对{exact / sum(all_.values()):.3f}"
    )


_CACHE: dict[str, tuple[Finding, ...]] = {}


def findings(text: str) -> tuple[Finding, ...]:
    """The findings of a text, computed once."""
    if text not in _CACHE:
        _CACHE[text] = check(document(text))
    return _CACHE[text]


def alarms(clean: list[str]) -> None:
    """Findings per document on text without known faults, remarks apart."""
    count = Counter(f.severity for text in clean for f in findings(text))
    loud = count[Severity.STOP] + count[Severity.WARN]
    by_rule = defaultdict(int)
    for text in clean:
        for f in findings(text):
            by_rule[f.rule] += f.severity is not Severity.NOTE
    told = "、".join(f"{rule}×{n}" for rule, n in sorted(by_rule.items()) if n)
    print(
        f"误报：{len(clean)}份，必须改与提醒每份{loud / len(clean):.2f}（{told or '无'}），提示每份{count[Severity.NOTE] / len(clean):.2f}"
    )


def speed(texts: list[str]) -> None:
    """Milliseconds for a whole report, each run on a text not seen before."""
    spent = []
    for run in range(12):
        for text in texts:
            fresh = document(text + "\n" * (run + 1))
            start = time.perf_counter()
            check(fresh)
            spent.append((time.perf_counter() - start) * 1000)
    print(f"速度：整份报告中位{statistics.median(spent):.0f}毫秒，最长{max(spent):.0f}毫秒")


if __name__ == "__main__":
    main()

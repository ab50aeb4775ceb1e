"""Erasing personal data: three hands, nothing before its time, nothing left behind, every proof still sound; and a forged one is named."""

from __future__ import annotations

import io
import json
import re
from dataclasses import replace
from datetime import datetime
from typing import Any

import pytest
from django.db import connection

from fadu.kernel.decide import Refused
from fadu.service.clock import CHINA
from fadu.service.erasure import sweep
from fadu.service.papers import PaperErased, content
from fadu.service.rebuild import rebuild
from fadu.service.take_step import take_step
from fadu.service.uploads import folder, take_in
from fadu.service.verify import examine
from fadu.store.models import (
    AccessRecord,
    CommandKey,
    EntryValues,
    EvidenceFile,
    EvidenceUse,
    IssuedPaper,
    JournalEntry,
)
from tests.town import ORG, SmallTown, at, attempt, take

pytestmark = pytest.mark.django_db

NAME, ID = "宇文", "500102199001010011"
PHOTO = "误传的证件照片.jpg"
LATER = datetime(2026, 4, 2, 9, tzinfo=CHINA)
NOT_FILED = {"retention": "不属于归档范围", "erasure_ground": "违反法律、行政法规或者违反约定处理个人信息"}


@pytest.fixture
def town(db: None, standing_town: SmallTown) -> SmallTown:
    return standing_town


def ask(town: SmallTown, name: str, when: datetime = LATER, **fields: Any) -> None:
    said = {"target": town.matters["penalty"], **NOT_FILED, **fields}
    take(town, "any-archive_keeper", "apply", when, name, procedure="common.erasure", fields=said)


def erase(town: SmallTown, name: str = "erasure", **fields: Any) -> None:
    ask(town, name, **fields)
    take(town, "lin", "approve", LATER, "", matter=name)
    take(town, "any-party_gov_office", "carry_out", LATER, "", matter=name)


def everything() -> str:
    """Every row of every table of the store, as text."""
    from django.apps import apps

    rows = []
    for model in apps.get_app_config("store").get_models():
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {model._meta.db_table}")
            rows += [
                " ".join(bytes(c).decode("utf-8", "replace") if isinstance(c, (bytes, memoryview)) else str(c) for c in row)
                for row in cursor.fetchall()
            ]
    return re.sub(r"\\u([0-9a-f]{4})", lambda m: chr(int(m[1], 16)), "\n".join(rows))


def faults() -> list[tuple[str, str]]:
    return [(f.table, f.field) for f in examine().faults if f.table != "trigger"]


def test_what_is_erased_is_nowhere_and_the_town_is_sound(town: SmallTown) -> None:
    assert NAME in everything() and ID in everything()
    erase(town, erase_items="当事人、证件号码")
    left = everything()
    assert (NAME in left, ID in left) == (False, False)
    assert examine().faults == []


def test_the_entry_and_its_digest_stay_and_say_who_ordered_it(town: SmallTown) -> None:
    entry = JournalEntry.objects.get(matter=town.matters["penalty"], seq=0)
    erase(town, erase_items="party_name")
    values = EntryValues.objects.get(entry=entry)
    assert "party_name" not in values.values and "party_name" not in values.salts
    assert "party_name" in json.loads(bytes(entry.envelope))["fields"]
    order = JournalEntry.objects.get(pk=values.erased_by_id)
    assert f"{entry.leaf_hash}#party_name" in json.loads(bytes(order.envelope))["refs"]


def test_a_paper_that_prints_it_loses_its_content_and_keeps_its_number(town: SmallTown) -> None:
    erase(town, erase_items="当事人")
    paper = IssuedPaper.objects.get(matter=town.matters["penalty"])
    assert (paper.content, paper.title, paper.number != "") == ({}, "", True)
    with pytest.raises(PaperErased):
        content(paper)


def test_no_command_leaves_a_digest_that_could_be_guessed(town: SmallTown) -> None:
    erase(town, erase_items="当事人")
    assert set(CommandKey.objects.filter(result__matter=town.matters["penalty"]).values_list("digest", flat=True)) == {""}


def test_an_erased_town_is_laid_out_again_from_its_journal(town: SmallTown) -> None:
    erase(town, erase_items="当事人、证件号码")
    rebuild(ORG)
    assert examine().faults == []
    assert NAME not in everything()


def test_within_the_time_of_its_file_nothing_goes(town: SmallTown) -> None:
    said = {"target": town.matters["settled"], **NOT_FILED, "retention": "一般案卷", "erase_items": "当事人甲"}
    result = take_step(attempt(town, "any-archive_keeper", "apply", LATER, procedure="common.erasure", fields=said), durable=False)
    assert isinstance(result, Refused)
    assert "《个人信息保护法》第四十七条" in "".join(str(r) for r in result.refusals)


@pytest.mark.parametrize(("items", "why"), [("amount_fen", "不是个人信息"), ("没有这一项", "没有“没有这一项”"), ("住址", "没有记录内容")])
def test_what_cannot_go_is_refused_when_it_is_asked(town: SmallTown, items: str, why: str) -> None:
    before = JournalEntry.objects.count()
    said = {"target": town.matters["penalty"], **NOT_FILED, "erase_items": items}
    result = take_step(attempt(town, "any-archive_keeper", "apply", LATER, procedure="common.erasure", fields=said), durable=False)
    assert isinstance(result, Refused)
    assert why in "".join(str(r) for r in result.refusals)
    assert JournalEntry.objects.count() == before
    assert AccessRecord.objects.filter(act="refused").exists()


def test_a_file_goes_with_its_bytes_and_its_name_and_does_not_come_back(town: SmallTown) -> None:
    root = with_photo(town)
    erase(town, target=town.matters["near"], erase_files=PHOTO)
    assert folder().file(root).exists()  # until the commit
    sweep()
    assert not folder().file(root).exists()
    assert [u.name for u in EvidenceUse.objects.filter(file=root)] == [""]
    assert faults() == []
    again = take_in(ORG, "fang", PHOTO, io.BytesIO("证件照片".encode()))
    assert "已依法删除" in str(again)
    assert not folder().file(root).exists()


def test_a_forged_erasure_is_named(town: SmallTown, unguarded: None) -> None:
    erase(town, erase_items="当事人")
    other = JournalEntry.objects.get(matter=town.matters["near"], seq=0)
    order = JournalEntry.objects.get(matter=town.matters["erasure"], seq=2)
    for entry, named in ((other, "erased_by_id"), (JournalEntry.objects.get(matter=town.matters["penalty"], seq=0), "values")):
        row = EntryValues.objects.get(entry=entry)
        kept = (row.values, row.salts, row.erased_by_id)
        name = sorted(row.values)[0]
        held = [{k: v for k, v in one.items() if k != name} for one in kept[:2]]
        EntryValues.objects.filter(pk=row.pk).update(values=held[0], salts=held[1], erased_by=order)
        assert ("store_entryvalues", named) in faults()
        EntryValues.objects.filter(pk=row.pk).update(values=kept[0], salts=kept[1], erased_by=kept[2])


def test_a_value_that_came_back_is_named(town: SmallTown, unguarded: None) -> None:
    row = EntryValues.objects.get(entry__matter=town.matters["penalty"], entry__seq=0)
    erase(town, erase_items="当事人")
    EntryValues.objects.filter(pk=row.pk).update(values=row.values, salts=row.salts, erased_by=None)
    assert ("store_entryvalues", "values") in faults()


def test_a_file_called_erased_without_an_order_is_named(town: SmallTown, unguarded: None) -> None:
    root = with_photo(town)
    EvidenceFile.objects.filter(root=root).update(erased_by=JournalEntry.objects.order_by("id").first())
    assert ("store_evidencefile", "erased_by_id") in faults()


def test_the_triggers_let_through_exactly_this(town: SmallTown, django_db_blocker: Any) -> None:
    from django.db import IntegrityError, OperationalError, transaction

    root = with_photo(town)
    for model, where, change in (
        (EvidenceFile, {"root": root}, {"size": 1}), (EvidenceFile, {"root": root}, {"erased_by": None}),
        (EvidenceUse, {"file": root, "entry__isnull": False}, {"name": ""}), (EntryValues, {}, {"values": {}, "salts": {}}),
    ):  # fmt: skip
        with pytest.raises((IntegrityError, OperationalError)), transaction.atomic():
            model.objects.filter(pk=model.objects.filter(**where).order_by("pk").first().pk).update(**change)


def test_what_a_correction_put_on_record_after_an_erasure_can_go_too(town: SmallTown) -> None:
    for day, (name, what) in enumerate((("erasure", "濮阳"), ("again", "澹台")), 1):
        correct(town, "party_a", what, at(4, day))
        assert what in everything()
        erase(town, name, target=town.matters["near"], erase_items="party_a")
        assert what not in everything()
    assert examine().faults == []


def test_a_file_destroyed_while_somebody_was_about_to_hand_it_in_is_refused(town: SmallTown) -> None:
    root = with_photo(town)
    waiting = take_in(ORG, "fang", PHOTO, io.BytesIO("证件照片".encode()))
    assert isinstance(waiting, dict)
    erase(town, target=town.matters["near"], erase_files=PHOTO)
    command = attempt(town, "fang", "note", LATER, matter="settled", fields={"remark": "见附件"})
    result = take_step(replace(command, files=(root,)), durable=False)
    assert isinstance(result, Refused)
    assert "没有收到" in str(result.refusals[0])


def correct(town: SmallTown, field: str, value: str, when: datetime) -> None:
    said = {"corrected_field": field, "corrected_value": value, "common_reason": "登记时写错"}
    take(town, "fang", "correct", when, "", matter="near", fields=said)


def with_photo(town: SmallTown) -> str:
    file = take_in(ORG, "fang", PHOTO, io.BytesIO("证件照片".encode()))
    assert isinstance(file, dict)
    take(town, "fang", "note", at(4, 1), "", matter="near", fields={"remark": "见附件"}, files=(file["root"],))
    return str(file["root"])

"""Links with a code: issued, opened, used and taken back; what they are for, and nothing beside it."""

from __future__ import annotations

import json
import uuid
from datetime import timedelta

import pytest

from fadu.kernel.decide import Refused
from fadu.packs import catalogue
from fadu.packs.common.link import KINDS, LinkKind
from fadu.service import clock, links
from fadu.service.grant import Grant, actor_id, grant_of
from fadu.service.links import Issued, NotOpened
from fadu.service.people import actor_of, names
from fadu.service.scope import Reader
from fadu.service.take_step import Command, Receipt, take_step
from fadu.service.tick import tick
from fadu.store.models import AccessRecord, JournalEntry, Link, Matter
from tests.town import CHUNHUA, FAR_PARTY, HESHUN, ORG, SmallTown

pytestmark = pytest.mark.django_db


@pytest.fixture
def town(standing_town: SmallTown, db: None) -> SmallTown:
    return standing_town


def office(town: SmallTown, who: str = "fang") -> Reader:
    return Reader(actor_of(town.accounts[who]), ORG, clock.today())


def issued(town: SmallTown, who: str = "fang", **fields: object) -> Issued:
    said = {"link_kind": "社长", "holder": "何桂英", "village": HESHUN, **fields}
    made = links.issue(office(town, who), str(uuid.uuid4()), said)
    assert isinstance(made, Issued), made
    return made


def entered(link: Issued) -> Grant:
    found = links.open_link(link.token, link.code)
    assert isinstance(found, Grant), found
    return found


def do(grant: Grant, step: str, matter: str = "", procedure: str = "", **fields: object) -> Receipt | Refused:
    return links.act(
        grant, Command(key=str(uuid.uuid4()), org=ORG, actors=(grant.actor,), step=step, matter=matter, procedure=procedure, fields=fields)
    )


def refused_by(result: Receipt | Refused) -> frozenset[str]:
    return result.gates if isinstance(result, Refused) else frozenset()


def due_return(town: SmallTown, village: str) -> str:
    return str(Matter.objects.get(parent=town.matters["round"], village=village).pk)


def test_what_is_kept_of_a_link_are_digests(town: SmallTown) -> None:
    link = issued(town)
    kept = Link.objects.get(matter=link.receipt.matter)
    everything = f"{kept.token_hash}{kept.code_hash}{Matter.objects.get(pk=link.receipt.matter).snapshot}"
    assert link.token not in everything
    assert link.code not in everything.replace(kept.token_hash, "")


def test_a_group_leader_answers_the_round_of_the_own_village_in_the_own_name(town: SmallTown) -> None:
    grant = entered(issued(town))
    asked = due_return(town, HESHUN)
    result = do(grant, "return_nil", asked)
    assert isinstance(result, Receipt)
    said = json.loads(bytes(JournalEntry.objects.filter(matter=asked).latest("seq").envelope))
    assert (said["actors"], said["origin"], said["role"]) == ([actor_id(grant.matter)], "link", "group_leader")
    assert names(ORG, said["actors"]) == {actor_id(grant.matter): "何桂英（凭链接）"}
    assert grant_of(grant.matter, clock.today()) is not None, "a village's link serves until its term ends"


def test_a_link_is_for_its_village_and_its_steps_only(town: SmallTown) -> None:
    grant = entered(issued(town))
    assert refused_by(do(grant, "return_nil", due_return(town, CHUNHUA))) == {"link"}
    assert refused_by(
        do(grant, "settle_orally", procedure="disputes.dispute", kind="邻里", party_a="甲", party_b="乙", settlement="算了", village=HESHUN)
    ) == {"link"}
    assert refused_by(
        do(grant, "find", procedure="disputes.dispute", kind="邻里", party_a="甲", party_b="乙", gist="树", village=CHUNHUA)
    ) == {"link"}
    assert refused_by(do(grant, "note", town.matters["near"], remark="看看")) == {"link"}
    assert isinstance(
        do(grant, "find", procedure="disputes.dispute", kind="邻里", party_a="甲", party_b="乙", gist="树", village=HESHUN), Receipt
    )
    read = {str(m.snapshot["facts"].get("party_a")) for m in grant.reader(clock.today()).readable()}
    assert FAR_PARTY not in read


def test_a_party_acts_once_on_the_one_matter(town: SmallTown) -> None:
    far = town.matters["far"]
    grant = entered(issued(town, "gu", link_kind="当事人", holder="慕容远村", link_matter=far, village=CHUNHUA))
    assert [str(m.pk) for m in grant.reader(clock.today()).readable()] == [far]
    assert refused_by(do(grant, "withdraw", town.matters["near"])) == {"link"}
    assert refused_by(do(grant, "accept", far)) == {"link"}
    assert isinstance(do(grant, "withdraw", far), Receipt)
    assert Matter.objects.get(pk=grant.matter).state == "used"
    assert grant_of(grant.matter, clock.today()) is None
    assert refused_by(do(grant, "withdraw", far)) == {"link"}


@pytest.mark.parametrize("kind", KINDS, ids=lambda k: k.label)
def test_every_step_of_a_kind_exists_and_is_taken_in_its_role(kind: LinkKind) -> None:
    for name in kind.steps:
        procedure, _, id = name.rpartition(".")
        step = catalogue().procedure(procedure).step(id)
        assert step is not None, name
        assert kind.role in step.roles, name


def test_a_wrong_code_is_counted_the_link_rests_and_is_shut_for_good(town: SmallTown, monkeypatch: pytest.MonkeyPatch) -> None:
    link = issued(town)
    wrong = "000000" if link.code != "000000" else "111111"
    for _ in range(links.MOST_FAILURES):
        assert isinstance(links.open_link(link.token, wrong), NotOpened)
    resting = links.open_link(link.token, link.code)
    assert isinstance(resting, NotOpened)
    assert "停用到" in resting.message
    now = clock.now()
    for round in range(1, 4):
        monkeypatch.setattr(clock, "now", lambda round=round: now + links.LOCKED_FOR * 2 * round)
        for _ in range(links.MOST_FAILURES):
            links.open_link(link.token, wrong)
    assert Matter.objects.get(pk=link.receipt.matter).state == "revoked"
    assert isinstance(links.open_link(link.token, link.code), NotOpened)
    assert AccessRecord.objects.filter(matter=link.receipt.matter, act="link_failed").count() == links.SHUT_AFTER


def test_an_unknown_address_and_a_wrong_code_are_answered_alike(town: SmallTown) -> None:
    link = issued(town)
    wrong = "000000" if link.code != "000000" else "111111"
    assert links.open_link("no-such-address", link.code) == links.open_link(link.token, wrong)


def test_a_link_taken_back_or_past_its_term_opens_nothing(town: SmallTown) -> None:
    back, past = issued(town), issued(town)
    grant = entered(back)
    assert isinstance(links.revoke(office(town), back.receipt.matter, "手机遗失"), Receipt)
    assert isinstance(links.open_link(back.token, back.code), NotOpened)
    assert refused_by(do(grant, "return_nil", due_return(town, HESHUN))) == {"link"}
    last = entered(past).last_on
    assert grant_of(past.receipt.matter, last) is not None
    assert grant_of(past.receipt.matter, last + timedelta(days=1)) is None
    tick(ORG, last + timedelta(days=1), durable=False)
    assert Matter.objects.get(pk=past.receipt.matter).state == "expired"


def test_who_may_issue_what(town: SmallTown) -> None:
    said = {"holder": "何桂英", "village": HESHUN}
    mediator = links.issue(office(town, "gu"), "k1", {"link_kind": "社长", **said})
    assert isinstance(mediator, Refused)
    assert mediator.gates == {"link_issuer"}
    nowhere = links.issue(office(town), "k2", {"link_kind": "社长", "holder": "何桂英"})
    assert isinstance(nowhere, Refused)
    assert nowhere.gates == {"link_scoped"}
    stranger = links.issue(office(town, "chen"), "k3", {"link_kind": "社长", **said})
    assert isinstance(stranger, Refused)
    assert "role" in stranger.gates


def test_an_invented_link_id_is_nobody(town: SmallTown) -> None:
    link = issued(town)
    grant = entered(link)
    links.revoke(office(town), link.receipt.matter, "换人")
    result = take_step(Command(key="x", org=ORG, actors=(grant.actor,), matter=due_return(town, HESHUN), step="return_nil"), durable=False)
    assert refused_by(result) == {"link"}

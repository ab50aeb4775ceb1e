"""Every address as every role: who may open it is a table, and secrets and other villages' matters are nowhere else.

The table names the roles a matter is open to; every page about the matter follows it. An address that is in no list
here fails the sweep, so that a new page must say who may see it.
"""

from __future__ import annotations

import io
import zipfile
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.test import Client
from django.urls import URLPattern, get_resolver, reverse
from django.urls.converters import get_converters

from fadu.packs import catalogue
from fadu.packs.common.link import ISSUERS
from fadu.packs.common.steps import LEADING
from fadu.service import cash, clock, expiry, item_versions
from fadu.service.oversight import WATCHERS
from fadu.service.papers import verify_path
from fadu.service.people import actor_of
from fadu.service.scope import reader
from fadu.store.models import IssuedPaper, Matter
from tests.town import FAR_PARTY, ORG, PETITION, PETITIONER, SmallTown, at, take

pytestmark = pytest.mark.django_db
As = Callable[..., Client]

#: What everybody may open. A page that is not named here must ask for signing in.
PUBLIC = {
    "first_run", "home", "guides", "dispute_help", "dispute_progress", "disclosures", "disclosure_item", "verify_paper", "verify_how", "verify_by_text", "verify_by_code", "verify_proof",
    "consultation", "display", "link_open", "link_ended", "link_leave", "login", "logout", "public_reports", "public_report", "public_report_file", "public_figure",
    "law_home", "law_limit", "due_page", "due_ics", "law_statute", "workdays", "procedure_page",
    "checker", "check_docx", "check_last_year", "check_mend", "check_rule", "check_rules", "check_sheet", "check_published", "check_sample",
}  # fmt: skip
#: What also opens for somebody who came through a link with its code; the tests of links say how far.
BY_LINK = {"village", "settle_orally", "round_return", "step", "begin", "link_home"}
POSTED = {"logout", "end_sessions", "file_penalties", "link_leave"}
#: Pages of one work, and the roles whose work it is; every other staff page without a matter opens for every role.
WORK = {
    "archive_room": {"archive_keeper", "enforcement_head"}, "team": expiry.WATCHERS, "cash_day": cash.WATCHERS, "item_versions": item_versions.WATCHERS,
    "accounts": {"system_admin", "security_admin", "auditor"}, "accounts_new": {"system_admin"}, "posts_new": {"security_admin"}, "access_log": {"auditor"}, "handover": set(LEADING),
    "links": set(ISSUERS), "gear": {"officer", "enforcement_head"}, "oversight": WATCHERS, "district": {"district_supervisor"}, "summary_penalty": {"officer"}, "pick_item": {"officer"}, "settle_orally": {"mediator", "village_cadre"},
    "request_import": {"statistician", "clerk"}, "past_report_keep": {"justice_office", "statistician", "party_gov_office"}, "village": {"village_cadre", "group_leader"}, "linkage_board": {"justice_office", "mediator", "petition_clerk", "police", "court"},
}  # fmt: skip
#: Pages of reports ask more than a role, the page of a link asks for one; their own tests say what.
REPORTS = {"link_home", "report_start", "confirm_figures", "nil_statement", "figures_xlsx"}
#: Pages about one matter, which follow it.
ABOUT_A_MATTER = {"matter", "matter_verify", "matter_proof", "entry_proof", "entry_proof_file"}
OVERSEERS = {"party_secretary", "town_head", "leader", "justice_office", "district_supervisor", "auditor"}


@pytest.fixture
def roles(town: SmallTown) -> list[str]:
    return town.roles()


def _patterns(found: Any) -> Iterator[URLPattern]:
    for one in found:
        if isinstance(one, URLPattern):
            yield one
        elif not str(one.pattern).startswith("api/"):
            yield from _patterns(one.url_patterns)


def test_public_pages_are_those_named_here_and_every_view_says_which_it_is() -> None:
    found = {p.name: getattr(p.callback, "access", "") for p in _patterns(get_resolver().url_patterns)}
    assert set(found.values()) == {"staff", "link", "public"}
    assert {name for name, access in found.items() if access == "link"} == BY_LINK
    assert {name for name, access in found.items() if access == "public"} == PUBLIC


def public(pattern: URLPattern) -> bool:
    return bool(getattr(pattern.callback, "access", "") == "public")


def address(pattern: URLPattern) -> str:
    """An address of this pattern; what it names need not exist."""
    dummies = {
        "str": "x",
        "int": 1,
        "slug": "x",
        "path": "x",
        "matter": "00000000-0000-4000-8000-000000000000",
        "uuid": "00000000-0000-4000-8000-000000000000",
    }
    kinds = {v: k for k, v in get_converters().items()}
    arguments = {name: dummies[kinds[converter]] for name, converter in pattern.pattern.converters.items()}
    return reverse(pattern.name, kwargs=arguments)


def test_no_staff_page_is_readable_without_signing_in(as_: As, town: SmallTown) -> None:
    client = as_()
    for pattern in _patterns(get_resolver().url_patterns):
        if not public(pattern):
            for ask in (client.get, client.post):
                answer = ask(address(pattern))
                assert (answer.status_code, answer.headers.get("Location", "").split("?")[0]) == (302, reverse("login")), pattern


def test_common_pages_open_for_every_role(as_: As, town: SmallTown, roles: list[str]) -> None:
    common = [
        p
        for p in _patterns(get_resolver().url_patterns)
        if not p.pattern.converters and not public(p) and p.name not in POSTED | set(WORK) | REPORTS
    ]
    assert len(common) > 10
    for number, role in enumerate(roles):
        client = as_(person(town, role))
        for pattern in common if number % 6 == 0 else common[:2]:
            assert client.get(reverse(pattern.name)).status_code == 200, (role, pattern)


@pytest.mark.parametrize("name", sorted(WORK))
def test_a_page_of_one_work_opens_for_those_who_do_it(as_: As, town: SmallTown, roles: list[str], name: str) -> None:
    opened = {role for role in roles if as_(person(town, role)).get(reverse(name)).status_code == 200}
    assert opened == set(WORK[name]) & set(roles)


#: Who may read a matter of the small town: the roles named, and always those who oversee the town.
READERS: dict[str, set[str]] = {
    "near": {"mediator", "village_cadre", "petition_clerk", "group_leader", "grid_worker", "archive_keeper"},
    "petition": {"petition_clerk", "mediator", "clerk", "office_head"},
    "service": {"officer", "clerk", "party_gov_office", "permit_handler", "mediator", "enforcement_head", "archive_keeper"},
    "penalty": {
        "officer",
        "enforcement_head",
        "cashier",
        "statistician",
        "supervision_liaison",
        "party_gov_office",
        "district_department",
        "disclosure_clerk",
        "office_head",
        "archive_keeper",
    },
    "monitor": {"officer", "enforcement_head", "enforcement_reviewer", "district_department", "party_gov_office"},
    "round": set(),
    "committee": set(),
}


@pytest.mark.parametrize("name", sorted(READERS))
def test_a_matter_is_open_to_its_readers_only(as_: As, town: SmallTown, roles: list[str], name: str) -> None:
    """The scope layer is asked as every role, the pages as one it opens for and one it does not.

    The common steps (notes, corrections) of every procedure open it to nobody.
    """
    id = town.matters[name]
    scopes = {role: reader(actor_of(town.as_role(role)), ORG, clock.today()) for role in roles}
    opened = {role for role, scope in scopes.items() if scope.readable().filter(pk=id).exists()}
    assert opened == READERS[name] | OVERSEERS
    for role, status in ((min(opened), 200), (min(set(roles) - opened), 404)):
        client = as_(person(town, role))
        for page in ABOUT_A_MATTER:
            assert client.get(reverse(page, args=(id, *((0,) if "entry" in page else ())))).status_code == status, (role, page)


def test_another_body_reads_what_is_addressed_to_it_and_what_it_handed_over(as_: As, town: SmallTown) -> None:
    """Police and court: not one another's referrals, no fine that the court was not applied to for, no clue of others."""
    about = {"other_side": "某单位", "referred_matter": "医药费争议"}
    for name, linkage in (("to_police", "警调"), ("to_court", "诉调委托"), ("to_district", "区级调委会")):
        take(town, "fang", "send", at(3, 3), name, procedure="disputes.referral", fields={**about, "linkage": linkage})
    take(town, "any-police", "receive", at(3, 3), "from_police", procedure="disputes.referral", fields={**about, "linkage": "访调"})
    take(town, "li", "send", at(3, 3), "to_station", procedure="common.referral", fields={"other_side": "同乐派出所"})
    take(town, "li", "register", at(3, 3), "clue", procedure="penalty.clue")
    named = ("to_police", "to_court", "to_district", "from_police", "to_station", "clue")
    assert _readable(town, "police", named) == {"to_police", "from_police", "to_station"}
    assert _readable(town, "court", named) == {"to_court"}
    assert _readable(town, "justice_office", named) == set(named)
    assert not reader(actor_of(town.as_role("court")), ORG, clock.today()).readable(["penalty.payment"]).exists()
    board = as_(person(town, "court")).get(reverse("linkage_board"))
    assert [[(c["awaited"], c["ours"]) for c in column["cards"]] for column in board.context["columns"]] == [
        [],
        [],
        [("等我们回执", True)],
        [],
    ]


def _readable(town: SmallTown, role: str, named: tuple[str, ...]) -> set[str]:
    scope = reader(actor_of(town.as_role(role)), ORG, clock.today())
    return {name for name in named if scope.readable().filter(pk=town.matters[name]).exists()}


def person(town: SmallTown, role: str) -> str:
    return town.as_role(role).person_id


def test_a_cadre_sees_only_the_own_village(as_: As, town: SmallTown) -> None:
    """Not in a list, a search, a register, an export, a calendar or an address typed in."""
    client = as_("chen")
    far = town.matters["far"]
    for page in ("matter", "matter_verify", "matter_proof"):
        assert client.get(reverse(page, args=(far,))).status_code == 404
    assert client.get(reverse("step", args=(far, "accept"))).status_code == 404
    for address in everything(client, town):
        assert FAR_PARTY not in address[1], address[0]
    assert FAR_PARTY in text(as_("zhou").get(reverse("matter", args=(far,))))


def test_secrets_are_read_by_their_readers_only(as_: As, town: SmallTown) -> None:
    """Every page, list, search, paper, export and API answer of every role; and what the public sees."""
    allowed = set(catalogue().procedure("disputes.petition").secret_readers)
    for role in sorted(READERS["petition"] | OVERSEERS | {"village_cadre", "system_admin"}):
        client = as_(person(town, role))
        found = [where for where, said in everything(client, town) if PETITIONER in said or PETITION in said]
        assert bool(found) is (role in allowed), (role, found)
    for pattern in _patterns(get_resolver().url_patterns):
        if public(pattern) and pattern.name not in ("logout", "link_leave"):
            assert PETITIONER not in text(as_().get(address(pattern)))
    papers = IssuedPaper.objects.filter(matter=town.matters["petition"])
    assert [PETITIONER in text(as_().get(verify_path(paper))) for paper in papers] == [False] * len(papers) != []


def everything(client: Client, town: SmallTown) -> Iterator[tuple[str, str]]:
    """Address and text of whatever this person can get about the town's matters."""
    for name in ("desk", "matters", "calendar", "calendar_ics", "registers", "figures", "reports", "oversight"):
        yield name, text(client.get(reverse(name)))
    for words in (PETITIONER, FAR_PARTY):
        answer = client.get(reverse("search"), {"q": words})
        yield f"search {words}", "".join(str(g["entries"]) for g in answer.context["groups"])
        yield f"matters {words}", "".join(str(r["cells"]) for r in client.get(reverse("matters"), {"q": words}).context["rows"])
    for name in ("petition_log", "dispute_log"):
        yield f"register {name}", text(client.get(reverse("register", args=(name,))))
        yield f"export {name}", text(client.post(reverse("register_export", args=(name,))))
    yield "filtered", _told(client)
    for key in ("petition", "far"):
        id = town.matters[key]
        for page in ("matter", "matter_verify", "matter_proof", "entry_proof", "entry_proof_file"):
            yield f"{page} {key}", text(client.get(reverse(page, args=(id, *((0,) if "entry" in page else ())))))
        matter = Matter.objects.get(pk=id)
        for step in catalogue().procedure(matter.procedure).steps_from(matter.state):
            yield f"step {step.id} {key}", text(client.get(reverse("step", args=(id, step.id))))
        for paper in IssuedPaper.objects.filter(matter=id):
            for form in ("paper", "paper_docx", "paper_page"):
                yield f"{form} {key}", text(client.get(reverse(form, args=(paper.pk,))))
        yield f"api {key}", client.get(f"/api/staff/matters/{id}").content.decode()
    yield "api matters", client.get("/api/staff/matters").content.decode()
    yield "api figures", client.get("/api/staff/figures?year=2025").content.decode()


def _told(client: Client) -> str:
    """Whether a filter by a column one may not read finds what it names: an answer tells as much as the words."""
    found = [client.get(reverse("register", args=("petition_log",)), {"petitioner": words}) for words in (PETITIONER, "没有此人")]
    if any(answer.status_code != 200 for answer in found):
        return ""
    right, wrong = (len(answer.context["rows"]) for answer in found)
    return PETITIONER if right != wrong else ""


def text(answer: Any) -> str:
    """What an answer says, whatever its format."""
    body = b"".join(answer.streaming_content) if answer.streaming else answer.content
    if body.startswith(b"PK"):
        with zipfile.ZipFile(io.BytesIO(body)) as archive:
            return "".join(archive.read(n).decode(errors="replace") for n in archive.namelist())
    if body.startswith(b"%PDF"):
        from fadu.checker.read import read

        return str(getattr(read(body, "文书"), "text", ""))
    return body.decode(errors="replace")

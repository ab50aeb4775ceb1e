"""The invented people of the demonstration town, their posts, and the villages. Nobody here is real."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.contrib.auth.hashers import make_password

from fadu.service.clock import CHINA
from fadu.service.founding import employ, lay_foundation
from fadu.service.founding_questions import Founding
from fadu.store.models import Account
from fadu.store.write_gate import transaction

ORG = "500102128"
FIRST_DAY = date(2018, 1, 1)

VILLAGES = (
    "和顺社区", "长安社区", "春华村", "秋实村", "夏荷村", "冬青村", "晨曦村", "晚晴村", "云起村", "星河村", "溪语村", "石语村", "稻香村", "茶香村",
)  # fmt: skip


def village_code(n: int) -> str:
    """The 12-digit code of village n (from 1); invented below the town's real code."""
    return f"{ORG}{n:03d}"


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody of the town: login and id, name, roles, village of a village post, and what a visitor can try as them."""

    id: str
    name: str
    roles: tuple[str, ...]
    village: str = ""
    tries: str = ""


LEADERS = (
    Person("shuji", "高远", ("party_secretary",), tries="确认第一责任人履职，主持审定年度报告"),
    Person("zhenzhang", "林正", ("town_head",), tries="签发文件和年度报告，作出重大处罚决定"),
    Person("fenguan", "顾平", ("leader",), tries="批准立案和先行登记保存，审批延期"),
)  # fmt: skip
OFFICE = (
    Person("dangzheng", "苏文", ("party_gov_office",), tries="给规范性文件编号公布，办理公示"),
    Person("sifa", "方明", ("justice_office",), tries="开展排查，起草年度报告"),
    Person("shencha", "严谨", ("legality_reviewer",), tries="出具合法性审查意见"),
    Person("fazhi", "秦衡", ("enforcement_reviewer",), tries="审核重大执法决定"),
    Person("tongji", "卢数", ("statistician",), tries="冻结数据，核对统计年报"),
    Person("baomi", "沈默", ("secrecy_reviewer",), tries="公开前作保密审查"),
    Person("gongkai", "叶开", ("disclosure_clerk",), tries="公示执法结果"),
    Person("shouju", "钱进", ("cashier",), tries="核对罚没收缴和缴库"),
    Person("xinfang", "丁听", ("petition_clerk",), tries="登记和答复信访事项"),
    Person("jingban", "何清", ("clerk",), tries="提出规范性文件立项，起草文稿"),
    Person("kezhang", "魏成", ("office_head",), tries="征求意见，核对本部门数字"),
    Person("danganyuan", "尹存", ("archive_keeper",), tries="归档办结的案卷和年度报告，办理删除个人信息"),
    Person("jiandu", "郑察", ("district_supervisor",), tries="以区级监督身份查看案件"),
    Person("qubumen", "曾核", ("district_department",)),
    Person("tingzheng", "陶公", ("hearing_host",), tries="主持听证，提出听证报告"),
    Person("guanliyuan", "管理员", ("system_admin",), tries="解除锁定，重设密码"),
    Person("anquan", "安全员", ("security_admin",), tries="清除丢失的动态口令"),
    Person("shenji", "审计员", ("auditor",), tries="看谁查看、导出过什么"),
)  # fmt: skip
#: Twelve officers in six pairs; the last named certificate lapsed, so that a visitor can see the refusal.
OFFICERS = (
    Person("lifei", "李飞", ("officer",), tries="手机上作出当场处罚，办理普通程序"),
    Person("wangqiang", "王强", ("officer",)), Person("chenli", "陈力", ("officer",)), Person("zhouyang", "周扬", ("officer",)),
    Person("liuchang", "刘畅", ("officer",)), Person("zhaoyu", "赵宇", ("officer",)), Person("sunhao", "孙浩", ("officer",)),
    Person("wujing", "吴靖", ("officer",)), Person("xukai", "徐凯", ("officer",)), Person("mapei", "马培", ("officer",)),
    Person("hubin", "胡斌", ("officer",)), Person("guoning", "郭宁", ("officer",)),
)  # fmt: skip
LAPSED = Person("tianye", "田野", ("officer",), tries="执法证已过期，和他搭档会被拒绝")
#: Fourteen posts: the twelve officers, the one whose certificate lapsed, and one still vacant.
ENFORCEMENT_POSTS = (*(p.id for p in OFFICERS), LAPSED.id, "待招录")
PAIRS = tuple((a.id, b.id) for a, b in zip(OFFICERS[::2], OFFICERS[1::2], strict=True))
HEAD = Person("duizhang", "罗队", ("enforcement_head",), tries="报备当场处罚，看证件和委托何时到期")
MEDIATORS = (
    Person("tiaojie", "温和", ("mediator",), tries="受理和调解纠纷"), Person("tiaojie2", "安宁", ("mediator",)), Person("tiaojie3", "季柔", ("mediator",)),
)  # fmt: skip
CADRES = tuple(
    Person(f"cun{n:02d}", name, ("village_cadre",), village_code(n), "手机上登记口头调成，一键零报告" if n == 1 else "")
    for n, name in enumerate(
        ("杨乐", "朱安", "许田", "何秋", "吕荷", "施冬", "张晨", "孔晚", "曹云", "严星", "金溪", "石磊", "谷香", "茶生"), start=1
    )
)

PEOPLE = (*LEADERS, *OFFICE, HEAD, *OFFICERS, LAPSED, *MEDIATORS, *CADRES)


#: When the posts of the invented town were put on record, before everything else of it.
RECORDED = datetime(2023, 11, 30, 9, tzinfo=CHINA)
_TOWN = Founding(
    code=ORG, settings={"demo": True}, told={
        "town_name": "同乐镇人民政府", "short_name": "同乐", "district": "重庆市涪陵区", "organ": "重庆市涪陵区同乐镇人民政府", "print_office": "同乐镇党政综合办公室",
    },
    villages=tuple((village_code(n), name) for n, name in enumerate(VILLAGES, start=1)),
)  # fmt: skip


def make_town(passwords: Iterator[str]) -> dict[str, str]:
    """Write the town, its accounts and posts; login → generated password of those a visitor can be, to be printed once.

    The others have no password: in the demonstration one chooses a person on the sign-in page.
    """
    made: dict[str, str] = {}
    with transaction():
        lay_foundation(_TOWN, RECORDED)
        for person in PEOPLE:
            password = next(passwords) if person.tries else None
            _make(person, password)
            made |= {person.id: password} if password else {}
    return made


def _make(person: Person, password: str | None) -> None:
    preferences = {"demo": person.tries} if person.tries else {}
    account = Account.objects.create(
        login=person.id, password=_hashed(password), org=ORG, name=person.name, person_id=person.id, preferences=preferences
    )
    for role in person.roles:
        employ(
            account,
            role,
            RECORDED,
            village=person.village,
            since=FIRST_DAY,
            ground="同乐府人〔2018〕1号",
            key=f"demo:post:{person.id}:{role}",
        )


@cache
def _hashed(password: str | None) -> str:
    """The stored form of a password; hashing costs a tenth of a second on purpose, so one password is hashed once."""
    return make_password(password)

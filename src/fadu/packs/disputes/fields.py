"""Fields of disputes. Parties are personal; what a petition says and who brings it is secret (信访工作条例)."""

from __future__ import annotations

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.packs.common.fields import VILLAGE

P, R, S = Sensitivity.PUBLIC, Sensitivity.PERSONAL, Sensitivity.SECRET

LEVELS = ("社", "村", "镇")
SOURCES = ("排查", "申请", "警", "访", "诉", "其他")
KINDS = (
    "邻里", "婚姻家庭", "宅基地房屋", "山林土地", "征地拆迁", "劳动报酬", "损害赔偿", "合同债务", "道路交通事故", "物业",
    "医疗", "消费", "生产经营", "环境污染", "其他",
)  # fmt: skip
EXCLUDED = ("不属于", "行政处罚或治安处罚事项", "涉嫌犯罪", "须由法院或行政程序处理")
ROUTES = ("仲裁", "行政途径", "人民法院")

PARTY_A = Field(name="party_a", label="当事人甲", kind=Kind.PERSON, sensitivity=R, example="陈某")
PARTY_B = Field(name="party_b", label="当事人乙", kind=Kind.PERSON, sensitivity=R, example="周某")
MORE_PARTIES = Field(name="more_parties", label="其他当事人", kind=Kind.PERSON, sensitivity=R, many=True)
LEVEL = Field(name="level", label="层级", kind=Kind.CHOICE, choices=LEVELS, sensitivity=P, example="村")
KIND = Field(name="kind", label="纠纷类型", kind=Kind.CHOICE, choices=KINDS, sensitivity=P, example="邻里")
SOURCE = Field(name="source", label="来源", kind=Kind.CHOICE, choices=SOURCES, sensitivity=P, example="排查")
DIFFICULTY = Field(name="difficulty", label="难易", kind=Kind.CHOICE, choices=("一般", "疑难"), example="一般")
AMOUNT = Field(name="amount", label="涉及金额", kind=Kind.MONEY, example=500_000)
CONTACT = Field(name="contact", label="联系电话", sensitivity=R, example="13800000000", help="调解员用来联系申请人")
GIST = Field(name="gist", label="事由", kind=Kind.NOTE, sensitivity=R, example="院坝边界的一棵树挡了采光")
WILLING = Field(name="willing", label="双方愿意调解", kind=Kind.CHOICE, choices=("双方愿意", "一方明确拒绝"), example="双方愿意")
EXCLUDED_GROUND = Field(name="excluded_ground", label="不适用人民调解的情形", kind=Kind.CHOICE, choices=EXCLUDED, example="不属于")
MEDIATOR_CHOSEN = Field(
    name="mediator_chosen",
    label="调解员的确定",
    kind=Kind.CHOICE,
    choices=("当事人选定", "指派且双方接受", "当事人不接受"),
    example="指派且双方接受",
)
RIGHTS_TOLD = Field(name="rights_told", label="已告知权利义务", kind=Kind.BOOL, example=True)
SETTLEMENT = Field(name="settlement", label="调成的内容", kind=Kind.NOTE, sensitivity=R, example="修剪树枝，互不追究")
FORM = Field(name="form", label="协议形式", kind=Kind.CHOICE, choices=("书面", "口头"), sensitivity=P, example="书面")
OUTCOME = Field(
    name="outcome", label="结果", kind=Kind.CHOICE, sensitivity=P, choices=("调解成功", "调解不成", "一方拒绝", "撤回", "移送", "不受理")
)
LINKAGES = ("警调", "访调", "诉调委派", "诉调委托", "法律援助", "区级调委会")
LINKAGE = Field(name="linkage", label="联动类别", kind=Kind.CHOICE, choices=LINKAGES, sensitivity=P, example="警调")
MEDIATOR = Field(name="mediator", label="主持的调解员", kind=Kind.PERSON, sensitivity=P)
SETTLED_ON = Field(name="settled_on", label="调成日期", kind=Kind.DATE, sensitivity=P)
PERFORMED_ON = Field(name="performed_on", label="履行日期", kind=Kind.DATE)
CONFIRMED = Field(name="court_confirmed", label="已获司法确认", kind=Kind.BOOL, sensitivity=P)
ROUTE_TOLD = Field(name="route_told", label="已告知的途径", kind=Kind.CHOICE, choices=ROUTES, many=True, example=["人民法院"])

AGREEMENT = (
    Field(name="agreed_facts", label="纠纷主要事实和责任", kind=Kind.NOTE, sensitivity=R, example="双方对界址各有误解"),
    Field(name="agreed_content", label="协议内容", kind=Kind.NOTE, sensitivity=R, example="以现有石坎为界，甲方补偿乙方"),
    Field(name="performance_mode", label="履行方式", example="当面支付"),
    Field(name="perform_by", label="履行期限", kind=Kind.DATE, example="2025-12-31"),
    Field(name="signed_by_parties", label="当事人已签名", kind=Kind.BOOL, example=True),
    Field(name="signed_by_mediator", label="调解员已签名", kind=Kind.BOOL, example=True),
    Field(name="sealed", label="已盖调委会印章", kind=Kind.BOOL, example=True),
    Field(name="effective_on", label="协议生效日", kind=Kind.DATE),
)

DISPUTE_FIELDS = (
    PARTY_A, PARTY_B, MORE_PARTIES, CONTACT, VILLAGE, LEVEL, KIND, SOURCE, DIFFICULTY, AMOUNT, GIST, WILLING, EXCLUDED_GROUND, MEDIATOR_CHOSEN,
    RIGHTS_TOLD, SETTLEMENT, FORM, OUTCOME, LINKAGE, MEDIATOR, SETTLED_ON, PERFORMED_ON, CONFIRMED, ROUTE_TOLD, *AGREEMENT,
    Field(name="mediation_notes", label="调解记录", kind=Kind.ROWS, columns=(
        Field(name="on", label="日期", kind=Kind.DATE), Field(name="place", label="地点", example="村便民服务站"),
        Field(name="said", label="经过", kind=Kind.NOTE, sensitivity=R, example="听取双方陈述，讲明规定"),
        Field(name="helpers", label="协助人员", example="村法律顾问"), Field(name="helpers_agreed", label="双方同意邀请", kind=Kind.BOOL, example=True),
    ), example=[{"said": "听取双方陈述，讲明规定"}]),
    Field(name="reported_to", label="报告的派出所", example="同乐派出所"),
    Field(name="risk", label="激化情形", kind=Kind.NOTE, sensitivity=R, example="一方扬言动手"),
    Field(name="fail_reason", label="终止的原因", kind=Kind.NOTE, sensitivity=R, example="赔偿数额差距过大"),
    Field(name="prolong_to", label="延长至", kind=Kind.DATE, example="2025-12-31"),
    Field(name="both_consent", label="双方同意延长", kind=Kind.BOOL, example=True),
    Field(name="change_reason", label="变更的原因", kind=Kind.NOTE, sensitivity=R, example="双方同意延后付款"),
    Field(name="performed_note", label="履行情况", kind=Kind.NOTE, sensitivity=R, example="已当面付清"),
    Field(name="next_due_on", label="下一期的履行期限", kind=Kind.DATE, example="2025-12-31"),
    Field(name="default_way", label="未履行的处理", kind=Kind.CHOICE, choices=("再次调解", "告知起诉", "告知申请强制执行"), example="再次调解", help="人民法院确认过的协议才能申请强制执行"),
    Field(name="referred_to", label="移送单位", example="区级调解委员会"),
    Field(name="relation_kind", label="是否身份关系", kind=Kind.CHOICE, choices=("不是", "婚姻关系", "收养关系", "其他身份关系"), example="不是"),
    Field(name="content_clear", label="协议内容明确", kind=Kind.BOOL, example=True),
    Field(name="applied_by", label="申请人", kind=Kind.CHOICE, choices=("双方共同", "一方"), example="双方共同"),
    Field(name="court", label="受理法院", example="区人民法院"),
)  # fmt: skip

#: What somebody without an account is asked, in words of their own, and how much of it is taken.
ASKED = (
    Field(name="party_a", label="您的姓名", kind=Kind.PERSON, max_length=30, help="只给调解员看，不公开"),
    Field(name="contact", label="您的电话", max_length=20, help="调解员用来联系您，不公开"),
    Field(name="party_b", label="和谁有纠纷", kind=Kind.PERSON, max_length=60, help="人或者单位，知道怎么称呼就怎么写"),
    VILLAGE,
    KIND,
    Field(name="gist", label="什么事", kind=Kind.NOTE, max_length=1000, help="什么时候、在哪里、争什么、希望怎样"),
)  # fmt: skip

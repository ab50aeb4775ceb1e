"""Papers a township writes, with invented people and places: what every renderer is tried on."""

from __future__ import annotations

from datetime import date

from fadu.kernel.instrument import (
    Box,
    Figure,
    Heading,
    Layout,
    Notice,
    Paper,
    Paragraph,
    Signatures,
    Table,
    paragraph,
)

TOWN = "涪陵区同乐镇人民政府"
RARE = "喆玥堃昇䶮"
HOSTILE = "#panic(1) *粗* $x^2$ \\ `raw` <label> @ref [a](b) ]] #{ } // 注释 " + "W" * 300 + f" 🎉 {RARE} \x00\x07\ud800"


def summary_decision() -> Paper:
    """A fine of twenty yuan on the spot, as an officer prints it at the roadside."""
    return Paper(
        title="当场行政处罚决定书",
        organ=TOWN,
        number="同乐简罚〔2025〕031号",
        blocks=(
            Box("当事人", "李玥", wide=False),
            Box("证件号码", "500102********1234", wide=False),
            Box("住址", "涪陵区同乐镇同建社区3组", wide=False),
            Box("联系电话", "138****0000", wide=False),
            Box("违法行为", "2025年3月6日8时15分，在同乐镇中心路农贸市场路段驾驶电动自行车逆向行驶。", lines=2),
            Box("违反的规定", "《中华人民共和国道路交通安全法》第三十五条", lines=1),
            Box("处罚依据", "《中华人民共和国道路交通安全法》第八十九条", lines=1),
            Box("处罚种类及数额", "罚款人民币贰拾元整（20.00元）", lines=1),
            Box("责令改正", "立即改正，按道路通行方向行驶。", lines=1),
            Box("履行方式和期限", "☑当场缴纳　□自收到本决定书之日起十五日内到指定银行缴纳", lines=1),
            Box("当事人陈述申辩", "", lines=3),
            Notice(
                "如不服本决定，可以自收到本决定书之日起六十日内向涪陵区人民政府申请行政复议。对当场作出的行政处罚决定不服的，"
                "应当先申请行政复议；对行政复议决定仍不服的，可以自收到复议决定书之日起十五日内向人民法院提起行政诉讼。"
            ),
            Signatures((("当事人", ""), ("执法人员", "王喆（执法证号：渝04-001）"), ("执法人员", "陈昇（执法证号：渝04-002）"))),
        ),
        signed_by=TOWN,
        dated=date(2025, 3, 6),
        verify="https://fadu.example/v/tl-2025-031?d=3f9a0c1b77e2",
    )


def ordinary_decision() -> Paper:
    """A decision after an ordinary procedure: reasons in prose, then remedies and service."""
    return Paper(
        title="行政处罚决定书",
        organ=TOWN,
        number="同乐罚决〔2025〕2号",
        blocks=(
            Box("当事人", "涪陵区堃旺建材经营部（个体工商户）", wide=True),
            Box("统一社会信用代码", "92500102MA5XXXXX1Q", wide=False),
            Box("经营者", "周堃", wide=False),
            Box("经营场所", "涪陵区同乐镇场镇东街18号", wide=True),
            paragraph(
                "2025年4月8日，本机关执法人员在日常巡查中发现，你（单位）在场镇东街18号门前人行道堆放河沙、水泥，占用人行道约十二平方米，"
                "影响行人通行。本机关于同日登记线索，经审查于2025年4月10日立案调查。"
            ),
            Heading("一、查明的事实和证据"),
            paragraph(
                "经查，你（单位）自2025年4月6日起在上述地点堆放建筑材料，未经批准占用人行道。以上事实有下列证据证实：现场检查笔录一份，"
                "证明占道位置和面积；现场照片六张；对经营者周堃的询问笔录一份；整改通知书及送达回证一份。"
            ),
            Heading("二、告知和陈述申辩"),
            paragraph(
                "本机关于2025年5月12日向你（单位）送达行政处罚事先告知书，告知拟作出处罚的事实、理由、依据以及你（单位）依法享有的陈述、申辩权利。"
                "你（单位）在规定期限内提出已于5月9日自行清理，请求从轻。经复核，该理由成立，本机关予以采纳。"
            ),
            Heading("三、处罚依据和决定"),
            paragraph(
                "你（单位）的行为违反了《重庆市市容环境卫生管理条例》关于不得擅自占用城市道路、公共场地堆放物料的规定。鉴于你（单位）主动改正、未造成"
                "危害后果扩大，根据《中华人民共和国行政处罚法》第三十二条，决定从轻处罚：罚款人民币伍佰元整（500.00元）。"
            ),
            Heading("四、履行方式"),
            paragraph(
                "自收到本决定书之日起十五日内，持缴款通知到代收银行缴纳罚款。到期不缴纳的，每日按罚款数额的百分之三加处罚款，加处罚款的数额不超出罚款的数额。"
            ),
            Notice(
                "如不服本决定，可以自收到本决定书之日起六十日内向涪陵区人民政府申请行政复议，也可以自收到之日起六个月内直接向人民法院提起行政诉讼。"
                "逾期不申请复议、不起诉又不履行的，本机关将依法申请人民法院强制执行。"
            ),
        ),
        signed_by=TOWN,
        dated=date(2025, 5, 26),
        verify="https://fadu.example/v/tl-fj-2025-2?d=aa10",
        copies_to="涪陵区司法局，涪陵区城市管理局",
    )


def normative_document() -> Paper:
    """A normative document: recipients, articles, attachments, imprint."""
    articles = (
        ("第一条　为了规范本镇农村集市的经营秩序，保障交易安全和环境卫生，根据有关法律法规，结合本镇实际，制定本办法。"),
        ("第二条　本镇行政区域内定期集市、临时集市的设置、经营和管理，适用本办法。"),
        (
            "第三条　镇人民政府统筹集市管理工作，经济发展办公室负责日常协调，各村（居）民委员会协助做好集市秩序维护、环境卫生和矛盾纠纷化解。"
        ),
        ("第四条　集市设置应当避开主要交通干道、学校门前和消防通道，并公示经营区域、经营时段和投诉电话。"),
        ("第五条　本办法自2025年6月1日起施行，有效期五年，由同乐镇人民政府负责解释。"),
    )
    return Paper(
        title="涪陵区同乐镇人民政府关于印发《同乐镇农村集市秩序管理办法》的通知",
        organ=TOWN,
        layout=Layout.OFFICIAL,
        head="涪陵区同乐镇人民政府文件",
        number="同乐府规〔2025〕1号",
        to="各村（居）民委员会，镇属各办公室、中心，驻镇各单位",
        blocks=(
            paragraph("《同乐镇农村集市秩序管理办法》已经镇人民政府第12次常务会议审议通过，现印发给你们，请遵照执行。"),
            Heading("一、总体要求"),
            Heading("（一）统一规划", 2),
            paragraph(articles[0]),
            paragraph(articles[1]),
            Heading("（二）分级负责", 2),
            Heading("1.镇级职责", 3),
            paragraph(articles[2]),
            Heading("（1）日常巡查", 4),
            paragraph(articles[3]),
            Heading("二、附则"),
            paragraph(articles[4]),
        ),
        attachments=("同乐镇农村集市布点表", "集市经营公约（示范文本）"),
        signed_by=TOWN,
        dated=date(2025, 5, 6),
        copies_to="区司法局，区市场监管局，镇党委各部门，镇人大办公室",
        printed_by="同乐镇党政办公室",
        printed_on=date(2025, 5, 6),
        verify="https://fadu.example/v/gf-2025-1",
    )


def mediation_agreement() -> Paper:
    """A people's mediation agreement: parties in boxes, terms in prose, three signatures."""
    return Paper(
        title="人民调解协议书",
        organ="涪陵区同乐镇人民调解委员会",
        number="（同）人调字〔2025〕第41号",
        blocks=(
            Box("申请人", "周䶮", wide=False),
            Box("性别、年龄", "男，53岁", wide=False),
            Box("住址", "涪陵区同乐镇莲花村5组", wide=True),
            Box("被申请人", "陈堃", wide=False),
            Box("性别、年龄", "女，47岁", wide=False),
            Box("住址", "涪陵区同乐镇莲花村6组", wide=True),
            Heading("一、纠纷的主要事实和争议事项"),
            paragraph(
                "双方承包地相邻。2025年7月强降雨后，申请人地内排水沟堵塞，水流冲入被申请人菜地，毁损时令蔬菜约零点三亩。双方就排水沟清理责任和损失数额发生争议。"
            ),
            Heading("二、协议内容"),
            paragraph("（一）申请人于2025年8月10日前清理排水沟，今后每年汛期前由双方共同清理一次。"),
            paragraph("（二）申请人一次性补偿被申请人蔬菜损失人民币600元，本协议签订时当场付清。"),
            paragraph("（三）双方就本次纠纷再无其他争议。"),
            Heading("三、履行方式、地点和期限"),
            paragraph("现金当场履行；排水沟清理由莲花村村民委员会到场确认。"),
            Notice("双方认为有必要的，可以自本协议生效之日起三十日内共同向人民法院申请司法确认。一方不履行的，另一方可以向人民法院起诉。"),
            Signatures((("申请人", ""), ("被申请人", ""), ("人民调解员", "李昇"), ("记录人", "王某"))),
        ),
        signed_by="同乐镇人民调解委员会",
        dated=date(2025, 8, 3),
        verify="https://fadu.example/v/tj-41",
        watermark="演示数据",
    )


_TOPICS = (
    (
        "强化组织领导",
        "学法述法",
        "镇党委理论学习中心组开展专题学法{a}次，领导班子成员述法{b}人次，研究法治工作议题{c}个",
    ),
    ("规范行政决策", "合法性审查", "对重大行政决策、规范性文件和合同开展合法性审查{a}件，提出审查意见{b}条，采纳{c}条"),
    ("严格行政执法", "执法监督", "开展行政检查{a}次，作出行政处罚决定{b}件，案卷评查{c}件，执法人员全部持证上岗"),
    ("优化政务服务", "便民利民", "受理政务服务事项{a}件，按期办结{b}件，帮办代办{c}件，群众评价按月公开"),
    ("化解矛盾纠纷", "多元调解", "排查矛盾纠纷{a}次，受理{b}件，调解成功{c}件，书面协议与口头协议分别登记"),
    ("深化法治宣传", "精准普法", "开展普法活动{a}场次，覆盖群众{b}人次，培育法律明白人{c}名"),
)


def _topic(number: int, text: tuple[str, str, str]) -> tuple[Heading | Paragraph, ...]:
    heading, part, sentence = text
    counts = {key: str(number * base + 7) for key, base in (("a", 3), ("b", 41), ("c", 5))}
    runs: list[str | Figure] = ["2025年，"]
    for piece in sentence.split("{"):
        key, brace, rest = piece.partition("}")
        runs += [Figure(f"duties.topic_{number}_{key}", counts[key]), rest] if brace else [piece]
    runs.append("。每一项数字均可从台账逐件核对，缺项以本年未发生如实说明，不以比例代替件数，不以活动代替成效。")
    longer = (
        "针对镇村两级力量分布不均的实际，建立办公室牵头、站所配合、村（居）落实的工作机制，把任务分解到岗、责任落实到人，按月调度、按季通报进展。"
        "对群众反映集中的问题，由分管负责同志到村（居）现场听取意见，能当场答复的当场答复，需要会商的明确期限和承办人，办理结果在政务公开栏和镇人民政府网站同步公布。"
    )
    ordinal = "一二三四五六"[number - 1]
    return (
        Heading(f"（{ordinal}）{heading}", 2),
        Paragraph(tuple(runs)),
        Heading(f"1.{part}", 3),
        paragraph(longer),
        paragraph("同时，严格执行全过程记录制度，重要环节留痕可查，文书由系统编号，作废号码保留原因，确保数出有据、事出有因。"),
    )


def annual_report() -> Paper:
    """The yearly report, about seven pages, with counted figures, a table and an imprint."""
    done = tuple(block for i, text in enumerate(_TOPICS, 1) for block in _topic(i, text))
    table = Table(
        head=("指标", "单位", "2025年", "2024年", "口径"),
        rows=(
            ("行政检查", "次", "422", "398", "以完成现场检查并录入结果为准"),
            ("行政处罚", "件", "347", "361", "以作出决定日期为准，不含不予处罚"),
            ("调解成功纠纷", "件", "95", "88", "书面协议与口头协议之和"),
            ("合法性审查", "件", "36", "29", "规范性文件、决策、合同分别登记后合计"),
        ),
        caption="2025年法治政府建设主要指标",
    )
    return Paper(
        title="涪陵区同乐镇人民政府关于2025年度法治政府建设情况的报告",
        organ=TOWN,
        layout=Layout.OFFICIAL,
        head="涪陵区同乐镇人民政府文件",
        number="同乐府文〔2026〕3号",
        issuer_line="签发人：周玥",
        to="涪陵区人民政府",
        blocks=(
            paragraph("2025年，同乐镇认真落实法治政府建设各项部署，坚持依法行政、为民用权。现将有关情况报告如下。"),
            Heading("一、主要举措和成效"),
            *done,
            table,
            Heading("二、存在的不足和原因"),
            paragraph(
                "一是部分村（居）台账登记不及时，原因是岗位变动后交接培训不足。二是个别执法文书说理不充分，原因是审核环节对裁量理由把关不严。"
                * 2
            ),
            Heading("三、主要负责人履行第一责任人职责情况"),
            paragraph(
                "镇人民政府主要负责人全年主持研究法治工作4次，带头学法述法，听取合法性审查和执法监督情况汇报，对重大执法决定逐件过问审核情况。"
                * 2
            ),
            Heading("四、下一年度安排"),
            paragraph(
                "一是补齐台账登记短板，6月底前完成村（居）轮训。二是开展文书说理专项提升，案卷评查覆盖全部普通程序案件。三是扩大法律顾问到村服务频次。"
                * 2
            ),
            Heading("五、其他需要报告的事项"),
            paragraph("无。"),
            paragraph("特此报告。"),
        ),
        signed_by=TOWN,
        dated=date(2026, 1, 26),
        copies_to="区委依法治区办，区司法局",
        printed_by="同乐镇党政办公室",
        printed_on=date(2026, 1, 26),
        watermark="演示数据",
    )


def hostile(layout: Layout) -> Paper:
    """Every field filled with text that would act, overflow or break if it were markup."""
    return Paper(
        title=f"关于{RARE}#panic(2)的*决定*$1$",
        organ=f"#eval {TOWN}",
        layout=layout,
        number="\\#〔2025〕*1*号",
        to=HOSTILE[:40],
        blocks=(
            Heading(HOSTILE[:60]),
            Paragraph((HOSTILE, Figure('"><b>x', "3\n4"), "\u202e倒\u200b序")),
            Box("#标签*", HOSTILE, lines=2),
            Table(("#甲", "*乙*"), ((HOSTILE, "$丙$"),), caption="`题`"),
            Signatures((("#签", "]*["),)),
            Notice(HOSTILE),
        ),
        attachments=("#附*件", HOSTILE),
        dated=date(2025, 1, 5),
        copies_to="*#",
        printed_by="$#",
        verify="javascript:#'\"<>",
        watermark="#水*印",
    )


def statistics() -> Paper:
    """A yearly table across a turned page: grouped headings, numbered columns, one row whose numbers carry their figures."""
    return Paper(
        title="2025年行政执法统计年报",
        organ=TOWN,
        layout=Layout.WIDE,
        blocks=(
            paragraph(f"填报单位（盖章）：{TOWN}", indent=False),
            Table(
                ("填报单位", "警告、通报批评", "罚款", "合计", "罚没金额（万元）"),
                (("甲", "1", "2", "3", "4"), (TOWN, Figure("fl/penalty.t1/2025:column.警告", "0"), Figure("fl/penalty.t1/2025:column.罚款", "27"), Figure("fl/penalty.t1/2025", "27"), "0.2020")),
                "第一表　行政处罚实施情况统计表",
                (("", 1), ("行政处罚实施数量（宗）", 3), ("", 1)),
            ),
        ),
        dated=date(2026, 1, 12),
        seal=False,
    )  # fmt: skip


ALL = {
    "statistics": statistics,
    "summary_decision": summary_decision,
    "ordinary_decision": ordinary_decision,
    "normative_document": normative_document,
    "mediation_agreement": mediation_agreement,
    "annual_report": annual_report,
}

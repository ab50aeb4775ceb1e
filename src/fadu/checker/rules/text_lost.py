"""Rule T4: characters lost or added, by fixed wording, by what cannot end a word, and by numbers that are missing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fadu.checker.document import since
from fadu.checker.figures import mentions
from fadu.checker.outline import sentences
from fadu.checker.rules.near_phrases import near_slips
from fadu.checker.rules.phrasebook import slips
from fadu.checker.rules.registry import Context, Hit, Mend, declare, detects, mend
from fadu.kernel.finding import Severity

LOST = "可能为发布或转码丢字"

declare(
    "T4",
    "丢字或多字",
    Severity.WARN,
    "与固定用语相差一个字、两个字颠倒、机关名称或者会议名称不全、数字或者量词缺失、年份缺“年”、两句之间缺标点，多为录入错误或者发布时丢失单个字符。"
    "请对照原稿补正；缺失的数字要回到台账查实。",
)

_KINDS = {"lost": "少了字", "added": "多了字", "swapped": "有字颠倒"}


@detects("T4")
def fixed_wording(context: Context) -> Iterator[Hit]:
    """Fixed wording with one character lost or added, or two swapped."""
    for slip in (*slips(context.norm), *near_slips(context.norm)):
        if slip.kind in _KINDS:
            yield Hit(slip.start, slip.end, f"与固定用语“{slip.phrase}”相比{_KINDS[slip.kind]}", Mend(slip.phrase))


_CONGRESS = re.compile(
    r"(?<!党的)(?<!共产党)(?<!中共)(?<!第)(?<!喜迎)(?<!迎接)(十[六七八九]大|二十大)(?=精神|以来|和|、|报告|及|部署|召开|关于|提出|作出|工作|决策|胜利|要求|战略|会议)"
)
_PLENUMS = re.compile(r"届((?:[一二三四五六七]、)+[一二三四五六七](?=中全会))")


@detects("T4")
def congress_cut_short(context: Context) -> Iterator[Hit]:
    """十九大 without 党的, 四、五、六中全会 for 四中、五中、六中全会."""
    for found in _CONGRESS.finditer(context.norm):
        clause = context.norm[since(context.norm, found.start(), ",。;\n…“《") : found.start()]
        if "党的" not in clause and "共产党" not in clause:
            yield Hit(found.start(), found.end(), f"“{found[1]}”前面少了“党的”", Mend(f"党的{found[1]}"))
    for found in _PLENUMS.finditer(context.norm):
        full = "、".join(f"{n}中" for n in found[1].split("、"))
        start, end = found.start() - 2, found.end() + 3
        yield Hit(start, end, "历次全会应当逐个写全", mend(context, start, end, found.start(1), end, f"{full}全会"))


_BODY_LOST = (
    (
        re.compile(r"(?:(?<=在)|(?<=对)|(?<=向)|(?<=经)|(?<=由)|(?<=照)|(?<=据)|(?<=[,。;:\s]))委、(?:[区县市镇]?政)?府"),
        "机关名称少了“区”“县”等字",
        "",
    ),
    (
        re.compile(r"[国省市区县州镇乡](?:、[国省市区县州镇乡])*、(?=工作部署|部署|有关要求|相关要求|工作要求|决策部署|文件精神|工作安排)"),
        "顿号后面少了机关层级",
        "",
    ),
    (
        re.compile(r"(?<![国党])(?<=[^党])([区县市镇乡省])委政府(?!采购|研究)"),
        "“委”与“政府”之间少了字",
        r"\1委、\1政府",
    ),
    (
        re.compile(r"(?:年|年度|推进|深化|现将|我[镇乡])政府建设(?=工作|情况|的|举措|年度|报告|主要|成效|领导)"),
        "“法治政府建设”少了“法治”",
        "法治政府建设",
    ),
    (re.compile(r"(?<!法)治政府建设|法政府建设|法治府建设|法治政建设"), "“法治政府建设”少了字", "法治政府建设"),
    (re.compile(r"法治政府年度报告(?=\s|$|\n|…)"), "“法治政府建设”少了“建设”", "法治政府建设年度报告"),
    (re.compile(r"(?<=精神)会(?=以及|和|、|,|。|的|要求)"), "多了“会”字", ""),
    (
        re.compile(r"现[提就就对以]将(?=我|20|全|本|有关|法治|[\u4e00-\u9fff]{2,6}[镇乡])|现将将"),
        "“现将”多了字",
        "现将",
    ),
    (re.compile(r"现(?:将|就)[^,。;\n]{2,40}(?:报告|汇报|总结|通报)(?:下|如)(?=[:。])"), "“如下”少了字", ""),
    (
        re.compile(r"(?<![工操合协动写创制运当视看称叫比劳耕])(?<=领导|班子|干部|部门|人员|单位)作(?=严格|认真|切实|积极|全面|深入)"),
        "多了“作”字，或者前后少了字",
        "",
    ),
    (
        re.compile(
            r"(?<![涉惠助国央民私稳安暖帮送进入驻规村银政校房护为利访亲强小车药外侨台名老扶包联挂走纾社农个微乡镇园创科])企(?=[^业事图划盼求及望税民地联退检])(?=[\u4e00-\u9fff]{1,2}\d)"
        ),
        "“企业”少了字或者有字不对",
        "企业",
    ),
    (re.compile(r"(?<![顾慰访询提学质追请叩])问(?=\d)"), "“问题”少了字", "问题"),
    (re.compile(r"矛盾纷(?![争繁纭])|矛盾纠(?![纷葛缠正\d\s])|(?<!矛)盾纠纷"), "“矛盾纠纷”少了字", "矛盾纠纷"),
    (re.compile(r"[纠隐矛咨](?=\d)"), "数字前面的词不完整", ""),
    (re.compile(r"(?<=[\u4e00-\u9fff])年度报(?=\s|$|\n|…)"), "题目末尾少了“告”字", "年度报告"),
    (
        re.compile(
            r"(?<![A-Za-z0-9_.@/])[A-Za-z][A-Za-z0-9_.-]{2,}(?:163|126|qq|QQ|sina|139|189|sohu|gmail|outlook|foxmail)\.com(?![A-Za-z0-9])"
        ),
        "电子邮箱少了“@”",
        "",
    ),
)
_NOT_MAIL = re.compile(r"@|//|www\.|mail\.", re.I)


@detects("T4")
def wording_lost(context: Context) -> Iterator[Hit]:
    """Bodies, titles and openings with a character lost or added."""
    for pattern, message, wanted in _BODY_LOST:
        for found in pattern.finditer(context.norm):
            if "邮箱" in message and _NOT_MAIL.search(context.norm[max(found.start() - 9, 0) : found.end()]):
                continue
            start, end = _widened(context, found.start(), found.end())
            fixed = mend(context, start, end, found.start(), found.end(), found.expand(wanted)) if wanted else "对照原稿补正"
            yield Hit(start, end, f"{message}，{LOST}", fixed)


def _widened(context: Context, start: int, end: int) -> tuple[int, int]:
    low, high = context.document.line_at(start)
    return (max(start - 3, low), min(end + 4, high)) if end - start < 6 else (start, end)


_YEAR_LOST = re.compile(
    r"(?<![\d〔(\[\-—–~.:/《“])(20[12]\d)(?=(?!年|届|版|行动|专项|规划|余|多|万|千|个|件|人|名|份|次|场|条|项|元|起|户|家|处|册|本|张|篇|幅|套|所|支|级|班|字|亩|米|公里|平方|度|总|个)[\u4e00-\u9fff]{2})"
)
_YEAR_BARE = re.compile(r"(?:\A|(?<=[\n。;…:!?])|(?<=[\n。;…:] )|(?<=\n  ))\s*(20[12]\d)(?=,[\u4e00-\u9fff]{2})")
_YEAR_IN_TITLE = re.compile(
    r"(?<=[《\u4e00-\u9fff])(20[12]\d)(?=(?:法治|全[省市州区县镇乡街]|工作|行政|依法|普法|度)[^《》\n]{0,30}(?:要点|计划|安排|方案|报告|通知|清单)》)"
)
_YEAR_GONE = re.compile(r"(?:(?<=\n)|(?<=[。;…])|(?<=[。;…] ))年(?:度)?(?=依法|主动|共|累计|我[镇乡]|全[镇乡街]|组织|开展|受理|办理)")


@detects("T4")
def year_sign_lost(context: Context) -> Iterator[Hit]:
    """2025坚持 and a sentence that begins with 年."""
    for found in _YEAR_LOST.finditer(context.norm):
        inside = context.norm.rfind("《", 0, found.start()) > context.norm.rfind("》", 0, found.start())
        if not inside and int(found[1]) <= 2035:
            end = found.end() + 2
            yield Hit(
                found.start(),
                end,
                f"“{found[1]}”后面少了“年”字，{LOST}",
                mend(context, found.start(), end, found.end(), found.end(), "年"),
            )
    for found in (*_YEAR_BARE.finditer(context.norm), *_YEAR_IN_TITLE.finditer(context.norm)):
        start, end = found.start(1), found.end() + 3
        fixed = mend(context, start, end, found.end(), found.end(), "年")
        yield Hit(start, end, f"“{found[1]}”后面少了“年”字，{LOST}", fixed)
    for found in _YEAR_GONE.finditer(context.norm):
        yield Hit(found.start(), found.end() + 4, f"“年”前面少了年份，{LOST}")


_COMPARED = re.compile(r"(?:较|比|同)(?:去年|上年|上期|上月|20\d\d年)(?:同期)?(?:相比)?\s*\d+(?:\.\d+)?\s*%")
_QUANTITY = re.compile(
    r"(?:^|[,。;\n])[^,。;\n…]{0,10}(?:全年|共|累计|本年度|年内|20\d\d年(?:度)?)[^,。;\n…\d]{0,6}(?:收到|受理|接到|办理|承办|作出|开展|发放|排查|化解|调解|查处)[^,。;\n…\d]{1,12}?(件次|件|起|次|场次|场|份|人次|宗)(?=,)"
)
_NOT_A_COUNT = re.compile(
    r"(?:案|事|文|要|条|证|邮|稿|软|硬|部|附|密|急|快)件$|[一多每首再两此几层名依逐]次$|[现市立广农考]场$|[身年月省部]份$|[一引发缘掀兴]起$"
)
_FOLLOWED = re.compile(r",(?:均|全部|已全部|办结率|办复率|满意率|按期|化解率|其中)")
_ROUND_LOST = re.compile(r"(?<![\d十百千万亿其剩业多富空盈闲残之无冗])(?<!\d )余(?=(?:人次|场次|件次|份|场|次|件|人)(?=[,。;、\n]|\Z))")
_ADOPTED = re.compile(r"(?:建议|意见)(?=被[\u4e00-\u9fff]{2,10}采纳)")


@detects("T4")
def number_lost(context: Context) -> Iterator[Hit]:
    """全年共收到来访件,均已办结: the number is missing; 较去年12%: the direction is missing."""
    for found in _COMPARED.finditer(context.norm):
        yield Hit(found.start(), found.end(), "比较缺少“增长”或者“下降”", "写明增减方向")
    for found in _QUANTITY.finditer(context.norm):
        if not _NOT_A_COUNT.search(found[0]) and _FOLLOWED.match(context.norm, found.end()):
            start = found.start() + (1 if found[0][0] in ",。;\n" else 0)
            yield Hit(start, found.end(), f"“{found[1]}”前面缺少数字", "到台账查实后补上数字")
    for found in _ROUND_LOST.finditer(context.norm):
        yield Hit(max(found.start() - 4, 0), found.end() + 2, "“余”前面缺少数字", "到台账查实后补上数字")
    for found in _ADOPTED.finditer(context.norm):
        clause = context.norm[since(context.norm, found.start(), ",。;\n") : found.start()]
        if re.search(r"上报|报送|提出|梳理", clause) and not re.search(r"\d|[一二三四五六七八九十]", clause):
            yield Hit(found.start() - len(clause), found.end() + 8, "被采纳的数量缺失", "补上上报数和采纳数")


_GOES_ON = re.compile(
    r"以上|左右|以内|其中|和|及|与|并|的|均|都|后|前|时|为|是|已|还|或|等|共|达|占|比|较|同|进|给|至|到|使|让|由|在|用|涉|覆|参|次|余|多|以|内|中|受|接|组|被|对|全|分|不|未|个|按|含|需|予|得|获|通过|完成|免|如|上|下|左|经|向|因|且|而|又|也|每|各|"
    r"能|可|将|现|就|只|尚|仍|继|即|入|出|起|成|提|请|送|报|宣传资料|资料|材料|手册"
)
_NOUN_BEFORE = re.compile(r"(?:资料|材料|手册|传单|宣传单|读本|横幅|标语|展板)$")
_FULL_CLAUSE = re.compile(r"[\u4e00-\u9fff]{4,}(?:\d|一|两)")


@detects("T4")
def comma_lost(context: Context) -> Iterator[Hit]:
    """发放材料400余份法律顾问进村宣讲2次: after a closed statement a new one begins without a mark."""
    for mention in mentions(context.document):
        before = context.norm[max(mention.start - 8, 0) : mention.start]
        behind = context.norm[mention.end : mention.end + 24]
        if mention.family in ("copies", "times", "cases") and _NOUN_BEFORE.search(before) and re.match(r"[\u4e00-\u9fff]{4}", behind):
            clause = re.split(r"[,。;、\n…]", behind)[0]
            if not _GOES_ON.match(behind) and _FULL_CLAUSE.search(clause + ("两" if len(behind) > len(clause) + 20 else "")):
                start, end = mention.start, mention.end + 4
                yield Hit(
                    start,
                    end,
                    f"“{mention.text}”后面少了标点，{LOST}",
                    mend(context, start, end, mention.end, mention.end, "，"),
                )


_EMPTY_CLAUSE = re.compile(r"(?<=[\u4e00-\u9fff])(?:达到|共计|累计|合计|分别为|达|占)(?=[,。;])")


@detects("T4")
def value_lost(context: Context) -> Iterator[Hit]:
    """覆盖率达,… : a verb of quantity without its value."""
    for span in sentences(context.document):
        text = context.norm[span.start : span.end]
        for found in _EMPTY_CLAUSE.finditer(text):
            head = text[max(found.start() - 6, 0) : found.start()]
            if re.search(r"率|数|人次|金额|比例|总数|面积$", head) and not re.search(
                r"表达|传达|下达|到达|直达|抵达|送达|发达", head[-1:] + found[0]
            ):
                yield Hit(span.start + max(found.start() - 6, 0), span.start + found.end(), "后面缺少数值", "到台账查实后补上")

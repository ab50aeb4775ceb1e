"""What looks like a figure and is none: numbers of documents and articles, dates, slogans, festivals, hotlines."""

from __future__ import annotations

import re
from functools import lru_cache

from fadu.checker.document import Document

_MASKS = (
    r"《[^《》\n]{1,90}(?:〈[^〈〉\n]*〉[^《》\n]*)?》",
    r"[〔\[【(]\s*(?:19|20)\d\d\s*[〕\]】)]\s*第?[\d\-]+\s*号?",
    r"〔\d{4,9}号?",
    r"第\s*[\d一二三四五六七八九十百千零]+\s*(?:条|款|项|次|批次|批|期|届|号|章|节|季度|名|位|个|轮|场|版|类|种|代|部分|阶段|责任人|一)",
    r"(?:19|20)\d\d\s*(?:年(?:度)?\s*)?[-—–~至/.]+\s*(?:(?:19|20)\d\d\s*年?|\d{1,2}[-/.]\d{1,2})",
    r"(?:19|20)\d\d\s*年(?:度|底|初|末|前|内)?(?:\s*\d{1,2}\s*月(?:份|底|初|末)?)?(?:\s*\d{1,2}\s*[日号])?",
    r"\d{1,2}\s*月(?:份|底|初|末)?(?:\s*\d{1,2}\s*[日号])?(?:\s*[-—–~至]\s*\d{1,2}\s*[月日])?",
    r"(?<![\d.])\d{1,2}[·.。・]\d{1,2}(?=[”\"\s’]|[\u4e00-\u9fff](?!分点)|宪法|消防|禁毒)(?!\s*(?:万|亿|%|个|件|元|人))",
    r"(?<!\d)(?:12345|12348|12315|12388|12389|12309|12371|12377|110|119|120|122|12350|12369|12320|12333|12349)(?=[^\d]{0,6}(?:热线|平台|投诉|政务|举报|电话|便民|联动|工单|应急|市民|”|、1))",
    r"(?<!\d)\d{1,9}(?:\s*[+＋×xX*]\s*[\dNnXx]{1,9})+(?:\s*[+＋]\s*[Nn])?",
    r"(?<![\dNn])[\dNn]{1,9}(?:\+[\dNn]{1,9})+",
    r"(?<!\d)\d{1,9}\s*[×xX*]\s*\d{1,9}",
    r"7\s*[×xX*]\s*24",
    r"(?<!\d)\d{1,9}\s*(?:个)?(?:工作日|小时|分钟|秒钟|秒|周岁|岁|平方米|平方公里|公里|千米|亩|公顷|立方米|厘米|米|周年|天|度|级|楼|层|室|路|栋|周)(?!次)",
    r"(?<!\d)\d{1,9}\s*个(?:月|小时|工作日|自然日|年头)",
    r"(?:[一二三四五六七八九十两]|(?<!\d)\d{1,4})\s*年(?!来)",
    r"(?:https?://|www\.)[^\s\u4e00-\u9fff]+|[A-Za-z0-9_.-]{1,60}@[A-Za-z0-9_.]{1,60}|(?<![A-Za-z0-9_.-])[A-Za-z0-9_.-]{1,60}\.(?:com|cn|net|gov|org)[^\s\u4e00-\u9fff]{0,200}",
    r"(?<!\d)0\d{2,3}\s*-\s*\d{7,8}|(?<!\d)1[3-9]\d{9}(?!\d)|(?<!\d)\d{3,4}-\d{7,8}(?!\d)",
    r"(?<![A-Za-z])[A-Za-z][A-Za-z/]{0,30}-?\d[A-Za-z0-9_-]{0,40}|(?<!\d)\d{1,20}[A-Za-z][A-Za-z\d]{1,40}(?![\u4e00-\u9fff])|(?<=\d)[A-Z]岗",
    r"(?:[东西南北]经|[东西南北]纬)\d+(?:\.\d+)?",
)
_MASK = re.compile("|".join(f"(?:{m})" for m in _MASKS))
_QUOTED = re.compile(r"“[^“”\n]{1,14}”")
_ORDINAL = re.compile(r"(?:(?<=\n)|\A|(?<=[\s。…;]))\s*(?:\(?\d{1,2}\)|\d{1,2}[.、](?!\d)|\d{1,2}\.(?=20\d\d年))")
_KEEP = re.compile(r"^\d+(?:\.\d+)?%")


@lru_cache(maxsize=8)
def masked(document: Document) -> str:
    """The plain text with every look-alike overwritten by ○, same length."""
    text = document.norm
    for pattern in (_QUOTED, _ORDINAL, _MASK):
        text = pattern.sub(_blank, text)
    return text


def _blank(found: re.Match[str]) -> str:
    text = found[0]
    if text.startswith("“"):
        return "“" + re.sub(r"[\d一二三四五六七八九十百千万两]", "○", text[1:-1]) + "”"
    if text.startswith("《"):
        return "《" + "○" * (len(text) - 2) + "》"
    return re.sub(r"[^\s]", "○", text)

"""Invented names of parties and shops. Any likeness to somebody real is chance; the characters are drawn, not looked up."""

from __future__ import annotations

from fadu.service.demo.dice import Dice

SURNAMES = "陈李王周张刘杨黄吴赵徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕苏卢蒋蔡贾丁魏薛叶阎余潘杜戴夏钟汪田任姜范方石姚谭廖邹熊金陆郝孔白崔康毛邱秦江史顾侯邵孟龙万段雷钱汤"
_FIRST = "柏松云晓春夏秋冬明清远长安宁和顺承启怀念思齐若舟川禾麦谷穗木林青岚岩石溪泉雨雪霜晴朗照辉光亭台楼望归雁鸿鹤鹭"
_SECOND = "生成平宽实诚信义仁勤俭朴厚远舟川帆航岸桥渡野田园畴陌圃苗芽叶花果香甜丰裕足满盈和顺安康宁静好美秀英兰菊梅竹"
_SHOPS = ("小吃店", "面馆", "豆花饭庄", "百货店", "五金店", "粮油店", "修理铺", "理发店", "水果店", "建材经营部", "烧烤店", "农资店")


class Names:
    """A stream of names in which nobody comes twice."""

    def __init__(self, seed: int, purpose: str) -> None:
        self._dice = Dice(seed, f"names {purpose}")
        self._given: set[str] = set()

    def person(self) -> str:
        """Surname and two characters."""
        while True:
            name = self._dice.pick(SURNAMES) + self._dice.pick(_FIRST) + self._dice.pick(_SECOND)
            if name not in self._given and name[1] != name[2]:
                self._given.add(name)
                return name

    def shop(self) -> str:
        """A sole trader's shop, named after its owner: 同乐镇陈柏生面馆."""
        return f"同乐镇{self.person()}{self._dice.pick(_SHOPS)}"

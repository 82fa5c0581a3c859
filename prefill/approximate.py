"""Numbers that are none exactly: 三四个, 十来个, 两三千, 几百, 1000多, 3到5个. Pure."""

import re

_DIGIT = "一二两三四五六七八九"
_UNIT = "十百千万亿个口人位名元块岁年月天"
_PATTERNS = (
    # 三四个, 五六十万, 一百二三: two digits in a row that are neighbours, or 三五
    rf"(?<![{_DIGIT}零〇\d])(?:一二|一两|二三|两三|三四|四五|五六|六七|七八|八九|三五)(?=[{_UNIT}]|$)",
    # 几百, 十几个, 好几个, 数十
    rf"[好十百千万]几|几[{_UNIT}]|数[十百千万]",
    # 十来个, 1000多, 二十多, 百把块, 三千余
    rf"[{_DIGIT}十百千万\d](?:多|来|余)(?=[{_UNIT}]|$|[，,。])|[个百千万]把",
    # 3到5个, 两千至三千, 3-5个
    rf"[{_DIGIT}十百千万\d][个口人块元]?(?:到|至|[-~～—])[{_DIGIT}\d]",
)
_APPROXIMATE = re.compile("|".join(_PATTERNS))


def is_approximate(text: str) -> bool:
    """Whether the number said is only a rough one: a form asks for the exact one instead of guessing it."""
    return bool(_APPROXIMATE.search(text))

"""房屋租赁合同: running text in any wording, typed or filled in, and the table of housing offices.

Clauses speak of 甲方, 乙方 and amounts too; only the heads of the parties and the sentences about rent, term
and place count. A contract may go on over a second page, which then shows only some of the fields.
"""

import re

from ocr.labels import Label
from ocr.parsing import amounts, dates, parties, places
from ocr.readers.findings import Findings
from ocr.readers.page import Page
from ocr.readers.places import after, cell, surest, within
from ocr.readers.reader import Field, Reader, share
from ocr.values import Value

_LESSOR, _LESSEE = "(?:甲方|出租[方人]|房东)", "(?:乙方|承租[方人]|租[客户]|房客)"
_SIGNS = r"(?:姓名|名称)?(?:\((?:签|盖|姓名|公?章)[^()]{0,8}\)|签[名字章]|盖章)?"
_STOP = re.compile(
    r"身份证|证件|公民|联系|电话|手机|住址|地址|住所|通讯|性别|国籍|法定|代表|委托|以下|签订|日期|"
    rf"[(,，。;；_、]以下|[(,。;_]|{_LESSOR}|{_LESSEE}"
)

_DAY = (
    r"(?:(?:19|20)\d\d(?:年|[-./])\d{1,2}(?:月|[-./])\d{1,2}(?:日|号)?"
    r"|[〇○零一二三四五六七八九]{4}年[一二三四五六七八九十]{1,2}月[一二三四五六七八九十]{1,3}日)"
)
_TERM = re.compile(rf"({_DAY}(?:起|始|开始|\(含\))?[,;]?(?:[至到止\-—–~～一]{{1,3}}|(?<=[日号])){_DAY})")

_AMOUNT = (
    r"(?:人民币|RMB|[¥￥Y])*[:]?(?:\d[\d,，]*(?:[.。]\d{1,2})?|[零壹贰叁肆伍陆柒捌玖拾佰仟万]{2,}[元圆])"
    r"(?:[元圆]?(?:整|正)?(?:/月|每月)?[,;]?[(]?(?:人民币)?(?:大写|小写)?[:]?(?:人民币)?[¥￥]?"
    r"(?:[零壹贰叁肆伍陆柒捌玖拾佰仟万元圆角分整正]+|\d[\d,.]*元)?)"
)
_NOT_A_MONTH = r"(?!元?[/每一]个?(?:季|年|半年|天|日))"

_RENT = re.compile(
    r"(?:月租金|每月租金|每月房租|月房租|房租每月|租金每月|每月的租金|租金标准|租金为每月|租金按月计)"
    rf"[^\d。;押违年季零壹贰叁肆伍陆柒捌玖拾佰仟万]{{0,12}}?((?>{_AMOUNT})){_NOT_A_MONTH}"
)
_RENT_A_MONTH = re.compile(rf"租金[^\d。;押违年季]{{0,10}}?({_AMOUNT}(?:元)?[/每]月)")

_PLACE = re.compile(
    r"(?:坐落|座落|位于|[屋赁产业]地址|房屋位置|物业地址|所在地址)(?:于|在|为|是)*[:]?"
    r"([^,。;(]{2,12}?[省市区县州盟旗][^,。;(]{3,60}?(?:\((?!以下|下称|简称|建筑|面积|附)[^()]{2,40}\))?)"
    r"(?=的[^,。;]{0,6}(?:房|住宅|商铺)|[,。;(]|建筑面积|产权|房屋用途|租赁期|房屋面积|面积|\d[、.]|$)"
)

_OTHERS = (
    "建筑面积 房屋用途 押金 付款方式 支付方式 其他约定 证件号码 大写 合同编号 出租方(甲方) 承租方(乙方) "
    "出租人 承租人 甲方 乙方 联系电话 身份证号码"
)

_UNDERLINE = re.compile("[_＿]+")
"""of gaps that are filled in; engines see some of it"""

_NEVER = re.compile(
    "^.{0,24}(?:通知|公告|催告|的函|律师函|判决书|起诉状)"
    "|(?:房屋|商品房|车位)买卖合同|劳动合同|备案证明|(?:解除|终止)(?:租赁)?协议书?|转租协议"
)

_SAID = (_LESSOR, _LESSEE, "租赁期|租期|租赁时间|租赁期限", "租金|房租", "押金|保证金|违约|本合同|协议")


def _one(text: str) -> Value | None:
    """A party; among sentences only what can't be one."""
    found = parties.party(text)
    short = found is not None and all(len(part) <= 4 or "·" in part for part in found.text.split("、"))
    return found if found is not None and (short or parties.is_firm(found.text)) else None


def _evidence(page: Page, findings: Findings) -> float:
    """A contract has few labels: what it speaks of counts, and what it says of that."""
    if not (re.search(_LESSOR, page.text) and re.search(_LESSEE, page.text)):
        return 0.0
    said = share([re.search(words, page.text) is not None for words in _SAID])
    shown = share([findings.shows(name) for name in TENANCY_CONTRACT.fields])
    return 0.2 * page.titled(TENANCY_CONTRACT.titles) + 0.25 * said + 0.55 * shown


def _heads(words: str) -> tuple[re.Pattern[str], re.Pattern[str]]:
    """`甲方（出租方）：`, `出租人签字：`; and a head alone in its box, without a colon."""
    bracket = r"[(][^()]{1,14}[)]"
    return (
        re.compile(rf"{words}(?:{bracket}{_SIGNS}[:_]*|{_SIGNS}[:_]+)"),
        re.compile(rf"^{words}{_SIGNS}$"),
    )


TENANCY_CONTRACT = Reader(
    document_type="tenancy_contract",
    free_form=True,
    titles=("房屋租赁合同", "住房租赁合同", "租赁合同", "租房合同", "租房协议", "租赁协议", "房屋出租合同"),
    labels=(
        Label(
            "address", ("房屋坐落", "房屋座落", "房屋地址", "租赁房屋坐落", "坐落", "房屋位置"), alone=True
        ),
        Label("term", ("租赁期限", "租期", "租赁期", "租赁时间"), alone=True),
        Label("rent", ("月租金", "月租金额", "每月租金", "租金标准", "月租金(元)", "租金"), alone=True),
        Label("other", tuple(_OTHERS.split()), alone=True, times=20),
    ),
    telling=(),
    ignore=_UNDERLINE,
    never=_NEVER,
    evidence=_evidence,
    declared=(
        Field("landlord", _one, (surest(*(after(head, _STOP) for head in _heads(_LESSOR))),)),
        Field("tenant", _one, (surest(*(after(head, _STOP) for head in _heads(_LESSEE))),)),
        Field("address", places.address, (within(_PLACE), cell("address"))),
        Field("monthly_rent", amounts.rent, (within(_RENT), within(_RENT_A_MONTH), cell("rent"))),
        Field("start_date", dates.begin, (within(_TERM), cell("term"))),
        Field("end_date", dates.end, (within(_TERM), cell("term"))),
    ),
)

"""中华人民共和国残疾人证: booklets of the second generation, their single page, cards of the third.

The number of the certificate is the id number, a digit for the category, one for the level, and after a
reissue B with its count (中华人民共和国残疾人证管理办法, 残联发〔2017〕34号). Most print no other id number.
"""

import re

from ocr.labels import Label
from ocr.parsing import lists, numbers, people, texts
from ocr.readers import agreement
from ocr.readers.findings import Findings
from ocr.readers.places import anywhere, beside, nearest, packed, within
from ocr.readers.reader import Field, Reader

_NUMBER = re.compile(r"\d{17}[\dXx][1-7][1-4](?:[B8]\d)?")
_KIND = "(?:视力|听力|言语|肢体|智力|精神|多重)(?:残疾)?"
_STEP = "[一二三四壹贰叁肆]级"
_CATEGORY, _LEVEL = re.compile(f"^{_KIND}$"), re.compile(f"^{_STEP}$")
_CATEGORY_OF_BOTH, _LEVEL_OF_BOTH = re.compile(f"({_KIND})、?{_STEP}"), re.compile(f"{_KIND}、?({_STEP})")
"""肢体残疾二级, category and level in one."""

_LEVELS = ("一壹", "二贰", "三叁", "四肆")


def _digits_agree(findings: Findings) -> None:
    """Category and level are printed in words and within the number; of two that differ neither is given."""
    number = findings.value("certificate_number")
    if number is None:
        return
    category, level = findings.value("category"), findings.value("level")
    kinds = lists.words("disabilities")
    stem = (category or "").removesuffix("残疾")
    pairs = {
        "category": (category, kinds[stem] + 1 if stem in kinds else None),
        "level": (
            level,
            next((at for at, signs in enumerate(_LEVELS, 1) if (level or "-")[0] in signs), None),
        ),
    }
    for name, (printed, meant), digit in zip(pairs, pairs.values(), number[18:20], strict=True):
        if printed is None or meant is None:
            continue
        if meant == int(digit):
            findings.back(name)
        else:
            findings.fail(name, f"disability_{name}")
            findings.fail("certificate_number", f"disability_{name}")


def _holder_agrees(findings: Findings) -> None:
    number, holder = findings.value("certificate_number"), findings.value("id_number")
    if number is not None and holder is not None and not number.startswith(holder):
        findings.fail("certificate_number", "disability_holder")


DISABILITY_CERTIFICATE = Reader(
    document_type="disability_certificate",
    titles=("残疾人证",),
    labels=(
        Label("name", ("姓名",)),
        Label("sex", ("性别",)),
        Label("ethnicity", ("民族",)),
        Label("birth", ("出生年月日", "出生年月", "出生日期", "出生")),
        Label("id", ("公民身份号码", "居民身份证号码", "居民身份证号", "身份证号码", "身份证号")),
        Label(
            "number",
            ("残疾人证号码", "残疾人证号", "残疾证号码", "残疾证号", "证件号码", "证号"),
            inline=True,
        ),
        Label("category", ("残疾类别", "残疾类型", "残疾种类", "类别"), inline=True),
        Label("level", ("残疾等级", "残疾级别", "等级"), inline=True),
        Label("address", ("家庭住址", "现住址", "住址", "地址")),
        Label("guardian", ("监护人姓名", "监护人")),
        Label("guardian_id", ("监护人身份证号码", "监护人身份证号", "监护人公民身份号码")),
        Label("phone", ("联系电话", "联系方式", "电话")),
        Label(
            "authority", ("发证机关", "签发机关", "批准残联", "批准机关", "发证单位", "残疾人联合会(盖章)")
        ),
        Label("issued", ("发证日期", "签发日期", "批准日期", "办证日期")),
        Label("validity", ("有效期限", "有效期至", "有效期")),
    ),
    telling=("category", "level", "number"),
    declared=(
        Field("name", people.name, (packed("name"), nearest("name"))),
        Field("sex", people.sex, (beside("sex"), nearest("sex"))),
        Field("certificate_number", numbers.disability_number, (nearest("number"), anywhere(_NUMBER))),
        Field("id_number", numbers.holders_id_number, (nearest("id"), nearest("number"), anywhere(_NUMBER))),
        Field(
            "category",
            texts.disability_category,
            (beside("category"), nearest("category"), anywhere(_CATEGORY), within(_CATEGORY_OF_BOTH)),
        ),
        Field(
            "level",
            texts.disability_level,
            (beside("level"), nearest("level"), anywhere(_LEVEL), within(_LEVEL_OF_BOTH)),
        ),
    ),
    checks=(agreement.person(birth=""), _holder_agrees, _digits_agree),
    own=re.compile("残疾"),
    never=re.compile("申请[表书人]|申领|评定表|审批表|登记表|信息表|证明|声明|通知|公示|军人"),
)

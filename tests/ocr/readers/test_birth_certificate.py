"""Protects reading birth certificates: the child, and never one parent's number for the other's."""

from ocr.readers.birth_certificate import BIRTH_CERTIFICATE

MOTHERS, FATHERS = "500238198201202261", "330782199408285071"
EXPECTED = {
    "child_name": "赖一碧",
    "sex": "女",
    "birth_date": "2017-03-01",
    "mother_name": "杨正翠",
    "mother_id_number": MOTHERS,
    "father_name": "秦思俊",
    "father_id_number": FATHERS,
    "certificate_number": "R504975740",
}
CHILD = [
    ("出生医学证明", 520, 60, 60),
    ("BIRTH CERTIFICATE", 600, 130, 26),
    ("新生儿姓名 赖一碧", 80, 230),
    ("Full name of baby", 80, 272, 18),
    ("性别女", 560, 232),
    ("出生时间2017年3月1日20时5分", 700, 230),
    ("出生孕周 37周", 80, 320),
    ("体重 2973克", 480, 320),
    ("出生地点 重庆市北碚区", 80, 400),
    ("医疗机构名称 北碚区中心医院", 640, 400),
]
MOTHER = [
    ("母亲姓名杨正翠", 80, 490),
    ("年龄35", 560, 490),
    ("国籍中国", 760, 490),
    ("民族普米族", 960, 490),
    ("住址 四川省营山县桥头镇前进村八组41号附5号", 80, 550),
    ("有效身份证件类别居民身份证", 80, 610),
    (f"有效身份证件号码{MOTHERS}", 620, 612),
]
FATHER = [
    ("父亲姓名 秦思俊", 80, 690),
    ("年龄22", 560, 690),
    ("住址 重庆市万州区太安镇木瓜村3社103号", 80, 750),
    ("有效身份证件类别 居民身份证", 80, 810),
    (f"有效身份证件号码 {FATHERS}", 620, 812),
]
FOOT = [
    ("出生医学证明编号 R 504975740", 80, 910),
    ("签发机构(盖章)", 800, 910),
    ("签发日期 2017年3月26日", 800, 956),
]
PAGE = [*CHILD, *MOTHER, *FATHER, *FOOT]
NO_FATHER = {name: value for name, value in EXPECTED.items() if not name.startswith("father")}


def test_labels_run_into_their_values(reading) -> None:
    found = reading(BIRTH_CERTIFICATE, PAGE)
    assert found.values == EXPECTED
    assert not found.problems
    assert found.sure > 0.9


def test_a_table_with_stacked_labels_and_wrapped_time(reading) -> None:
    page = [
        ("出生医学证明", 380, 180, 60),
        ("新生儿姓名", 80, 306),
        ("赖一碧", 300, 306),
        ("性别", 583, 306),
        ("女", 700, 306),
        ("出生时间", 90, 384),
        ("2017年3月1日20时", 300, 367),
        ("36分", 300, 405),
        ("出生孕周", 562, 384),
        ("39周", 740, 384),
        ("母亲姓名", 90, 688),
        ("杨正翠", 300, 688),
        ("有效身份证件", 75, 905, 30),
        ("类别", 115, 938, 30),
        ("居民身份证", 300, 920),
        ("有效身份证件", 546, 905, 30),
        ("号码", 586, 938, 30),
        (MOTHERS, 760, 920),
        ("父亲姓名", 90, 992),
        ("秦思俊", 300, 992),
        ("有效身份证件", 75, 1208, 30),
        ("类别", 115, 1240, 30),
        ("有效身份证件", 547, 1208, 30),
        ("号码", 586, 1240, 30),
        (FATHERS, 760, 1222),
        ("编号:", 82, 1320),
        ("R504975740", 338, 1320),
    ]
    assert reading(BIRTH_CERTIFICATE, page).values == EXPECTED


def test_parents_beside_each_other(reading) -> None:
    page = [
        *CHILD,
        ("母亲姓名杨正翠", 80, 490),
        ("父亲姓名秦思俊", 640, 492),
        (f"身份证号{MOTHERS}", 80, 560),
        (f"身份证号{FATHERS}", 640, 562),
        *FOOT,
    ]
    assert reading(BIRTH_CERTIFICATE, page).values == EXPECTED


def test_sections_with_plain_labels(reading) -> None:
    page = [
        *CHILD,
        ("母亲信息", 80, 480),
        ("姓名", 80, 540),
        ("杨正翠", 300, 540),
        ("公民身份号码", 80, 600),
        (MOTHERS, 340, 600),
        ("父亲信息", 80, 680),
        ("姓名", 80, 740),
        ("秦思俊", 300, 740),
        ("公民身份号码", 80, 800),
        (FATHERS, 340, 800),
        *FOOT,
    ]
    assert reading(BIRTH_CERTIFICATE, page).values == EXPECTED


def test_no_father_is_no_fault(reading) -> None:
    found = reading(BIRTH_CERTIFICATE, [*CHILD, *MOTHER, *FOOT])
    assert found.values == NO_FATHER
    assert not found.problems


def test_a_father_of_whom_only_dashes_stand(reading) -> None:
    blank = [("父亲姓名 ——", 80, 690), ("有效身份证件号码 /", 620, 812)]
    assert reading(BIRTH_CERTIFICATE, [*CHILD, *MOTHER, *blank, *FOOT]).values == NO_FATHER


def test_an_unread_number_of_the_mother_is_not_taken_from_the_father(reading) -> None:
    found = reading(BIRTH_CERTIFICATE, [*CHILD, *MOTHER[:-1], *FATHER, *FOOT])
    assert found.values == {name: value for name, value in EXPECTED.items() if name != "mother_id_number"}


def test_an_unread_number_of_the_father_is_not_taken_from_the_mother(reading) -> None:
    found = reading(BIRTH_CERTIFICATE, [*CHILD, *MOTHER, *FATHER[:-1], *FOOT])
    assert found.values == {name: value for name, value in EXPECTED.items() if name != "father_id_number"}


def test_a_misread_label_of_the_father_is_known_by_the_mothers(reading) -> None:
    father = [("交亲姓名 秦思俊", 80, 690), *FATHER[1:]]
    assert reading(BIRTH_CERTIFICATE, [*CHILD, *MOTHER, *father, *FOOT]).values == EXPECTED


def test_of_an_unseen_father_only_the_number_of_a_man_is_his(reading) -> None:
    values = reading(BIRTH_CERTIFICATE, [*CHILD, *MOTHER, *FATHER[1:], *FOOT]).values
    assert (values["mother_id_number"], values["father_id_number"]) == (MOTHERS, FATHERS)
    alone = reading(BIRTH_CERTIFICATE, [*CHILD, *MOTHER[:-1], *FATHER[1:], *FOOT]).values
    assert "mother_id_number" not in alone
    assert "father_id_number" not in alone


def test_a_birth_in_digits_with_its_time(reading) -> None:
    born = [("出生日期 2017-03-01 20:05", 700, 230) if "出生时间" in each[0] else each for each in CHILD]
    assert reading(BIRTH_CERTIFICATE, [*born, *MOTHER, *FATHER, *FOOT]).values == EXPECTED


def test_a_letter_about_a_birth_is_none(reading) -> None:
    letter = [
        ("出生证明", 500, 60, 60),
        ("兹证明杨正翠之女赖一碧于2017年3月1日在我院出生，", 80, 200),
        (f"母亲身份证号{MOTHERS}，父亲秦思俊，身份证号{FATHERS}。", 80, 260),
        ("特此证明。", 80, 320),
        ("北碚区中心医院", 800, 420),
    ]
    assert reading(BIRTH_CERTIFICATE, letter).sure < 0.5


def test_a_blank_form_is_none(reading) -> None:
    labels = ("新生儿姓名", "出生时间", "出生孕周", "母亲姓名", "父亲姓名", "出生医学证明编号")
    blank = [("出生医学证明", 520, 60, 60), *((text, 80, 200 + 80 * row) for row, text in enumerate(labels))]
    assert reading(BIRTH_CERTIFICATE, blank).sure < 0.5

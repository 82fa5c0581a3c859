"""Pictures that are none of the document types, many of them close to one: what must be told `unknown`."""

import random
from collections.abc import Callable, Mapping
from datetime import date

from PIL import Image

from eval_sets.documents import shapes
from eval_sets.documents.paper import chinese_day
from eval_sets.documents.people import Fields, day, name, person
from eval_sets.documents.places import address, place
from eval_sets.documents.words import words

Kind = Callable[[random.Random], Image.Image]


def _receipt(rng: random.Random) -> Image.Image:
    goods = rng.sample(words("goods"), rng.randint(4, 9))
    items = [(one, f"{rng.uniform(2, 90):.2f}") for one in goods]
    foot = (
        f"合计：¥{rng.uniform(50, 400):.2f}",
        f"收银员：{name(rng)}",
        f"单号 {rng.randrange(10**12)}",
        "谢谢惠顾",
    )
    return shapes.ticket(rng, rng.choice(("便民超市", "百姓大药房", "渝味小面")), items, foot)


def _menu(rng: random.Random) -> Image.Image:
    dishes = [(one, f"{rng.randint(6, 88)}元") for one in rng.sample(words("dishes"), rng.randint(8, 12))]
    return shapes.ticket(rng, "今日菜单", dishes, ("另加包装费一元", "电话订餐 023-6700000"))


def _letter(rng: random.Random) -> Image.Image:
    lines = (f"{name(rng)}：", *rng.sample(words("letter"), 4), "此致敬礼", f"{name(rng)}　{_day(rng)}")
    return shapes.sheet(rng, rng.choice(("一封信", "情况说明", "感谢信")), lines)


def _notice(rng: random.Random) -> Image.Image:
    where = place(rng)
    lines = (*rng.sample(words("notice"), 4), f"{where.full}人民政府", _day(rng))
    heading = rng.choice(("通知", "办事须知", "温馨提示", "公告", "申请材料清单"))
    return shapes.sheet(rng, heading, lines, f"{where.full}政务服务中心" if rng.random() < 0.5 else "")


def _chat(rng: random.Random) -> Image.Image:
    one = person(rng)
    said = [*rng.sample(words("said"), 5), f"姓名{one.name} 身份证号码{one.id_number}"]
    rng.shuffle(said)
    return shapes.chat(rng, said)


def _bus_card(rng: random.Random) -> Image.Image:
    pairs = (("卡号", f"{rng.randrange(10**15, 10**16)}"), ("客服热线", "12345"), ("", "请勿折叠 凭卡乘车"))
    return shapes.rows(rng, rng.choice(("交通一卡通", "重庆公共交通卡", "老年优待卡")), pairs)


def _student_card(rng: random.Random) -> Image.Image:
    one = person(rng, first=date(1998, 1, 1), last=date(2012, 1, 1))
    pairs = (
        ("姓名", one.name),
        ("性别", one.sex),
        ("民族", one.ethnicity),
        ("出生年月", one.birth_date[:7]),
        ("学号", f"{rng.randrange(10**9, 10**10)}"),
        ("院系", rng.choice(("文学院", "计算机学院", "护理系"))),
        ("入学时间", f"{rng.randint(2015, 2025)}年9月"),
    )
    return shapes.rows(rng, rng.choice(("学生证", "样本大学学生证")), pairs, with_photo=True)


def _work_card(rng: random.Random) -> Image.Image:
    pairs = (
        ("姓名", name(rng)),
        ("部门", rng.choice(("办公室", "财务科", "工程部"))),
        ("职务", "职员"),
        ("编号", f"{rng.randrange(10000):04d}"),
        ("性别", rng.choice("男女")),
    )
    return shapes.rows(rng, rng.choice(("工作证", "工作牌", "出入证")), pairs, (640, 900), with_photo=False)


def _passport(rng: random.Random) -> Image.Image:
    one = person(rng, last=date(2015, 1, 1))
    number = f"E{rng.randrange(10**7, 10**8)}"
    pairs = (
        ("类型/Type", "P"),
        ("国家码/Country Code", "CHN"),
        ("护照号/Passport No.", number),
        ("姓名/Name", one.name),
        ("性别/Sex", one.sex + ("/M" if one.sex == "男" else "/F")),
        ("出生日期/Date of birth", one.birth_date.replace("-", ".")),
        ("签发机关/Authority", "公安部出入境管理局"),
        ("", f"POCHN{'ZHANG'}<<{'SAN' * 2}{'<' * 22}"),
        ("", f"{number}<0CHN{one.birth_date[2:4]}0101M"),
    )
    return shapes.rows(rng, "护照 PASSPORT", pairs, (1100, 760), with_photo=True)


def _vehicle_licence(rng: random.Random) -> Image.Image:
    where = place(rng)
    pairs = (
        ("号牌号码", f"渝A{rng.randrange(10**5):05d}"),
        ("车辆类型", "小型轿车"),
        ("所有人", name(rng)),
        ("住址", address(rng, where)),
        ("使用性质", "非营运"),
        ("品牌型号", "样本牌YB7150"),
        ("车辆识别代号", "LYB" + f"{rng.randrange(10**13):014d}"),
        ("注册日期", _iso(rng)),
        ("发证日期", _iso(rng)),
    )
    return shapes.rows(rng, "中华人民共和国机动车行驶证", pairs, (1000, 720))


def _licence_copy(rng: random.Random) -> Image.Image:
    one = person(rng, last=date(2005, 1, 1))
    pairs = (
        ("证号", one.id_number),
        ("姓名", one.name),
        ("档案编号", f"5001{rng.randrange(10**8):08d}"),
        ("记录", f"请于{_day(rng)}前九十日内申请换领新驾驶证"),
    )
    return shapes.rows(rng, "中华人民共和国机动车驾驶证副页", pairs)


def _train_ticket(rng: random.Random) -> Image.Image:
    one = person(rng, last=date(2008, 1, 1))
    pairs = (
        ("", f"重庆北站　　G{rng.randint(100, 9999)}　　成都东站"),
        ("", f"{_day(rng)} 09:{rng.randint(10, 59)}开"),
        ("", f"¥{rng.randint(30, 600)}.0元　二等座　{rng.randint(1, 16):02d}车{rng.randint(1, 19):02d}A号"),
        ("", f"{one.id_number[:10]}****{one.id_number[14:]} {one.name}"),
        ("", "仅供报销使用"),
    )
    return shapes.rows(rng, rng.choice(("铁路电子客票", "中国铁路")), pairs)


def _empty_table(rng: random.Random) -> Image.Image:
    return shapes.grid(rng, "", [[""] * rng.randint(3, 6) for _ in range(rng.randint(5, 12))])


def _form(rng: random.Random) -> Image.Image:
    cells = (
        ("姓名", "", "性别", "", "民族", ""),
        ("出生日期", "", "身份证号", ""),
        ("住址", "", "联系电话", ""),
        ("户籍地址", "", "婚姻状况", ""),
        ("与户主关系", "", "文化程度", ""),
        ("申请事由", ""),
        ("申请人签名", "", "年　月　日", ""),
    )
    heading = rng.choice(
        ("居民身份证申领登记表", "居住证申领表", "最低生活保障申请表", "社会保障卡申领表", "户口迁移申请表")
    )
    return shapes.grid(rng, heading, cells[: rng.randint(4, 7)])


def _marriage_application(rng: random.Random) -> Image.Image:
    both = [person(rng, sex, last=date(2003, 1, 1)) for sex in "男女"]
    lines = [
        f"申请人：{one.name}，{one.sex}，公民身份号码：{one.id_number}，住址：{one.address}。" for one in both
    ]
    lines.append("我们自愿结为夫妻，现依法申请结婚登记。本人声明无配偶，没有直系血亲和三代以内旁系血亲关系。")
    return shapes.sheet(
        rng, rng.choice(("申请结婚登记声明书", "结婚登记申请书")), [*lines, f"声明人：　　　　{_day(rng)}"]
    )


def _divorce_certificate(rng: random.Random) -> Image.Image:
    both = [person(rng, sex, last=date(2000, 1, 1)) for sex in "男女"]
    pairs = [
        ("持证人", both[0].name),
        ("登记日期", _day(rng)),
        ("离婚证字号", f"L500112-2020-{rng.randrange(10**6):06d}"),
    ]
    for one in both:
        pairs += [("姓名", f"{one.name}　性别 {one.sex}"), ("身份证件号", one.id_number)]
    return shapes.rows(rng, "离婚证", pairs, (1000, 760))


def _advertisement(rng: random.Random) -> Image.Image:
    lines = (
        f"{rng.choice(words('estates'))} 精装两室 {rng.randint(50, 140)}㎡ 仅售{rng.randint(40, 260)}万",
        "拎包入住 南北通透 近轻轨站",
        f"月租{rng.randint(8, 60)}00元起 押一付三",
        "产权清晰 房产证在手 随时看房",
        "热线：138****0000",
    )
    return shapes.sheet(rng, rng.choice(("好房出租", "急售学区房", "置业顾问为您服务")), lines)


def _food_permit(rng: random.Random) -> Image.Image:
    where = place(rng)
    pairs = (
        ("经营者名称", f"{where.short}样本小吃店"),
        ("经营场所", address(rng, where)),
        ("主体业态", "餐饮服务经营者"),
        ("经营项目", "热食类食品制售"),
        ("许可证编号", f"JY2{where.code}{rng.randrange(10**7):07d}"),
        ("法定代表人（负责人）", name(rng)),
        ("有效期至", _day(rng)),
        ("发证机关", f"{where.full}市场监督管理局"),
    )
    return shapes.rows(rng, "食品经营许可证", pairs, (1200, 860))


def _invoice(rng: random.Random) -> Image.Image:
    cells = (
        ("购买方名称", name(rng), "统一社会信用代码", ""),
        ("项目名称", "数量", "单价", "金额"),
        ("*餐饮服务*餐费", "1", f"{rng.uniform(20, 900):.2f}", f"{rng.uniform(20, 900):.2f}"),
        ("价税合计（大写）", "壹佰贰拾圆整", "开票人", name(rng)),
        ("发票号码", f"{rng.randrange(10**19, 10**20)}", "开票日期", _day(rng)),
    )
    return shapes.grid(rng, "电子发票（普通发票）", cells)


def _transfer(rng: random.Random) -> Image.Image:
    pairs = (
        ("付款人", name(rng)),
        ("付款卡号", f"6222 **** **** {rng.randrange(10**4):04d}"),
        ("收款人", name(rng)),
        ("收款银行", rng.choice(("中国工商银行", "重庆农村商业银行"))),
        ("金额", f"¥{rng.uniform(10, 9000):.2f}"),
        ("时间", _day(rng)),
    )
    return shapes.rows(rng, rng.choice(("电子回单", "转账成功", "取款凭条")), pairs, (900, 1200))


def _diploma(rng: random.Random) -> Image.Image:
    one = person(rng, first=date(1970, 1, 1), last=date(2003, 1, 1))
    lines = (
        f"学生{one.name}，性别{one.sex}，{chinese_day(one.birth_date)}生，于二〇一〇年九月至二〇一四年七月"
        "在本校学习，修完教学计划规定的全部课程，成绩合格，准予毕业。",
        f"证书编号：{rng.randrange(10**17, 10**18)}",
        "校长：",
        _day(rng),
    )
    return shapes.sheet(rng, "普通高等学校毕业证书", lines, "样本大学")


def _day(rng: random.Random) -> str:
    return chinese_day(_iso(rng))


def _iso(rng: random.Random) -> str:
    return day(rng, date(2008, 1, 1), date(2026, 6, 1)).isoformat()


_KINDS: Mapping[str, Kind] = {
    "receipt": _receipt, "menu": _menu, "letter": _letter, "notice": _notice, "chat": _chat,
    "bus_card": _bus_card, "student_card": _student_card, "work_card": _work_card, "passport": _passport,
    "vehicle_licence": _vehicle_licence, "licence_copy": _licence_copy, "train_ticket": _train_ticket,
    "empty_table": _empty_table, "form": _form, "marriage_application": _marriage_application,
    "divorce_certificate": _divorce_certificate, "advertisement": _advertisement, "food_permit": _food_permit,
    "invoice": _invoice, "transfer": _transfer, "diploma": _diploma, "view": shapes.view,
}  # fmt: skip


def _drawer(kind: Kind) -> Callable[[Mapping[str, str], random.Random], Image.Image]:
    return lambda fields, rng: kind(rng)


LAYOUTS = {layout: _drawer(kind) for layout, kind in _KINDS.items()}


def invent(rng: random.Random, layout: str) -> Fields:
    """They show no field that anybody asks for."""
    return {}

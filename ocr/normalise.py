"""Printed text → values: widths, spaces, dates. Pure."""

import re
import unicodedata
from datetime import date

_HALF = {code: code - 0xFEE0 for code in range(0xFF01, 0xFF5F)}
"""Full-width forms of ASCII."""

_PUNCTUATION = str.maketrans(
    {";": "；", ":": "：", ",": "，", "?": "？", "!": "！", "•": "·", "・": "·", "∙": "·", "．": "·"}
)

_PAIRS = (
    "別别漢汉號号碼码證证關关執执業业營营稱称類类範范圍围資资經经戶户與与係系貫贯編编"
    "機机簽签發发滿满曉晓國国慶庆區区縣县龍龙鳳凤陳陈劉刘張张楊杨趙赵黃黄吳吴孫孙馬马"
    "羅罗鄧邓許许韓韩馮冯弾弹団团図图県县対对広广恵惠徳德戸户黒黑沢泽浜滨関关桜樱栄荣"
    "浄净総总続续証证読读変变楽乐歩步塩盐両两竜龙毎每験验険险労劳営营厳严斉齐済济辺边"
    "児儿発发緑绿録录歴历霊灵麗丽東东門门場场陽阳開开雲云華华貴贵環环橋桥長长樓楼衛卫"
    "術术動动貳贰叄叁陸陆萬万億亿圓圆備备務务費费銷销貨货貿贸產产農农電电腦脑裝装飾饰"
    "會会護护駕驾駛驶産产權权書书殘残積积結结勞劳廳厅銀银醫医學学歲岁爲为個个體体實实際际聯联絡络話话訂订約约賃赁齡龄職职黨党寶宝財财隊队處处鄉乡鎮镇組组層层單单棟栋"
    "強强偉伟紅红軍军蘭兰傑杰寧宁靜静輝辉鵬鹏飛飞亞亚瑩莹遠远達达進进運运連连選选遷迁鄭郑鐘钟鋼钢錢钱"
    "錦锦鋒锋鐵铁鎖锁銘铭鈺钰鍵键錄录閆闫閻阎闊阔聞闻閣阁閩闽頭头順顺項项須须顏颜願愿顯显風风館馆馳驰"
    "駿骏騰腾驕骄魯鲁鮑鲍鮮鲜鳴鸣鴻鸿鶴鹤鷹鹰麥麦齊齐龔龚龐庞賀贺賈贾賓宾賢贤賴赖贊赞車车軒轩輔辅輪轮"
    "轉转鄒邹鄔邬鄺邝釗钊紀纪純纯紋纹納纳級级細细終终絢绚給给絲丝統统維维綱纲綿绵緒绪緣缘練练績绩織织"
    "繡绣繼继義义習习聖圣聰聪聲声肅肃臨临舉举舊旧艷艳藝艺蘇苏蔣蒋蕭萧薩萨藍蓝蘆芦詩诗誠诚諾诺謝谢譚谭"
    "識识譯译豐丰貞贞賽赛躍跃遙遥適适鄰邻釋释雙双離离霧雾韋韦頂顶預预領领題题額额養养餘余駱骆騎骑驥骥"
    "魚鱼鳥鸟點点龜龟倉仓倫伦側侧傳传價价儀仪優优內内兩两冊册凱凯劍剑勁劲勝胜勳勋協协參参員员問问啟启"
    "喬乔嚴严園园團团圖图塊块堅坚報报塗涂墻墙壯壮壽寿夢梦奮奋婁娄嬌娇宮宫寬宽審审寫写將将專专尋寻導导"
    "屬属岡冈島岛峽峡崗岗嶺岭巖岩師师帥帅帶带庫库廠厂廟庙彈弹彎弯彥彦從从復复恆恒悅悦憲宪憶忆懷怀戰战"
    "戲戏換换揮挥揚扬擁拥據据擴扩數数斷断時时晉晋暉晖曄晔條条棗枣楓枫榮荣構构樂乐樣样樹树檢检櫃柜歡欢"
    "歐欧歸归氣气決决況况淨净淺浅渾浑溝沟溫温滄沧漁渔漲涨潤润潛潜澤泽濃浓濟济濤涛濱滨瀟潇灣湾為为烏乌"
    "無无煉炼煙烟熱热燈灯燦灿爾尔狀状獅狮獨独獲获獻献瑪玛瑋玮瓊琼畢毕畫画異异當当盡尽監监盤盘盧卢眾众"
    "碩硕確确禮礼禎祯禪禅種种穎颖穩稳競竞筆笔節节築筑簡简籃篮糧粮紹绍綠绿網网線线總总續续臺台興兴莊庄"
    "萊莱葉叶葦苇蒼苍蓮莲薦荐藥药蘊蕴襲袭見见規规視视親亲覺觉覽览觀观計计訓训記记設设訪访診诊試试詳详"
    "語语誤误說说課课調调談谈請请論论諸诸講讲譽誉讓让貝贝貢贡責责買买貸贷質质購购贈赠贏赢軟软較较載载"
    "輕轻輛辆輯辑輸输轄辖辦办遺遗郵邮銳锐銅铜鍋锅鏡镜閃闪閉闭間间閔闵閱阅陣阵陰阴陝陕隨随險险隱隐韻韵"
    "響响頁页頓顿顧顾飲饮餅饼駐驻驅驱驗验鬆松鯉鲤"
    "鋪铺鏈链鑄铸鑒鉴灘滩湯汤標标極极欄栏樁桩紙纸纖纤緯纬縱纵訊讯該该認认議议詢询負负賣卖賬账軸轴過过違违"
    "還还邁迈階阶雜杂難难靈灵頻频飯饭驛驿債债傷伤僑侨償偿儲储凍冻劃划劇剧創创則则剛刚勛勋勢势勵励匯汇厲厉"
    "廈厦廢废應应叢丛塵尘墊垫壇坛壓压壘垒壩坝墳坟堯尧奪夺獎奖奧奥婦妇屆届嶽岳幣币幫帮幾几徵征態态慣惯損损"
    "擇择擔担攝摄掃扫採采暢畅來来毀毁沒没燒烧爐炉煥焕爺爷牆墙療疗礎础礦矿磚砖穀谷窮穷窯窑籌筹腳脚膽胆艦舰"
    "蓋盖荊荆虛虚蟲虫補补製制複复裡里貓猫趕赶跡迹隴陇雞鸡滬沪粵粤閒闲慮虑"
)
_LOOKALIKES = str.maketrans(dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True)))
"""Traditional and Japanese forms that the engine takes small simplified print for."""

_DATE = re.compile(r"(\d{4})\D{1,3}(\d{1,2})\D{1,3}(\d{1,2})(?!\d)")
_COMPACT_DATE = re.compile(r"(?<!\d)(\d{4})(\d{2})(\d{2})(?!\d)")


def compact(text: str) -> str:
    """Without any space, with half-width letters, digits and brackets: labels are compared in this form."""
    return "".join(text.translate(_HALF).split())


def simplified(text: str) -> str:
    """With the simplified form of characters that the engine mistakes for the traditional one."""
    return text.translate(_LOOKALIKES)


def prose(text: str) -> str:
    """Chinese running text: no spaces, half-width letters, digits and brackets, full-width ； ： ，.

    Symbols such as ☑ are specks or lines of a form that the engine took for print.
    """
    printed = "".join(c for c in unicodedata.normalize("NFC", text) if unicodedata.category(c) != "So")
    return compact(printed).translate(_PUNCTUATION)


def person_name(text: str) -> str:
    """A name: Chinese characters (rare ones too) and · between the parts."""
    kept = (c if unicodedata.category(c) == "Lo" or c == "·" else "" for c in prose(text).replace(".", "·"))
    return "".join(kept).strip("·")


def code(text: str) -> str:
    """A number or code: capital letters and digits only."""
    return re.sub(r"[^0-9A-Z]", "", compact(text).upper())


def printed_date(text: str) -> str | None:
    """`1992年3月15日`, `2006.12.15`, `20061215` → `YYYY-MM-DD`; None when there is no such day in it."""
    tight = compact(text).replace("O", "0").replace("o", "0")
    found = _DATE.search(tight) or _COMPACT_DATE.search(tight)
    if found is None:
        return None
    year, month, day = (int(part) for part in found.groups())
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def period(text: str) -> tuple[str | None, str | None]:
    """`2006.12.15-2026.12.15` or `…-长期` → both ends; `长期` stays as it is."""
    tight = compact(text).replace("O", "0").replace("o", "0")
    digits = re.sub(r"\D", "", tight)
    if len(digits) in {8, 16}:  # also when the dash between the two days was not seen
        printed = [digits[:8], digits[8:]]
    else:
        printed = [*(found.group() for found in _DATE.finditer(tight)), "", ""]
    begins, ends = (printed_date(day) for day in printed[:2])
    return begins, "长期" if ends is None and "长" in tight else ends

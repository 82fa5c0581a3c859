"""Inventions are dropped; what people really say, short, polite or repeated, is kept."""

import pytest

from speech.ghosts import is_ghost

INVENTED = (
    "请不吝点赞 订阅 转发 打赏支持明镜与点点栏目",
    "請不吝點贊訂閱轉發打賞支持明鏡與點點欄目",
    "请不吝点赞、订阅、转发、打赏支持明镜与点点栏目。谢谢大家！",
    "打赏支持明镜与点点栏目",
    "明镜需要您的支持 欢迎订阅明镜",
    "字幕by索兰娅",
    "字幕由Amara.org社区提供",
    "中文字幕由 Amara.org 社群提供",
    "由 Amara.org 社群提供的字幕",
    "Amara.org",
    "中文字幕志愿者 杨栋梁",
    "字幕制作：贝尔",
    "优优独播剧场——YoYo Television Series Exclusive",
    "優優獨播劇場",
    "谢谢观看",
    "謝謝大家的收看，我們下期再見！",
    "感谢您的观看，再见",
    "谢谢观看谢谢观看谢谢观看",
    "本期视频就到这里，谢谢观看",
    "欢迎订阅我们的频道",
    "点赞订阅转发",
    "未经作者授权，禁止转载",
    "以上言论不代表本台立场",
    "作词 作曲 李宗盛",
    "MING PAO CANADA // MING PAO TORONTO",
    "Thanks for watching!",
    "Subtitles by the Amara.org community",
    "（音乐）",
    "[Music]",
    "♪♪♪",
    "……",
    "",
    "谢谢谢谢谢谢谢谢谢谢谢谢谢谢谢谢",
    "我要办身份证我要办身份证我要办身份证我要办身份证我要办身",
    "啊啊啊啊啊啊啊啊啊啊啊啊",
    "以下是普通话的句子。",
)

SAID = (
    "谢谢",
    "谢谢大家",
    "谢谢，再见",
    "好的谢谢再见",
    "嗯",
    "喂喂喂",
    "对对对对对",
    "谢谢谢谢",
    "身份证身份证身份证",
    "我要办身份证",
    "身份证丢了怎么办，谢谢",
    "我要订阅办理进度的提醒",
    "我想开一家音乐培训学校",
    "音乐",
    "关注一下我的办件",
    "我要办字幕公司的营业执照",
    "字幕制作公司怎么办执照",
    "对对对对对对对对对对",
    "不不不不不不不不不不",
    "点赞怎么点",
    "幺幺幺幺幺幺幺幺幺幺幺",
    "零零零零零零零零零零",
    "111111111111",
    "八八八八八八八八八八",
    "以下是我的地址",
    "网络视听节目怎么备案",
    "我下次再来，再见",
    "不要转发给别人",
)


@pytest.mark.parametrize("text", INVENTED)
def test_what_nobody_said_is_a_ghost(text: str) -> None:
    assert is_ghost(text)


@pytest.mark.parametrize("text", SAID)
def test_what_people_say_is_none(text: str) -> None:
    assert not is_ghost(text)

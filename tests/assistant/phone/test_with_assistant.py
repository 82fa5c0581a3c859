"""Calls with the real assistant, text only: to the receipt, up to the picture step, and about progress."""

import re

from tests.assistant.conftest import House
from tests.assistant.phone.calling import CODE, Call

UNFIT = re.compile(r"点下面|点「|上传”|右边|表单|http|链接：|[（）〔〕\[\]【】]|「|」|发给我")
"""what a caller can't see, tap or hear"""


def identify(call: Call) -> str:
    call.says("幺三八零零幺三八零零幺")
    call.says("对")
    return call.presses(CODE)


def test_a_lost_identity_card_goes_from_the_question_to_the_receipt(house: House) -> None:
    call = Call(house, "chen-xiaoyu")
    assert "公布的办事指南" in call.says("身份证搞丢了啷个办")
    assert "手机号" in call.says("帮我办理")
    assert "陈晓渝" not in "".join(call.said)
    asked = identify(call)
    assert "陈晓渝，您好" in asked
    assert "丢的是谁的身份证？第一，我自己的身份证" in asked
    assert "户口在重庆吗？" in call.presses("1")
    assert "新证想怎么拿？" in call.says("户口在重庆的噻")
    read = call.says("到窗口领")
    while "对吗？" in call.said[-1]:
        assert house.applications.own(house.people["chen-xiaoyu"])[0].state != "submitted"
        read += call.says("对头")
    assert "姓名：陈晓渝" in read
    assert "红锦大道" in read
    assert "批不批" in read
    done = call.says("提交")
    assert "收件成功" in done
    assert "审核决定" in "".join(call.said)
    assert house.applications.own(house.people["chen-xiaoyu"])[0].state in ("submitted", "accepted")
    assert "等办理部门审核" in call.says("查进度") or "受理" in call.said[-2]
    call.says("没得了")
    assert call.over
    assert [one for one in call.said if UNFIT.search(one)] == []


def test_a_broken_card_goes_up_to_the_picture_and_on_in_the_next_call(house: House) -> None:
    call = Call(house, "liu-guilan")
    call.says("我的身份证坏了，断成两截，咋个换嘛")
    call.says("帮我办理")
    assert "记下了，损坏了" in identify(call)
    assert "新证想怎么拿？第一，到窗口领。第二，寄到家。" in call.says("第一个")
    picture = call.presses("2")
    assert "损坏的旧身份证" in picture
    assert "电话里传不了照片" in picture
    assert "链接发了" in call.says("要得")
    (draft,) = house.applications.own(house.people["liu-guilan"])
    assert call.links == [draft.application_id]
    assert [one for one in call.said if UNFIT.search(one)] == []
    again = Call(house, "liu-guilan", signed_in=True)
    assert "上次您的居民身份证换领还没办完，填好的都在。接着办吗？" in "".join(again.said)
    assert "电话里传不了照片" in again.says("接着办")
    again.says("不用了")
    again.says("没得了")
    assert again.over


def test_progress_is_told_to_whom_it_belongs_and_to_nobody_else(house: House) -> None:
    call = Call(house, "chen-xiaoyu")
    assert "手机号" in call.says("查一下我的进度")
    call.says("幺三八零零幺三八零零幺")
    call.says("对")
    assert "不对" in call.presses("111111")
    assert "陈晓渝" not in "".join(call.said)
    told = call.presses(CODE)
    assert call.turns[-1] == "查一下我的进度"
    assert "没有申请" in told


def test_a_changed_telephone_number_is_read_back_and_checked_again(house: House) -> None:
    call = Call(house, "chen-xiaoyu", signed_in=True)
    call.says("身份证搞丢了，帮我补办")
    for answer in ("我自己的", "户口在重庆", "到窗口领"):
        call.says(answer)
    assert "哪里不对" in call.says("不对")
    assert "手机号码改成什么？" in call.says("电话不对")
    call.says("幺三八零零幺三")
    assert "幺三八，零零幺三，八零零九" in call.says("八零零九")
    changed = call.says("对")
    assert "手机号码" in changed
    (draft,) = house.applications.own(house.people["chen-xiaoyu"])
    assert draft.fields["mobile"].value == "13800138009"
    unconfirmed = [name for name, one in draft.fields.items() if not one.confirmed]
    assert unconfirmed


def test_a_person_is_found_by_word_and_told_what_was_said(house: House) -> None:
    call = Call(house, "chen-xiaoyu")
    call.says("低保怎么申请")
    assert "幺二三四五" in call.says("我要找人工")
    assert call.handed_off == "asked"
    assert "诉求" in call.assistant.history(call.conversation, None).messages[-1].reply.text

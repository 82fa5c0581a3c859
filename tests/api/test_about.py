"""The page on who answers here, and the label of a reply: nothing of where a model runs or by which key."""

import json
import wave
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from api.about import About, ModelState
from api.app import create_app
from api.bootstrap import build
from api.labels import Labels
from api.settings import Settings
from api.wire.about import AboutShape, about_shape
from assistant.reply import Citation, Reply
from speech.marking import marked
from tests.conftest import FixedClock

from .conftest import SMALL, Person
from .logged import logged

LABELS = Labels("示例大模型", "示例市政务服务局", "0019" + "1" * 23)
CITED = Reply(
    "answered", "免费。", citations=(Citation("id-card-replacement", 1, "fee", "免费"),), message_id="msg_1"
)
UNSURE = ("那个东西搞没得了咋个整", "我想弄个证但是不晓得哪个")
PRODUCED = ["Label", "ContentProducer", "ProduceID", "ReservedCode1"]
PASSED_ON = ["ContentPropagator", "PropagateID", "ReservedCode2"]


def told(state: ModelState, labels: Labels = LABELS) -> AboutShape:
    return about_shape(About(labels, "Chongqing-示例-0001", ("understand", "word"), lambda: state))


def test_a_reply_that_a_model_worded_says_so_to_people_and_machines() -> None:
    label = LABELS.of(replace(CITED, model="some/model-72b"))
    assert label.generated
    assert "AI 生成" in label.text
    assert "示例大模型" in label.text
    assert "72b" not in json.dumps(label.metadata) + label.text + label.model
    assert label.metadata is not None
    assert list(label.metadata) == PRODUCED + PASSED_ON
    assert label.metadata["Label"] == "1"
    assert label.metadata["ContentProducer"] == label.metadata["ContentPropagator"] == LABELS.code
    assert label.metadata["ProduceID"] == label.metadata["PropagateID"] == label.content_id == "msg_1"


def test_without_a_code_or_a_public_name_the_label_still_stands() -> None:
    label = Labels(provider="示例局").of(replace(CITED, model="m"))
    assert label.metadata is not None
    assert label.metadata["ContentProducer"] == "示例局"
    assert "AI 生成" in label.text
    assert "“”" not in label.text


def test_published_wording_is_not_called_generated() -> None:
    quoted, ruled = LABELS.of(CITED), LABELS.of(replace(CITED, citations=()))
    for label in (quoted, ruled):
        assert (label.generated, label.model, label.metadata) == (False, "", None)
    assert "办事指南" in quoted.text
    assert "办事指南" not in ruled.text


def test_replies_and_history_carry_the_label(visitor: Person) -> None:
    conversation = visitor.open()
    reply = visitor.say("身份证丢了怎么办")
    ai = reply["ai"]
    assert ai["generated"] is False
    assert ai["content_id"] == reply["message_id"]
    kept = visitor.call("GET", f"/conversations/{conversation}")["messages"]
    [said] = [one for one in kept if one["role"] == "assistant"]
    assert said["ai"] == ai


def test_about_names_model_and_filing_number_while_one_is_set() -> None:
    on = told("on")
    shown = [(fact.name, fact.value) for fact in on.facts]
    assert ("大模型", "示例大模型") in shown
    assert ("备案号", "Chongqing-示例-0001") in shown
    assert on.model.state == "on"
    assert told("paused").model.told != on.model.told
    unnamed = told("on", Labels())
    assert [fact.value for fact in unnamed.facts if fact.name in ("大模型", "备案号")] == [
        "未填写",
        "Chongqing-示例-0001",
    ]


def test_about_without_a_model_claims_none() -> None:
    off = told("off")
    assert (off.model.name, off.model.filing_number) == ("", "")
    assert "大模型" not in "".join(fact.name for fact in off.facts)
    assert "用大模型" in off.model.told


def test_about_says_only_what_the_model_is_set_up_for() -> None:
    worded = about_shape(About(LABELS, "", ("word",), lambda: "on")).parts[0]
    both = told("on").parts[0]
    assert len(worded.lines) == 1
    assert worded.lines[0] in both.lines
    assert len(both.lines) == 2


def test_anybody_may_read_it(visitor: Person) -> None:
    about = visitor.call("GET", "/about")
    assert about["service"] == "渝小智"
    assert about["model"]["state"] == "off"
    assert about["parts"]


def test_a_spoken_text_is_marked_and_sounds_as_before() -> None:
    sound = BytesIO()
    with wave.open(sound, "wb") as made:
        made.setnchannels(1)
        made.setsampwidth(2)
        made.setframerate(16_000)
        made.writeframes(b"\1\2" * 801)
    labelled = LABELS.spoken(sound.getvalue())
    with wave.open(BytesIO(labelled)) as read:
        assert read.readframes(read.getnframes()) == b"\1\2" * 801
    found = labelled[labelled.index(b"LIST") :]
    assert found[8:16] == b"INFOAIGC"
    value = json.loads(found[20:].rstrip(b"\0"))["AIGC"]
    assert value["Label"] == "1"
    assert value["ProduceID"].startswith("voice_")
    assert int.from_bytes(labelled[4:8], "little") == len(labelled) - 8


def test_what_is_no_wav_stays_as_it_is() -> None:
    assert marked(b"ID3 something else", "AIGC", "{}") == b"ID3 something else"


def test_address_and_key_of_the_model_are_told_nowhere(tmp_path: Path, clock: FixedClock) -> None:
    """Nobody answers at that address: what fails is told without where and by which key."""
    settings = Settings(
        data_dir=tmp_path, content_dir=SMALL, ocr_engine="none", rate_limit=False, _env_file=None,
        model="qwen-innen", model_url="http://127.0.0.1:9/geheim/v1", model_key="sk-geheim-0123456789",
        model_public_name="示例大模型", model_timeout=2,
    )  # fmt: skip
    with logged() as lines:
        house = build(settings, clock)
        person = Person(create_app(house))
        person.open()
        for words in UNSURE:
            assert person.say(words)["ai"]["generated"] is False
        about = person.call("GET", "/about")
        refused = person.problem(
            422,
            "message_too_long",
            "POST",
            f"/conversations/{person.conversation}/messages",
            json={"text": "长" * 30_000},
        )
        told = [json.dumps(about), person.raw("GET", "/metrics").text, person.raw("GET", "/readyz").text]
        house.release()
    assert about["model"]["state"] == "on"
    assert 'yuxiaozhi_model_calls_total{model="qwen-innen",outcome="unreachable"' in told[1]
    everything = "\n".join([*told, json.dumps(refused), lines.getvalue()])
    assert "yuxiaozhi" in everything
    assert "geheim" not in everything
    assert "qwen-innen" not in told[0]

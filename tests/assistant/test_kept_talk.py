"""What a person takes along of their talk."""

from datetime import UTC, datetime

from assistant.kept_talk import exported
from assistant.tables import TurnRow


def test_words_that_a_model_found_are_labelled_in_the_file() -> None:
    at = datetime(2026, 11, 23, tzinfo=UTC)
    plain, worded = (
        exported(TurnRow(created_at=at, text="要钱吗", document_id=None, reply={"text": "不收费。", **more}))
        for more in ({}, {"model": "qwen"})
    )
    assert (plain["answered"], plain["label"]) == ("不收费。", "")
    assert "AI 生成" in worded["label"]
    assert "qwen" not in str(worded)

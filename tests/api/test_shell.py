"""The page's shell: files below their version, the page with its texts, the worker that keeps one version."""

import re
import shutil
from pathlib import Path

import pytest
from fastapi import FastAPI
from fastapi.testclient import TestClient

from api.shell import Shells, assemble

WEB = Path(__file__).parents[2] / "web"


@pytest.fixture
def http(app: FastAPI) -> TestClient:
    return TestClient(app, raise_server_exceptions=False)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return shutil.copytree(WEB, tmp_path / "web")


def version(http: TestClient) -> str:
    found = re.search(r'src="/v/(\w+)/main\.js"', http.get("/").text)
    assert found
    return found[1]


def test_the_page_names_its_version_and_speaks_before_any_script(http: TestClient) -> None:
    answer = http.get("/")
    assert answer.headers["cache-control"] == "no-cache"
    assert "大家常办" in answer.text
    assert "{{" not in answer.text
    assert not re.search(r'(?:href|src)="[\w.-]+\.(?:js|css|json|svg)"', answer.text)
    assert http.get("/", headers={"If-None-Match": answer.headers["etag"]}).status_code == 304


def test_a_file_below_its_version_is_kept_for_good_and_no_other_version_is_given(http: TestClient) -> None:
    now = version(http)
    kept = http.get(f"/v/{now}/main.js")
    assert kept.headers["cache-control"] == "public, max-age=31536000, immutable"
    assert kept.text == (WEB / "main.js").read_text("utf-8")
    for other in ("0000000000000000", ""):
        assert http.get(f"/v/{other}/main.js").status_code == 404
    assert http.get(f"/v/{now}/none.js").status_code == 404
    assert http.post(f"/v/{now}/main.js").status_code == 405
    assert http.get("/main.js").headers["cache-control"] == "no-cache"


def test_only_what_is_no_document_goes_without_the_rules_for_documents(http: TestClient) -> None:
    now = version(http)
    script, page = http.get(f"/v/{now}/main.js").headers, http.get(f"/v/{now}/desk/index.html").headers
    assert "content-security-policy" not in script
    assert script["x-content-type-options"] == page["x-content-type-options"] == "nosniff"
    assert "default-src 'none'" in page["content-security-policy"]


def test_style_sheets_come_as_one(http: TestClient) -> None:
    sheet = http.get(f"/v/{version(http)}/core.css").text
    assert "@import" not in sheet
    assert "--blue-700:" in sheet
    assert ".composer" in sheet


def test_the_service_worker_knows_the_version_and_all_its_files(http: TestClient) -> None:
    worker = http.get("/sw.js")
    assert worker.headers["cache-control"] == "no-cache"
    assert worker.headers["content-type"].startswith("text/javascript")
    assert f'"version": "{version(http)}"' in worker.text
    for name in ("main.js", "early.js", "rest.css", "components/ReplyCard.js", "texts/zh-CN.json"):
        assert f'"{name}"' in worker.text
    assert "/api/" not in worker.text


def test_any_change_is_another_version(folder: Path) -> None:
    before = assemble(folder)
    assert assemble(folder) == before
    for name in ("chat.css", "components/ReplyCard.js", "texts/zh-CN.json", "sw.js"):
        file = folder / name
        file.write_text(file.read_text("utf-8") + "\n", "utf-8")
        after = assemble(folder)
        assert after.version != before.version, name
        before = after


def test_files_edited_beneath_an_open_page_are_seen_as_they_are(
    folder: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("api.shell.LOOK_EVERY_S", 0)
    shells = Shells(folder)
    first = shells.now().version
    (folder / "main.js").write_text("// another", "utf-8")
    assert shells.now().version != first
    assert shells.gave(first)
    assert not shells.gave("0000000000000000")

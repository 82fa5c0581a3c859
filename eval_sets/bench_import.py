"""How quickly is a city's list of names taken over: `python -m eval_sets.bench_import --names 100000`.

Names are made from parts with a fixed seed, imported into a folder of their own by the same steps as
`kb import-catalogue`, and searched. Where the time goes is told stage by stage, with the peak of memory; on a
machine that others use too, `processor_seconds` over the number of cores is what it takes alone at best.
"""

import csv
import json
import random
import resource
import tempfile
import time
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Annotated

import typer

from eval_sets.figures import percentile
from knowledge_base.catalogue import CatalogueImport
from knowledge_base.library import Library
from knowledge_base.publishing import Publisher
from knowledge_base.registry.name_list import read_names
from knowledge_base.search.static import StaticEncoder
from storage import encryption, migrate
from storage.clock import system_clock
from storage.database import Database
from storage.keys import KeyRing

PLACES = (
    "江北区",
    "渝中区",
    "沙坪坝区",
    "九龙坡区",
    "南岸区",
    "北碚区",
    "渝北区",
    "巴南区",
    "万州区",
    "涪陵区",
    "永川区",
    "合川区",
    "江津区",
)
THINGS = (
    "个体工商户",
    "食品经营许可",
    "公共场所卫生许可",
    "居民身份证",
    "残疾人证",
    "机动车驾驶证",
    "社会保障卡",
    "住房公积金",
    "不动产",
    "道路运输",
    "医疗机构",
    "烟草专卖零售",
    "特种设备",
    "建设工程",
    "民办学校",
    "劳务派遣",
    "城市排水",
    "林木采伐",
    "动物诊疗",
    "出版物零售",
    "危险化学品",
    "人力资源服务",
    "养老机构",
    "取水",
    "兽药经营",
    "种子生产",
    "广播电视节目",
    "旅行社",
    "会计师事务所",
    "律师事务所",
)
ACTS = (
    "设立登记",
    "变更登记",
    "注销登记",
    "核发",
    "换发",
    "补领",
    "延续",
    "备案",
    "年度报告",
    "查询",
    "审核转报",
    "资格认定",
)
CASES = (
    "首次申请",
    "法定代表人变更",
    "地址变更",
    "遗失补证",
    "损毁换证",
    "跨区迁移",
    "简易程序",
    "一般程序",
    "告知承诺",
    "增加项目",
    "减少项目",
)
QUERIES = (
    "身份证丢了",
    "开个餐馆要办啥子证",
    "驾驶证换证",
    "公积金查询",
    "民办学校注销",
    "烟草证延期",
    "养老机构备案",
)


def names(count: int, seed: int = 7) -> Iterator[str]:
    """Different names, made like official ones: 江北区食品经营许可变更登记（地址变更）第12类."""
    draw = random.Random(seed)
    made: set[str] = set()
    while len(made) < count:
        thing, act, case = draw.choice(THINGS), draw.choice(ACTS), draw.choice(CASES)
        name = f"{draw.choice(PLACES)}{thing}{act}（{case}）第{draw.randint(1, 40)}类"
        if name not in made:
            made.add(name)
            yield name


def write(path: Path, count: int) -> None:
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file)
        writer.writerow(["official_name", "row_guid"])
        writer.writerows((name, f"guid-{number}") for number, name in enumerate(names(count)))


class Stages:
    """Seconds of each stage, from what an import tells of its progress."""

    def __init__(self) -> None:
        self.seconds: dict[str, float] = {}
        self._last = time.perf_counter()

    def lap(self, stage: str) -> None:
        now = time.perf_counter()
        self.seconds[stage] = round(self.seconds.get(stage, 0.0) + now - self._last, 2)
        self._last = now

    def progress(self, stage: str, done: int, of: int) -> None:
        self.lap(stage)


def run(folder: Path, count: int) -> dict[str, object]:
    """One import into an empty database, the same again, and searches."""
    path = folder / "names.csv"
    write(path, count)
    encryption.use_keys(KeyRing.open(folder / "keys.json"))
    database = Database(f"sqlite:///{folder / 'bench.db'}")
    migrate.upgrade(database)
    publisher = Publisher(database, folder / "index", StaticEncoder.shipped(), system_clock)
    library = Library(database, folder / "index", StaticEncoder.shipped(), system_clock)
    stages, begun, worked = Stages(), time.perf_counter(), time.process_time()
    found = read_names(path)
    stages.lap("read")
    done = publisher.import_catalogue(found.rows, "bench", progress=stages.progress)
    stages.lap("announce")
    seconds, processor, peak = time.perf_counter() - begun, time.process_time() - worked, _peak()
    assert isinstance(done, CatalogueImport)
    again = _timed(lambda: publisher.import_catalogue(read_names(path).rows, "bench"))
    opened = _timed(lambda: library.search("居住证"))
    times = sorted(_timed(lambda query=query: library.search(query)) * 1000 for query in QUERIES)
    library.close()
    database.dispose()
    return {
        "names": count,
        "added": done.added,
        "seconds": round(seconds, 1),
        "processor_seconds": round(processor, 1),
        "seconds_by_stage": stages.seconds,
        "same_again_seconds": round(again, 1),
        "first_search_seconds": round(opened, 1),
        "search_p50_ms": round(percentile(times, 50), 1),
        "import_peak_mb": peak,
        "peak_mb": _peak(),
        "index_mb": _size(folder / "index") // 2**20,
    }


def _peak() -> int:
    """MB of memory this process has had at most so far."""
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024


def _size(folder: Path) -> int:
    return sum(one.stat().st_size for one in folder.rglob("*") if one.is_file())


def _timed(work: Callable[[], object]) -> float:
    begun = time.perf_counter()
    work()
    return time.perf_counter() - begun


def main(count: Annotated[int, typer.Option("--names", min=1, help="how many names")] = 100_000) -> None:
    """Prints one JSON object."""
    with tempfile.TemporaryDirectory(prefix="yuxiaozhi-bench-") as folder:
        typer.echo(json.dumps(run(Path(folder), count), ensure_ascii=False, indent=2))


if __name__ == "__main__":
    typer.run(main)

"""Which packs are drawn from the declared scenes: clean ones, each fault singly, and faults together."""

import random
from collections.abc import Iterable, Iterator
from dataclasses import replace
from datetime import date

from eval_sets.packs.cast import TRAITS, cast, facts
from eval_sets.packs.pack import Order, Pack
from eval_sets.packs.papers import Stage
from eval_sets.packs.planting import plant, planted
from eval_sets.packs.scenes import Fault, Item, Role, Scene, items

_APART = frozenset({"answered", "look", "fact"})
"""Kinds that change what the rest of the pack means, or nothing of it."""

_SAME_PAPERS = frozenset({"left_out", "typed", "untyped", "answered", "look", "fact"})
"""Kinds that draw no paper anew: they have those of the scene's first clean pack, so that it is read once."""


def orders(seed: int, only: Iterable[str] = (), share: float = 1.0) -> Iterator[Order]:
    """All packs of the declared items, or of some; another seed pairs other faults and looks.

    Below 1.0, `share` of those with faults are chosen by the seed; clean ones are always there.
    """
    wanted = set(only)
    for item in items():
        if not wanted or item.item in wanted:
            for scene in item.scenes:
                for order in _of_scene(item, scene, seed):
                    chance = random.Random(f"share-{seed}-{order.id}").random()
                    if order.kind == "clean" or chance < share:
                        yield order


def chosen(seed: int, only: Iterable[str] = (), share: float = 1.0, sample: int = 0) -> list[Order]:
    """The orders, or a sample of so many of them that the seed decides."""
    found = list(orders(seed, only, share))
    return random.Random(seed).sample(found, sample) if 0 < sample < len(found) else found


def compose(order: Order, seed: int, today: date) -> Pack:
    """The same order, seed and day give the same pack."""
    rng = random.Random(f"{seed}-{order.family or order.id}")
    scene = order.scene
    roles = dict(scene.cast)
    for fault in order.faults:
        if fault.aged and fault.role:
            roles[fault.aged] = _as(roles.get(fault.aged, Role()), fault.role)
    stage = Stage(cast(roles, today, rng, order.trait), today)
    pack = Pack(
        order,
        stage,
        dict(scene.situation),
        facts({name: stage.filled(text) for name, text in scene.facts.items()}, scene.knows, stage.cast),
        list(scene.holds),
        dict(scene.papers),
        {name: stage.filled(text) for name, text in scene.typed.items()},
    )
    for name in scene.without:
        pack.profile.pop(name, None)
    for fault in order.faults:
        plant(fault, pack, rng)
        pack.planted.append(planted(fault))
    return pack


def _of_scene(item: Item, scene: Scene, seed: int) -> Iterator[Order]:
    rng = random.Random(f"{seed}-{item.item}-{scene.id}")
    name = f"{item.item}.{scene.id}"
    first = rng.randrange(len(TRAITS))
    for number in range(scene.clean):
        yield Order(
            f"{name}.clean-{number + 1}", item.item, scene, (), TRAITS[(first + number) % len(TRAITS)]
        )
    for number, fault in enumerate(scene.faults, 1):
        one = Order(f"{name}.{number:02d}-{fault.kind}-{fault.target}", item.item, scene, (fault,))
        if fault.kind in _SAME_PAPERS and scene.clean:
            one = replace(one, trait=TRAITS[first], family=f"{name}.clean-1")
        yield one
    for number in range(scene.pairs):
        if together := _pair(scene, rng):
            yield Order(f"{name}.together-{number + 1}", item.item, scene, together)


def _pair(scene: Scene, rng: random.Random) -> tuple[Fault, ...]:
    """Two or three that touch different things."""
    free = [fault for fault in scene.faults if not (fault.kind in _APART or fault.passes or _compares(fault))]
    rng.shuffle(free)
    chosen: list[Fault] = []
    for fault in free:
        touched = {fault.target, fault.field, *fault.typing}
        if all(touched.isdisjoint({one.target, one.field, *one.typing} - {""}) for one in chosen):
            chosen.append(fault)
    wanted = rng.choice((2, 2, 3))
    return tuple(chosen[:wanted]) if len(chosen) > 1 else ()


def _compares(fault: Fault) -> bool:
    """Whether it only shows beside a paper, which another fault may have spoilt."""
    return fault.kind == "typed" and fault.code == "mismatch"


def _as(role: Role, changed: Role) -> Role:
    """With the age of the fault's role and everything else as it was."""
    ages = {"age", "days", "birthday", "eve", "born"}
    kept = role.model_dump(exclude=ages, exclude_unset=True)
    return Role(**{**kept, **changed.model_dump(exclude_unset=True)})

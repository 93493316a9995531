"""`python -m benchmarks.crash [--kills 200] [--seed N]`: kill the writer at random instants, then look at the index.

A child process adds, updates, removes and rebuilds; before and after each piece of work it writes a line to a pipe.
It is killed with SIGKILL after a random time. Then another child opens the index and checks:

- it opens, and the doctor finds nothing wrong (every vector has a passage and every passage its
  article, counts agree, spans fit);
- what was acknowledged is there, word for word, and what was removed is not;
- of the piece of work that was cut short each batch is as before or as after as a whole, and nothing else has changed;
- a changed article keeps its earlier text as a version;
- nothing was embedded to open it.

POSIX only. The seed and the number of kills are printed.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import signal
import sys
import tempfile
import time
from dataclasses import dataclass, field
from pathlib import Path

from benchmarks.plain_embedder import PlainEmbedder
from indexes import Article, ArticleNotFound, NewsIndex
from indexes.batches import batches
from indexes.caring import BATCH

State = dict[str, str]  # the text of each article by id

_LONGEST = 3.0  # seconds that a writer lives at most
_SEED_ROOM = 1 << 32


@dataclass(slots=True)
class Log:
    """What a writer said: the state that it acknowledged, and what it was about to make of it."""

    done: State
    begun: State = field(default_factory=dict)
    removing: set[str] = field(default_factory=set)
    works: int = 0


def main() -> None:
    """Kill, check and count."""
    parser = argparse.ArgumentParser(description="Kill the writer at random instants.")
    parser.add_argument("--kills", type=int, default=200)
    parser.add_argument("--seed", type=int, default=random.randrange(_SEED_ROOM))  # noqa: S311 - printed, not secret
    parser.add_argument("--longest", type=float, default=_LONGEST, help="seconds that a writer lives at most")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        cut = crash(Path(scratch) / "index", options.kills, options.seed, options.longest)
    shown = ", ".join(f"{name} {count}" for name, count in sorted(cut.items()))
    sys.stdout.write(f"kills {options.kills}, seed {options.seed}: all checks passed. Cut short: {shown}\n")


def crash(place: Path, kills: int, seed: int, longest: float = _LONGEST) -> dict[str, int]:
    """Kill a writer of the index at `place` so often; AssertionError for the first thing found wrong.

    How often each kind of work was cut short.
    """
    chance = random.Random(seed)  # noqa: S311 - to be repeated
    _in_a_child(lambda: NewsIndex.create(place, embedder=PlainEmbedder()).close())
    log, cut = Log({}), dict.fromkeys(("add", "remove", "rebuild", "nothing"), 0)
    for kill in range(kills):
        kind, log = _killed(place, log.done, chance, longest)
        cut[kind] += 1
        found = _in_a_child(lambda log=log: _check(place, log))
        if found:
            raise AssertionError(f"seed {seed}, kill {kill}, during {kind}: {found}")
        log = Log(json.loads((place.parent / "state.json").read_text("utf-8")))
    return cut


def _killed(place: Path, state: State, chance: random.Random, longest: float) -> tuple[str, Log]:
    """Start a writer, kill it, and give what it was doing with what it had said."""
    reading, writing = os.pipe()
    seed, delay = chance.randrange(_SEED_ROOM), chance.uniform(0.0, longest)
    child = os.fork()
    if child == 0:
        os.close(reading)
        _write(place, dict(state), random.Random(seed), writing)  # noqa: S311 - to be repeated
        os._exit(0)
    os.close(writing)
    time.sleep(delay)
    os.kill(child, signal.SIGKILL)
    os.waitpid(child, 0)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        lines = pipe.read().split("\n")
    return _told(state, lines[:-1])  # a line that was cut short was not said


def _told(state: State, lines: list[str]) -> tuple[str, Log]:
    log, kind = Log(dict(state)), "nothing"
    for line in lines:
        said = json.loads(line)
        if said["step"] == "begin":
            kind, log.begun, log.removing = said["kind"], said["texts"], set(said["gone"])
        else:
            log.done |= log.begun
            log.done = {one: text for one, text in log.done.items() if one not in log.removing}
            kind, log.begun, log.removing, log.works = "nothing", {}, set(), log.works + 1
    return kind, log


def _write(place: Path, state: State, chance: random.Random, pipe: int) -> None:
    """Work until killed, saying what is done before and after."""
    index = NewsIndex.open(place, embedder=PlainEmbedder())
    while True:
        kind, texts, gone = _work(state, chance)
        _say(pipe, {"step": "begin", "kind": kind, "texts": texts, "gone": gone})
        if kind == "add":
            index.add([Article(id=one, title=f"Report {one}", text=text) for one, text in texts.items()])
        elif kind == "remove":
            index.remove(gone)
        else:
            index.rebuild()
        _say(pipe, {"step": "done"})
        state |= texts
        for one in gone:
            del state[one]


def _work(state: State, chance: random.Random) -> tuple[str, State, list[str]]:
    """One piece of work: new articles with changed ones, some to take out, or a rebuild."""
    known = sorted(state)
    kind = chance.choices(("add", "remove", "rebuild"), (4, 3, 3))[0] if known else "add"
    if kind == "remove":
        return kind, {}, chance.sample(known, chance.randint(1, len(known) // 3 + 1))
    if kind == "rebuild":
        return kind, {}, []
    new = {f"a{chance.randrange(_SEED_ROOM):08x}": _text(chance) for _ in range(chance.randint(1, 40))}
    changed = {one: _text(chance) for one in chance.sample(known, min(len(known), chance.randint(0, 10)))}
    return kind, new | changed, []


def _text(chance: random.Random) -> str:
    words = (
        "harbour",
        "council",
        "bridge",
        "ferry",
        "engineer",
        "strike",
        "water",
        "budget",
        "storm",
        "school",
    )
    said = (" ".join(chance.choices(words, k=9)).capitalize() for _ in range(chance.randint(3, 12)))
    return "\n\n".join(f"{one} {chance.randrange(1000)}." for one in said)


def _say(pipe: int, message: dict[str, object]) -> None:
    data = (json.dumps(message) + "\n").encode()
    while data:
        data = data[os.write(pipe, data) :]


def _check(place: Path, log: Log) -> None:
    """AssertionError if anything is wrong; else the state as it is goes to a file beside the index."""
    embedder = PlainEmbedder()
    embedder.embed_with_spans = _never  # type: ignore[method-assign, assignment]
    with NewsIndex.open(place, embedder=embedder) as index:
        hits = len(index.search_vectors("harbour", top_k=100_000))
        assert hits == index.statistics().passages, f"{hits} vectors, {index.statistics().passages} passages"
        found = index.doctor()
        assert not found, found
        state = {article_id: index.article(article_id).text for article_id in index.article_ids()}
        for article_id, text in log.done.items():
            if state.get(article_id, text) != text:
                before = index.versions(article_id)[-2].article.text
                assert before == text, f"{article_id} has lost its earlier version"
    for article_id, text in log.done.items():
        possible = {text, log.begun.get(article_id, text), *([""] if article_id in log.removing else [])}
        assert state.get(article_id, "") in possible, f"{article_id} was acknowledged and is not as it was"
    for article_id, text in state.items():
        assert text in (log.done.get(article_id), log.begun.get(article_id)), (
            f"{article_id} was never added like that"
        )
    for some in batches(log.begun.items(), BATCH):
        done = {state.get(article_id) == text for article_id, text in some}
        assert len(done) == 1, "a batch was stored by half"
    if log.removing:
        left = log.removing & state.keys()
        assert not left or left == log.removing, "a removal was done by half"
    (place.parent / "state.json").write_text(json.dumps(state), "utf-8")


def _never(*_: object) -> None:
    raise ArticleNotFound("opening embedded something")


def _in_a_child(work: object) -> str:
    """Run it in a process of its own, so that no thread of a library is there when the next writer is forked."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        try:
            work()  # type: ignore[operator]
            said = ""
        except BaseException as error:
            said = f"{type(error).__name__}: {error}"
        os.write(writing, said.encode()[:60_000])
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, encoding="utf-8") as pipe:
        said = pipe.read()
    os.waitpid(child, 0)
    return said


if __name__ == "__main__":
    main()

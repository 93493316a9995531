"""Of whom a sentence claims something, and which denials are of something else."""

from __future__ import annotations

import pytest
from test_denials import denial, sentences

from qa.accused import accused_in, subject_of
from qa.denials import denial_of


@pytest.mark.parametrize(
    ("text", "accused"),
    [
        ("Ada Brent accused Odo Lind of hiding eels from a cook.", {"lind"}),
        ("Odo Lind was accused by Ada Brent of hiding eels.", {"lind"}),
        ("Odo Lind, who keeps bees, is alleged to have hidden eels.", {"lind"}),
        ("Odo Lind allegedly hid the eels.", {"lind"}),
        ("Ada Brent claimed again that Odo Lind had hidden eels.", {"lind"}),
        ("Ada Brent made allegations against Odo Lind.", {"lind"}),
        ("Ada Brent said Odo Lind took the eels.", {"lind"}),
        ("Ada Brent said Odo Lind has been named head cook.", set()),
        ("Ada Brent said Odo Lind had been chosen as head cook.", set()),
        ("Ada Brent said Odo Lind will be head cook.", set()),
        ("Ada Brent accused the cooks of hiding eels from Odo Lind.", set()),
        ("Ada Brent claims the eels, Odo Lind said.", set()),
        ("The wife of Odo Lind was accused of hiding eels.", set()),
    ],
)
def test_the_accused_is_never_the_accuser(text: str, accused: set[str]) -> None:
    assert accused_in(text) == accused


@pytest.mark.parametrize(
    ("before", "names", "pronoun"),
    [
        ("Odo Lind, who keeps bees, flatly ", {"lind"}, False),
        ("Ada Brent and Odo Lind have always ", {"brent", "lind"}, False),
        ("On Friday he ", set(), True),
        ("Odo Lind’s wife ", set(), False),
        ("The cook of Odo Lind ", set(), False),
        ("Odo Lind heard that the cook ", set(), False),
    ],
)
def test_the_subject_of_a_verb_is_who_stands_right_before_it(
    before: str, names: set[str], pronoun: bool
) -> None:
    assert subject_of(f"{before}denied it.", len(before)) == (names, pronoun)


THEFT = "Police said Odo Lind stole the raft on Monday."


@pytest.mark.parametrize(
    ("claim", "other"),
    [
        (THEFT, "Lind denied any hopes of a seat on the council."),
        (THEFT, "Lind denied having a second kitchen."),
        (THEFT, "Lind denied moving to Pell."),
        (THEFT, "Lind denied reports of a quarrel with his sister."),
        (THEFT, "Lind denied it was foggy."),
        (THEFT, "Lind denied moving to Pell, days after the allegations."),
        (THEFT, "Lind denied moving to Pell, where the raft was found."),
        (THEFT, "Lind denied this winter would be hard."),
        (THEFT, "Lind denied all knowledge of chess."),
        (THEFT, "Lind disputed his water account."),
        (THEFT, "Lind rejected the charges for parking at the mill."),
        (THEFT, "Lind called the weather nonsense."),
        (THEFT, "Mr Lind's wife dismissed the reports."),
        (THEFT, "Mr Lind’s wife denied stealing the raft."),
        (THEFT, "A friend of Mr Lind denied it."),
        ("Police accused Odo Lind of steering too fast.", "Mr Lind denied having a second boat."),
        ("Odo Lind accused Ada Brent of taking eels from a cook.", "Odo Lind denied having a grudge against the cook."),
        ("Odo Lind accused Ada Brent of taking eels from a cook.", "Mr Lind denied it."),
        ("Ada Brent was accused by Odo Lind of taking eels.", "Mr Lind denied taking any."),
        ("The mayor said Ada Brent has been appointed head cook.", "Ms Brent denied reports of a rift."),
        ("The mayor said Ada Brent has been appointed head cook.", "Ms Brent denied it."),
    ],
)  # fmt: skip
def test_a_denial_of_something_else_or_by_somebody_else_is_not_shown(claim: str, other: str) -> None:
    assert denial(f"{claim} {other}") is None


@pytest.mark.parametrize(
    "told",
    [
        "Lind denied stealing the raft.",
        "Lind, who keeps bees, denied having been near the raft.",
        "Lind has always denied it.",
        "Mr Lind denied the allegations in a statement on Tuesday.",
        "Lind denies any wrongdoing.",
        "Lind denied this, and said he was asleep.",
        "Lind denied it and left.",
        "Lind pleaded not guilty to all charges.",
        "Lind repeated his denial.",
        "Lind called the claim nonsense.",
    ],
)
def test_a_denial_of_the_same_is_shown(told: str) -> None:
    assert denial(f"{THEFT} {told}") == told


def test_the_accuser_whom_the_question_names_denies_nothing() -> None:
    text = "Odo Lind accused the harbourmaster of taking eels. Mr Lind denied it."
    assert denial_of(sentences(text)[0], ("lind", "eels")) is None

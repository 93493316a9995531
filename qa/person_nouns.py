"""Does a phrase speak of a person: 'the driver', 'her husband', 'those who left'? In doubt it does."""

from __future__ import annotations

import re
from typing import Final

_KIN_OFFICES_AND_TRADES: Final = """
king kings queen queens prince princes princess princesses duke duchess lord lords lady ladies pope saint priest
priests bishop bishops nun monk husband wife son sons daughter daughters mother mum father dad parent parents brother
brothers sister sisters aunt uncle nephew niece cousin cousins twin twins boy boys girl girls child children baby
babies friend friends colleague colleagues boss bosses chief chiefs head heads captain captains coach coaches nurse
nurses judge judges guard guards cook cooks thief thieves suspect suspects victim victims pilot pilots guest guests
host hosts student students patient patients champion champions star stars hero heroes witness witnesses candidate
candidates critic critics clerk clerks president presidents assistant assistants tenant tenants defendant defendants
applicant applicants accountant accountants sergeant lieutenant consultant consultants immigrant immigrants migrant
migrants servant servants secretary secretaries deputy deputies mayor knight sheriff surgeon surgeons diplomat
diplomats envoy ally allies rival rivals spouse fiancé fiancée widow bride groom groomsman heir youth teenager adult
adults person people somebody someone anybody anyone everyone man men woman women spy spies mp mps nominee employee
employees referee referees refugee refugees trainee trainees detainee detainees evacuee escapee lad lass gentleman
guy guys bloke couple pair crew architect architects chef chefs tsar poet poets model partner fan fans ambassador
astronaut astronauts athlete athletes hostage hostages member members ceo expert experts monarch athlete graduate"""
_NAMED_BY_WORD: Final = frozenset(_KIN_OFFICES_AND_TRADES.split())
_ENDINGS: Final = re.compile(
    r"(?:[a-z]{2}ers?|[a-z]{2}ors?|ists?|ians?|eers?|(?:[a-z]{2})(?:man|men|woman|women)|ess|esses|person|persons)$"
)
_ENDING_ALIKE: Final = """
pier piers river rivers tower towers water waters paper papers letter letters weather border borders power order
orders offer offers winter summer corner corners answer answers shelter shelters motor motors harbor sector sectors
factor factors floor floors door doors error errors disaster disasters cancer number numbers danger dinner murder
murders quarter quarters matter matters timber ferry tender tenders transfer transfers computer computers layer
crater craters laser boiler boilers freezer sewer sewers chapter poster posters counter barrier barriers carrier
gutter fever corridor reactor reactors tractor tractors mirror terror horror interior property business process
success access press wilderness illness fitness congress progress stress ess center theater meter filter butter
over under other another after never ever either whether rather together later per proper former latter better
clever minor major tanker tankers freighter trawler cruiser liner trailer mortar cellar takeover crossover"""
_THINGS: Final = frozenset(_ENDING_ALIKE.split())
_WORD: Final = re.compile(r"[^\W\d_]+")
_WHO: Final = re.compile(r"\b(?:who|whom|whose|him|his|hers?|he|she)\b", re.IGNORECASE)


def speaks_of_somebody(phrase: str) -> bool:
    """Whether a word of the phrase names a person by kin, office or trade, or by an ending that such words have.

    Endings overshoot ('the copper'): the common things among them are listed, the others count as persons.
    """
    if _WHO.search(phrase):
        return True
    words = (word.casefold() for word in _WORD.findall(phrase))
    return any(
        word in _NAMED_BY_WORD or (word not in _THINGS and bool(_ENDINGS.search(word))) for word in words
    )

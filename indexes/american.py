"""British spellings -> American ones, so that a word is found however it is spelled.

By rule where English has one ('organise', 'colour', 'travelled'), by a short table for the rest. Only words that
mean the same are brought together: 'storey', 'cheque', 'tonne' and the names Grey and Gray are left as they are.
"""

from __future__ import annotations

import re
from functools import lru_cache

_OUR = (
    "arb|ard|arm|behavi|cand|clam|col|demean|endeav|fav|ferv|flav|glam|harb|hon|hum|lab|neighb|od|parl|ranc|rig|rum|"
    "sav|savi|splend|tum|val|vap|vig"
)
_ELL = (
    "cancel|channel|counsel|dial|duel|enamel|equal|fuel|funnel|grovel|initial|label|level|libel|marshal|medal|model|"
    "panel|pedal|quarrel|revel|rival|shovel|signal|snorkel|spiral|swivel|total|towel|travel|tunnel|unravel"
)
_RE = "calib|cent|fib|kilomet|centimet|millimet|lit|lust|meag|met|sab|somb|spect|theat"
_NEVER_IZE = (
    "adv|advert|ar|br|chast|circumc|compr|comprom|conc|cru|dem|desp|dev|disgu|enterpr|exc|exerc|expert|franch|gu|"
    "improv|inc|lik|mar|merchand|no|otherw|parad|pra|prec|prem|prom|ra|rev|superv|surpr|telev|treat|trav|upr|w"
)
_TABLE = """acknowledgement acknowledgment aeroplane airplane aeroplanes airplanes afterwards afterward ageing aging
aluminium aluminum artefact artifact artefacts artifacts burnt burned cosy cozy defence defense defences defenses
dreamt dreamed draught draft draughts drafts enrol enroll enrolment enrollment fulfil fulfill fulfilment fulfillment
gaol jail instalment installment instalments installments instil instill jewellery jewelry judgement judgment
judgements judgments kerb curb kerbs curbs kerbside curbside learnt learned licence license licences licenses
manoeuvre maneuver manoeuvres maneuvers manoeuvred maneuvered manoeuvring maneuvering moult molt moustache mustache
mould mold moulds molds mouldy moldy mum mom mums moms offence offense offences offenses plough plow ploughs plows
ploughed plowed ploughing plowing practise practice practised practiced practising practicing pretence pretense
programme program programmes programs pyjamas pajamas sceptic skeptic sceptics skeptics sceptical skeptical
scepticism skepticism skilful skillful smouldering smoldering smouldered smoldered speciality specialty spilt spilled
towards toward tyre tire tyres tires whisky whiskey wilful willful woollen woolen"""
_PAIRS = _TABLE.split()
_BY_WORD = dict(zip(_PAIRS[::2], _PAIRS[1::2], strict=True))

_RULES: tuple[tuple[re.Pattern[str], str], ...] = (
    (re.compile(rf"^(|dis|un|mis|multi)({_OUR})our(?=$|s|ed|i|a|f|l|e|h|y)"), r"\1\2or"),
    (re.compile(rf"^({_ELL})l(?=ed$|ing$|ers?$|ors?$)"), r"\1"),
    (re.compile(rf"^({_RE})re(?=s?$)"), r"\1er"),
    (re.compile(rf"^({_RE})r(?=ed$|ing$)"), r"\1er"),
    (re.compile(r"^(anal|paral|catal|breathal)ys(?=e[drs]?$|ers$|ing$)"), r"\1yz"),
    (re.compile(r"^(catal|dial|anal|prol|epil|monol|travel)ogue(?=s?$)"), r"\1og"),
    (re.compile(rf"^(?!(?:{_NEVER_IZE})is)(\w{{3,}})is(?=(?:e[drs]?|ers|ing|ations?|ational|able)$)"), r"\1iz"),
    (re.compile(r"^(an|leuk|h|septic|gyn|arch|orthop|p|encyclop|medi)ae(?=[a-z]{2})"), r"\1e"),
    (re.compile(r"^(diarrh|f|)oe(?=a$|t[au]|str)"), r"\1e"),
)  # fmt: skip
_WORD = re.compile(r"[A-Za-z]{4,}|\b[Mm]ums?\b")


def american(text: str) -> str:
    """The text with British spellings made American; capital letters of the words changed are lost."""
    return _WORD.sub(lambda found: _american(found.group()), text)


@lru_cache(maxsize=65536)
def _american(word: str) -> str:
    lower = word.lower()
    if lower in _BY_WORD:
        return _BY_WORD[lower]
    for pattern, spelling in _RULES:
        changed, count = pattern.subn(spelling, lower)
        if count:
            return changed
    return word

"""What kind of answer a question asks for, and where a sentence holds something of that kind."""

from __future__ import annotations

import re
from enum import StrEnum


class AnswerKind(StrEnum):
    """The kinds of answer a question can ask for."""

    PERSON = "person"
    PLACE = "place"
    NUMBER = "number"
    MONEY = "money"
    SHARE = "share"
    DATE = "date"
    DURATION = "duration"
    REASON = "reason"
    QUOTE = "quote"
    YES_NO = "yes/no"
    NAME = "name"
    LIST = "list"
    DEFINITION = "definition"
    COMPARISON = "comparison"
    ORDER = "order"
    EVENT = "event"


_MEASURES = r"far|tall|high|deep|fast|big|large|heavy|wide|strong|old|hot|cold|thick|loud|often|close|near|effective|contained|rich"
_UNITS = r"years|months|weeks|days|hours|minutes|seconds|decades|nights"
_PERSONS = r"person|politician|actor|actress|singer|player|minister|leader|president|celebrity|billionaire|author|artist|musician|athlete|candidate|official|executive|director|judge|officer|lawmaker|senator|governor|mayor|golfer|quarterback|footballer|coach|rapper|comedian|scientist|activist|journalist|boxer|swimmer|champion|astronaut|founder|boss|monarch|suspect|striker|goalkeeper|pilot"
_PLACES = r"country|city|state|town|place|region|nation|location|island|county|village|continent|street|capital|province|district|stadium|venue"
_SUMS = r"cost|price|fine|sum|fee|salary|value|amount|penalty|bill|budget|profit|revenue|loss|debt|pay(?! (?:rise|increase|offer|deal|award))|bid|bail|compensation"
_COMPARED = r"more|fewer|less|higher|lower|bigger|larger|smaller|greater|older|younger|better|worse|longer|shorter|faster"
_FIGURES = r"number|age|score|figure|magnitude|level|total|size|temperature|weight|height|length|depth|speed|population|margin|majority|capacity|distance|tally|lead|gap|increase|rise|drop|decrease|discount|concentration|gust|wind|pay (?:rise|increase|offer|deal|award)|(?:death )?toll|count"
_SHARES = r"percentage|percent|per cent|proportion|share|fraction|turn-?out|interest rate|inflation rate|unemployment rate|odds"
_SAID = r"say|said|tell|told|think|thought|claim|claimed|argue|argued|promise|promised|call|called|warn|warned|respond|react|describe"
_STANCE = r"response|reaction|reply|answer|position|stance|view|opinion|comment|message|explanation|account"
_ASKED = r"what(?:['’]s| is| was| are| were)"
_THE = r"(?:the (?:(?!on\b|of\b|for\b|in\b|to\b)[\w-]+ ){0,2}|[\w’' ]{2,40}['’]s? (?:[\w-]+ )?)"  # 'the last', 'the minister's'
_THINGS = (
    "bridge|viaduct|tunnel|road|motorway|highway|street|path|trail|route|canal|river|pier|jetty|quay|wharf|wall|fence|dam|dyke|"
    "runway|track|railway|pipeline|cable|rope|beach|coast|"
    "coastline|border|reef|glacier|lake|valley|gorge|canyon|snake|crocodile|shark|whale|fish|table|hull|deck|span|ditch|trench"
)
_CRAFT = "ship|ferry|boat|yacht|vessel|carrier|train|aircraft|plane|bus|lorry"  # 'the ferry between A and B' is a passage
LONG_THING = (
    r"\bhow long (?:is|was|are|were) (?:(?!in\b|on\b|at\b|of\b|off\b|to\b|for\b|stuck\b|lost\b|\w+ed\b)[\w’'-]+ ){0,5}?"
    rf"(?:{_THINGS}|(?:{_CRAFT})(?!s? (?:over|across|between)\b))(?:s|es)?(?=\W*$| (?:of|that|which|over|across|between)\b| (?:in|at) (?:the )?(?-i:[A-Z])[\w’'-]+(?: (?-i:[A-Z])[\w’'-]+)*\W*$)"
)  # 'how long is the pier' asks for metres, 'how long was it shut' for days
# The first pattern that matches decides, so the narrow ones stand first.
_QUESTIONS: tuple[tuple[AnswerKind, str], ...] = (
    (AnswerKind.ORDER, r"\b(which|what|who) (came|comes|happened|occurred|started)\b.*\bfirst\b|\b(which|what|who) was first\b|\b(which|what|who)\b.*\bfirst, .* or\b|\b(before or after|earlier or later)\b"),
    (AnswerKind.ORDER, r"\bhow (long|soon|many \w+) (after|before|between)\b|^(did|was|were) .* (come|happen|occur|take place|begin|start) (before|after)\b"),
    (AnswerKind.COMPARISON, rf"^(?!.*\bhow (?:many|much|long|old)\b).*(\b(compare|compared|differ|differs|difference between|whereas|while the)\b|^(is|are|was|were|did|do|does|has|have|had|will|which|who)\b.*\b({_COMPARED})\b.*(\bthan|\bor)\b)"),
    (AnswerKind.SHARE, rf"^({_SHARES}) of\b|\b(what|which) ({_SHARES})\b|\bhow many per ?cent\b|\b{_ASKED} {_THE}({_SHARES})\b|\bhow much of (the|its|their|his|her)\b"),
    (AnswerKind.NUMBER, LONG_THING),
    (AnswerKind.DURATION, rf"\bhow long\b|\bfor how many ({_UNITS})\b|\bhow many ({_UNITS})\b(?! (are|were|was|is|did it) (in|there|left)\b)"),
    (AnswerKind.MONEY, r"\bhow much money\b|\bhow much\b.*\b(costs?|pay|paid|pays|earn|earns|earned|raise|raised|spend|spent|sell|sold|go for|fetch|fetched|worth|invest|invested|owe|owed|borrow|donate|donated|charge|charged|fined?)\b|\bhow expensive\b"),
    (AnswerKind.MONEY, rf"^({_SUMS}) (of|for)\b|\b{_ASKED} {_THE}({_SUMS})\b|\b(what|which|how big an?|how large an?) ({_SUMS})\b|\bhow (big|large|high) (is|was|were|are) the (\w+ )?({_SUMS})\b|\bwhat (did|does|do|will|would|is|was|has|have|had) .*\b(cost|fetch|sell for|paid|worth|earn)\b|^what['’]?s? .* worth\W*$"),
    (AnswerKind.REASON, r"\b(the reasons?|reasons) (for|why|behind|that)\b"),
    (AnswerKind.LIST, r"^(which|what) (two|three|four|five|six|seven|\d+) |^(name|list) (the|all|some|two|three|four|five) (\w+ )?\w{2,}s\b|^(name|list) (all|two|three|four|five)\b|\b(who|what|which) (are|were) the (\w+ ){0,2}(\w*[^s\W]s|people|members|men|women|children)\b"),
    (AnswerKind.LIST, r"^(which|what) (?-i:(?!is\b|was\b|has\b|does\b|did\b|do\b|are\b|were\b|have\b|will\b|can\b|would\b|news\b|sports?\b|series\b|species\b)((?:other|new|more|[A-Z][\w-]+|[a-z]+(?:ern|ish|ean|ese|ian|ic|al|ous|ive|ed)) )?(?!was\b|has\b|does\b)([a-z]*(ies|[^suia\W]s)|areas|people|men|women|children)) \w+"),
    (AnswerKind.NUMBER, rf"^({_FIGURES}) of\b|\bhow (many|much|{_MEASURES})\b|\b(what|which) ({_FIGURES}|rate)\b|\b{_ASKED} {_THE}({_FIGURES}|rate|odds)\b"),
    (AnswerKind.PLACE, r"^where\b"),
    (AnswerKind.DATE, rf"^(and |but |since |until |till |by |from )?when\b|\bwhen\W*$|\bwhen (is|are|was|were|did|do|does|will|has|have|can)\b|^([\w-]+ )?date (for|of)\b|\b(what|which) (day|date|year|month|time|week|century|decade)\b|\bhow (soon|recently)\b|\b{_ASKED} {_THE}(date|deadline)\b"),
    (AnswerKind.PLACE, rf"\bwhere\b|\b(what|which) (?:[\w’'-]+ ){{0,2}}({_PLACES})\b|\b{_ASKED} the (capital|birthplace|venue)\b"),
    (AnswerKind.REASON, r"\bwhy\b|\bwhat (caused|led to|prompted|triggered|made|sparked|drove)\b|\bfor what reason\b|\bhow come\b|\b(the reason|reasons) "),
    (AnswerKind.QUOTE, rf"\bwhat (else )?(did|does|do|has|have|had) .*\b({_SAID})\b|^what (?!is |was |are |were )[\w’' ]{{2,50}} (said|says|told|thinks|thought|promised|claimed|argued)\b|\b{_ASKED} (?!the (name|title)).*\b({_STANCE})\b (to|on|about|of|regarding|towards?)\b"),
    (AnswerKind.QUOTE, rf"\bhow (did|does|has) .*\b(respond|react|describe|reply|answer|explain)\b|\baccording to\b.*\bwhat (is|was)\b|\bwhat ({_STANCE})\b"),
    (AnswerKind.DEFINITION, r"^who (is|was|are|were) (?-i:[A-Z][\w’'\-]*)( (?-i:[A-Z][\w’'\-]*|van|von|de|al|bin)){0,4}\W*$"),
    (AnswerKind.PERSON, rf"\bwho(m|se)?\b|\b(what|which) (?:[\w’'-]+ ){{0,3}}({_PERSONS})\b(?! (?:team|union|association|company|party|firm|office|race))|^name the ({_PERSONS})\b"),
    (AnswerKind.NAME, r"\bwhat\b.*\b(called|named)\W*$|\bthe name of\b"),
    (AnswerKind.EVENT, r"\bwhat (happened|is happening|has happened|went wrong|was decided|was agreed|has changed|changed|is going on)\b|\bwhat['’]s (happening|going on)\b|\bwhat(['’]s| is) (the latest|new)\b|\b(outcome|result|upshot) of\b"),
    (AnswerKind.DEFINITION, r"^what (is|are|was|were) (?!(?:he|she|they|we|you|I|there|his|her|its|their|the (?:best|worst|most|least|first|last|next|only|[a-z]+est)) )(an? |the )?[\w\-’' ]{2,40}\W*$|\bwhat does .* (mean|stand for)\b|^what [\w\-’' ]{2,40} (is|are|means)\W*$"),
    (AnswerKind.NAME, r"\b(what|which)\b|^name the\b"),
    (AnswerKind.YES_NO, r"^(is|are|was|were|did|does|do|has|have|had|will|would|can|could|should|may|might)\b"),
)  # fmt: skip
_SHORTENED = re.compile(
    r"\b(who|what|when|where|why|how)s\b", re.IGNORECASE
)  # for 'when is', without its apostrophe
_EMBEDDING = re.compile(
    r"^(?:(?:so|ok(?:ay)?|well|hi|hello|please)\W+)*(?:(?:please |can you |could you |would you |will you |do you |kindly )*"
    r"(?:tell (?:me|us)|explain(?: to me)?|give (?:me|us)|show (?:me|us)|find out|know)|(?:I|we)(?:['’]d| would)? (?:like|love|want|need) to (?:know|find out)"
    r"|(?:I|we)(?:['’]m| am| was| are|['’]re)? (?:wonder|wondering|curious)|any idea|remind me|let me know)(?: about| if| whether)?,?:? ",
    re.IGNORECASE,
)
_COMPILED = tuple((kind, re.compile(pattern, re.IGNORECASE)) for kind, pattern in _QUESTIONS)


def answer_kind(question: str) -> AnswerKind:
    """The kind of answer asked for; an event where nothing tells. 'Tell me who ...' asks who."""
    asked = _last_sentence(question)
    for text in (_bare(asked), _bare(question)):
        for kind, pattern in _COMPILED:
            if pattern.search(text):
                return kind
    return AnswerKind.EVENT


def _bare(question: str) -> str:
    """The question without the words that only ask for it."""
    return _SHORTENED.sub(r"\1's", _EMBEDDING.sub("", question.lstrip(" \t\"'“‘(¿-–—"), count=1))


def _last_sentence(question: str) -> str:
    """Quiz questions tell a story first: what is asked stands in the last sentence."""
    parts = [part for part in re.split(r"(?<=[.!?])\s+(?=[A-Z\"“‘(])", question.strip()) if part]
    return parts[-1] if parts else question

"""Pages that hold no article: beginnings before a paywall, consent forms, robot checks, errors.

Precision comes first: a page is refused only if it is short and says so, or if its own metadata does.
"""

from __future__ import annotations

import re

from indexes.readers.metadata import PageFacts

_SHORT = 150  # words: the beginning that paywalls let through, and most consent forms
_FORM = 400  # words of a consent form with all its purposes
_SHARE = 0.5  # of the words that the page says to have

_PAYWALL = re.compile(
    r"(?:subscribe|sign ?up|log ?in|sign ?in|register|become a (?:member|subscriber)|create (?:a|an|your) (?:free )?account|start your free trial)"
    r"\b.{0,60}\b(?:to (?:continue|keep|finish|read|view|access|unlock)|for (?:full|unlimited) access)|"
    r"\b(?:this|the) (?:article|story|content|page|piece) is (?:only )?(?:for|available (?:only )?to|exclusive to|reserved for) (?:our )?(?:paying |registered |digital )?(?:subscribers|members)|"
    r"\b(?:subscriber|member)s?[- ](?:only|exclusive)\b|\bto (?:continue|keep) reading\b|\bcontinue reading (?:this|your) (?:article|story)\b|"
    r"\balready (?:a|have a|an) (?:subscriber|subscription|member|account)\b|"
    r"\byou(?:['’]ve| have) (?:reached|read|used|hit) (?:your|all|the|\d+)\b.{0,40}\b(?:free articles?|limit)\b|\bunlock (?:this|the full) (?:article|story)\b",
    re.IGNORECASE | re.DOTALL,
)
_ALREADY = re.compile(  # what pages that are free to read say too, in their head and foot
    r"\balready (?:a|have a|an) (?:subscriber|subscription|member|account)\b|\b(?:subscriber|member)s?[- ](?:only|exclusive)\b|"
    r"\b(?:sign ?up|log ?in|sign ?in|register)\b.{0,60}\b(?:to (?:view|access|read)|for (?:full|unlimited) access)",
    re.IGNORECASE | re.DOTALL,
)
_ENDED = re.compile(r"[.!?][\"'”’)\]]*$")
_CONSENT = (
    r"\bbefore you continue\b",
    r"\bwe (?:value|care about|respect) your privacy\b",
    r"\b(?:store|stores|storing)(?: and/or access| and access| or access)? (?:information|cookies) on (?:a|your) device\b",
    r"\b(?:accept|reject|agree to) (?:all|and (?:close|continue))\b",
    r"\bmanage (?:your )?(?:preferences|choices|options|settings|cookies)\b",
    r"\b(?:we and )?our (?:\d+ )?(?:trusted )?partners\b",
    r"\b(?:use|uses|using) (?:of )?cookies\b",
    r"\b(?:withdraw|give) (?:your )?consent\b|\byour (?:privacy|cookie) (?:choices|settings|preferences)\b|\blegitimate interest\b",
)
_CONSENTS = tuple(re.compile(pattern, re.IGNORECASE) for pattern in _CONSENT)
_ROBOT = re.compile(
    r"\b(?:are you a (?:human|robot)|verify (?:that )?you are (?:a )?human|checking (?:if the site connection is secure|your browser)|"
    r"enable javascript and cookies to continue|unusual traffic from|access (?:to this page has been )?denied|"
    r"please complete the (?:security check|captcha)|press (?:&|and) hold|pardon our interruption|attention required)\b",
    re.IGNORECASE,
)
_ERROR = re.compile(
    r"^(?:error )?(?:404|403|410|500|503)\b|\b(?:page|file|article|story) (?:can(?:no|')t be |was |is )?(?:not found|no longer (?:available|exists)|unavailable)\b|"
    r"^(?:page )?not found$|^oops\b|\b404 error\b",
    re.IGNORECASE,
)


def why_no_article(page: str, text: str, facts: PageFacts) -> str:
    """Why the page is not one to index, in words for a report; '' if it is."""
    words = len(text.split())
    titles = " \n ".join((facts.title, *facts.titles))
    if words < _SHORT and any(_ERROR.search(title.strip()) for title in (facts.title, *facts.titles)):
        return "is an error page, not an article"
    if words < _SHORT and not facts.is_story and _ROBOT.search(f"{titles}\n{text or _words_of(page)}"):
        return "is a robot check, not an article: save the page from your browser and add the file"
    if words < _FORM and not facts.is_story and _is_consent(f"{titles}\n{text or _words_of(page)}"):
        return "is a consent form, not an article: save the page from your browser after answering it"
    if _is_paywalled(page, text, facts, words):
        return "is only the beginning of an article behind a paywall: save the whole page and add the file"
    if not text.strip():
        return "no article text was found in the page (is it built by a script in the browser?)"
    return ""


def _is_paywalled(page: str, text: str, facts: PageFacts, words: int) -> bool:
    """Whether there is too little text, and the page says that there would be more for money."""
    partial = facts.words is not None and words < _SHARE * facts.words
    if not facts.free:
        return words < _SHORT or partial
    if words >= _SHORT and not (partial and words < 3 * _SHORT):
        return False
    if _PAYWALL.search(text):
        return True
    around = _words_of(page)[-4_000:] if partial or words < _SHORT else ""
    if not partial and _ENDED.search(text.rstrip()):  # a short report that is whole
        around = _ALREADY.sub(" ", around)
    return bool(_PAYWALL.search(around))


def _is_consent(text: str) -> bool:
    return sum(bool(pattern.search(text)) for pattern in _CONSENTS) >= 3


def _words_of(page: str) -> str:
    """What a page shows, all of it, furniture included."""
    from indexes.readers.markup import text_of_markup

    return text_of_markup(page)[:20_000]

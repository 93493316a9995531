"""Sentences that pages carry beside the story: what they look like, whatever the outlet.

The patterns ask for how such lines begin and end rather than for a word in them, since a story may well be
about a newsletter. What says that something was corrected is never boilerplate: see `indexes/cleaning.py`.
"""

from __future__ import annotations

import re

_AGENCY = (
    r"(?:the )?(?:associated press|ap|reuters|afp|agence france-presse|upi|pa(?: media)?|"
    r"press association|dpa|efe|"
    r"ansa|bloomberg|cnn|bbc(?: news)?|staff(?: writers?| reporters?| and agencies)?|news agenc(?:y|ies)|"
    r"(?:\w+ )?wire (?:services|reports))"
)
_NAME = r"(?:(?-i:[A-Z])[\w.'’-]*|and|the|of|for|,|&|[a-z]{2})"
_SITES = (
    r"(?:twitter|facebook|instagram|tiktok|linkedin|reddit|telegram|whatsapp|youtube|bluesky|mastodon|@\w)"
)
_SHARE = r"(?:share|tweet|e-?mail|print|save|comments?|copy link|facebook|twitter|whatsapp|x|linkedin)"
_PICTURE = r"(?:file )?(?:photo(?:graph)?|image|picture|pic|video|graphic|illustration)s?"
_CLOCK = r"\d{1,2}[:.h]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?"
_NO_STOP = r"(?<![.!?])$"

_ADVERTISEMENTS = (
    r"(?:(?:video )?ad feedback|advertise?ments?|ads?|sponsored(?: content| by .{1,40})?|paid (?:content|"
    r"post))$",
    r"(?:this )?(?:story|article|content) continues (?:below|after)\b",
    r"prices? (?:was|were|are) (?:accurate|correct) (?:at|as of)\b|purchases you make through\b",
)
_FURNITURE = (
    r"(?:skip|back) to (?:main |the )?(?:content|navigation|top|article)\b",
    r"(?:hide|show|toggle) captions?\b|video ad feedback\b|(?-i:JUST WATCHED|MUST WATCH)\b|"
    r"prev(?:ious)?\W+next$",
    r"(?:please )?enable javascript\b|your browser does not support\b",
    rf"{_SHARE}(?:[\s,|/]+{_SHARE})*$|share (?:this|on|via)\b.{{0,40}}{_NO_STOP}",
    r"[\d,.]+[km]? (?:shares?|comments?|likes?|views?|retweets?|reads?)$",
    r"(?-i:[A-Z][A-Z’'&-]* [A-Z’'& -]{2,38})$",
    r"quiz time|(?:take|try) (?:our|the|this|[\w'’]+ weekly)\b.{0,40}\bquiz\b.{0,60}$",
    r"check (?:out )?your local forecast\b",
    r"https?://\S+$",
)
_LINKS = (
    r"(?:read|see|view|learn|find out|discover|show|load|watch) (?:more|also|next)(?! than\b)\b.{0,160}$",
    r"read (?:this|the (?:full|whole|original|latest)\b.{0,40})\s*(?::.*)?$",
    r"(?:more|more (?:on|from|about)\b.{0,50}|related(?: \w+)?|previously|earlier|also|read this|watch|"
    r"listen|"
    r"flashback|recommended(?: \w+)?|don['’]t miss|(?:in )?(?:pictures|photos)|gallery|live(?: updates?|"
    r" blog)?|"
    r"see also|for subscribers|subscribers? only|go deeper|(?:the )?full story|must[- ]reads?|"
    r"what to read next)\s*:(?!.*[.]$).*$",
    r"(?:related|recommended|more)(?: (?:articles?|stories|story|news|content|videos?|topics|links?|"
    r"coverage|for you|"
    r"on this story|from (?-i:[A-Z])[\w ]{0,30}))?$",
    r"most (?:read|popular|viewed)$|trending(?: now)?$|you may also like$|up next$|editors?['’]? picks?$|"
    r"top stories$|in this article$|table of contents$",
    r"\w[^.:!?]{0,60}:(?-i:[A-Z“‘'\"])(?!.*[.]$)[^/].*$",  # 'In bold:Headline', the space lost with the link
    r"our (?:editorial )?standards\s*:.{0,80}$",
    r"(?:click|tap)(?: or tap)? (?:here|on the|to (?:read|see|view|watch|listen|learn|sign|subscribe))\b",
)
_SUBSCRIPTIONS = (
    r"(?:to )?sign(?:ing)? up\b.*\b(?:newsletters?|here|inbox|alerts?|updates?|e-?mails?|free|briefings?|"
    r"today|now|"
    r"for (?:our|the))\b|sign up(?: (?:here|now|today))?$",
    r"(?:please )?(?:subscribe|register|donate|become a (?:member|subscriber))\b(?: (?:now|here|today|to|"
    r"for|and)\b.*)?$",
    r"get (?:(?:our|the|free|unlimited|full|digital|breaking|all)\b.{0,60}(?:newsletters?|alerts?|app|access|"
    r"subscription|headlines|briefing)|.{0,40}\bweekly newsletter)\b",
    r"(?:please )?download (?:our|the) (?:free )?app\b",
    r"(?:thank you|thanks) for (?:reading|supporting|subscribing|watching|listening|signing up|"
    r"being a subscriber)\b",
    r"(?:please )?(?:consider )?support(?:ing)? (?:our|local|quality|independent) journalism\b",
    r"(?:listen|tune in|subscribe)(?: (?:to|on|in|live|now|here))\b.{0,120}"
    r"(?:podcast|episode|spotify|radio|apple|show|here)\b",
)
_CONTACTS = (
    r"(?:you can )?(?:please )?(?:follow|like|find|join|reach|contact|connect with|e-?mail|message|"
    r"tweet)\b.{1,120}" + _SITES,
    r"(?:follow|join|like) us\b.{0,80}$",
    r"(?:contact|reach|e-?mail)\b.{1,80}\bat\b.{1,80}(?:@|\d{3})",
    r"have (?:a|any) (?:tip|question|story|feedback|comments?)\b.{0,80}\?|got a (?:tip|story|question)\b",
)
_STATE = (
    r"this (?:is a )?(?:story|article|report|post|page|live ?blog|developing|breaking)\b(?: news)?(?: story)?"
    r"(?:,? (?:it |and )?(?:has been|was|will be|is being|is|originally|first)\b.{0,30}"
    r"(?:updated|published|appeared|developing)\b.{0,80})?\.?$",
    r"(?:please )?(?:check|come) back (?:here )?(?:soon|later|for|often|throughout)\b|"
    r"(?:keep )?refresh(?:ing)? (?:this|the) page\b",
    r"(?:©|\(c\)|copyright\b)(?=.{0,60}(?:\d{4}|rights|reserved|inc\b|ltd\b))",
    r"(?:we|this (?:web)?site|our partners) uses? cookies\b|(?:accept|manage|reject)(?: all)? cookies$|"
    r"by (?:continuing|clicking|using|signing|subscribing|entering)\b.{0,120}(?:privacy|terms|cookies)",
)
_CREDITS = (
    rf"{_PICTURE}(?: (?:credits?|by|courtesy(?: of)?|from))?\s*:(?:.*{_NO_STOP}|.{{0,60}}$)|credit:",
    rf"{_PICTURE} (?:by|courtesy|via)\b.{{0,100}}{_NO_STOP}",
    rf"by:? (?:{_NAME}(?:[\s,]+|$)){{1,10}}{_NO_STOP}",
    rf"(?:by )?{_AGENCY}$",
    r"(?-i:(?:[A-Z][\w.'’]*[\s,/]+){0,6})(?:\([\w\s]{1,20}\)\s*)?[—–-]+$",  # 'LONDON (Reuters) -' alone
    rf"[—–-]{{1,3}}\s?(?:{_NAME}(?:[\s,]+|$)){{1,10}}{_NO_STOP}",
    r"(?:additional |further )?(?:contributing|contributors?|(?:reporting|writing)(?: and writing)? by|"
    r"editing by)\b"
    r"(?::| by\b|.*;).{0,300}$",
    r".{0,200}\bcontributed (?:to (?:this|the) (?:report|story|article|piece)|reporting|from \w+)\b.{0,40}$",
)
_STAMPS = (
    _CLOCK + r"(?:\s*[A-Z]{2,4})?(?:\s*\([^)]*\))?(?:\s*[•|-]\s*source:.*)?$",
    r"\d+ (?:seconds?|mins?|minutes?|hours?|hrs?|days?) ago$",
    rf"(?:last |first )?(?:updated|published|posted)(?: (?:on|at))?\b[:\s].{{0,50}}\d.{{0,30}}{_NO_STOP}",
)
_ANYWHERE = (
    r"\bhide caption \d|\breplay more videos\b",
    r"\b(?:(?-i:Sign up)\b.{0,60}\b(?:newsletter|briefing|alert|update)s?|sign up (?:here|now|below|for (?:our|free)))\b",
    r"\bnewsletters?\b[^.]{0,20}\bsign up\b",
    r"\b(?:to|in|into|right to) your inbox\b",
    r"\bwherever you (?:get|listen to) (?:your )?podcasts\b",
    r"\bmay (?:earn|receive|get) (?:us |a |an )?(?:small )?(?:affiliate )?commissions?\b|"
    r"\baffiliate links?\b",
    r"\ball rights reserved\b",
    r"\bmay not be (?:published|reproduced|redistributed|rewritten)\b.{0,60}\b(?:broadcast|rewritten|"
    r"permission)\b",
)

_PATTERNS = (
    *_ADVERTISEMENTS, *_FURNITURE, *_LINKS, *_SUBSCRIPTIONS, *_CONTACTS, *_STATE, *_CREDITS, *_STAMPS,
)  # fmt: skip
_OPENING = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS), re.IGNORECASE)
_INSIDE = re.compile("|".join(_ANYWHERE), re.IGNORECASE)
_LONGEST = 400  # characters; whatever is longer is text
_AROUND = " \t•·►▶>*|[]()"

_AGENCIES = (
    r"(?:AP|AFP|EPA|CNN|BBC|NASA|USGS|NOAA|PA|Reuters|REUTERS|ZUMA(?: Press)?|Shutterstock|Alamy|Bloomberg|"
    r"Getty(?: Images)?|(?:AP|AFP|Reuters|PA) (?:Photo|Images|Wire))"
)
_PERSON = r"[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4}"
_CREDIT_END = re.compile(
    rf"(?:[.!?][\"'”’)]* |^)(?:{_PERSON}[ /]+)?{_AGENCIES}$|(?:/|\bvia ){_AGENCIES}$|"
    rf"\bGetty Images$|\bAP Photo(?:/[\w .'’-]+)?$|(?:^|[\s.]){_PERSON}/{{1,2}}[A-Z][\w'’& /-]{{1,40}}$"
)
_CREDIT_LABELLED = re.compile(  # 'Pepper takes her first swim Picture: Larch Zoo': no full stop before it
    rf"[\w’']\s(?:(?:File )?(?:Picture|Photo(?:graph)?|Pic|Image|Illustration|Graphic)s?|PICTURE|PHOTO):\s"
    rf"{_PERSON}(?:[/,]\s?{_PERSON})?$"
)
_CREDIT_IN_BRACKETS = re.compile(
    r"[(\[](?:(?:AP|AFP|EPA|PA|Reuters|Getty|File|Pool)\b[^()\[\]]{0,30}\bphoto|photo|image|picture|pic|"
    r"credit|courtesy|"
    r"illustration|graphic|video)\w*\b[^()\[\]]{0,160}[)\]]\.?$|[(\[][^()\[\]]{0,80}(?:Getty Images|"
    r"AP Photo|/AFP|"
    r"/Reuters|Shutterstock|Alamy|PA Wire|Handout)[^()\[\]]{0,40}[)\]]\.?$",
    re.IGNORECASE,
)


def is_boilerplate(sentence: str) -> bool:
    """Whether a sentence is an advertisement, a link line, a newsletter notice, a byline or the like."""
    bare = sentence.strip(_AROUND)
    if not any(character.isalnum() for character in bare):
        return True
    return len(bare) <= _LONGEST and bool(_OPENING.match(bare) or _INSIDE.search(bare))


def is_furniture(paragraph: str) -> bool:
    """Whether a whole paragraph is: what a sentence in it says is not enough, only how all of it is built."""
    bare = paragraph.strip(_AROUND)
    return len(bare) <= _LONGEST // 2 and bool(_OPENING.match(bare))


def ends_in_credit(paragraph: str) -> bool:
    """Whether a paragraph closes with who took the picture, which makes it a caption."""
    patterns = (_CREDIT_IN_BRACKETS, _CREDIT_END, _CREDIT_LABELLED)
    return any(pattern.search(paragraph) for pattern in patterns)

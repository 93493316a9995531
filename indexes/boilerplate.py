"""Sentences that pages carry beside the story: what they look like, whatever the outlet.

Each pattern is searched in one sentence (bullets and brackets around it taken off). They ask for how such
lines begin and end rather than for a word in them, since a story may well be about a newsletter.
"""

from __future__ import annotations

import re

_AGENCY = (
    r"(?:the )?(?:associated press|ap|reuters|afp|agence france-presse|upi|pa(?: media)?|press association|dpa|efe|ansa|"
    r"bloomberg|getty(?: images)?|staff(?: writers?| reporters?| and agencies)?|news agenc(?:y|ies)|wire (?:services|reports))"
)
_NAME = r"(?:(?-i:[A-Z])[\w.'’-]*|and|the|of|for|,|&|[a-z]{2})"
_SITES = r"(?:twitter|facebook|instagram|tiktok|linkedin|reddit|telegram|whatsapp|youtube|bluesky|threads|mastodon|@\w)"
_CLOCK = r"\d{1,2}[:.h]\d\d(?::\d\d)?\s*(?:[ap]\.?m\.?)?"

_PATTERNS = (
    # Advertisements and page furniture
    r"^(?:(?:video )?ad feedback|advertise?ments?|ads?|sponsored(?: content| by .{1,40})?|paid (?:content|post))$",
    r"^(?:this )?(?:story|article|content) continues (?:below|after)\b.*$",
    r"^(?:skip|back) to (?:main |the )?(?:content|navigation|top|article)\b.*$",
    r"^(?:hide|show|toggle) captions?\b|\bhide caption \d|\breplay more videos\b|^(?:just|must) watch(?:ed)?\b(?-i:(?<=[A-Z]))",
    r"^video ad feedback\b",
    r"^(?:please )?enable javascript\b|^your browser does not support\b",
    r"^(?:share|tweet|e-?mail|print|save|comments?|copy link|facebook|twitter|whatsapp|x|linkedin|"
    r"share (?:this|on|via)\b.{0,40})(?:[\s,|/]+(?:share|tweet|e-?mail|print|save|comments?|copy link|facebook|twitter|"
    r"whatsapp|x|linkedin))*$",
    r"^[\d,.]+[km]? (?:shares?|comments?|likes?|views?|retweets?|reads?)$",
    # Links to other pieces
    r"^(?:read|see|view|learn|find out|discover|show|load|watch) (?:more|also|next)(?! than\b)\b.{0,160}$",
    r"^read (?:this|the (?:full|whole|original|latest)\b.{0,30}(?:story|article|report|here)?)\s*(?::.*)?$",
    r"^(?:more|more (?:on|from|about)\b.{0,50}|related(?: \w+)?|previously|earlier|also|read this|watch|listen|flashback|"
    r"recommended(?: \w+)?|don['’]t miss|(?:in )?(?:pictures|photos)|gallery|live(?: updates?| blog)?|see also|"
    r"for subscribers|subscribers? only|go deeper|(?:the )?full story|must[- ]reads?|you may also like|up next|"
    r"what to read next|most (?:read|popular)|trending(?: now)?|editors?['’]? picks?)\s*:(?!.*[.]$).*$",
    r"^(?:related(?: (?:articles?|stories|story|content|videos?|topics|links?|coverage))?|recommended(?: (?:for you|stories))?|"
    r"more (?:stories|news|on this story|from \w+)|most (?:read|popular|viewed)|trending(?: now)?|you may also like|up next|"
    r"editors?['’]? picks?|top stories|in this article|table of contents)$",
    r"^\w[^.:!?]{0,60}:(?-i:[A-Z“‘'\"])(?!.*[.]$)[^/].*$",
    r"^(?:click|tap)(?: or tap)? (?:here|on|the|to)\b",
    # Newsletters, subscriptions, podcasts, social media
    r"^(?:to )?(?:sign|signing) up\b.*\b(?:newsletters?|here|inbox|alerts?|updates?|e-?mails?|free|briefings?|today|now|"
    r"for (?:our|the))\b|^sign up(?: (?:here|now|today))?$",
    r"\bsign up (?:here|now|below|today|for (?:our|the|a|free)\b.{0,60}(?:newsletter|briefing|alert|update)s?)|"
    r"\bnewsletters?\b[^.]{0,20}\bsign up\b|^sign up for .{0,60}newsletters?\b",
    r"\b(?:to|in|into) your inbox\b",
    r"^(?:please )?(?:subscribe|register|donate|become a (?:member|subscriber))\b(?: (?:now|here|today|to|for|and)\b.*)?$",
    r"^get (?:(?:our|the|free|unlimited|full|digital|breaking|all)\b.{0,60}(?:newsletters?|alerts?|app|access|"
    r"subscription|headlines|briefing)|.{0,40}\bweekly newsletter)\b",
    r"^(?:you can )?(?:please )?(?:follow|like|find|join|reach|contact|connect with|e-?mail|message|tweet)\b.{1,120}"
    + _SITES,
    r"^(?:follow|join|like) us\b.{0,80}$",
    r"^(?:contact|reach|e-?mail)\b.{1,80}\bat\b.{1,80}(?:@|\d{3})",
    r"^(?:listen|tune in|subscribe)(?: (?:to|on|in|live|now|here))\b.{0,120}(?:podcast|episode|spotify|radio|apple|show|here)\b",
    r"\bwherever you (?:get|listen to) (?:your )?podcasts\b",
    r"\b(?:download|get) (?:our|the) (?:free )?app\b",
    r"^(?:thank you|thanks) for (?:reading|supporting|subscribing|watching|listening|signing up|being a subscriber)\b",
    r"^(?:please )?(?:consider )?support(?:ing)? (?:our|local|quality|independent) journalism\b",
    r"^have (?:a|any) (?:tip|question|story|feedback|comments?)\b.{0,80}\?|^got a (?:tip|story|question)\b",
    # Shopping
    r"\bmay (?:earn|receive|get) (?:us |a |an )?(?:small )?(?:affiliate )?commissions?\b|\baffiliate links?\b",
    r"^prices? (?:was|were|are) (?:accurate|correct) (?:at|as of)\b|^purchases you make through\b",
    # The state of the page, copyright, cookies. What says that something was corrected stays citable.
    r"^this (?:is a )?(?:story|article|report|post|page|live ?blog|developing|breaking)\b(?!.*\b(?:correct|clarif|amend|misst|"
    r"wrong|error|earlier version|previous version|remove|reflect))"
    r"(?: news)?(?: story)?(?:,? (?:it |and )?(?:has been|was|will be|is being|is|originally|first)\b.{0,30}"
    r"(?:updated|published|appeared|developing)\b.{0,80})?\.?$",
    r"^(?:please )?(?:check|come) back (?:here )?(?:soon|later|for|often|throughout)\b|^refresh (?:this|the) page\b",
    r"^(?:©|\(c\)|copyright\b)(?=.{0,60}(?:\d{4}|rights|reserved|inc\b|ltd\b))|\ball rights reserved\b",
    r"\bmay not be (?:published|reproduced|redistributed|rewritten)\b.{0,60}\b(?:broadcast|rewritten|redistributed|permission)\b",
    r"^(?:we|this (?:web)?site|our partners) uses? cookies\b|^(?:accept|manage|reject)(?: all)? cookies$|"
    r"^by (?:continuing|clicking|using|signing|subscribing|entering)\b.{0,120}(?:privacy|terms|cookies)",
    # Quizzes and other recurring corners
    r"^(?:quiz time|breakfast browse|and finally|(?:take|try) (?:our|the|this|[\w'’]+ weekly)\b.{0,40}\bquiz\b.{0,60})[.!]?$",
    r"^check (?:out )?your local forecast\b",
    # Credits, bylines, time stamps
    r"^(?:file )?(?:photos?|images?|pictures?|pics?|videos?|graphics?|illustrations?)"
    r"(?: (?:credits?|by|courtesy(?: of)?|from|illustration by))?\s*:|^credit:",
    r"^(?:photograph|photo|image|picture|illustration|video|file)s? (?:by|courtesy|via)\b.{0,100}$(?<![.])",
    r"^by:? (?:" + _NAME + r"[\s,]*){1,10}$(?<![.!?])",
    r"^(?:by )?" + _AGENCY + r"$",
    r"^(?-i:(?:[A-Z][\w.'’]*[\s,/]*){0,6})(?:\([\w\s]{1,20}\)\s*)?[—–-]+$",
    r"^[—–-]{1,3}\s?(?:(?:" + _NAME + r")[\s,]*){1,10}$(?<![.!?])",
    r"^(?:additional |further )?(?:contributing|contributors?|reporting by|reporting and writing by|editing by)\b(?::| by\b|.*;).{0,300}$",
    r"^.{0,200}\bcontributed (?:to (?:this|the) (?:report|story|article|piece)|reporting|from \w+)\b.{0,40}$",
    r"^"
    + _CLOCK
    + r"(?:\s*[A-Z]{2,4})?(?:\s*\([^)]*\))?(?:\s*[•|-]\s*source:.*)?$|^\d+ (?:seconds?|mins?|minutes?|hours?|hrs?|days?) ago$",
    r"^(?:last |first )?(?:updated|published|posted)(?: (?:on|at))?\b[:\s].{0,50}\d.{0,30}$(?<![.!?])",
    r"^https?://\S+$",
)

_ANY = re.compile("|".join(f"(?:{pattern})" for pattern in _PATTERNS), re.IGNORECASE)
_AROUND = " \t•·►▶>*|[]()"

_CREDIT_END = re.compile(
    r"(?:/|\bvia |\(|[.!?][\"'”’)]* |^|\s)(?:AP|AFP|EPA|CNN|BBC|NASA|USGS|NOAA|PA|Reuters|REUTERS|ZUMA(?: Press)?|Shutterstock|"
    r"Alamy|Bloomberg|Getty(?: Images)?|(?:AP|AFP|Reuters|PA) (?:Photo|Images|Wire)(?:/[\w .'’-]+)?|(?:[\w ]+ )?"
    r"(?:via |/)(?:AP|Reuters|Getty Images|AFP|USA TODAY Sports|Imagn Images|Network))\)?$"
)
_BRACKETED_CREDIT = re.compile(
    r"[(\[](?:(?:AP|AFP|EPA|PA|Reuters|Getty|File|Pool)\b[^()\[\]]{0,30}\bphoto|photo|image|picture|pic|credit|courtesy|"
    r"illustration|graphic|video)\w*\b[^()\[\]]{0,160}[)\]]\.?$|[(\[][^()\[\]]{0,80}(?:Getty Images|AP Photo|AFP|Reuters|"
    r"Shutterstock|Alamy|PA Wire|Handout)[^()\[\]]{0,40}[)\]]\.?$",
    re.IGNORECASE,
)
_SLASHED_CREDIT = re.compile(
    r"(?:^|[\s.])[A-Z][\w.'’-]*(?: [A-Z][\w.'’-]*){0,4}/{1,2}[A-Z][\w.'’& /-]{1,60}$"
)


def is_boilerplate(sentence: str) -> bool:
    """Whether a sentence is an advertisement, a link line, a newsletter notice, a byline or the like."""
    bare = sentence.strip(_AROUND)
    return not any(c.isalnum() for c in bare) or bool(_ANY.search(bare))


def ends_in_credit(paragraph: str) -> bool:
    """Whether a paragraph closes with who took the picture, which makes it a caption."""
    if _BRACKETED_CREDIT.search(paragraph):
        return True
    return bool(_CREDIT_END.search(paragraph) or _SLASHED_CREDIT.search(paragraph))

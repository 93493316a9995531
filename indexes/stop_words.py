"""English words that carry no meaning in a query: articles, pronouns, auxiliaries, question words."""

_WORDS = (
    "a about after again all also am an and any are as at be because been before being between both "
    "but by can could did do does doing down during each ever few for from further had has have "
    "having he her here hers herself him himself his how i if in into is it its itself just many me "
    "more most much my myself no nor not now of off on once only or other our ours out over own same "
    "she should so some such than that the their theirs them themselves then there these they this "
    "those through to too under until up very was we were what when where which while who whom whose "
    "why will with would you your yours yourself"
)

STOP_WORDS = tuple(_WORDS.split())
"""In lower case, without accents, before stemming."""

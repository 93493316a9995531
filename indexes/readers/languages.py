"""What language an article is in, as publishers state it: 'en-GB', 'deu', 'German', 'Deutsch'."""

from __future__ import annotations

import re
from functools import cache

_UNSTATED = "en"
_TAG = re.compile(r"([a-z]{2,3})(?:[-_].*)?$")


def language_code(stated: str) -> str:
    """The two letters of ISO 639-1; 'en' where nothing is stated that is known."""
    stated = stated.strip().lower()
    tag = _TAG.match(stated)
    if tag and len(tag.group(1)) == 2:
        return tag.group(1)
    name = tag.group(1) if tag else stated
    return (name and (_english_names().get(name) or _own_names().get(name))) or _UNSTATED


@cache
def _english_names() -> dict[str, str]:
    """Names in English and codes of three letters (Unicode CLDR)."""
    from babel import Locale
    from babel.core import get_global

    codes = {name: code for name, code in get_global("language_aliases").items() if len(name) == 3}
    names = {name.lower(): code for code, name in Locale("en").languages.items()}
    return {name: code for name, code in (codes | names).items() if len(code) == 2}


@cache
def _own_names() -> dict[str, str]:
    """The name of each language in itself."""
    from babel import Locale, localedata

    codes = (code for code in localedata.locale_identifiers() if len(code) == 2)
    return {str(Locale(code).get_language_name(code)).lower(): code for code in codes}

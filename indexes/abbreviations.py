"""Words that end in a full stop without ending a sentence, and words that begin one."""

from __future__ import annotations

import re


def _any_of(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


_NAME_FOLLOWS = _any_of(
    "Mr Mrs Ms Mx Dr Drs Prof Profs Sen Sens Rep Reps Gov Govs Lt Col Gen Gens Sgt Sgts Capt Cpt Maj Cpl "
    "Pvt Pfc Spc Adm Cmdr Cdr Brig Rev Revs Hon Supt Det Insp Amb Atty Pres Fmr Msgr Ald Asst Messrs Mme "
    "Mlle Fr Ofc Mt Ft Del Dist v vs cf viz e.g i.e"
)
_NUMBER_FOLLOWS = _any_of(
    "No Nos no nos Vol vol p pp Fig Figs Art Arts Sec Secs Ch Chap ext Ext Rte Hwy approx est c ca Jan "
    "Feb Mar Apr Jun Jul Aug Sep Sept Oct Nov Dec Prop Props"
)
_UNITS = _any_of(
    "Jr Sr Inc Corp Ltd Co Cos Bros St Ave Blvd Rd Dr Ln Hwy Pkwy Ph.D M.D B.A M.A a.m p.m oz lb lbs in "
    "ft g kg km mph max min Max Min Ala Ariz Ark Calif Colo Conn Del Fla Ga Ill Ind Kan Ky La Md Mass "
    "Mich Minn Miss Mo Mont Neb Nev Okla Ore Pa Tenn Tex Vt Va Wash Wis Wyo dept univ etc est ext approx"
)
_ZONES = (
    "ET EST EDT CT CST CDT MT MST MDT PT PST PDT GMT UTC BST CET CEST IST AEST AEDT JST Eastern Central "
    "Mountain Pacific local"
)
_DAYS = (
    "Monday Tuesday Wednesday Thursday Friday Saturday Sunday Mon Tue Tues Wed Thu Thurs Fri Sat Sun today"
)
_MONTHS = (
    "January February March April May June July August September October November December Jan. Feb. Mar. "
    "Apr. Jun. Jul. Aug. Sept. Sep. Oct. Nov. Dec."
)

BEFORE_NAME = re.compile(rf"\b(?:{_NAME_FOLLOWS})\.$")
"""A title: the name that it belongs to follows."""

BEFORE_NUMBER = re.compile(rf"\b(?:{_NUMBER_FOLLOWS})\.$")
"""'No.', 'Sept.': a number belongs to it if one follows."""

ANYWHERE = re.compile(rf"\b(?:{_UNITS}|{_NAME_FOLLOWS}|{_NUMBER_FOLLOWS})\.[\"'”’)\]]*$")
"""Any abbreviation: its full stop alone does not show the end of a sentence."""

CLOCK = re.compile(r"\b[ap]\.\s?m\.$")
"""'8 a.m.'."""

AFTER_CLOCK = re.compile(rf"\(?(?:{_any_of(_ZONES + ' ' + _DAYS + ' ' + _MONTHS)})(?!\w)".replace(".", r"\."))
"""What goes on after a time of day: a zone, a day, a date."""

INITIALS = re.compile(r"(?:^|[\s/(“\"‘'’.])((?:[A-Z]\.)+)$")
"""'J.' or 'J.D.' at the end, as group 1."""

_PLACES = "U.S. U.K. U.N. E.U. D.C. L.A. N.Y. N.J. N.C. S.C. U.A.E. U.S.A. U.S.S.R. P.M. A.M."

PLACES = frozenset(_PLACES.split())
"""Initials that stand for a place and often end a sentence."""

_LETTERED = (
    "Model model War Plan plan Vitamin vitamin Class class Group group Type type Part part Title and or"
)

LETTERED = re.compile(rf"\b(?:{_any_of(_LETTERED)}) [A-Z]\.$")
"""'Model T.': a letter that is no initial."""

_STARTERS = (
    "A After All Also Although An And Another Any Are As At Because Before Both But By Despite During "
    "Each Even Every Everyone Everything Few For From Had Has Have He Her Here His How However I If In "
    "Instead Is It Its Just Last Like Many Meanwhile More Most My Next No Not Nothing Now Of On Once One "
    "Only Or Other Others Our Over She Since So Some Still Such That The Their Then There These They This "
    "Those Though Through Today Under Until Was We Were What When Where Which While Who Why With Without "
    "Yet You Your"
)

STARTERS = frozenset(_STARTERS.split())
"""Words that begin sentences and are hardly ever part of a name."""

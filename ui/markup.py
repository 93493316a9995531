"""Markup in which text can only ever be text. The one place where HTML and strings meet."""

from __future__ import annotations

from collections.abc import Iterable

from markupsafe import Markup

# Not special in HTML, but to the template languages that a page may run over it (`${…}`, `{{…}}`).
_TEMPLATES = str.maketrans({"$": "&#36;", "{": "&#123;", "}": "&#125;", "`": "&#96;", "\x00": "\ufffd"})


class Inert(Markup):
    """Markup whose `format`, `join` and `+` escape every plain string, template characters included."""

    @classmethod
    def escape(cls, s: object, /) -> Inert:
        """`s` as text: as it is if it is markup already, else with every special character as an entity."""
        if hasattr(s, "__html__"):
            return cls(s.__html__())
        return cls(Markup.escape(s).translate(_TEMPLATES))


def markup(template: str, /, *values: object, **named: object) -> Inert:
    """`template`, a literal of this program, with the escaped values in its `{}` places."""
    return Inert(template).format(*values, **named)


def joined(parts: Iterable[str], between: str = "") -> Inert:
    """The parts one after the other, each plain string escaped; `between` is a literal of this program."""
    return Inert(between).join(parts)

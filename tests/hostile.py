"""Text that tries to be more than text, and an article made of it."""

from __future__ import annotations

from datetime import UTC, datetime

from indexes.articles import Article

HOSTILE = (
    "<script>alert(1)</script> <img src=x onerror=alert(1)> ![x](http://attacker.example/x.png) "
    "[x](javascript:alert(1)) ${alert(1)} {{constructor.constructor('alert(1)')()}} `x` $x^2$ "
    '<a class="cite" href="#cite-1-9">9</a> "\' onmouseover="alert(1) </mark></article> '
    "<style>body{background:url(http://attacker.example/y.png)}</style> http://evil.example"
)
HOSTILE_ARTICLE = Article(
    id="<b>hostile</b>",
    title=f"Saboteur Grimwald {HOSTILE}",
    text=f"The saboteur Grimwald painted {HOSTILE} on the turbine hall.\n\n{HOSTILE}\n\nThe turbine hall stands in Ulm.",
    url="javascript:alert(1)",
    source=f"Outlet {HOSTILE}",
    author=f"Author {HOSTILE}",
    published=datetime(2025, 4, 2, tzinfo=UTC),
)
HOSTILE_QUESTION = f"What did the saboteur Grimwald paint on the turbine hall? {HOSTILE}"

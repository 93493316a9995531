"""Invented page layouts: the ways in which news sites mark up a story, each with what usually stands around it."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from html import escape

from indexes.moments import day


@dataclass(frozen=True, slots=True)
class Story:
    """What is true of a page."""

    title: str
    paragraphs: tuple[str, ...]
    author: str
    published: datetime
    outlet: str
    host: str

    @property
    def url(self) -> str:
        """An address with the date in it, as many sites have."""
        return f"https://www.{self.host}/{self.published:%Y/%m/%d}/news/{self.slug}"

    @property
    def slug(self) -> str:
        """The title as an address has it."""
        return "-".join(word for word in self.title.lower().split() if word.isalnum())[:60]


Layout = Callable[[Story], str]

_NAV = (
    "<nav><ul>"
    + "".join(f'<li><a href="/{n}">{n}</a></li>' for n in ("Home", "World", "Business", "Sport", "Opinion"))
    + "</ul></nav>"
)
_TEASERS = (
    "Five things to know about the harbour tunnel", "Watch: how a lighthouse lens is cleaned",
    "Why rents in the old town keep climbing", "Opinion: the council should listen to its own engineers",
)  # fmt: skip
_RELATED = "".join(f'<li><a href="/x/{n}"><h3>{title}</h3></a></li>' for n, title in enumerate(_TEASERS))
_FOOTER = "<footer><p>© 2025 All rights reserved.</p><ul><li><a href='/terms'>Terms of use</a></li><li><a href='/privacy'>Privacy</a></li></ul></footer>"


def _page(head: str, body: str, lang: str = "en") -> str:
    return f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8">{head}</head><body>{body}</body></html>'


def _json_ld(document: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(document)}</script>'


def _marked(story: Story, pattern: str = "<p>{}</p>") -> list[str]:
    return [pattern.format(escape(paragraph, quote=False)) for paragraph in story.paragraphs]


def _amid(blocks: list[str], *others: str) -> str:
    """The story's blocks with other things between them, one after every third."""
    made: list[str] = []
    queue = list(others)
    for number, block in enumerate(blocks, 1):
        made.append(block)
        if number % 3 == 0 and queue and number < len(blocks):
            made.append(queue.pop(0))
    return "".join(made)


def broadcaster(story: Story) -> str:
    """A television network: components in divs, advertisement slots, a time line in words, a list as JSON-LD."""
    document = [{
        "@context": "http://schema.org", "@type": "NewsArticle", "headline": f"{story.title} | {story.outlet}",
        "datePublished": story.published.isoformat(), "dateModified": "2025-06-30T10:00:00Z",
        "author": [{"@type": "Person", "name": story.author}], "publisher": {"@type": "Organization", "name": story.outlet},
    }]  # fmt: skip
    ad = '<div class="ad-slot"><div class="ad-feedback">Ad Feedback</div></div>'
    related = f'<div class="related-content"><p class="related-content__headline">Related article</p><a href="/x">{_TEASERS[0]}</a></div>'
    blocks = _marked(story, '<p class="paragraph inline-placeholder" data-component-name="paragraph">{}</p>')
    body = (
        f'<header>{_NAV}</header><section class="layout"><div class="headline"><h1 id="maincontent" class="headline__text">\n  {escape(story.title)}\n</h1></div>'
        f'<div class="byline"><div class="byline__names">By <span class="byline__name">{story.author}</span>, {story.outlet}</div></div>'
        f'<div class="timestamp">Updated 10:00 AM EDT, Mon June 30, 2025</div>'
        f'<div class="article__content" itemprop="articleBody">{_amid(blocks, ad, related, ad)}</div></section>'
        f'<section class="zone"><h2>More from {story.outlet}</h2><ul>{_RELATED}</ul></section>{_FOOTER}'
    )
    return _page(f"<title>{escape(story.title)} | {story.outlet}</title>{_json_ld(document)}", body)


def public_service(story: Story) -> str:
    """A public broadcaster: data attributes, a `time` element, captions, links to more on the story."""
    document = {"@context": "http://schema.org", "@type": "ReportageNewsArticle", "headline": story.title,
        "url": story.url, "mainEntityOfPage": story.url, "datePublished": story.published.isoformat(),
        "publisher": {"@type": "NewsMediaOrganization", "name": story.outlet}, "author": {"@type": "NewsMediaOrganization", "name": story.author}}  # fmt: skip
    blocks = _marked(
        story, '<div data-component="text-block" class="sc-1"><p class="sc-2"><b></b>{}</p></div>'
    )
    figure = '<figure><div data-component="image-block"><img alt=""></div><div data-component="caption-block"><figcaption>The harbour on Monday</figcaption></div></figure>'
    more = f'<div data-component="unordered-list-block"><h2>More on this story</h2><ul>{_RELATED}</ul></div>'
    body = (
        f'{_NAV}<main id="main-content"><article><div data-component="headline-block"><h1>{escape(story.title)}</h1></div>'
        f'<div data-component="byline-block"><time datetime="{story.published.isoformat()}">3 days ago</time>'
        f"<span>{story.author}</span><button>Share</button><button>Save</button></div>"
        f"{figure}{_amid(blocks)}<section>{more}</section></article></main>{_FOOTER}"
    )
    head = f'<title>{escape(story.title)} - {story.outlet}</title><link rel="canonical" href="{story.url}">{_json_ld(document)}'
    return _page(head, body, "en-GB")


def daily(story: Story) -> str:
    """A quality paper: hashed class names, a newsletter box inside the text, meta elements only."""
    box = "<aside><h4>Sign up to First Edition</h4><p>Our morning email breaks down the key stories of the day</p><p>Privacy Notice: newsletters may contain information about charities. For more information see our Privacy Policy.</p></aside>"
    figure = "<figure><img><figcaption><span>A view of the harbour.</span> Photograph: Ann Lee/Alamy</figcaption></figure>"
    blocks = _marked(story, '<p class="dcr-16w5gq9">{}</p>')
    body = (
        f'{_NAV}<main><article><h1 class="dcr-tjmi6i">{escape(story.title)}</h1><div data-gu-name="standfirst"></div>'
        f'<address aria-label="Contributor info"><a rel="author" href="/profile/x">{story.author}</a></address>'
        f"<details><summary><span>{day(story.published)}</span></summary>Last modified on Mon 30 Jun 2025 10.00 BST</details>"
        f'<div id="maincontent"><div class="article-body-viewer-selector">{_amid(blocks, figure, box)}</div></div>'
        f"<div>Explore more on these topics<ul><li><a>Harbours</a></li><li><a>news</a></li></ul></div></article></main>"
        f"<section><h2>Most viewed</h2><ol>{_RELATED}</ol></section>{_FOOTER}"
    )
    head = (
        f'<title>{escape(story.title)} | Harbours | {story.outlet}</title><meta property="og:site_name" content="{story.outlet}">'
        f'<meta property="article:published_time" content="{story.published.isoformat()}"><meta property="article:modified_time" content="2025-06-30T09:00:00Z">'
        f'<meta property="article:author" content="https://www.{story.host}/profile/x"><meta name="author" content="{story.author}">'
        f'<meta property="og:title" content="{escape(story.title)}"><meta property="og:url" content="{story.url}">'
    )
    return _page(head, body)


def blog_system(story: Story) -> str:
    """A local site on a common blog system: a graph as JSON-LD, whose author is named elsewhere in it; comments below."""
    graph = {"@context": "https://schema.org", "@graph": [
        {"@type": "Article", "@id": story.url + "#article", "author": {"name": story.author, "@id": "#/person/1"},
         "headline": story.title.replace("’", "&#8217;").replace("&", "&amp;"), "datePublished": story.published.isoformat(), "dateModified": "2025-06-30T09:00:00+00:00",
         "publisher": {"@id": "#organization"}, "mainEntityOfPage": {"@id": story.url}},
        {"@type": "WebPage", "@id": story.url, "url": story.url, "name": f"{story.title} - {story.outlet}", "datePublished": story.published.isoformat()},
        {"@type": "Organization", "@id": "#organization", "name": story.outlet},
        {"@type": "Person", "@id": "#/person/1", "name": story.author}]}  # fmt: skip
    share = (
        '<div class="sharedaddy"><h3>Share this:</h3><ul><li><a>Facebook</a></li><li><a>X</a></li></ul></div>'
    )
    comments = '<div id="comments"><h3>2 Comments</h3><ol><li class="comment"><cite class="fn">Reader</cite><p>I have said this for years and nobody ever listened to me about the harbour.</p></li></ol></div>'
    body = (
        f'<header><p class="site-title">{story.outlet}</p>{_NAV}</header><div id="primary"><article class="post"><header class="entry-header"><h1 class="entry-title">{escape(story.title)}</h1>'
        f'<div class="entry-meta"><span class="posted-on"><time class="entry-date published" datetime="{story.published.isoformat()}">{day(story.published)}</time>'
        f'<time class="updated" datetime="2025-06-30T09:00:00+00:00">30 June 2025</time></span> <span class="byline">by <span class="author vcard"><a class="url fn n">{story.author}</a></span></span></div></header>'
        f'<div class="entry-content">{_amid(_marked(story))}{share}</div><footer class="entry-footer">Tagged <a rel="tag">harbour</a></footer></article>{comments}'
        f'<aside id="secondary" class="widget-area"><h2>Recent Posts</h2><ul>{_RELATED}</ul></aside></div>{_FOOTER}'
    )
    return _page(f"<title>{escape(story.title)} - {story.outlet}</title>{_json_ld(graph)}", body, "en-US")


def agency(story: Story) -> str:
    """A wire agency: the moment in milliseconds, a hub link in each paragraph, cards between them."""
    milliseconds = int(story.published.timestamp() * 1000)
    blocks = _marked(story)
    card = f'<div class="Enhancement"><div class="PageList"><div class="PageList-header-title">Related stories</div><div class="PagePromo"><a href="/x">{_TEASERS[2]}</a></div></div></div>'
    body = (
        f'{_NAV}<div class="Page-content"><main><bsp-story-page><h1 class="Page-headline">{escape(story.title)}</h1>'
        f'<div class="Page-byline"><div class="Page-authors">By&nbsp; <a class="Link" href="/author/x">{story.author}</a></div>'
        f'<div class="Page-dateModified">Updated <bsp-timestamp data-timestamp="1751270400000"></bsp-timestamp></div></div>'
        f'<div class="RichTextStoryBody RichTextBody">{_amid(blocks, card)}</div></bsp-story-page></main></div>{_FOOTER}'
    )
    document = {
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": story.published.isoformat(),
        "dateModified": "2025-06-30T08:00:00Z",
        "author": [{"@type": "Person", "name": story.author}],
        "publisher": {"name": story.outlet},
    }
    head = f'<title>{escape(story.title)} | {story.outlet}</title><meta property="article:published_time" content="{story.published:%Y-%m-%dT%H:%M:%S}"><meta name="x" content="{milliseconds}">{_json_ld(document)}'
    return _page(head, body)


def cable(story: Story) -> str:
    """A cable channel: links in capitals between paragraphs, a video box, an application line at the end."""
    blocks = _marked(story)
    link = f'<p><a href="/x"><strong>{_TEASERS[1].upper()}</strong></a></p>'
    video = '<div class="video-container"><div class="info"><h4 class="title"><a>Harbour master speaks out on the closure</a></h4><p>Our panel weighs in.</p></div></div>'
    body = (
        f'{_NAV}<main><article><header><div class="eyebrow"><a>Harbours</a></div><h1 class="headline speakable">{escape(story.title)}</h1><h2 class="sub-headline speakable"></h2>'
        f'<div class="author-byline">By <span><a>{story.author}</a></span> <span class="article-source">{story.outlet}</span></div><div class="article-date">Published <time>{story.published:%B %d, %Y %I:%M%p} EST</time></div></header>'
        f'<div class="article-body">{_amid(blocks, link, video, link)}<p><a href="/app"><strong>CLICK HERE TO GET THE APP</strong></a></p><p><i>The Associated Press contributed to this report.</i></p></div></article></main>{_FOOTER}'
    )
    head = f'<title>{escape(story.title)} | {story.outlet}</title><meta name="dc.date" content="{story.published:%Y-%m-%d}"><meta property="og:title" content="{escape(story.title)}"><meta name="dc.creator" content="{story.author}"><meta property="og:site_name" content="{story.outlet}">'
    return _page(head, body)


def old_table(story: Story) -> str:
    """A page of the year 2000: tables, line breaks, no metadata at all."""
    text = "<br><br>\n".join(escape(paragraph, quote=False) for paragraph in story.paragraphs)
    links = "<br>".join(f'<a href="/x{n}">{title}</a>' for n, title in enumerate(_TEASERS))
    body = (
        f'<table width="100%"><tr><td width="150" valign="top"><a href="/">Home</a><br><a href="/news">News</a><br>{links}</td><td valign="top">'
        f'<font size="5"><b>{escape(story.title)}</b></font><br><font size="2">By {story.author}<br>Posted: {story.published:%B} {story.published.day}, {story.published.year}</font><br><br>{text}</td></tr></table>'
        f'<center><font size="1">Copyright 2025 {story.outlet}</font></center>'
    )
    return (
        f"<html><head><title>{story.outlet}: {escape(story.title)}</title></head><body>{body}</body></html>"
    )


def microdata(story: Story) -> str:
    """A regional paper with microdata in its elements and nothing in the head."""
    blocks = _marked(story)
    body = (
        f'{_NAV}<div itemscope itemtype="http://schema.org/NewsArticle"><h1 itemprop="headline">{escape(story.title)}</h1>'
        f'<p class="byline">By <span itemprop="author" itemscope itemtype="http://schema.org/Person"><span itemprop="name">{story.author}</span></span> | Staff Writer</p>'
        f'<meta itemprop="datePublished" content="{story.published.isoformat()}"><meta itemprop="dateModified" content="2025-06-30T08:00:00Z"><span itemprop="publisher" itemscope itemtype="http://schema.org/Organization"><meta itemprop="name" content="{story.outlet}"></span>'
        f'<div itemprop="articleBody">{_amid(blocks)}</div></div><div class="trending"><h3>Trending Now</h3><ul>{_RELATED}</ul></div>{_FOOTER}'
    )
    return _page(f'<title>{escape(story.title)}</title><link rel="canonical" href="{story.url}">', body)


def address_only(story: Story) -> str:
    """A page whose date stands in its address and nowhere else, its paragraphs plain divs."""
    blocks = _marked(story, '<div class="paragraph">{}</div>')
    body = f'{_NAV}<div class="content"><h1>{escape(story.title)}</h1><div class="writer">{story.author}</div><div class="story-text">{_amid(blocks)}</div></div>{_FOOTER}'
    return _page(
        f'<title>{escape(story.title)} :: {story.outlet}</title><link rel="canonical" href="{story.url}"><meta name="author" content="{story.author}">',
        body,
    )


def script_built(story: Story) -> str:
    """A page that a script fills in: the text stands in JSON-LD alone, which also describes other stories."""
    text = "\n\n".join(story.paragraphs)
    other = {
        "@type": "NewsArticle",
        "headline": _TEASERS[0],
        "url": f"https://www.{story.host}/other",
        "datePublished": "2024-01-01T00:00:00Z",
    }
    document = [{"@context": "https://schema.org", "@type": "ItemList", "itemListElement": [other]}, other, {
        "@context": "https://schema.org", "@type": "WebPage", "mainEntity": {"@type": "NewsArticle", "headline": story.title, "url": story.url, "articleBody": text,
        "datePublished": story.published.isoformat(), "author": f"By {story.author}", "publisher": {"name": story.outlet}}}]  # fmt: skip
    head = f'<title>{escape(story.title)}</title><link rel="canonical" href="{story.url}"><meta property="og:title" content="{escape(story.title)}">{_json_ld(document)}'
    return _page(
        head,
        f'{_NAV}<div id="root"><noscript>You need to enable JavaScript to run this app.</noscript></div>{_FOOTER}',
    )


def magazine(story: Story) -> str:
    """A magazine: a drop cap, pull quotes, a summary, a byline with a role, broken JSON-LD."""
    first, *rest = _marked(story)
    first = first.replace(
        "<p>", f'<p class="has-dropcap"><span class="dropcap">{story.paragraphs[0][0]}</span>', 1
    ).replace(f"</span>{escape(story.paragraphs[0][0])}", "</span>", 1)
    pull = f'<aside class="pullquote"><p>{escape(story.paragraphs[1][:60])}</p></aside>'
    body = (
        f'{_NAV}<article><h1>{escape(story.title)}</h1><p class="byline-info">By <a rel="author">{story.author}</a>, Senior Writer</p>'
        f'<p class="pub-date"><time itemprop="datePublished" datetime="{story.published:%Y-%m-%d}">{story.published:%b} {story.published.day}, {story.published.year}</time></p>'
        f'<section name="articleBody">{_amid([first, *rest], pull)}</section></article><section><h2>Read Next</h2><ul>{_RELATED}</ul></section>{_FOOTER}'
    )
    broken = '<script type="application/ld+json">{"@type": "NewsArticle", "headline": "x",}</script>'
    return _page(
        f'<title>{escape(story.title)} | {story.outlet}</title>{broken}<meta property="og:title" content="{escape(story.title)} | {story.outlet}"><meta property="og:site_name" content="{story.outlet}">',
        body,
    )


LAYOUTS: dict[str, Layout] = {
    one.__name__: one
    for one in (
        broadcaster, public_service, daily, blog_system, agency, cable, old_table, microdata, address_only,
        script_built, magazine,
    )
}  # fmt: skip
"""Each layout by name."""

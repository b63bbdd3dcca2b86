"""Hosts that read ``_headers`` and ``_redirects`` at the top of the site: Netlify and Cloudflare Pages.

Both join the values where several rules fit a path, so a header that differs by path is taken back first
(Cloudflare: ``! Name``), or said only in rules that exclude each other (Netlify). They compress by
themselves, and show ``404.html`` of the nearest folder (Cloudflare) or where a rule says so (Netlify).
Both take ``.html`` and slashes away, so a redirect between addresses that differ in nothing else would
lead to itself: it is left to the page at the old address.
"""

from __future__ import annotations

from editions.model.hosts.table import ASK_AGAIN, CARRIED, DIGESTED, FOR_EVER, Hosting, Redirect

#: Cloudflare reads so many rules of headers, and so many characters of a line.
MOST_RULES, LONGEST_LINE = 100, 2000
#: And so many redirects, with so many characters each.
MOST_REDIRECTS, LONGEST_REDIRECT = 2000, 1000
_WHERE = "# Lies at the top of the published site, as {name}.\n"


def netlify_files(hosting: Hosting) -> dict[str, str]:
    """Return the files of Netlify, which also chooses by the reader's language.

    Netlify's own ``Cache-Control`` asks again for everything, so only what is kept for ever is named.
    """
    at = hosting.prefix
    languages = [
        f"{at}/ {at}/{slug}/index.html 302! Language={tag.lower()}"
        for tag, slug in hosting.languages
    ]
    missing = [f"{at}/{slug}/* {at}/{slug}/404.html 404" for slug in hosting.editions]
    kept = [f"{folder}/*\n  Cache-Control: {FOR_EVER}\n" for folder in _digested(hosting)]
    # There is a page at an old address; only what is forced goes before a page.
    moved = [f"{one.old} {one.new} 301!" for one in _told_apart(hosting)]
    redirects = "".join(f"{line}\n" for line in (*languages, *moved, *missing))
    return {
        "_headers": _headers(hosting, "") + "".join(kept) + f"{at}/\n  Vary: Accept-Language\n",
        "_redirects": _WHERE.format(name="_redirects") + redirects,
    }


def cloudflare_files(hosting: Hosting) -> dict[str, str]:
    """Return the files of Cloudflare Pages, which has no rules for languages: ``/`` is the chooser.

    It sends readers on to addresses without ``.html``, so each old address has a rule for that one, too.
    Redirects it would not read are left to the pages at the old addresses.
    """
    kept = [
        f"{folder}/*\n  ! Cache-Control\n  Cache-Control: {FOR_EVER}\n"
        for folder in _digested(hosting)
    ]
    files = {"_headers": _headers(hosting, f"  Cache-Control: {ASK_AGAIN}\n") + "".join(kept)}
    olds = {
        old: one.new
        for one in _told_apart(hosting)
        for old in (one.old, one.old.removesuffix(".html").removesuffix("/index"))
    }
    lines = [f"{old} {new} 301\n" for old, new in olds.items()]
    read = [line for line in lines if len(line) <= LONGEST_REDIRECT][:MOST_REDIRECTS]
    if read:
        files["_redirects"] = _WHERE.format(name="_redirects") + "".join(read)
    return files


def _told_apart(hosting: Hosting) -> list[Redirect]:
    return [one for one in hosting.redirects if not one.of_one_name]


def _headers(hosting: Hosting, more: str) -> str:
    at = hosting.prefix
    everywhere = "".join(f"  {name}: {value}\n" for name, value in hosting.headers.items())
    carried = f"{at}/{CARRIED}/*\n  Content-Disposition: attachment\n"
    return f"{_WHERE.format(name='_headers')}{at}/*\n{everywhere}{more}{carried}"


def _digested(hosting: Hosting) -> list[str]:
    """Return the folders whose files are kept for ever."""
    folders = ("", *(f"{slug}/" for slug in hosting.editions))
    return [f"{hosting.prefix}/{folder}{DIGESTED}" for folder in folders]

"""Taking out of pictures what is no picture."""

from __future__ import annotations

from editions.commands.console import FINE, PROBLEMS, complain, counted, report, say
from editions.errors import SiteError
from editions.files.content import read_content
from editions.files.pictures import media_names, strip_pictures, theme_pictures
from editions.hooks.settings import read_site


def strip_media(*, settings: str = "") -> int:
    """Take metadata out of the pictures of content and theme; return 1 where one had to stay."""
    try:
        site = read_site(settings or "pelicanconf.py")
        media = media_names(read_content(site.content).media)
        done = [
            *strip_pictures(site.content, media),
            *strip_pictures(site.theme, theme_pictures(site.theme)),
        ]
    except SiteError as error:
        return report(error.problems)
    for path, saved in done:
        if isinstance(saved, int):
            say(f"{path}: {counted(saved, 'byte')} taken out")
        else:
            complain(f"{path}: left as it is: {saved}.")
    if not done:
        say("nothing to take out")
    return PROBLEMS if any(isinstance(saved, str) for _, saved in done) else FINE

"""The site as you write it. ``docs/settings.md`` describes every setting."""

import logging
from pathlib import Path

HERE = Path(__file__).parent

SITENAME = "ECPAT International"
SITENAME_LANG = "en"
# The address the site is published under belongs into publishconf.py; without one everything is
# relative and works from any folder.
SITEURL = ""

PATH = "content"
OUTPUT_PATH = "output"
CACHE_PATH = "build"
THEME = "theme"
TRANSLATIONS_PATH = str(HERE / "translations")

DEFAULT_LANG = "en"
TIMEZONE = "UTC"
# Locales Babel does not know, or knows otherwise than this site wants them.
LOCALES: dict[str, dict[str, object]] = {
    # For CLDR plain English is that of the United States; this site writes for the world.
    "en": {"cldr": "en_001"},
    # Plain Portuguese is that of Brazil there; these pages are written as in Portugal and Africa.
    "pt": {"cldr": "pt_PT"},
}

ARTICLE_PATHS = ["news"]
FEED_ALL_ATOM = "news/feed.xml"
FEED_MAX_ITEMS = 20

# Without an address feeds have relative links, as the whole site has; Pelican would warn each time.
LOG_FILTER = [
    (
        logging.WARNING,
        "Feeds generated without SITEURL or FEED_DOMAIN set properly may not be valid",
    )
]

# Stands in the copies of the facts that machines read.
FACTS_LICENCE = "CC BY 4.0 for our own words; numbers, names and addresses are free facts"

PLUGIN_PATHS = [str(HERE / "plugins")]
PLUGINS = ["editions"]

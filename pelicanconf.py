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

# Where the exit of pages with "Risk: high" leads: a weather service or the front page of an
# encyclopaedia, in the reader's language. They show everybody the same and ask for nothing.
EXIT_ADDRESSES = {
    "en": "https://worldweather.wmo.int/en/home.html",
    "fr": "https://worldweather.wmo.int/fr/home.html",
    "es": "https://worldweather.wmo.int/es/home.html",
    "ar": "https://worldweather.wmo.int/ar/home.html",
    "pt": "https://worldweather.wmo.int/pt/home.html",
    "ru": "https://worldweather.wmo.int/ru/home.html",
    "zh_Hans": "https://worldweather.wmo.int/zh/home.html",
    "hi": "https://hi.wikipedia.org/wiki/%E0%A4%AE%E0%A5%81%E0%A4%96%E0%A4%AA%E0%A5%83%E0%A4%B7%E0%A5%8D%E0%A4%A0",
    "sw": "https://sw.wikipedia.org/wiki/Mwanzo",
    "th": "https://th.wikipedia.org/wiki/%E0%B8%AB%E0%B8%99%E0%B9%89%E0%B8%B2%E0%B8%AB%E0%B8%A5%E0%B8%B1%E0%B8%81",
}

# Stands in the copies of the facts that machines read.
FACTS_LICENCE = "CC BY 4.0 for our own words; numbers, names and addresses are free facts"

PLUGIN_PATHS = [str(HERE / "plugins")]
PLUGINS = ["editions"]

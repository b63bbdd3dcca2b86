"""The codes of languages in ISO 639-3, which ZIM archives and libraries of them ask for."""

from __future__ import annotations

from babel.core import get_global

from editions.model.locales import Locale

#: CLDR knows several codes of three letters for some languages: older ones of libraries (``fre``), and
#: those of the most spoken member of a group (``arb``). These are the ones ISO 639-3 gives the whole.
_OF_THE_WHOLE = frozenset(
    "aka ara aym aze bod ces cre cym deu dzo ell est eus fas fra ful grn guj hrv hye iku ipk isl kat"
    " kau kom kon kur lav mkd mlg mon mri msa mya nep nld oji ori orm pus que ron san slk sqi srd srp"
    " swa uzb yid zha zho".split()
)


def iso_639_3(locale: Locale) -> str:
    """Return the code of three letters of a locale's language; ``und`` where none is known."""
    language = locale.tag.partition("-")[0]
    if len(language) == 3:
        return language
    aliases = get_global("language_aliases")
    codes = {code for code, short in aliases.items() if short == language and len(code) == 3}
    return min(codes & _OF_THE_WHOLE or codes, default="und")

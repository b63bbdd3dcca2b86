"""Plural rules of gettext catalogs, by language.

Babel's own rules differ from those gettext's tools and Weblate write for some languages, so that a
catalog made with one is refused by the other. This table follows the list of the GNU gettext manual
("Plural forms") and the headers that Weblate writes.
"""

from __future__ import annotations

import gettext
import re

from babel.messages.plurals import get_plural

from editions.model.locales import Locale

_NONE = "nplurals=1; plural=0;"
_NOT_ONE = "nplurals=2; plural=(n != 1);"
_OVER_ONE = "nplurals=2; plural=(n > 1);"
_EASTERN = (
    "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 :"
    " n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);"
)
_CZECH = "nplurals=3; plural=(n==1 ? 0 : n>=2 && n<=4 ? 1 : 2);"

_RULES = {
    "ar": "nplurals=6; plural=(n==0 ? 0 : n==1 ? 1 : n==2 ? 2 : n%100>=3 && n%100<=10 ? 3 :"
    " n%100>=11 ? 4 : 5);",
    "ga": "nplurals=5; plural=(n==1 ? 0 : n==2 ? 1 : n<7 ? 2 : n<11 ? 3 : 4);",
    "lt": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n%10>=2 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "lv": "nplurals=3; plural=(n%10==1 && n%100!=11 ? 0 : n != 0 ? 1 : 2);",
    "pl": "nplurals=3; plural=(n==1 ? 0 : n%10>=2 && n%10<=4 && (n%100<10 || n%100>=20) ? 1 : 2);",
    "pt_BR": _OVER_ONE,
    "ro": "nplurals=3; plural=(n==1 ? 0 : (n==0 || (n%100 > 0 && n%100 < 20)) ? 1 : 2);",
    "sl": "nplurals=4; plural=(n%100==1 ? 0 : n%100==2 ? 1 : n%100==3 || n%100==4 ? 2 : 3);",
    **dict.fromkeys("id ja km ko lo ms my th vi zh".split(), _NONE),
    **dict.fromkeys("am bn fa fil fr gu hi ln mg ti tl tr uz wo zu".split(), _OVER_ONE),
    **dict.fromkeys("be bs hr ru sr uk".split(), _EASTERN),
    **dict.fromkeys("cs sk".split(), _CZECH),
}
_RULES["tr"] = _NOT_ONE

_FORM = re.compile(r"nplurals=(?P<count>\d+);\s*plural=(?P<rule>[^;]+);?")


def plural_forms(locale: Locale) -> str:
    """Return the header ``Plural-Forms`` of a locale's catalogs: the settings', ours, then Babel's."""
    if locale.plural:
        return locale.plural
    language = locale.code.partition("_")[0]
    known = _RULES.get(locale.code) or _RULES.get(language)
    return known or get_plural(locale.cldr or language).plural_forms


def plural_count(forms: str) -> int | None:
    """Return how many forms a header ``Plural-Forms`` says there are, None where it cannot be read."""
    found = _FORM.fullmatch(forms.strip())
    if found is None:
        return None
    try:
        rule = gettext.c2py(found["rule"])
        reached = {rule(number) for number in range(201)}
    except ValueError:
        return None
    count = int(found["count"])
    return count if all(0 <= form < count for form in reached) else None

"""Whether a change of a source can leave its meaning alone, and the stamp of a translation after it.

That an edit changes no meaning is for its author to say; here is only what no such edit can touch.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Mapping

from editions.model.freshness import Stamp
from editions.model.locales import Locale
from editions.model.translations import Translation
from editions.model.tripwire import fixed_parts

_PARTS = ("a number", "a link", "an address", "a token", "code")

#: Words that turn a sentence round or limit it, by language.
_TURNING = {
    "en": r"not?|\w+n['’]t|cannot|never|none|nobody|nothing|nowhere|neither|nor|without|unless"
    r"|except|only|hardly|fewer|less|more|must|may|should|before|after|until",
    "fr": r"n[e'’]|pas|non|jamais|aucune?|personne|rien|ni|sans|sauf|que|seulement|moins|plus"
    r"|doit|doivent|peut|peuvent|avant|après|jusqu\w*",
    "es": r"no|nunca|jamás|ning[uú]n\w*|nadie|nada|ni|sin|salvo|excepto|s[oó]lo|menos|más"
    r"|deben?|pueden?|antes|después|hasta",
    "pt": r"não|nunca|jamais|nenhum\w*|ninguém|nada|nem|sem|salvo|exceto|só|apenas|menos|mais"
    r"|devem?|podem?|antes|depois|até",
    "de": r"nicht|kein\w*|nie|niemals|niemand|nichts|weder|noch|ohne|außer|nur|weniger|mehr|muss"
    r"|müssen|darf|dürfen|soll\w*|vor|nach|bis",
}


def objections(before: str, after: str, locale: Locale) -> tuple[str, ...]:
    """Return why a changed text of a locale cannot mean what it meant before; nothing where it may.

    In a language whose words of negation are not known here, no word may differ at all.
    """
    found = [
        f"{name} differs"
        for name, old, new in zip(_PARTS, fixed_parts(before), fixed_parts(after), strict=True)
        if old != new
    ]
    pattern = _TURNING.get(locale.code.split("_")[0])
    if pattern is None:
        if _words(r"\w+", before) != _words(r"\w+", after):
            found.append(f"its words differ, and what negates in {locale.autonym} is not known")
    elif _words(rf"(?:{pattern})(?!\w)", before) != _words(rf"(?:{pattern})(?!\w)", after):
        found.append("a word that negates or limits differs")
    return tuple(found)


def _words(pattern: str, text: str) -> Counter[str]:
    return Counter(found.casefold() for found in re.findall(rf"(?<!\w){pattern}", text, re.I))


def accepted_stamp(translation: Translation, meant_the_same: Mapping[str, str]) -> Stamp:
    """Return a translation's stamp with digests of older source parts replaced by today's.

    ``meant_the_same`` maps the digest of a part before its change to that after it.
    """
    assert translation.text is not None
    stamp = translation.text.text.stamp
    assert stamp is not None
    changed = {pair.text for pair in translation.freshness.pairs if pair.state == "changed"}
    return Stamp(
        tuple(meant_the_same.get(digest, digest) for digest in stamp.metadata),
        tuple(
            meant_the_same.get(digest, digest) if place in changed else digest
            for place, digest in enumerate(stamp.blocks)
        ),
    )

"""Syllables are counted as people count them: fifty words of each language, as they are spoken."""

from __future__ import annotations

import pytest

from editions.model.syllables import can_count, syllables_of

BY_HAND = {
    "en": """
        child:1 children:2 people:2 abuse:2 abused:2 exploitation:4 sexual:3 online:2 report:2
        reported:3 police:2 helpline:2 someone:2 something:2 trusted:2 asked:1 changes:2 images:3
        image:2 emergency:4 number:2 travel:2 travellers:3 tourism:3 organisation:5 law:1 every:2
        everything:3 different:3 family:3 victims:2 survivors:3 governed:2 network:2 safe:1 safely:2
        website:2 people's:2 idea:3 being:2 area:3 science:2 created:3 listened:2 wanted:2 stopped:1
        country:2 countries:2 language:2 quiet:2""",
    "fr": """
        enfant:2 enfants:2 aide:1 aider:2 personne:2 quelqu'un:2 violence:2 exploitation:4 sexuelle:2
        sexuel:2 police:2 numéro:3 urgence:2 adulte:2 confiance:2 ligne:1 écoute:2 signalement:3 image:2
        images:2 réseau:2 pays:2 loi:1 lois:1 famille:2 école:2 danger:2 parlent:1 peuvent:1 souvent:2
        moment:2 victime:2 victimes:2 droit:1 client:2 ouvrier:3 cruel:2 nation:2 question:2 travail:2
        voyage:2 voyageur:3 organisation:5 jeune:1 jeunes:1 honte:1 secret:2 demande:2 l'enfant:2
        raconter:3""",
    "es": """
        niño:2 niña:2 niños:2 ayuda:3 línea:3 policía:4 denuncia:3 denunciar:3 explotación:4 sexual:2
        abuso:3 adulta:3 persona:3 familia:3 país:2 países:3 ley:1 leyes:2 internet:3 imagen:3 imágenes:4
        viaje:2 viajeros:3 turismo:3 organización:5 guerra:2 pingüino:3 quien:1 alguien:2 confianza:3
        escuela:3 maestra:3 ciudad:2 oír:2 leer:2 caos:2 aéreo:4 hacia:2 había:3 tiene:2 tienen:2 puede:2
        mundo:2 red:1 causa:2 deuda:2 oigo:2 ahora:3 dinero:3 secreto:3""",
}
#: Of fifty: what rules by letters get wrong, each by one.
WRONG = {"en": {"every", "everything", "science"}, "fr": {"signalement"}, "es": set()}


@pytest.mark.parametrize("language", BY_HAND)
def test_words_have_the_syllables_people_count(language: str) -> None:
    pairs = [pair.split(":") for pair in BY_HAND[language].split()]
    assert len(pairs) == 50
    found = {word: (syllables_of(word, language), int(count)) for word, count in pairs}
    assert {word for word, (ours, by_hand) in found.items() if ours != by_hand} == WRONG[language]
    assert all(abs(ours - by_hand) <= 1 for ours, by_hand in found.values())


def test_a_number_is_one_and_a_language_without_rules_is_none() -> None:
    assert syllables_of("2026", "en") == syllables_of("…", "fr") == 1
    assert not can_count("th")
    with pytest.raises(KeyError):
        syllables_of("คำ", "th")

"""Telephone numbers, by the library that knows every country's numbering plan (libphonenumber)."""

from __future__ import annotations

import re

from editions.model.fact_checks import CAN_BE_DIALLED

#: Why a number cannot be read, in our words and by the library's names: its words are for programmers.
_UNREADABLE = {
    "INVALID_COUNTRY_CODE": "no country has this code",
    "NOT_A_NUMBER": "it is no telephone number",
    "TOO_SHORT_AFTER_IDD": "it ends after the dialling prefix",
    "TOO_SHORT_NSN": "it is too short",
    "TOO_LONG": "it is too long",
}


def wrong_with(phone: str, country: str, short: bool) -> str | None:
    """Return what is wrong with a number as dialled in a country, or None where nothing is.

    A short code has to be possible in the country; of many the library does not know more.
    """
    # Imported where it is used: most builds look at no number again.
    import phonenumbers
    from phonenumbers import shortnumberinfo

    if not CAN_BE_DIALLED.fullmatch(phone):
        return "it has characters that cannot be dialled"
    region = country if len(country) == 2 else None
    if region is None and not phone.startswith("+"):
        return "an international number begins with + and the country's code"
    try:
        number = phonenumbers.parse(phone, region)
    except phonenumbers.NumberParseException as error:
        known = {getattr(error, name): words for name, words in _UNREADABLE.items()}
        return known.get(error.error_type, "it cannot be read as a number")
    if short:
        possible = region and shortnumberinfo.is_possible_short_number_for_region(number, region)
        return None if possible else "no short code of that country has this length"
    if phonenumbers.is_valid_number(number):
        return None
    return "the country's numbering plan has no such number"


def international_form(phone: str, country: str, *, short: bool) -> str:
    """Return what a ``tel:`` link calls: a short code as it is, any other number in E.164."""
    if short:
        return re.sub(r"[^0-9+]", "", phone)
    import phonenumbers

    number = phonenumbers.parse(phone, country if len(country) == 2 else None)
    return phonenumbers.format_number(number, phonenumbers.PhoneNumberFormat.E164)

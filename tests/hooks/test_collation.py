"""Lists are sorted as readers of a language expect."""

from __future__ import annotations

import pytest

from editions.hooks.collation import collation_of
from editions.model.locales import locale_named


@pytest.mark.parametrize(
    ("code", "in_order"),
    [
        ("zh_Hans", "1 A b 阿富汗 阿根廷 冰岛 德国 法国 斐济 芬兰 刚果 中国 重量"),
        ("zh_Hans", "重庆 中国"),
        ("zh_Hans", "妈 麻 马 骂"),
        ("th", "กานา เกาหลี ไทย อินเดีย"),
        ("fr", "Égypte Espagne Éthiopie Zambie"),
        ("hi", "अंगोला आइसलैंड कनाडा भारत"),
    ],
)
def test_words_stand_in_the_order_of_their_language(code: str, in_order: str) -> None:
    locale = locale_named(code, {})
    assert locale
    words = in_order.split()
    assert sorted(words, key=collation_of(locale)) == words

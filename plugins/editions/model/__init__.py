"""What the site is: locales, pages, inventory, composition, navigation, words.

Pure: no disk, no clock, no Pelican; the standard library and Babel only.
"""

"""Packs: a built edition in the forms people carry: on a phone, a stick, a kiosk, on paper.

Every form is a projection of the same built pages. Knows formats of files; has never heard of Markdown,
templates' contexts or the console.
"""

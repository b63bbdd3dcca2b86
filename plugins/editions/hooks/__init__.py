"""Pelican: the only room that imports it. Translates between its mutable world and our frozen one."""

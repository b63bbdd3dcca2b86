"""People: what is asked for on the command line; the only room that prints."""

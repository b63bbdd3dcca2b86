"""The disk: reading what is there and writing what was made. Decides nothing."""

"""A whole database in one file and back: every collection's exact BSON and a checksum. House keys never come here."""

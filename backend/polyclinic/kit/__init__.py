"""What every room needs and nobody owns: clock, ids, settings, database, one transaction, sealing. No health-service words."""

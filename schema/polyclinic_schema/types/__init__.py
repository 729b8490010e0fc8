"""GraphQL types, one subject a file: each is made by `of(row, locale)` and decides nothing."""

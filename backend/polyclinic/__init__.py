"""The house: what is true and what may happen. GraphQL types and push templates live elsewhere."""

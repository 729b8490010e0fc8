"""How we talk to phones: Strawberry types, thin resolvers, limits. No Mongo queries, no rights, no rules."""

"""How we reach people: outbox to rule to plan to render to channel to receipt. No GraphQL, no HTTP routes."""

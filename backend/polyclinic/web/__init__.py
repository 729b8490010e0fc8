"""Plain HTTP: health, the app's files, metrics. No GraphQL types and no rules."""

"""The generator of typed operations: exact TypeScript out, and a compiler that agrees."""

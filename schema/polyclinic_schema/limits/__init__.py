"""What an operation may cost, decided before a resolver runs: one walk of the document, no execution and no rights."""

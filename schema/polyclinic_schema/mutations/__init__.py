"""One mutation a file: input, union result, a resolver that calls one use-case."""

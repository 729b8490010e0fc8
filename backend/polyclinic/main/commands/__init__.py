"""One command a file: options in, one use-case, words and an exit code out. No rules."""

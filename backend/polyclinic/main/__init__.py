"""Composition: the command line and the processes it starts. The only room that knows GraphQL and notifications."""

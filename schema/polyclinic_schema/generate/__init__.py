"""Turns the SDL and the operation files into TypeScript types and the allow-list; nothing here runs while a request is answered."""

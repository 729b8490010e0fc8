"""The app's pure parts, run in Node from here; its screens are tested in a browser (e2e)."""

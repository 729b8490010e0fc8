"""Who may see and do what: sessions, grants, the Scope, the access log. Nobody's birthday and nobody's name live here."""

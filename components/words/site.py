"""What the product is called. Pure."""

SITE = "Arbeidsmarktmonitor Arnhem-Nijmegen"

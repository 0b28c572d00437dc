"""Files and text to documents and back. Pure: no framework, no database."""

"""Wiring: settings, addresses, the web server, sign-in glue and the live socket."""

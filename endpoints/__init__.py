"""The HTTP surface of server.py: what a browser gets that is not the app itself."""

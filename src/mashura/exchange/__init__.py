"""Imports, exports, partner formats, signed releases and the assembly of the API."""

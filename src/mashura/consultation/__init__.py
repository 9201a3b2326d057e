"""Programmes and their meetings: countries, languages, hosts, topics, calendar."""

"""Sentences made from a figure's values, by subject. Each gives (title, subtitle, finding, alternative text)."""

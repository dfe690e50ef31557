"""The screens: one a file, each composed of widgets, routing between keys, views and commands."""

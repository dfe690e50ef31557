"""Every test of the house; each folder mirrors the package it proves."""

"""Packets: one frozen snapshot as PDF, XLSX, CSV and JSON with a manifest, for whoever has to believe the figures."""

"""Regio Deal: projects, partners and places."""

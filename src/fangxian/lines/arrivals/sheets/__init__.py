"""Spreadsheets: opened with care, their header found, and written back."""

"""Draws papers (文书) as PDF/A, page pictures, Word and HTML; it decides nothing and never knows a database or Django."""

"""The API under ``/api/``: what the public may read without signing in, and what staff may read with their session.

Every answer is JSON (the log's files are text and bytes, as their published format asks); errors say ``detail``.
"""

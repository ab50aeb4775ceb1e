"""Tests of the report doctor."""

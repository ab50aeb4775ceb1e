"""Charts as template tags, so that a page's context stays plain numbers."""

from __future__ import annotations

from django import template

from fadu.web import charts

register = template.Library()
register.simple_tag(charts.monthly_bars)
register.simple_tag(charts.bars)
register.simple_tag(charts.line)
register.simple_tag(charts.heat_calendar)
register.simple_tag(charts.state_diagram)

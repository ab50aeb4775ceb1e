"""Figures that another mechanism will count, and the key under which a town declares them until it does. Pure.

A counted figure always goes before a declared one. Identities and tables look figures up here, so that what is still
kept on paper is held against the records as strictly as what is counted.
"""

from __future__ import annotations

from typing import TypeAlias

from fadu.packs.annual_report.text import Row, Rows, frozen

Term: TypeAlias = tuple[str, str]
DECLARED = "declared."

#: (code, part) of the figure → key of the declared figure that stands in for it.
STAND_INS: dict[Term, str] = {
    ("enforcement_base.bodies", ""): "bodies",
    ("inspection.inspections", ""): "inspections",
    ("inspection.inspections_statistical", ""): "inspections_statistical",
    ("inspection.duty_sessions", ""): "duty_sessions",
    ("inspection.led_to_penalty", "side.本镇"): "own_checks_to_penalty",
    ("compulsion.measures", ""): "measures",
    ("compulsion.measures", "kind.查封"): "measures_sealed",
    ("compulsion.measures", "kind.扣押"): "measures_seized",
    ("compulsion.measures", "kind.冻结"): "measures_frozen",
    ("compulsion.measures", "kind.其他"): "measures_other",
    ("compulsion.executions", ""): "executions",
    ("compulsion.executions", "kind.加处罚款"): "executions_surcharge",
    ("compulsion.executions", "kind.排除妨碍"): "executions_removal",
    ("compulsion.executions", "kind.代履行"): "executions_substitute",
    ("compulsion.executions", "kind.其他"): "executions_other",
    ("permit.granted", ""): "permits",
    ("permit.granted", "side.本镇"): "permits_own",
    ("permit.granted", "side.受委托"): "permits_entrusted",
    ("permit.applied", "side.本镇"): "permits_applied",
    ("permit.accepted", "side.本镇"): "permits_accepted",
    ("permit.refused", "side.本镇"): "permits_refused",
    ("permit.revoked", ""): "permits_revoked",
    ("permit.disclosed", ""): "permits_disclosed",
    ("services.handled", "item.乡村建设"): "rural_permits_handled",
    ("services.fees", ""): "fees",
    ("services.disclosure_new", ""): "disclosure_new",
    ("services.disclosure_carried_in", ""): "disclosure_carried_in",
    ("services.disclosure_done", ""): "disclosure_done",
    ("services.disclosure_done", "result.予以公开"): "disclosure_given",
    ("services.disclosure_done", "result.部分公开"): "disclosure_given_in_part",
    ("services.disclosure_done", "result.不掌握"): "disclosure_not_held",
    ("services.disclosure_carried_out", ""): "disclosure_carried_out",
    ("normative_documents.in_force_before", ""): "documents_before",
    ("random_inspection.special_checks", ""): "special_checks",
    ("random_inspection.also_hazards", ""): "also_hazards",
    ("hazards.found", ""): "hazards_found",
    ("legal_counsel.mediations", ""): "counsel_mediations",
    ("supervision.file_reviews", ""): "file_reviews",
    ("supervision.files_reviewed", ""): "files_reviewed",
    ("supervision.accompanied", ""): "accompanied",
    ("supervision.transfers_out", ""): "transfers_out",
    ("supervision.complaints", ""): "complaints",
}  # fmt: skip


def figure_for(term: Term, rows: Rows) -> Row | None:
    """The frozen row of a figure: the counted one, else the declared one that stands in for it; None without either."""
    known = frozen(rows)
    return known.get(term) or known.get((DECLARED + STAND_INS[term], "") if term in STAND_INS else term)

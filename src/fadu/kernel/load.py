"""Loading packs: all together, and only when every definition is sound.

Loading refuses a definition that could go wrong later: an unreachable state, a step without role or
article, a time limit the law layer does not know, a field without a place to be used. Each complaint names
the file, the line of thought and the mend. What is judged stands in the ``sound_`` files, one idea each.
"""

from __future__ import annotations

from collections.abc import Iterable

from fadu.kernel.complaint import BrokenDefinition, Complaint, unsound
from fadu.kernel.pack import Catalogue, Pack
from fadu.kernel.sound_case_file import case_file_sound
from fadu.kernel.sound_figures import figures_sound
from fadu.kernel.sound_names import names_sound
from fadu.kernel.sound_procedure import procedure_sound, versions_sound
from fadu.kernel.sound_shape import misshapen
from fadu.kernel.sound_step import step_sound

__all__ = ["BrokenDefinition", "Complaint", "load"]


def load(packs: Iterable[Pack], known_limits: Iterable[str]) -> Catalogue:
    """The catalogue of these packs. Raises BrokenDefinition with every complaint found.

    Parts of the wrong type are complained of alone: nothing else can be said of them.
    """
    given = tuple(packs)
    if complaints := misshapen(given):
        raise BrokenDefinition(complaints)
    catalogue = Catalogue(given)
    complaints = [*names_sound(catalogue), *versions_sound(catalogue), *_procedures(catalogue, frozenset(known_limits))]
    if complaints := [*complaints, *figures_sound(catalogue)]:
        raise BrokenDefinition(complaints)
    return catalogue


def _procedures(catalogue: Catalogue, limits: frozenset[str]) -> list[Complaint]:
    complaints: list[Complaint] = []
    for pack in catalogue.packs:
        for procedure in pack.procedures:
            where = f"packs/{pack.name} procedure {procedure.name}"
            complaints += procedure_sound(where, catalogue, procedure)
            complaints += unsound(where, case_file_sound(catalogue, procedure, limits))
            for step in procedure.steps:
                complaints += step_sound(f"{where} step {step.id}", catalogue, procedure, step, limits)
    return complaints

"""A derivation names all that it works out: what it does not name would be laid aside, and nobody would see it."""

from __future__ import annotations

import pytest

from fadu.kernel import decide
from fadu.kernel.gate import Situation
from fadu.packs import example_runner as runner


def test_every_derivation_names_what_it_works_out() -> None:
    unnamed: set[str] = set()
    with_derived = decide._with_derived

    def watched(s: Situation) -> Situation:
        found = s.step.derives(s) if s.step.derives else {}
        unnamed.update(f"{s.procedure.name}.{s.step.id}: {name}" for name in found if name not in s.step.derived)
        return with_derived(s)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(decide, "_with_derived", watched)
        for path in runner.find([]):
            runner.run_file(path)
    assert not unnamed, "name it in derived"

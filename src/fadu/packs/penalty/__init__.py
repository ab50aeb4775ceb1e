"""Administrative penalties (行政处罚): on the spot, ordinary, hearing, evidence hold, payment and enforcement."""

from fadu.kernel.pack import Pack
from fadu.packs.penalty.clue import CLUE
from fadu.packs.penalty.evidence_hold import EVIDENCE_HOLD
from fadu.packs.penalty.hearing import HEARING
from fadu.packs.penalty.indicators import INDICATORS
from fadu.packs.penalty.ordinary import ORDINARY
from fadu.packs.penalty.payment import PAYMENT
from fadu.packs.penalty.registers import REGISTERS
from fadu.packs.penalty.sentences import SENTENCES
from fadu.packs.penalty.summary import SUMMARY

PACK = Pack(
    name="penalty",
    label="行政处罚",
    procedures=(SUMMARY, CLUE, ORDINARY, HEARING, EVIDENCE_HOLD, PAYMENT),
    registers=REGISTERS,
    indicators=INDICATORS,
    sentences=SENTENCES,
)

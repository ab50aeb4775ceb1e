"""Legal counsel (公共法律服务): one legality review for every text the town must have checked."""

from fadu.kernel.pack import Pack
from fadu.packs.legal_counsel.contract_templates import CONTRACT_TEMPLATE
from fadu.packs.legal_counsel.indicators import INDICATORS
from fadu.packs.legal_counsel.legality_review import LEGALITY_REVIEW
from fadu.packs.legal_counsel.registers import REGISTERS
from fadu.packs.legal_counsel.sentences import SENTENCES

PACK = Pack(
    name="legal_counsel",
    label="公共法律服务",
    procedures=(LEGALITY_REVIEW, CONTRACT_TEMPLATE),
    registers=REGISTERS,
    indicators=INDICATORS,
    sentences=SENTENCES,
)

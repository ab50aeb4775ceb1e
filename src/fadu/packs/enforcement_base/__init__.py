"""Who may enforce what, in whose name, with which certificate and form, on a given day (执法主体、事项、人员、装备)."""

from fadu.kernel.pack import Pack
from fadu.packs.enforcement_base.discretion import DISCRETION, MONITOR
from fadu.packs.enforcement_base.entrustment import ENTRUSTMENT
from fadu.packs.enforcement_base.equipment import EQUIPMENT, FORM_BLOCK
from fadu.packs.enforcement_base.indicators import INDICATORS
from fadu.packs.enforcement_base.item_list import ITEM_LIST_PROCEDURE
from fadu.packs.enforcement_base.officer import OFFICER, REVIEWER
from fadu.packs.enforcement_base.registers import REGISTERS
from fadu.packs.enforcement_base.sentences import SENTENCES

PACK = Pack(
    name="enforcement_base",
    label="执法主体与人员",
    procedures=(ITEM_LIST_PROCEDURE, ENTRUSTMENT, OFFICER, REVIEWER, EQUIPMENT, FORM_BLOCK, DISCRETION, MONITOR),
    registers=REGISTERS,
    indicators=INDICATORS,
    sentences=SENTENCES,
)

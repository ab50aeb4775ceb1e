"""Disputes: screened, mediated, performed; handed on with receipts; petitions on their statutory clock."""

from fadu.kernel.pack import Pack
from fadu.packs.disputes.dispute import DISPUTE
from fadu.packs.disputes.indicators import INDICATORS
from fadu.packs.disputes.linkage import CONFIRMATION, REFERRAL
from fadu.packs.disputes.mediators import COMMITTEE, MEDIATOR, TRAINING
from fadu.packs.disputes.petition import PETITION
from fadu.packs.disputes.registers import REGISTERS
from fadu.packs.disputes.screening import ROUND, VILLAGE_RETURN
from fadu.packs.disputes.sentences import SENTENCES

PACK = Pack(
    name="disputes",
    label="矛盾纠纷排查化解",
    procedures=(ROUND, VILLAGE_RETURN, DISPUTE, CONFIRMATION, REFERRAL, PETITION, COMMITTEE, MEDIATOR, TRAINING),
    registers=REGISTERS,
    indicators=INDICATORS,
    sentences=SENTENCES,
)

"""Normative documents and official papers (规范性文件与公文): made, cleaned up, challenged; papers out and in."""

from fadu.kernel.pack import Pack
from fadu.packs.normative_documents.adopt import ADOPT_PROCEDURE
from fadu.packs.normative_documents.challenge import CHALLENGE
from fadu.packs.normative_documents.cleanup import CLEANUP
from fadu.packs.normative_documents.incoming import INCOMING
from fadu.packs.normative_documents.indicators import INDICATORS
from fadu.packs.normative_documents.outgoing import OUTGOING
from fadu.packs.normative_documents.registers import REGISTERS
from fadu.packs.normative_documents.sentences import SENTENCES

PACK = Pack(
    name="normative_documents",
    label="规范性文件与公文",
    procedures=(ADOPT_PROCEDURE, CLEANUP, CHALLENGE, OUTGOING, INCOMING),
    registers=REGISTERS,
    indicators=INDICATORS,
    sentences=SENTENCES,
)

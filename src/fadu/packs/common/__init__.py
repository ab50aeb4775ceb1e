"""What every mechanism leans on: roles, common steps, shared gates and shared procedures. Imports no other pack."""

from fadu.kernel.pack import Pack
from fadu.packs.common.erasure import ERASURE
from fadu.packs.common.evidence import EVIDENCE
from fadu.packs.common.imported import IMPORT
from fadu.packs.common.legal_review import LEGAL_REVIEW
from fadu.packs.common.link import LINK
from fadu.packs.common.number_start import NUMBER_START, SERIES
from fadu.packs.common.post import OFFICE_HELD, POSTS
from fadu.packs.common.publication import PUBLICATION, PUBLISHED_ON_TIME
from fadu.packs.common.rectification import RECTIFICATION
from fadu.packs.common.referral import REFERRAL
from fadu.packs.common.roles import ROLES
from fadu.packs.common.service import SERVICE
from fadu.packs.common.town import TOWN_CHANGE, TOWN_DETAILS
from fadu.packs.common.village import VILLAGE_CHANGE, VILLAGES
from fadu.packs.common.witnessed import WITNESSED, WITNESSED_LOGS

PACK = Pack(
    name="common",
    label="通用程序",
    roles=ROLES,
    procedures=(
        SERVICE,
        PUBLICATION,
        RECTIFICATION,
        REFERRAL,
        LEGAL_REVIEW,
        EVIDENCE,
        ERASURE,
        IMPORT,
        LINK,
        OFFICE_HELD,
        NUMBER_START,
        VILLAGE_CHANGE,
        TOWN_CHANGE,
        WITNESSED,
    ),
    registers=(POSTS, SERIES, VILLAGES, TOWN_DETAILS, WITNESSED_LOGS),
    indicators=PUBLISHED_ON_TIME,
)

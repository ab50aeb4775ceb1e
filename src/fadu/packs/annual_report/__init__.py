"""The yearly outputs: they count what the other packs recorded and record how the report itself came about."""

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.kernel.indicator import Indicator
from fadu.kernel.pack import Pack, Register
from fadu.packs.annual_report.outlines import OUTLINES
from fadu.packs.annual_report.own_outline import OUTLINES_REGISTER, OWN_OUTLINE
from fadu.packs.annual_report.past_report import PAST_REPORT, PAST_REPORTS_REGISTER
from fadu.packs.annual_report.rule_of_law import RULE_OF_LAW
from fadu.packs.annual_report.rule_text import RULE_TEXT, RULE_TEXTS_REGISTER
from fadu.packs.annual_report.statements import DECLARED_FIGURE, NIL_STATEMENT, OWN_INDICATOR, REQUEST
from fadu.packs.annual_report.word_lists import CONFUSABLES, CONFUSABLES_REGISTER, FORMULAS, FORMULAS_REGISTER
from fadu.packs.annual_report.yearly_outputs import YEARLY_OUTPUTS

_OURS = "本系统计数规则"

PACK = Pack(
    name="annual_report",
    label="年度报告与统计",
    procedures=(RULE_OF_LAW, *YEARLY_OUTPUTS, DECLARED_FIGURE, NIL_STATEMENT, OWN_INDICATOR, REQUEST, OWN_OUTLINE, FORMULAS, CONFUSABLES, RULE_TEXT, PAST_REPORT),
    registers=(
        Register(name="yearly_outputs", label="年度报告台账", procedures=tuple(p.name for p in (RULE_OF_LAW, *YEARLY_OUTPUTS)), columns=(
            Field(name="year", label="年度", kind=Kind.COUNT, sensitivity=Sensitivity.PUBLIC),
        )),
        Register(name="declared_figures", label="填报数台账", procedures=(DECLARED_FIGURE.name,), columns=DECLARED_FIGURE.fields[2:6]),
        Register(name="nil_statements", label="无此情形声明", procedures=(NIL_STATEMENT.name,), columns=NIL_STATEMENT.fields[2:3]),
        OUTLINES_REGISTER, FORMULAS_REGISTER, CONFUSABLES_REGISTER, RULE_TEXTS_REGISTER, PAST_REPORTS_REGISTER,
    ),
    indicators=(
        Indicator(code="annual_report.submitted", label="已报送的年度报告", unit="份", procedures=(RULE_OF_LAW.name,), states=("submitted",),
                  rule="当年报送上级的法治政府建设年度报告，按报送日计", source=_OURS),
        Indicator(code="annual_report.published", label="已公开的年度报告", unit="份", procedures=(RULE_OF_LAW.name,), states=("published",),
                  rule="当年向社会公开的法治政府建设年度报告，按公开日计", source=_OURS),
        Indicator(code="annual_report.nil_statements", label="无此情形声明", unit="项", procedures=(NIL_STATEMENT.name,), states=("declared",),
                  rule="当年作出的无此情形声明，按声明日计", source=_OURS),
    ),
    outlines=OUTLINES,
)  # fmt: skip

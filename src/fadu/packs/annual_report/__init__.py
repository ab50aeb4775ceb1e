"""The yearly outputs: they count what the other packs recorded and record how the report itself came about."""

from typing import Any

from fadu.kernel.field import Field, Kind, Sensitivity
from fadu.kernel.indicator import Indicator, Measure
from fadu.kernel.pack import Pack, Register
from fadu.kernel.procedure import Procedure
from fadu.packs.annual_report.outlines import OUTLINES
from fadu.packs.annual_report.own_outline import OUTLINES_REGISTER, OWN_OUTLINE
from fadu.packs.annual_report.past_report import PAST_REPORT, PAST_REPORTS_REGISTER
from fadu.packs.annual_report.rule_of_law import RULE_OF_LAW
from fadu.packs.annual_report.rule_text import RULE_TEXT, RULE_TEXTS_REGISTER
from fadu.packs.annual_report.statements import DECLARED_FIGURE, NIL_STATEMENT, OWN_INDICATOR
from fadu.packs.annual_report.superior_request import REQUEST
from fadu.packs.annual_report.town_figures import TOWN_FIGURES, TOWN_FIGURES_REGISTER
from fadu.packs.annual_report.word_lists import CONFUSABLES, CONFUSABLES_REGISTER, FORMULAS, FORMULAS_REGISTER
from fadu.packs.annual_report.yearly_outputs import YEARLY_OUTPUTS

_OURS = "本系统计数规则"


def _of_adopted(name: str, label: str, unit: str, rule: str, **more: Any) -> Indicator:
    """A count that the adopted report holds of itself; printed in no report."""
    return Indicator(
        code=f"annual_report.{name}", label=label, unit=unit, measure=Measure.SUM, procedures=(RULE_OF_LAW.name,), states=("adopted",), sums=name,
        rule=rule, source=_OURS, **more,
    )  # fmt: skip


def _of(procedure: Procedure, *names: str) -> tuple[Field, ...]:
    """The fields of these names, in this order."""
    return tuple(f for name in names if (f := procedure.field(name)))


PACK = Pack(
    name="annual_report",
    label="年度报告与统计",
    procedures=(RULE_OF_LAW, *YEARLY_OUTPUTS, DECLARED_FIGURE, NIL_STATEMENT, OWN_INDICATOR, REQUEST, OWN_OUTLINE, FORMULAS, CONFUSABLES, RULE_TEXT, PAST_REPORT, TOWN_FIGURES),
    registers=(
        Register(name="yearly_outputs", label="年度报告台账", procedures=tuple(p.name for p in (RULE_OF_LAW, *YEARLY_OUTPUTS)), columns=(
            Field(name="year", label="年度", kind=Kind.COUNT, ordinal=True, sensitivity=Sensitivity.PUBLIC),
        )),
        Register(name="declared_figures", label="填报数台账", procedures=(DECLARED_FIGURE.name,), columns=_of(DECLARED_FIGURE, "year", "figure_name", "figure_value", "figure_unit", "declared_evidence")),
        Register(name="nil_statements", label="无此情形声明", procedures=(NIL_STATEMENT.name,), columns=_of(NIL_STATEMENT, "year", "topic")),
        OUTLINES_REGISTER, FORMULAS_REGISTER, CONFUSABLES_REGISTER, RULE_TEXTS_REGISTER, PAST_REPORTS_REGISTER, TOWN_FIGURES_REGISTER,
    ),
    indicators=(
        Indicator(code="annual_report.submitted", label="已报送的年度报告", unit="份", procedures=(RULE_OF_LAW.name,), states=("submitted",),
                  rule="当年报送上级的法治政府建设年度报告，按报送日计", source=_OURS),
        Indicator(code="annual_report.published", label="已公开的年度报告", unit="份", procedures=(RULE_OF_LAW.name,), states=("published",),
                  rule="当年向社会公开的法治政府建设年度报告，按公开日计", source=_OURS),
        Indicator(code="annual_report.nil_statements", label="无此情形声明", unit="项", procedures=(NIL_STATEMENT.name,), states=("declared",),
                  rule="当年作出的无此情形声明，按声明日计", source=_OURS),
        _of_adopted("figures_printed", "报告印出的数字", "个", "当年审定的年度报告正文印出的数字，同一数字印几次计一个，按审定日计"),
        _of_adopted("figures_to_confirm", "报告应核对的数字", "个", "当年审定的年度报告正文引用的、有专题的指标，分项随总数核对；写不足用的办理质量数不由各线核对"),
        _of_adopted("figures_confirmed", "报告已确认的数字", "个", "当年审定的年度报告正文引用的指标中，责任人确认属实的", within="annual_report.figures_to_confirm"),
        Indicator(code="annual_report.figures_confirmed_rate", label="报告数字确认率", unit="%", measure=Measure.RATE, numerator="annual_report.figures_confirmed",
                  denominator="annual_report.figures_to_confirm", rule="责任人确认属实的占正文引用的指标之比；有异议的不计入分子", source=_OURS),
        _of_adopted("findings_open", "核查没有处理的问题", "处", "当年审定的年度报告核查出的提醒和提示中，没有改正也没有说明的"),
    ),
    outlines=OUTLINES,
)  # fmt: skip

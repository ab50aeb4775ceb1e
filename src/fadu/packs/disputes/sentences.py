"""What the annual report says of disputes and petitions, with the nil forms."""

from __future__ import annotations

from fadu.kernel.report import Sentence

SENTENCES = (
    Sentence(id="disputes.screening", topic="矛盾纠纷", required=True,
             text="开展镇级矛盾纠纷排查{disputes.rounds}次，村（社区）回报{disputes.village_returns}次，其中零报告{disputes.nil_returns}次。", nil="本年未开展镇级矛盾纠纷排查。"),
    Sentence(id="disputes.mediation", topic="矛盾纠纷", required=True, nil_when="disputes.accepted",
             text="[年初在调{disputes.carried_in}件，]受理纠纷{disputes.accepted}件，调解成功{disputes.settled}件（书面{disputes.settled:form.书面}件、口头{disputes.settled:form.口头}件）、不成{disputes.failed}件、在调{disputes.pending}件[，调解成功率{disputes.success_rate}]；已履行{disputes.performed}件。",
             nil="本年未受理纠纷。"),
    Sentence(id="disputes.ended_otherwise", topic="矛盾纠纷", nil_when="disputes.ended_otherwise",
             text="办结的纠纷中，另有一方拒绝、当事人撤回和移送其他单位的{disputes.ended_otherwise}件。", nil="没有因一方拒绝、当事人撤回或者移送而终止的纠纷。"),
    Sentence(id="disputes.linkage", topic="矛盾纠纷", nil_when="disputes.hard_settled",
             text="调成疑难纠纷{disputes.hard_settled}件（含于上述调解成功），其中警调{disputes.hard_settled:linkage.警}件、访调{disputes.hard_settled:linkage.访}件、诉调{disputes.hard_settled:linkage.诉}件。",
             nil="本年没有调成的疑难纠纷。"),
    Sentence(id="disputes.confirmations", topic="矛盾纠纷", nil_when="disputes.confirmations", text="经人民法院司法确认的调解协议{disputes.confirmations}件。", nil="本年没有经人民法院司法确认的调解协议。"),
    Sentence(id="disputes.trainings", topic="矛盾纠纷", nil_when="disputes.mediator_trainings", text="开展调解员培训{disputes.mediator_trainings}场次。", nil="本年未开展调解员培训。"),
    Sentence(id="disputes.petitions", topic="信访", required=True, text="受理信访事项{disputes.petitions}件[，按期答复率{disputes.petitions_on_time}]。", nil="本年未受理信访事项。"),
)  # fmt: skip

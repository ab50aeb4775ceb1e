"""Short names for the laws that packs cite; full titles, numbers and dates are in the statutes register."""

from __future__ import annotations

from fadu.kernel.citation import law

PEN = law("行政处罚法")
LIC = law("行政许可法")
COMP = law("行政强制法")
REC = law("行政复议法")
LIT = law("行政诉讼法")
CPL = law("民事诉讼法")
MED = law("人民调解法")
OGI = law("政府信息公开条例")
DEC = law("重大行政决策程序暂行条例")
PET = law("信访工作条例")
BIZ = law("优化营商环境条例")
FAIR = law("公平竞争审查条例")
CRIM = law("行政执法机关移送涉嫌犯罪案件的规定")
FINE = law("罚款决定与罚款收缴分离实施办法")
TRAFFIC = law("道路交通安全法")
CQSUP = law("重庆市行政执法监督条例")
CQHEAR = law("重庆市行政处罚听证程序规定")
CQTIER = law("重庆市规范行政处罚裁量权办法")
CQFILE = law("重庆市行政处罚案卷评查标准")
CREDIT_RULE = law("信用修复管理办法")
THREE = law("关于全面推行行政执法公示制度执法全过程记录制度重大执法决定法制审核制度的指导意见")
PAPERS = law("党政机关公文处理工作条例")
#: GB/T 9704—2012, whose clause 7.2.5 gives the form of a document number.
PAPER_FORM = law("党政机关公文格式")
GFX = law("关于加强行政规范性文件制定和监督管理工作的通知")
GFX_REVIEW = law("关于全面推行行政规范性文件合法性审核机制的指导意见")
CQGFX = law("重庆市行政规范性文件管理办法")
SECRETS = law("保守国家秘密法")
PRIVACY = law("个人信息保护法")
INSPECT = law("法治政府建设与责任落实督察工作规定")
LAWYERS = law("律师法")
CONFIRM = law("最高人民法院关于人民调解协议司法确认程序的若干规定")
POLICE_PEN = law("治安管理处罚法")
ORGANIC = law("地方各级人民代表大会和地方各级人民政府组织法")
LEAD = law("党政主要负责人履行推进法治建设第一责任人职责规定")
ARCHIVES = law("档案法")
COMPULSION_ZONE = law("重庆市村镇规划建设管理条例")

#: The town's own organisation of work, where no statute asks for the step (本镇工作规则).
TOWN_RULE = law("本镇行政执法与法治工作规则")

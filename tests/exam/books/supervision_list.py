"""督查事项清单: a GB18030 CSV of matters, line breaks inside cells, figures that are no facts."""

from tests.exam.model import Book, Printed, text

HEADERS = ("序号", "督办事项", "来源", "牵头单位", "配合单位", "责任领导", "完成时限", "进展情况", "状态")
DATES: dict[str, str | Printed] = {
    "6月底": "6月底",
    "2024/6/30": text("2024/6/30", "2024-06-30"),
    "2024.05.20": text("2024.05.20", "2024-05-20"),
    "2024年12月31日": text("2024年12月31日", "2024-12-31"),
    "长期坚持": "长期坚持",
}
ROWS = (
    ("1", "完成临江大道改造征迁，涉及42户", "4月党工委会议纪要〔2024〕7号", "建设局", "临江街道",
     "分管副主任", "2024/6/30", "已签约36户，占85.7%，\r\n剩余6户正在协商", "推进中"),
    ("2", "一季度新增规上工业企业5家", "2024年工作报告", "经济发展局", "各镇街", "主任", "2024.05.20",
     "已申报4家，其中2家通过审核", "推进中"),
    ("3", "化工园区32处隐患整改“回头看”", "安全生产会议", "应急管理局", "先进制造园", "分管副主任", "6月底",
     "32处已整改完成32处，整改率100%", "已完成"),
    ("4", "国有闲置厂房1.2万平方米盘活", "专题会议", "国资公司", "", "副书记", "2024年12月31日",
     "签订意向3200平方米", "滞后"),
    ("5", "企业诉求“马上办”机制", "工委会议", "营商环境办", "各单位", "主任", "长期坚持",
     "受理117件，办结112件", "长期"),
)  # fmt: skip


def supervision_list() -> Book:
    """No error is planted and not one fact is in it: everything comes back as records."""
    book = Book(
        "e09_督查事项清单_2024年4月.csv",
        "csv",
        "云溪经济开发区2024年4月重点督查事项清单",
        "云溪经济开发区",
        "2024年4月",
        "督查清单(应以记录返回),GB18030编码CSV,单元格内换行与引号;进展文字里的数、百分数都不是事实;完成时限五种写法;没有一个经济数据",
    )
    page = book.sheet("csv")
    page.say("A1", "云溪经济开发区2024年4月重点督查事项清单", "标题")
    page.say("A2", "督查室　2024年4月28日", "表下注/签署")
    page.heads(*((f"{letter}3", name) for letter, name in zip("ABCDEFGHI", HEADERS, strict=True)))
    for at, row in enumerate(ROWS, 4):
        fields: dict[str, tuple[str, str | Printed]] = {}
        for letter, name, entry in zip("ABCDEFGHI", HEADERS, row, strict=True):
            if entry:
                fields[name] = (letter, DATES[entry] if name == "完成时限" else entry)
        page.record(at, fields)
    page.say("A9", "备注：状态分已完成、推进中、滞后、长期四类；本月共5项，已完成1项。", "附注")
    return book

"""Broken lines are joined, real ends stay."""

from __future__ import annotations

import pytest

from assistant.reading.pieces import Piece
from assistant.reading.segment import statements
from assistant.reading.text import parse_text
from assistant.reading.wrap import Widths, glue, is_wrapped, unwrap, widths_of

FULL = Widths(40, frozenset({20}))


def joined(*lines: str, widths: Widths = FULL) -> list[str]:
    return [piece.text for piece in unwrap([Piece(line) for line in lines], widths)]


@pytest.mark.parametrize(
    ("lines", "expected"),
    [
        (("推动更多政务服务事项全程网上办理和掌上", "办理。"), ["推动更多政务服务事项全程网上办理和掌上办理。"]),
        (
            ("推动更多政务服务事项全程网上办理掌上办。", "完善制度。"),
            ["推动更多政务服务事项全程网上办理掌上办。", "完善制度。"],
        ),
        (("夯实设施底座", "建设网络。"), ["夯实设施底座", "建设网络。"]),
        (
            ("推动更多政务服务事项全程网上办理和掌上", "（一）建好平台"),
            ["推动更多政务服务事项全程网上办理和掌上", "（一）建好平台"],
        ),
        (
            ("推动更多政务服务事项全程网上办理和掌上", "第三条　数据"),
            ["推动更多政务服务事项全程网上办理和掌上", "第三条　数据"],
        ),
        (("完善平台、", "目录"), ["完善平台、目录"]),
        (("完善平台", "，公布目录"), ["完善平台，公布目录"]),
        (
            ("重点做好以下工作并且及时公布工作进展：", "完善平台"),
            ["重点做好以下工作并且及时公布工作进展：", "完善平台"],
        ),
        (
            ("推动更多政务服务事项全程网上办理掌上办。", "（责任单位：市局）"),
            ["推动更多政务服务事项全程网上办理掌上办。（责任单位：市局）"],
        ),
        (("推动更多政务服务事项全程网上办理和掌上", "12"), ["推动更多政务服务事项全程网上办理和掌上", "12"]),
        (("推动数字政府建设优化", "政务服务", "市数据局"), ["推动数字政府建设优化政务服务", "市数据局"]),
    ],
)
def test_a_line_goes_on_only_where_the_margin_broke_it(lines: tuple[str, ...], expected: list[str]) -> None:
    assert joined(*lines) == expected


@pytest.mark.parametrize(
    ("left", "right", "whole"),
    [
        ("数字", "政府", "数字政府"),
        ("the city", "government", "the city government"),
        ("建设 5G", "基站", "建设 5G基站"),
        ("govern-", "ment", "government"),
        ("10-", "PON", "10- PON"),
        ("", "数字", "数字"),
    ],
)
def test_chinese_needs_no_blank_and_latin_words_keep_one(left: str, right: str, whole: str) -> None:
    assert glue(left, right) == whole


def test_columns_are_widths_at_which_many_lines_stop() -> None:
    widths = widths_of(["数" * 20] * 30 + ["数" * 10] * 8 + ["数" * 4] * 20)
    assert widths.full == 40
    assert 20 in widths.columns and 8 not in widths.columns


WRAPPED = """一、总体要求
坚持以人民为中心的发展思想，推动数字化发展成果更
多更公平惠及全体市民，着力提升政务服务的便利程度和
城市治理的精细化水平，保障数据安全和个人信息权益，
形成政府、企业、社会共同参与的工作格局。
1
完善公共数据共享机制，编制公共数据目录，明确数据
更新周期和提供单位，对群众反映集中的问题限期整改并
向社会公布整改结果。

二、主要任务
加快建设城市信息模型平台，汇聚规划、建设、管理等各
环节数据，为城市更新和应急管理提供支撑，同步建立运
行维护经费保障制度，避免重复建设和闲置浪费。
2
"""


def test_hard_wrapped_text_is_joined_and_its_page_numbers_go() -> None:
    draft = parse_text(WRAPPED)
    assert "joined_lines" in draft.notes
    assert [s.text for s in statements(draft)] == [
        "坚持以人民为中心的发展思想，推动数字化发展成果更多更公平惠及全体市民，着力提升政务服务的便利程度和城市治理的精细化水平，"
        "保障数据安全和个人信息权益，形成政府、企业、社会共同参与的工作格局。",
        "完善公共数据共享机制，编制公共数据目录，明确数据更新周期和提供单位，对群众反映集中的问题限期整改并向社会公布整改结果。",
        "加快建设城市信息模型平台，汇聚规划、建设、管理等各环节数据，为城市更新和应急管理提供支撑，同步建立运行维护经费保障制度，"
        "避免重复建设和闲置浪费。",
    ]


def test_text_with_one_paragraph_a_line_is_left_alone() -> None:
    lines = ["完善制度，公布目录。" * n for n in range(1, 20)] + ["各县区人民政府"] * 3
    assert not is_wrapped(lines)
    assert not is_wrapped([])

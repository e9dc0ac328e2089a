"""One line for each step."""

from __future__ import annotations

import pytest

from assistant.tui.standing import StepLine
from assistant.tui.widgets.steps import step_line


@pytest.mark.parametrize(
    "step, expected",
    [
        (StepLine("读入草案", done=True), " 1 读入草案     完成"),
        (StepLine("目标", current=True), ">1 目标"),
        (StepLine("访谈", detail="3/13"), " 1 访谈         3/13"),
        (StepLine("城市与区域", done=True, detail="呼和浩特市"), " 1 城市与区域\n   呼和浩特市"),
    ],
)
def test_a_step_says_its_state_in_words(step, expected):
    assert step_line(1, step, "完成", 20).plain == expected

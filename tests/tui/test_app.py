"""The app as a person meets it, over a session with fixed answers."""

from __future__ import annotations

import pytest
from textual import events

from assistant.tui.chengjian import ChengjianApp
from assistant.tui.colours import DARK, LIGHT
from assistant.tui.screens.help import HelpScreen
from assistant.tui.widgets import chat
from assistant.tui.widgets.chat import ChatLog
from assistant.tui.widgets.choices import ChoiceRow
from assistant.tui.widgets.draft_pane import DraftPane
from assistant.tui.widgets.draft_view import DraftView
from assistant.tui.widgets.prompt import Prompt
from assistant.tui.widgets.quotation import QuotationView
from assistant.tui.widgets.status import StatusLine
from assistant.tui.widgets.steps import StepsPane
from assistant.tui.widgets.turn import Turn

WIDE, NARROW = (120, 36), (80, 24)


async def test_a_session_goes_from_welcome_to_draft_city_and_overview(drive):
    async with drive() as app:
        assert await app.sees("您好。", "尚未打开草案")
        await app.say("打开 a.md", "城市 郑州市", "overview")
        assert await app.sees("示例市数字化规划（草案[/b]二稿）")
        assert await app.sees("郑州市 · 黄河中游")
        assert await app.sees("基 新型基础设施", "42.0%", "只有四条。")


@pytest.mark.parametrize("language, said", [("zh", "您：overview"), ("en", "You: overview")])
async def test_what_was_said_is_shown_in_the_language_of_the_session(drive, language, said):
    async with drive(language) as app:
        await app.say("overview")
        assert await app.sees(said)


async def test_the_command_lines_draft_and_city_are_said_first(drive):
    async with drive("zh", WIDE, "打开 a.md", "城市 郑州市") as app:
        await app.idle()
        assert app.session.heard == ["打开 a.md", "城市 郑州市"]
        assert await app.sees("郑州市 · 黄河中游")


async def test_brackets_and_control_signs_are_text_like_any_other(drive):
    texts = ["a[/b]", "[red]红[/red]", "\\[", "[@click=app.quit]x[/]", "{0} %s $x", "\u202eabc\x1b[31m"]
    async with drive() as app:
        await app.say("打开 a.md", "evidence", "overview")
        assert await app.sees("a[/b]", "[red]")
        for text in texts:
            app.app.main.ask(text)
            await app.pilot.pause()
            await app.idle()
        assert app.session.heard[3:] == texts
        assert await app.sees(*texts[:-1], "abc[31m")


async def test_typing_and_enter_in_one_breath_lose_nothing(drive):
    async with drive() as app:
        for key in ("o", "v", "e", "r", "v", "i", "e", "w"):
            app.app.post_message(events.Key(key, key))
        app.app.post_message(events.Key("enter", "\r"))
        await app.pilot.pause(0.05)
        await app.idle()
        assert app.session.heard == ["overview"]
        assert app.app.main.query_one(Prompt).text == ""


async def test_a_choice_is_picked_by_arrow_and_enter_and_by_click(drive):
    async with drive() as app:
        await app.say("overview")
        await app.pilot.press("shift+tab", "right", "enter")
        await app.idle()
        assert app.session.heard == ["overview", "overview"]
        row = app.app.main.query(ChoiceRow).last()
        await app.pilot.click(row, offset=(2, 0))
        await app.idle()
        assert app.session.heard[-1] == "evidence"
        assert "您：看依据" in "".join(str(w.visual) for w in app.app.main.query(".you").results())


async def test_only_the_last_offers_carry_numbers(drive):
    async with drive() as app:
        await app.say("overview", "evidence")
        rows = list(app.app.main.query(ChoiceRow))
        assert [row.past for row in rows] == [True, True, False]
        assert "[1]" not in rows[0].lines(80)[0].plain and "[1]" in rows[-1].lines(80)[0].plain


async def test_a_quotation_leads_to_its_statement_in_the_draft(drive):
    async with drive() as app:
        await app.say("打开 a.md", "evidence")
        app.app.main.query(QuotationView).last().focus()
        await app.pilot.press("enter")
        await app.pilot.pause()
        draft = app.app.main.query_one(DraftView)
        assert draft.at == 4 and draft.has_focus
        assert await app.sees("态 >制定个人信息保护办法。")


async def test_on_a_narrow_screen_the_draft_takes_the_place_of_the_chat_and_escape_brings_it_back(drive):
    async with drive("zh", NARROW) as app:
        app.session.times = 30
        await app.say("打开 a.md", "evidence")
        main = app.app.main
        assert main.query_one(ChatLog).display and not main.query_one(DraftPane).display
        main.query(QuotationView).last().focus()
        await app.pilot.press("enter")
        await app.pilot.pause()
        assert not main.query_one(ChatLog).display and main.query_one(DraftPane).display
        assert await app.sees("态 >制定个人信息保护办法。")
        await app.pilot.press("escape")
        assert main.query_one(ChatLog).display and main.query_one(Prompt).has_focus


async def test_a_statement_far_down_is_scrolled_into_view(drive):
    async with drive() as app:
        app.session.times = 200
        await app.say("打开 a.md", "why s900")
        await app.pilot.pause()
        assert app.app.main.query_one(DraftView).at == 899
        assert await app.sees(">")
        assert app.app.main.query_one(DraftView).scroll_offset.y > 100


async def test_the_draft_is_walked_by_arrows_and_enter_asks_why(drive):
    async with drive() as app:
        await app.say("打开 a.md")
        await app.pilot.press("f3", "down", "down", "enter")
        await app.idle()
        assert app.session.heard[-1] == "为什么 s2 这样编"
        assert app.app.main.query_one(Prompt).has_focus


@pytest.mark.parametrize("size, shown", [(WIDE, True), ((110, 30), True), ((109, 30), False), (NARROW, False)])
async def test_side_panes_need_110_columns(drive, size, shown):
    async with drive("zh", size) as app:
        assert app.app.main.query_one(StepsPane).display is shown
        assert app.app.main.query_one(DraftPane).display is shown


@pytest.mark.parametrize("size", [WIDE, NARROW])
async def test_f4_shows_and_hides_the_steps(drive, size):
    async with drive("zh", size) as app:
        steps = app.app.main.query_one(StepsPane)
        before = steps.display
        await app.pilot.press("f4")
        assert steps.display is not before
        await app.pilot.press("f4")
        assert steps.display is before


async def test_ctrl_z_undoes_writing_first_and_then_decisions(drive):
    async with drive() as app:
        await app.pilot.press("a", "b", "ctrl+z")
        assert app.session.heard == [] and app.app.main.query_one(Prompt).text == ""
        await app.pilot.press("ctrl+z")
        await app.idle()
        assert await app.sees("已撤销。")
        assert app.session.heard == ["撤销"]


async def test_the_language_changes_everywhere_at_once(drive):
    async with drive() as app:
        await app.pilot.press("f2")
        await app.idle()
        assert await app.sees("Now in English.", "No draft open", "Steps", "F1 Help")
        await app.pilot.press("f2")
        await app.idle()
        assert await app.sees("F1 帮助")
        assert app.session.heard == ["英文", "Chinese"]


async def test_the_theme_changes_between_dark_and_light(drive):
    async with drive() as app:
        themes = [app.app.theme]
        for _ in range(2):
            await app.pilot.press("f5")
            themes.append(app.app.theme)
        assert themes == [DARK, LIGHT, DARK]


async def test_help_opens_and_closes_and_shields_what_lies_below(drive):
    async with drive() as app:
        await app.pilot.press("f1", "f2", "ctrl+z")
        assert isinstance(app.app.screen, HelpScreen) and app.session.heard == []
        assert await app.sees("撤销上一项决定")
        await app.pilot.press("escape")
        assert not isinstance(app.app.screen, HelpScreen)


async def test_saying_quit_closes_the_app_and_so_does_ctrl_q(drive):
    for keys in (("q", "u", "i", "t", "enter"), ("ctrl+q",)):
        async with drive() as app:
            await app.pilot.press(*keys)
            await app.pilot.pause(0.1)
            assert app.app._exit and app.app.return_code in (0, None)


async def test_ctrl_c_says_how_to_quit(drive):
    async with drive() as app:
        await app.pilot.press("ctrl+c")
        assert app.app.main.query_one(StatusLine).note == "退出请按 Ctrl+Q"


async def test_while_an_answer_is_worked_out_the_app_goes_on_and_takes_the_next_question(drive):
    async with drive() as app:
        await app.pilot.press(*"slow", "enter")
        await app.pilot.pause(0.05)
        assert await app.sees("正在处理", "您：slow")
        assert app.app.main.busy
        await app.pilot.press(*"overview", "enter", "f5")
        await app.pilot.pause()
        assert app.app.theme == LIGHT and app.session.heard == ["slow"]
        assert await app.sees("接着就答：overview")
        assert app.app.main.query_one(Prompt).text == ""
        app.session.gate.set()
        await app.idle()
        await app.idle()
        assert await app.sees("42.0%")
        assert app.session.heard == ["slow", "overview"]


async def test_a_number_said_too_early_is_not_kept_for_other_offers(drive):
    async with drive() as app:
        await app.pilot.press(*"slow", "enter", "1", "enter")
        await app.pilot.pause(0.05)
        assert app.app.main.query_one(Prompt).text == "1"
        app.session.gate.set()
        await app.idle()
        assert app.session.heard == ["slow"]


@pytest.mark.parametrize(
    "utterance, shown",
    [("problem", "a[/b].docx"), ("bug", "RuntimeError: [red]first line"), ("open missing", "missing")],
)
async def test_when_a_reply_fails_one_line_says_so_and_the_words_come_back(drive, utterance, shown):
    async with drive() as app:
        await app.say(utterance)
        assert await app.sees(shown) and "second line" not in app.screen()
        assert app.app.main.query_one(Prompt).text == utterance
        assert await app.sees("已放回输入框")
        await app.pilot.press("ctrl+z")
        app.app.main.query_one(Prompt).clear()
        await app.say("overview")
        assert await app.sees("42.0%")


async def test_words_written_meanwhile_are_not_overwritten_by_those_that_come_back(drive):
    async with drive() as app:
        app.app.main.ask("bug")
        await app.pilot.press(*"new")
        await app.idle()
        assert app.app.main.query_one(Prompt).text == "new"


async def test_what_the_first_reply_needs_is_loaded_behind_the_greeting(drive):
    async with drive() as app:
        while not app.session.warm:
            await app.pilot.pause(0.01)
        assert app.app.failure is None and not app.app.main.busy


async def test_a_session_that_cannot_start_closes_the_app_and_leaves_the_reason(drive):
    def fails() -> object:
        raise OSError("no rubrics")

    app = ChengjianApp(fails, "zh")  # type: ignore[arg-type]
    async with app.run_test() as pilot:
        await pilot.pause(0.1)
    assert isinstance(app.failure, OSError)


async def test_a_dropped_file_opens_and_pasted_text_keeps_all_its_lines(drive, tmp_path):
    path = tmp_path / "规划 草案.md"
    path.write_text("x", encoding="utf-8")
    async with drive() as app:
        prompt = app.app.main.query_one(Prompt)
        prompt.post_message(events.Paste(f"'{path}'\n"))
        await app.pilot.pause(0.05)
        await app.idle()
        assert app.session.heard == [f"打开 {path}"]
        prompt.post_message(events.Paste("一\n二[red]\n三"))
        await app.pilot.pause()
        assert prompt.text == "一\n二[red]\n三" and app.session.heard == [f"打开 {path}"]


async def test_pasting_and_typing_find_the_prompt_wherever_the_focus_is(drive):
    async with drive() as app:
        await app.say("打开 a.md")
        await app.pilot.press("f3", "x")
        app.app.main.query_one(DraftView).focus()
        app.app.screen.post_message(events.Paste("y"))
        await app.pilot.pause(0.05)
        assert app.app.main.query_one(Prompt).text == "xy"


async def test_shift_enter_starts_a_line_and_enter_sends_all_of_them(drive):
    async with drive() as app:
        await app.pilot.press("a", "shift+enter", "b", "ctrl+j", "c", "enter")
        await app.idle()
        assert app.session.heard == ["a\nb\nc"]


async def test_up_brings_back_what_was_said_before(drive):
    async with drive() as app:
        await app.say("overview", "undo")
        prompt = app.app.main.query_one(Prompt)
        seen = []
        for key in ("up", "up", "up", "down", "down"):
            await app.pilot.press(key)
            seen.append(prompt.text)
        assert seen == ["undo", "overview", "overview", "undo", ""]


async def test_an_answer_longer_than_the_pane_shows_its_beginning_and_says_that_there_is_more(drive):
    async with drive("zh", NARROW) as app:
        await app.say("overview", "long")
        await app.pilot.pause(0.05)
        assert await app.sees("您：long", "line 0", "下面还有")
        for _ in range(8):
            await app.pilot.press("pagedown")
        await app.pilot.pause(0.05)
        assert await app.sees("line 39")
        assert "下面还有" not in app.screen()


async def test_old_turns_leave_the_screen_and_come_back_on_demand(drive, monkeypatch):
    monkeypatch.setattr(chat, "LIVE_TURNS", 3)
    monkeypatch.setattr(chat, "BATCH", 2)
    async with drive() as app:
        for _ in range(5):
            await app.say("undo")
        main = app.app.main
        assert len(main.query(Turn)) == 3
        for folded, live in ((3, 5), (1, 6)):
            assert f"{folded} 轮" in str(main.query_one(chat.EarlierTurns).visual)
            main.query_one(chat.ChatLog).scroll_home(animate=False)
            await app.pilot.pause()
            await (app.pilot.click(chat.EarlierTurns) if folded == 3 else app.pilot.press("pageup"))
            await app.pilot.pause()
            assert len(main.query(Turn)) == live
        assert not main.query(chat.EarlierTurns)


async def test_the_input_methods_window_follows_the_cursor(drive):
    async with drive() as app:
        await app.pilot.press(*"中文")
        prompt = app.app.main.query_one(Prompt)
        assert app.app.cursor_position == prompt.cursor_screen_offset
        assert app.app.cursor_position.x == prompt.content_region.x + 4
        assert app.app.cursor_position.y == 34
        await app.pilot.resize_terminal(100, 30)
        await app.pilot.pause()
        assert app.app.cursor_position.y == 28

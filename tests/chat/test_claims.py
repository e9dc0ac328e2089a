"""What people say of cities in general is answered with the paper's figures, for the claim they mean."""

import pytest

from assistant.chat.claims import claim_meant
from assistant.chat.session import Session
from assistant.chat.understand import understand
from assistant.journal.store import MEMORY, open_journal
from assistant.peers.findings import findings
from assistant.phrases import LANGUAGES, phrases

SAID = [
    ("发达城市更均衡", "richer_more_even", "0.31"),
    ("是不是越发达的城市越均衡？", "richer_more_even", "0.69"),
    ("developed cities are more balanced", "richer_more_even", "0.31"),
    ("邻近城市趋同", "neighbours_alike", "0.373"),
    ("do neighbouring cities converge", "neighbours_alike", "0.381"),
    ("东北不重视生态", "northeast_neglects_ecology", "20.53%"),
    ("the northeast neglects ecology", "northeast_neglects_ecology", "20.53%"),
    ("经济越发达越重视", "richer_attend_more", "0.56"),
    ("show figure 1", "richer_attend_more", "0.53"),
    ("经济越发达价值理性越高", "value_share_rises", "-0.10"),
    ("银川没写数字生活", "yinchuan_life", "11.43%"),
]


@pytest.fixture
def session():
    opened = Session(open_journal(MEMORY, codebook="test"), "zh")
    yield opened
    opened.close()


@pytest.mark.parametrize(("said", "claim", "figure"), SAID, ids=[said[0] for said in SAID])
def test_a_claim_is_answered_with_its_number(said, claim, figure, session):
    assert claim_meant(said) == claim
    answer = session.reply(said)
    assert answer.intent == "findings"
    assert figure in str(answer.blocks)


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_wording_means_its_own_claim(language):
    for finding in findings():
        for line in phrases(language).lines(f"heard.claim.{finding.claim}"):
            assert (understand(line).intent, claim_meant(line)) == ("findings", finding.claim), line


@pytest.mark.parametrize("said", ["论文的结论站得住吗", "证据怎么说", "do the paper's claims hold", "西北不重视生态"])
def test_without_a_claim_named_all_are_shown_and_offered(said, session):
    assert claim_meant(said) is None
    answer = session.reply(said)
    table, _, offers = answer.blocks
    assert len(table.rows) == len(offers.choices) == len(findings())


def test_the_offers_lead_to_the_claims(session):
    session.reply("do the paper's claims hold")
    for number, finding in enumerate(findings(), 1):
        session.reply("论文的结论站得住吗")
        assert phrases("zh")(f"findings.follows.{finding.claim}") in str(session.reply(str(number)).blocks)


@pytest.mark.parametrize("said", ["谁和我们最像", "最相似的城市", "most similar cities", "看 31 市的点图"])
def test_who_is_near_needs_a_draft(said, session):
    answer = session.reply(said)
    assert answer.intent == "near"
    assert answer.blocks[0].text == phrases("zh")("errors.no_draft")

"""What a confidence means is read from a checked table."""

import pytest

from assistant.coding import measured, reliability
from assistant.coding.reliability import Band, band_of
from assistant.model import Problem

BANDS = (Band(0.3, 0.5, 40, 21), Band(0.5, 0.9, 19, 19), Band(0.9, 1.0, 200, 199))


@pytest.mark.parametrize(
    ("confidence", "right"),
    [(0.29, None), (0.3, 21), (0.49, 21), (0.5, None), (0.89, None), (0.9, 199), (1.0, 199), (1.01, None)],
)
def test_a_confidence_means_its_band_where_the_band_can_tell(confidence, right):
    found = band_of(confidence, BANDS)
    assert (found.right if found else None) == right


@pytest.mark.parametrize(
    ("right", "statements", "in_ten"), [(199, 200, 9), (200, 200, 10), (21, 40, 5), (0, 3, 0), (0, 0, 0)]
)
def test_in_ten_is_never_rounded_up(right, statements, in_ten):
    assert Band(0.5, 0.6, statements, right).in_ten == in_ten


def test_more_confidence_was_right_more_often():
    bands = [b for b in reliability.reliability().bands if b.tells]
    shares = [b.right / b.statements for b in bands]
    assert len(bands) >= 3 and shares[0] == min(shares) and shares[-1] == max(shares)


@pytest.fixture
def folder(tmp_path, monkeypatch):
    monkeypatch.setattr(measured, "data_file", lambda name: tmp_path / name)
    reliability.reliability.cache_clear()
    yield tmp_path
    reliability.reliability.cache_clear()


HEAD = "# codebook x\nfrom,to,statements,right\n"


def test_a_whole_table_is_read(folder):
    (folder / reliability.FILE).write_text(f"{HEAD}0.0,0.5,40,20\n0.5,1.0,60,55\n", encoding="utf-8")
    assert reliability.reliability() == reliability.Reliability(
        "codebook x", (Band(0.0, 0.5, 40, 20), Band(0.5, 1.0, 60, 55))
    )


@pytest.mark.parametrize(
    "text",
    [
        "from,to,statements,right\n0.0,1.0,4,2\n",
        HEAD,
        f"{HEAD}0.0,0.5,4,2\n0.6,1.0,4,2\n",
        f"{HEAD}0.5,1.0,4,2\n0.0,0.5,4,2\n",
        f"{HEAD}0.0,1.1,4,2\n",
        f"{HEAD}0.5,0.5,4,2\n",
        f"{HEAD}nan,1.0,4,2\n",
        f"{HEAD}low,1.0,4,2\n",
        f"{HEAD}0.0,1.0,4,5\n",
        f"{HEAD}0.0,1.0,4,-1\n",
        f"{HEAD}0.0,1.0,4\n",
    ],
)
def test_a_broken_table_is_refused(folder, text):
    (folder / reliability.FILE).write_text(text, encoding="utf-8")
    with pytest.raises(Problem) as caught:
        reliability.reliability()
    assert caught.value.key == "data_broken"


def test_a_missing_table_is_refused(folder):
    with pytest.raises(Problem):
        reliability.reliability()

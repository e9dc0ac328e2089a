"""A typed place is understood, or asked back; never guessed."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.model import REGIONS, Problem
from assistant.peers.reference import records, reference_cities, region_cities
from assistant.peers.regions import Place, english_name, place_names, resolve
from assistant.phrases import LANGUAGES, phrases

SPELLINGS = {
    "北京市": "Beijing", "天津市": "Tianjin", "石家庄市": "Shijiazhuang", "太原市": "Taiyuan", "呼和浩特市": "Hohhot",
    "沈阳市": "Shenyang", "长春市": "Changchun", "哈尔滨市": "Harbin", "上海市": "Shanghai", "南京市": "Nanjing",
    "杭州市": "Hangzhou", "合肥市": "Hefei", "福州市": "Fuzhou", "南昌市": "Nanchang", "济南市": "Jinan",
    "郑州市": "Zhengzhou", "武汉市": "Wuhan", "长沙市": "Changsha", "广州市": "Guangzhou", "南宁市": "Nanning",
    "海口市": "Haikou", "重庆市": "Chongqing", "成都市": "Chengdu", "贵阳市": "Guiyang", "昆明市": "Kunming",
    "拉萨市": "Lhasa", "西安市": "Xi'an", "兰州市": "Lanzhou", "西宁市": "Xining", "银川市": "Yinchuan",
    "乌鲁木齐市": "Urumqi",
}  # fmt: skip


def refused(text: str) -> Problem:
    with pytest.raises(Problem) as caught:
        resolve(text)
    return caught.value


@pytest.mark.parametrize("city", SPELLINGS)
def test_each_of_the_31_cities_is_known_with_and_without_shi_and_in_english(city):
    english = SPELLINGS[city]
    spellings = [city, city.removesuffix("市"), english, english.lower(), f"{english} City", f" {city} "]
    assert {resolve(text) for text in spellings} == {resolve(city)}
    assert resolve(city).city == city
    assert city in region_cities(resolve(city).region)
    assert english_name(city) == english


def test_the_31_spellings_are_those_of_the_papers_cities():
    assert set(SPELLINGS) == set(reference_cities())


@pytest.mark.parametrize("row", records("cities.csv"), ids=lambda row: row["city"])
def test_every_listed_city_is_understood_by_its_full_name(row):
    place = Place(row["city"], row["province"], row["region"])
    assert resolve(row["city"]) == place
    assert resolve(row["province"] + row["city"]) == place


def test_the_cities_are_the_333_prefecture_level_units_and_the_4_municipalities():
    names = [row["city"] for row in records("cities.csv")]
    assert len(set(names)) == len(names) == 337
    kinds = {kind: sum(name.endswith(kind) for name in names) for kind in ("市", "自治州", "地区", "盟")}
    assert kinds == {"市": 297, "自治州": 30, "地区": 7, "盟": 3}


def test_a_citys_region_follows_from_its_province():
    provinces = {row["province"]: row["region"] for row in records("provinces.csv")}
    assert len(provinces) == 31
    assert set(provinces.values()) == set(REGIONS)
    assert all(provinces[row["province"]] == row["region"] for row in records("cities.csv"))


def test_the_papers_cities_lie_in_the_papers_regions():
    assert sorted(city for region in REGIONS for city in region_cities(region)) == sorted(reference_cities())
    assert resolve("拉萨").region == "northwest"
    assert resolve("南宁").region == "southwest"
    assert {resolve(city).region for city in ("福州", "海口", "三亚", "深圳")} == {"south_coast"}


@pytest.mark.parametrize(
    ("text", "region"),
    [
        *((region, region) for region in REGIONS),
        ("东北", "northeast"), ("东北地区", "northeast"), ("东北经济区", "northeast"), ("Northeast", "northeast"),
        ("大西北", "northwest"), ("大西北地区", "northwest"), ("西北地区", "northwest"), ("大西南", "southwest"),
        ("西南地区", "southwest"), ("黄河中游地区", "middle_yellow_river"), ("Middle Yangtze", "middle_yangtze"),
        ("middle reaches of the Yangtze River", "middle_yangtze"), ("北部沿海", "north_coast"),
        ("eastern coast", "east_coast"), ("Southern Coast region", "south_coast"),
    ],
)  # fmt: skip
def test_regions_are_known_by_their_names(text, region):
    assert resolve(text) == Place(None, None, region)


def test_the_regions_are_called_as_everywhere_else():
    for row in records("regions.csv"):
        for language, name in zip(LANGUAGES, (row["zh"], row["en"]), strict=True):
            assert phrases(language)(f"region.{row['region']}") == name


@pytest.mark.parametrize(
    ("text", "province"),
    [("江苏", "江苏省"), ("广西", "广西壮族自治区"), ("内蒙古", "内蒙古自治区"), ("Henan Province", "河南省"),
     ("Shaanxi", "陕西省"), ("Shanxi", "山西省"), ("Tibet", "西藏自治区"), ("海南", "海南省"), ("吉林省", "吉林省")],
)  # fmt: skip
def test_provinces_are_known_by_their_names(text, province):
    place = resolve(text)
    assert (place.city, place.province, place.exact) == (None, province, True)


@pytest.mark.parametrize(
    ("text", "city"),
    [("郑洲", "郑州市"), ("株州", "株洲市"), ("河南郑州", "郑州市"), ("江苏省苏州市", "苏州市"),
     ("延边", "延边朝鲜族自治州"),
     ("海南州", "海南藏族自治州"), ("吉林市", "吉林市"), ("吉林省吉林市", "吉林市"), ("ＸＩＡＮ", "西安市"),
     ("Ürümqi", "乌鲁木齐市"),
     ("wulumuqi", "乌鲁木齐市"), ("喀什市", "喀什地区"), ("Canton", "广州市"), ("抚州", "抚州市")],
)  # fmt: skip
def test_other_ways_to_write_a_city(text, city):
    assert (resolve(text).city, resolve(text).exact) == (city, True)


@pytest.mark.parametrize(
    ("text", "city"),
    [("乌鲁木奇", "乌鲁木齐市"), ("哈尔宾", "哈尔滨市"), ("石家装", "石家庄市"), ("Zhengzou", "郑州市"),
     ("shijiazhung", "石家庄市"),
     ("Beijng", "北京市"), ("郑州市金水区", "郑州市"), ("上海市浦东新区", "上海市")],
)  # fmt: skip
def test_a_clear_slip_or_a_longer_name_is_understood_and_marked(text, city):
    assert (resolve(text).city, resolve(text).exact) == (city, False)


def test_an_unlisted_place_of_a_named_province_still_has_its_region():
    assert resolve("河南省济源市") == Place(None, "河南省", "middle_yellow_river", exact=False)


@pytest.mark.parametrize("text", ["吉林", "Jilin", "Suzhou", "Taizhou", "Yichun", "Yulin"])
def test_a_name_of_two_places_is_asked_back(text):
    problem = refused(text)
    assert problem.key == "ambiguous_city"
    assert len(str(problem.values["choices"]).split("、")) == 2


@pytest.mark.parametrize(
    "text",
    ["", "  ", "abc", "香港", "昆山", "西平", "三门县", "张家港", "阿拉尔市", "阿克陶", "Qingzhou", "Changshu",
     "长江下游", "云澜市", "{0}", "[bold]", "%s", "../..", "=1+1"],
)  # fmt: skip
def test_a_place_that_is_not_clearly_meant_is_asked_back(text):
    problem = refused(text)
    assert problem.key == "unknown_city"
    for language in LANGUAGES:
        assert text.strip() in phrases(language).problem(problem)


def test_what_is_offered_is_understood_in_turn():
    for text in ("吉林", "Suzhou", "Yulin", "张家港", "三门县", "昆山", "西平", ""):
        values = refused(text).values
        for offer in str(values.get("choices") or values["near"]).split("、"):
            assert resolve(offer).exact, offer


def test_the_names_to_listen_for_are_those_that_are_understood():
    for name, places in place_names().items():
        if len(places) == 1:
            assert resolve(name) == places[0]
    assert {"株洲", "株洲市", "长江中游", "xian", "xinjiang"} <= set(place_names())


def test_what_is_near_is_offered():
    assert "郑州市（河南省）" in str(refused("郑东").values["near"])


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=12))
def test_any_text_gives_a_place_or_a_question(text):
    try:
        assert resolve(text).region in REGIONS
    except Problem as problem:
        assert problem.key in ("unknown_city", "ambiguous_city")

"""A typed place is understood, or asked back; never guessed."""

from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from assistant.model import REGIONS, Problem
from assistant.peers.reference import records, reference_cities, region_cities
from assistant.peers.regions import Place, english_name, place_names, resolve
from assistant.phrases import LANGUAGES, phrases

REGION_OF = {row["province"]: row["region"] for row in records("provinces.csv")}
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
    english_ones = [english, english.lower(), f"{english} City"] if city != "福州市" else ["Fuzhou, Fujian", "Foochow"]
    spellings = [city, city.removesuffix("市"), *english_ones, f" {city} "]
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


def test_each_province_has_as_many_prefecture_level_units_as_in_the_official_list():
    counted = Counter(row["province"] for row in records("cities.csv"))
    assert counted == {
        "北京市": 1, "天津市": 1, "河北省": 11, "山西省": 11, "内蒙古自治区": 12, "辽宁省": 14, "吉林省": 9,
        "黑龙江省": 13,
        "上海市": 1, "江苏省": 13, "浙江省": 11, "安徽省": 16, "福建省": 9, "江西省": 11, "山东省": 16, "河南省": 17,
        "湖北省": 13, "湖南省": 14, "广东省": 21, "广西壮族自治区": 14, "海南省": 4, "重庆市": 1, "四川省": 21,
        "贵州省": 9,
        "云南省": 16, "西藏自治区": 7, "陕西省": 10, "甘肃省": 14, "青海省": 8, "宁夏回族自治区": 5,
        "新疆维吾尔自治区": 14,
    }  # fmt: skip


@pytest.mark.parametrize("row", records("county_cities.csv"), ids=lambda row: row["name"])
def test_every_county_level_city_is_taken_as_the_city_it_lies_in(row):
    place = Place(row["city"] or None, row["province"], REGION_OF[row["province"]], exact=False)
    for text in (row["name"], row["province"] + row["city"] + row["name"], row["city"] + row["name"]):
        assert resolve(text) == place


def test_the_lists_below_the_prefecture_are_whole_and_their_parents_known():
    cities = {row["city"] for row in records("cities.csv")} | {""}
    cities_below = records("county_cities.csv")
    assert len(cities_below) == len({row["name"] for row in cities_below}) == 397
    counties = [(row["city"], unit) for row in records("counties.csv") for unit in row["units"].split("|")]
    assert len(counties) == len(set(counties)) == 2449
    for name in ("county_cities.csv", "counties.csv", "new_areas.csv"):
        assert all(row["city"] in cities and row["province"] in REGION_OF for row in records(name))


@pytest.mark.parametrize(("city", "unit"), [(r["city"], r["units"].split("|")[0]) for r in records("counties.csv")])
def test_a_county_named_behind_its_city_is_taken_as_the_city(city, unit):
    if city:
        assert resolve(city + unit).city == city


@pytest.mark.parametrize(
    ("text", "city", "province"),
    [
        ("昆山", "苏州市", "江苏省"), ("江苏昆山", "苏州市", "江苏省"), ("江苏省苏州市昆山", "苏州市", "江苏省"),
        ("Kunshan", "苏州市", "江苏省"), ("义乌", "金华市", "浙江省"), ("常熟", "苏州市", "江苏省"),
        ("晋江市", "泉州市", "福建省"), ("满洲里", "呼伦贝尔市", "内蒙古自治区"),
        ("瑞丽", "德宏傣族景颇族自治州", "云南省"),
        ("霍尔果斯", "伊犁哈萨克自治州", "新疆维吾尔自治区"), ("凭祥", "崇左市", "广西壮族自治区"),
        ("西平", "驻马店市", "河南省"), ("三门县", "台州市", "浙江省"),
        ("阿克陶", "克孜勒苏柯尔克孜自治州", "新疆维吾尔自治区"),
        ("仙桃", None, "湖北省"), ("济源", None, "河南省"), ("石河子", None, "新疆维吾尔自治区"),
        ("神农架", None, "湖北省"),
        ("雄安新区", None, "河北省"), ("雄安", None, "河北省"), ("天府新区", None, "四川省"),
        ("西咸新区", None, "陕西省"),
        ("浦东新区", "上海市", "上海市"), ("Pudong", "上海市", "上海市"), ("滨海新区", "天津市", "天津市"),
        ("两江新区", "重庆市", "重庆市"), ("横琴", "珠海市", "广东省"), ("Port Arthur", "大连市", "辽宁省"),
        ("大厂回族自治县", "廊坊市", "河北省"), ("平凉市崆峒区", "平凉市", "甘肃省"),
        ("喀什市", "喀什地区", "新疆维吾尔自治区"),
    ],
)  # fmt: skip
def test_a_place_below_the_prefecture_is_understood_through_its_parent(text, city, province):
    assert resolve(text) == Place(city, province, REGION_OF[province], exact=False)


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
     ("江苏苏州", "苏州市"), ("Suzhou, Jiangsu", "苏州市"), ("anhui suzhou", "宿州市"),
     ("延边自治州", "延边朝鲜族自治州"),
     ("湘西土家族自治州", "湘西土家族苗族自治州"), ("廣州", "广州市"), ("臺州", "台州市"), ("烏魯木齊市", "乌鲁木齐市"),
     ("lvliang", "吕梁市"), ("lyu liang", "吕梁市"), ("Lǚliáng", "吕梁市"), ("guang zhou", "广州市"),
     ("guang3zhou1", "广州市"),
     ("Xi’an shi", "西安市"), ("Peking", "北京市"), ("Soochow", "苏州市"), ("Swatow", "汕头市"),
     ("中山", "中山市"), ("大同", "大同市"), ("西安", "西安市"), ("资阳", "资阳市"),
     ("海南州", "海南藏族自治州"), ("吉林市", "吉林市"), ("吉林省吉林市", "吉林市"), ("ＸＩＡＮ", "西安市"),
     ("Ürümqi", "乌鲁木齐市"),
     ("wulumuqi", "乌鲁木齐市"), ("Canton", "广州市"), ("抚州", "抚州市")],
)  # fmt: skip
def test_other_ways_to_write_a_city(text, city):
    assert (resolve(text).city, resolve(text).exact) == (city, True)


@pytest.mark.parametrize(
    ("text", "city"),
    [("乌鲁木奇", "乌鲁木齐市"), ("哈尔宾", "哈尔滨市"), ("石家装", "石家庄市"), ("Zhengzou", "郑州市"),
     ("shijiazhung", "石家庄市"),
     ("Beijng", "北京市"), ("郑州市金水区", "郑州市"), ("上海市浦东新区", "上海市"), ("郑州市某某区", "郑州市"),
     ("江苏省苏州市某某区", "苏州市"), ("延边州某某区", "延边朝鲜族自治州"), ("江苏省昆山市玉山镇", "苏州市"),
     ("深镇", "深圳市"), ("抗州", "杭州市"), ("江苏苏周", "苏州市"), ("呼和浩", "呼和浩特市"), ("景镇德", "景德镇市")],
)  # fmt: skip
def test_a_clear_slip_or_a_longer_name_is_understood_and_marked(text, city):
    assert (resolve(text).city, resolve(text).exact) == (city, False)


def test_an_unlisted_place_of_a_named_province_still_has_its_region():
    assert resolve("河南省济源市") == Place(None, "河南省", "middle_yellow_river", exact=False)


@pytest.mark.parametrize(
    "text",
    [
        "吉林",
        "Jilin",
        "Suzhou",
        "su zhou",
        "Taizhou",
        "Yichun",
        "Yulin",
        "Fuzhou",
        "Jinzhou",
        "朝阳",
        "Chaoyang",
        "通州",
        "朝阳区",
    ],
)
def test_a_name_of_two_places_is_asked_back(text):
    problem = refused(text)
    assert problem.key == "ambiguous_city"
    assert len(str(problem.values["choices"]).split("、")) == 2


@pytest.mark.parametrize(
    "text",
    ["", "  ", "abc", "三门湾", "石家", "章丘市", "云州市", "浙江省苏州市", "长江下游", "云澜市", "云澜", "Yunlan",
     "{0}", "[bold]", "%s", "../..", "=1+1"],
)  # fmt: skip
def test_a_place_that_is_not_clearly_meant_is_asked_back(text):
    problem = refused(text)
    assert problem.key == "unknown_city"
    for language in LANGUAGES:
        assert text.strip() in phrases(language).problem(problem)


@pytest.mark.parametrize("text", ["香港", "Hong Kong", "HK", "澳門", "Macau", "台湾省", "臺灣", "Taipei"])
def test_what_lies_outside_the_eight_regions_is_told_so_and_offered_the_regions(text):
    problem = refused(text)
    assert problem.key == "outside_regions"
    assert [resolve(name).region for name in str(problem.values["near"]).split("、")] == list(REGIONS)


def test_what_is_offered_is_understood_in_turn():
    for text in ("吉林", "Suzhou", "Yulin", "章丘市", "三门湾", "鼓楼区", "通州", "朝阳", "石家", "佛州", ""):
        values = refused(text).values
        offers = str(values.get("choices") or values["near"]).split("、")
        assert len({resolve(offer) for offer in offers}) == len(offers)


def test_the_names_to_listen_for_are_those_that_are_understood():
    for name, places in place_names().items():
        if len(places) == 1:
            assert resolve(name) == places[0], name
    assert {"株洲", "株洲市", "长江中游", "xian", "xinjiang", "昆山", "义乌", "雄安新区"} <= set(place_names())
    assert not {"合作", "东方", "高安", "公安", "资源"} & set(place_names())


def test_what_is_near_is_offered():
    assert "郑州市（河南省）" in str(refused("郑都市").values["near"])


@pytest.mark.parametrize("text", ["州" * 50_000, "苏州市" * 20_000, "suzhou" * 5_000, "乐" * 30, "x" * 50_000])
def test_a_very_long_text_is_a_place_that_was_mended_or_a_question(text):
    try:
        assert not resolve(text).exact
    except Problem as problem:
        assert problem.key == "unknown_city"


@settings(max_examples=50, deadline=None)
@given(st.text(max_size=12))
def test_any_text_gives_a_place_or_a_question(text):
    try:
        assert resolve(text).region in REGIONS
    except Problem as problem:
        assert problem.key in ("unknown_city", "ambiguous_city")

"""Whether a cell for one name holds several people: 张三、李四, 张三(携妻李四), 张三一家三口. The one
name that only looks so (买买提·艾力, 欧阳 娜娜, Mary Ann Smith, 张 三) stays one. Pure."""

from __future__ import annotations

import re
import unicodedata

from fangxian.ground.people.names import ROLE, two_scripts

LONGEST_ALONE = 3  # letters of nearly every name
_SINGLE = (
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董潘袁蔡蒋余于杜叶程魏苏吕丁任卢姚沈钟姜崔谭陆"
    "范汪廖石金韦贾夏付方邹熊白孟秦邱侯江尹薛闫雷段龙黎史陶贺毛郝顾龚邵万覃武钱戴严莫孔向常汤康易乔赖文樊兰殷施洪翟安颜"
    "倪牛温芦季俞章鲁葛伍申尤毕聂焦柳邢路岳齐梅庄辛管祝左涂谷祁耿牟卜路詹关苗凌费纪靳盛童欧甄项曲成游裴席卫查屈鲍位覃霍翁"
    "隋植甘景薄单包司柏宁柯阮桂闵解强丛华车冉房边净阎佟"
)
_DOUBLE = "欧阳|司马|上官|诸葛|皇甫|东方|司徒|令狐|慕容|尉迟|长孙|宇文|夏侯|公孙|端木|百里|南宫|独孤|轩辕|钟离|闻人|澹台|申屠|太史|呼延"
_NAME = rf"(?:(?:{_DOUBLE})[一-鿿]{{1,2}}|[{_SINGLE}][一-鿿]{{1,2}})"
_KIN = (
    "妻子?|爱人|丈夫|夫|配偶|老公|老婆|儿子?|女儿|子女?|孩子|小孩|母亲?|父亲?|妈妈?|爸爸?|父母|家人|家属|家里人|爷爷|奶奶|弟弟?|妹妹?|哥哥?|姐姐?"
    "|孙子|孙女|婴儿|宝宝|朋友|同事|老人"
)
_COUNT = r"[0-9一二两三四五六七八九十]+"
# behind a name of two letters at least: 父子 and 全家 are parts of names too
_GROUP = re.compile(
    rf"等(?:人|{_COUNT}(?:人|名|位|口))|(?<=[一-鿿]{{2}})(?:(?:一家|全家|阖家)(?:{_COUNT}?(?:口|人))?"
    rf"|{_COUNT}(?:人|口人|口之家)|夫[妇妻](?:俩|二人|两人)?|父[子女]|母[子女]|兄[弟妹]|姐[弟妹]|一行(?:{_COUNT}人)?)$"
    rf"|^(?:一家|全家)(?:{_COUNT}?[口人])?$|{_COUNT}大{_COUNT}小|^等{_COUNT}[人名]$"
)
_WITH = re.compile(
    rf"(?:携|偕|带着?|领着?|陪同?|抱着?|同行|随行)(?:其)?(?:{_KIN}|[一-鿿]{{2,4}}|{_COUNT})|(?:及|和|与|、|同)(?:其)?(?:{_KIN})(?![一-鿿]*之)"
)
_JOINED = re.compile(rf"({_NAME})(?:和|与|及|跟|携)({_NAME})")
_BRACKETS = re.compile(r"[((\[【〔](.*?)[))\]】〕]")
_KIN_NAMED = re.compile(rf"^(?:{_KIN})[:: ]*[一-鿿]{{2,4}}$")
_AND_KIN = re.compile(rf"(?<=[一-鿿]{{2}})[ \u3000]+(?:{_KIN})[:: ]*[一-鿿]{{2,4}}$")
_CUT = re.compile(r"[、,;；|/\n\r+&]|\s-\s")
_LATIN_CUT = re.compile(r"[、;；|\n\r&+]|\band\b|\s/\s", re.IGNORECASE)
_HAN = re.compile(r"[㐀-鿿\U00020000-\U000323af]")
_APART = re.compile(r"[ \u3000\u00a0\t]+")


def several_people(cell: str) -> bool:
    """Whether more than one person is named, or counted, in a cell as it was typed."""
    if len(cell) <= LONGEST_ALONE and cell.isalpha():
        return False  # as nearly all are
    text = ROLE.sub("", cell).replace("（", "(").replace("）", ")").replace("，", ",")
    text = text.replace("：", ":").strip(" ,、;；/\n\r\t\u3000")
    if two_scripts(text):
        return False
    if not _HAN.search(text):
        return _several(_LATIN_CUT.split(text))
    inside = [one.strip() for one in _BRACKETS.findall(text)]
    outside = _BRACKETS.sub("", text).strip()
    if any(map(_of_others, inside)):
        return True
    if _several(_CUT.split(outside)) or _GROUP.search(outside):
        return True
    return bool(
        _WITH.search(outside[2:])
        or _AND_KIN.search(outside)
        or _JOINED.fullmatch(outside)
        or _blanks(outside)
    )


def _several(parts: list[str]) -> bool:
    return sum(any(map(str.isalpha, one)) for one in parts) > 1


def _of_others(said: str) -> bool:
    """Whether a bracket names or counts somebody besides: (携妻李四), (妻:李四), (一家三口)."""
    counted = _GROUP.search(said) or re.fullmatch(rf"共?{_COUNT}[人口]", said)
    return bool(
        counted or _WITH.match(said) or _KIN_NAMED.match(said) or _several(_CUT.split(said))
    )


def _blanks(text: str) -> bool:
    """张三 李四 are two: each a whole name. 欧阳 娜娜 and 张 三 are one."""
    words = [one for one in _APART.split(text) if one]
    return len(words) > 1 and all(re.fullmatch(_NAME, one) for one in words)


_NUMBER = r"(?:(?:\+?86[- ]?)?1[3-9]\d[- ]?\d{4}[- ]?\d{4}|0\d{2,3}-?\d{7,8})(?!\d)"
_WITH_PHONE = re.compile(
    rf"([\u3400-\u9fff·]{{2,15}})\s*[::(]?\s*(?:电话|手机|联系电话)?\s*[::]?\s*({_NUMBER})\s*\)?"
)
_BETWEEN_PEOPLE = re.compile(r"[\s、,;；/|]*")


def names_with_phones(cell: str) -> tuple[tuple[str, str], ...]:
    """(name, phone) of everybody in a cell that says nothing but names, each with its phone (张三
    13812345678、李四 13912345678); () for any other."""
    text = unicodedata.normalize("NFKC", cell)
    found = _WITH_PHONE.findall(text)
    if not found or not _BETWEEN_PEOPLE.fullmatch(_WITH_PHONE.sub("", text)):
        return ()
    return tuple((name, "".join(filter(str.isdigit, phone))[-12:]) for name, phone in found)

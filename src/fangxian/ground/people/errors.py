"""What people decline, with the way out. The document faults also mark rows of a file."""

from __future__ import annotations

from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text

SEE_CARD = Text("请对照证件原件重新录入。", "Enter it again from the card itself.")


class DocumentMissing(Refusal):
    code = "people.document_missing"
    sentence = Text("没有填写证件号码。", "The document number is missing.")
    way_out = Text(
        "请补填证件号码;没有证件的,先电话核实身份再录入。",
        "Add the number; if there is no document, verify the person by phone first.",
    )


class DocumentTypeUnknown(Refusal):
    code = "people.document_type"
    sentence = Text("不认识证件类型“{given}”。", "The document type “{given}” is not known.")
    way_out = Text(
        "请照证件封面的名称填写,或填:居民身份证、护照、港澳通行证、台胞证、外国人永久居留证、其他。",
        "Write the title on the document, or: resident id, passport, HK/Macau permit, Taiwan permit, "
        "foreign permanent, other.",
    )


class SeveralNumbers(Refusal):
    code = "people.several_numbers"
    sentence = Text(
        "证件号码一格里写了 {count} 个号码,分不清哪个是本人的。",
        "The cell holds {count} numbers, and it cannot be told which is the person's own.",
    )
    way_out = Text(
        "请一人一行:本行只留本人的号码,其他人另起一行。",
        "One row a person: leave only this person's number, and give the others rows of their own.",
    )


class SeveralPeople(Refusal):
    code = "people.several_people"
    sentence = Text(
        "姓名一格写了不止一个人:一行只能登记一个人。",
        "The name holds more than one person: a row is of one.",
    )
    way_out = Text(
        "请一人一行,每人写自己的证件号码;同行的孩子、老人也各写一行。",
        "One row a person, each with their own number; children and the old as well.",
    )


class NumberOfAnother(Refusal):
    code = "people.number_of_another"
    sentence = Text(
        "证件号码一格写明是亲属或他人的号码,不是本人的。",
        "The cell says that the number is a relative's or somebody else's.",
    )
    way_out = Text(
        "请填本人的证件号码;没有证件的婴幼儿填出生医学证明编号。",
        "Enter the person's own number; for a newborn, that of the birth certificate.",
    )


class IdLength(Refusal):
    code = "people.id_length"
    sentence = Text(
        "身份证号应为 18 位(旧证 15 位),填写的是 {length} 位。",
        "A resident id has 18 characters (old ones 15); this one has {length}.",
    )
    way_out = SEE_CARD


class IdForm(Refusal):
    code = "people.id_form"
    sentence = Text(
        "身份证号只能是数字,末位可以是 X。", "A resident id is digits, the last may be X."
    )
    way_out = SEE_CARD


class IdDamaged(Refusal):
    code = "people.id_damaged"
    sentence = Text(
        "身份证号被表格软件改成了数值(如 6.1E+17),后几位已经丢失。",
        "The spreadsheet turned the id into a number (like 6.1E+17); its last digits are lost.",
    )
    way_out = Text(
        "请把该列设为“文本”格式,再从原始资料重新录入号码。",
        "Format the column as text and enter the number again from its source.",
    )


class IdChecksum(Refusal):
    code = "people.id_checksum"
    sentence = Text(
        "身份证号校验不通过,至少有一位录错。",
        "The id fails its check; at least one digit is wrong.",
    )
    way_out = SEE_CARD


class IdBirthDate(Refusal):
    code = "people.id_birth_date"
    sentence = Text("身份证号中的出生日期不存在。", "The birth date inside the id does not exist.")
    way_out = SEE_CARD


class IdBirthAhead(Refusal):
    code = "people.id_birth_ahead"
    sentence = Text(
        "身份证号中的出生日期 {day} 还没有到。",
        "The birth date inside the id, {day}, is still to come.",
    )
    way_out = SEE_CARD


# Faults of earlier releases: nothing raises them any more, rows that were put back then name them.
TAKEN_NOW = Text(
    "这个号码现在可以录入,请重新提交这一行。", "It is taken now: hand the row in again."
)


class IdRegion(Refusal):
    code = "people.id_region"
    sentence = Text(
        "身份证号前六位 {region} 不是任何县区的代码。",
        "The first six digits, {region}, are no county's code.",
    )
    way_out = TAKEN_NOW


class IdRegionYear(Refusal):
    code = "people.id_region_year"
    sentence = Text(
        "身份证号前六位 {region} 在出生的 {year} 年还不是县区代码。",
        "The first six digits, {region}, were no county's code in the birth year {year}.",
    )
    way_out = TAKEN_NOW


PREFIX_UNKNOWN = Text(
    "证件号前六位 {region} 不在区划代码表里,方便时请看一眼原件;不影响登记。",
    "The first six digits, {region}, are in no table of codes: look at the card when you can. "
    "Nothing is held up by it.",
)


class PassportForm(Refusal):
    code = "people.passport_form"
    sentence = Text("护照号码的格式不对。", "This is not the form of a passport number.")
    way_out = Text(
        "中国护照为 E/G/D/S/P 加 8 位数字,或 E 加字母加 7 位数字;外国护照为 5 至 15 位字母数字。",
        "Chinese: E/G/D/S/P and 8 digits, or E, a letter and 7 digits; foreign: 5–15 characters.",
    )


class HkMacauForm(Refusal):
    code = "people.hk_macau_form"
    sentence = Text(
        "港澳居民证件号码的格式不对。", "This is not the form of a Hong Kong or Macau document."
    )
    way_out = Text(
        "通行证为 H 或 M 加 8 位(旧证 10 位)数字;居住证为 18 位,以 810000 或 820000 开头。",
        "Permits: H or M and 8 (old: 10) digits; residence permits: 18 digits from 810000 or 820000.",
    )


class TaiwanForm(Refusal):
    code = "people.taiwan_form"
    sentence = Text("台湾居民证件号码的格式不对。", "This is not the form of a Taiwan document.")
    way_out = Text(
        "台胞证为 8 位数字(旧证 10 位加校验);居住证为 18 位,以 830000 开头。",
        "Permits: 8 digits (old: 10 and a check letter); residence permits: 18 digits from 830000.",
    )


class ForeignPermanentForm(Refusal):
    code = "people.foreign_permanent_form"
    sentence = Text(
        "外国人永久居留证号码的格式不对。", "This is not the form of a permanent residence number."
    )
    way_out = Text(
        "新证为 18 位,以 9 开头;旧证为 3 个字母加 12 位数字。",
        "New cards: 18 digits from 9; old ones: three letters and 12 digits.",
    )


class OtherForm(Refusal):
    code = "people.other_form"
    sentence = Text("证件号码太短或含有不认识的符号。", "The number is too short or has odd signs.")
    way_out = SEE_CARD


class MemberNotUnderstood(Refusal):
    code = "people.member_not_understood"
    sentence = Text(
        "成员一栏里“{part}”没有跟着证件号码,看不出是谁。",
        "In the members, “{part}” has no document number: it cannot be told who that is.",
    )
    way_out = Text(
        "请给每个人写“姓名 证件号码”,人与人之间用顿号、空格或换行隔开。",
        "Write “name number” for everybody, with commas, blanks or line breaks between people.",
    )


class MemberColumnUnread(Refusal):
    code = "people.member_column_unread"
    sentence = Text(
        "“{column}”一列写着证件号码,这一列没有读,这一户没有收下。",
        "The column “{column}” holds a document number and is not read: the household was not taken.",
    )
    way_out = Text(
        "请把列名改成“成员1、成员1身份证、成员2、成员2身份证……”,或把人写进“成员证件号码”一列,再导入。",
        "Name the columns 成员1, 成员1身份证, 成员2, 成员2身份证 …, or write everybody into "
        "成员证件号码, and import again.",
    )


class MergeImpossible(Refusal):
    code = "people.merge_impossible"
    status = 409
    sentence = Text("这两份档案不能合并:{why}", "These two cannot be merged: {why}")
    way_out = Text("请打开两份档案核对后再选。", "Open both and check them before choosing again.")


class MergeReasonMissing(Refusal):
    code = "people.merge_reason_missing"
    sentence = Text(
        "合并档案须写明怎样核实是同一人。", "Say how it was found out that both are one person."
    )
    way_out = Text(
        "请填写理由,例如“电话问过本人”。", "Give the reason, e.g. “asked them by phone”."
    )


class MergeSettled(Refusal):
    code = "people.merge_settled"
    status = 409
    sentence = Text("这次合并已经撤销过。", "This merge has been undone already.")
    way_out = Text("无需再操作。", "There is nothing left to do.")


class PurposeMissing(Refusal):
    code = "people.purpose_missing"
    sentence = Text(
        "显示号码或电话须写明用途。", "To show a number or phone, say what it is needed for."
    )
    way_out = Text("请填写用途,例如“电话核实行程”。", "State the purpose, e.g. “call to verify”.")


class PhoneUnusable(Refusal):
    code = "people.phone_unusable"
    sentence = Text("没有能打通的电话可以确认。", "There is no phone here that can be dialled.")
    way_out = Text(
        "请当面问清本人的手机号,填写 11 位号码。",
        "Ask the person for their mobile number and enter its 11 digits.",
    )


class GridUnknown(Refusal):
    code = "people.grid_unknown"
    sentence = Text("本县没有网格“{grid}”,或同名不止一个。", "No such grid, or several: “{grid}”.")
    way_out = Text(
        "请填 15 位网格代码,或“镇+村+网格”全称;网格须先在区划中建立。",
        "Give the grid's code of 15 digits, or town, village and grid in full; it must exist.",
    )


class HouseholdEmpty(Refusal):
    code = "people.household_empty"
    sentence = Text("这一户没有任何证件号码。", "This household names no document.")
    way_out = Text("请至少填写户主的证件号码。", "Give at least the head's document number.")


class HouseholdElsewhere(Refusal):
    code = "people.household_elsewhere"
    sentence = Text("{place} 不在您的辖区内。", "{place} lies outside your area.")
    way_out = Text("请交由该地的单位导入。", "Let the unit of that place import it.")


class MemberElsewhere(Refusal):
    code = "people.member_elsewhere"
    sentence = Text(
        "{number} 登记在别的地方,或属于别处的住户,不能凭号码转到本户。",
        "{number} stands elsewhere, or belongs to a household elsewhere: nobody is moved by a number.",
    )
    way_out = Text(
        "确已迁来的,请两地共同的上级(镇、县)导入这一行;号码写错的,请改正后再导入。",
        "If they moved here, let the town or county over both places import the row; if the number is "
        "wrong, correct it.",
    )


class MemberTwice(Refusal):
    code = "people.member_twice"
    sentence = Text(
        "有成员在同一份表里已属于另一户。", "A member belongs to another household of this list."
    )
    way_out = Text("请核对后只保留一户。", "Check and keep them in one household only.")

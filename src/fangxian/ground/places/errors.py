"""What the places room declines, and what to do then."""

from __future__ import annotations

from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text


class UnreadableSource(Refusal):
    code = "places.unreadable_source"
    sentence = Text("无法读取区划文件 {file}。", "The divisions file {file} cannot be read.")
    way_out = Text(
        "请给出随系统附带的县代码(如 610921),或 UTF-8、GB18030 编码的 CSV 文件或其文件夹。",
        "Give the code of a shipped county (610921) or CSV files in UTF-8 or GB18030, or their folder.",
    )


class WrongColumns(Refusal):
    code = "places.wrong_columns"
    sentence = Text(
        "{file} 缺少列 code 或 name,现有列:{columns}。",
        "{file} lacks the column code or name; it has: {columns}.",
    )
    way_out = Text(
        "请使用与国家统计局区划表相同的列:code,name,以及上级代码列。",
        "Use the columns of the statistical tables: code, name, and the parent's code.",
    )


class NoDivisions(Refusal):
    code = "places.no_divisions"
    sentence = Text("{file} 中没有一行区划。", "{file} holds no division.")
    way_out = Text(
        "请检查文件是否导出完整;0 行不算成功。",
        "Check that the export is complete; 0 rows is no success.",
    )


class BadCode(Refusal):
    code = "places.bad_code"
    sentence = Text(
        "{file} 第 {line} 行的代码“{value}”不是区划代码,或与上级代码列不符。",
        "{file}, line {line}: “{value}” is no division code, or contradicts its parent column.",
    )
    way_out = Text(
        "代码应为 2、4、6、9 或 12 位数字;更正后重新导入,本次未写入任何内容。",
        "A code has 2, 4, 6, 9 or 12 digits; correct it and load again. Nothing was written.",
    )


class NameMissing(Refusal):
    code = "places.name_missing"
    sentence = Text("{file} 第 {line} 行没有名称。", "{file}, line {line}: there is no name.")
    way_out = Text("请补齐名称后重新导入。", "Fill in the name and load again.")


class OrphanParent(Refusal):
    code = "places.orphan_parent"
    sentence = Text(
        "{file} 第 {line} 行 {value} 的上级 {parent} 不存在。",
        "{file}, line {line}: {parent}, the parent of {value}, does not exist.",
    )
    way_out = Text(
        "请把上级区划的文件一并导入(先乡镇,后村)。",
        "Load the file of the parents as well (townships with their villages).",
    )


class UnknownDivision(Refusal):
    code = "places.unknown_division"
    status = 404
    sentence = Text("没有代码为 {place} 的区划。", "There is no division {place}.")
    way_out = Text(
        "请用“places resolve 名称”查代码。", "Look the code up with “places resolve NAME”."
    )


class NotAVillage(Refusal):
    code = "places.not_a_village"
    sentence = Text(
        "{place} 不是村(社区),不能划分网格。", "{place} is no village; it has no grids."
    )
    way_out = Text("请给出 12 位的村(社区)代码。", "Give the 12 digits of a village.")


class NameTaken(Refusal):
    code = "places.name_taken"
    sentence = Text(
        "{place} 下已有名为“{name}”的条目。", "{place} already holds one named “{name}”."
    )
    way_out = Text("请换一个名称。", "Choose another name.")


class GridsFull(Refusal):
    code = "places.grids_full"
    sentence = Text("{place} 的 999 个网格编号已用完。", "{place} has used its 999 grid numbers.")
    way_out = Text("请先合并网格。", "Merge grids first.")


class WhyMissing(Refusal):
    code = "places.why_missing"
    sentence = Text(
        "没有写明依据:区划的名称决定人到过哪里。",
        "What says so is missing: by the names of divisions it is decided where people were.",
    )
    way_out = Text(
        "请写明依据(文件名称、文号)再导入。",
        "Name what says so (the document, its number), load again.",
    )


class OutsideHome(Refusal):
    code = "places.outside_home"
    sentence = Text(
        "{file} 第 {line} 行会新增或更改本县以外的区划 {value},账号不能这样做。",
        "{file}, line {line} would add or rename {value}, a division outside the home county; "
        "an account may not.",
    )
    way_out = Text(
        "请只导入本县的区划;外地区划随系统更新,或请系统管理员在服务器上导入。本次未写入任何内容。",
        "Load divisions of the home county only; others come with a release, or ask whoever runs the "
        "machine to load them there. Nothing was written.",
    )


class NotACounty(Refusal):
    code = "places.not_a_county"
    sentence = Text("“{given}”不是县级区划的代码。", "“{given}” is no county's code.")
    way_out = Text("请给出六位代码(如 632323)。", "Give its six digits (632323).")
    terminal = Text("fangxian places resolve 名称", "fangxian places resolve NAME")


class HomeFixed(Refusal):
    code = "places.home_fixed"
    status = 409
    sentence = Text(
        "本机的设置 FANGXIAN_COUNTY 已定为 {county},不能另选。",
        "The setting FANGXIAN_COUNTY of this machine says {county}: no other can be chosen.",
    )
    way_out = Text(
        "请选同一个县,或去掉该设置后重新启动。",
        "Choose the same county, or take the setting away and start again.",
    )


class GridUnplaced(Refusal):
    code = "places.grid_unplaced"
    sentence = Text("没有认出村(社区)“{village}”。", "No village was understood by “{village}”.")
    way_out = Text(
        "请写 12 位代码,或“镇名+村名”的全称。",
        "Write its twelve digits, or the township and the village in full.",
    )


class ShapesUnreadable(Refusal):
    code = "places.shapes_unreadable"
    sentence = Text("无法从 {file} 读出点或面。", "No points or areas can be read from {file}.")
    way_out = Text(
        "请上传 GeoJSON,或把 .shp、.dbf 等文件装进一个 zip 的 shapefile。什么也没有写入。",
        "Upload GeoJSON, or a shapefile with its parts (.shp, .dbf …) in one zip. Nothing was written.",
    )


class ShapesTooFine(Refusal):
    code = "places.shapes_too_fine"
    sentence = Text(
        "{file} 取到约 10 米仍有 {points} 个点,一次最多 {most} 个。",
        "Rounded to ten metres {file} still has {points} points; {most} are taken at a time.",
    )
    way_out = Text(
        "请先简化边界(多数地图软件有“简化”),或按乡镇分几个文件上传。什么也没有写入。",
        "Simplify the borders first, or upload the townships one by one. Nothing was written.",
    )


class NotInDegrees(Refusal):
    code = "places.not_in_degrees"
    sentence = Text(
        "{file} 里的坐标不是经纬度。", "The coordinates in {file} are no longitudes and latitudes."
    )
    way_out = Text(
        "请用 CGCS2000 或 WGS84 经纬度(度)重新导出。什么也没有写入。",
        "Export it again in degrees of CGCS2000 or WGS 84. Nothing was written.",
    )


class ShapesElsewhere(Refusal):
    code = "places.shapes_elsewhere"
    sentence = Text(
        "{file} 里没有一处对得上本县的镇村。", "Nothing in {file} belongs to a part of this county."
    )
    way_out = Text(
        "每个图形要带镇村的名称或代码(如 name、code 列),位置要在本县境内。什么也没有写入。",
        "Each needs the name or code of its town or village (a column name, code) and must lie in the "
        "county. Nothing was written.",
    )


class PointElsewhere(Refusal):
    code = "places.point_elsewhere"
    sentence = Text("这个点不在{name}境内。", "This point does not lie in {name}.")
    way_out = Text(
        "请在地图上点选,或检查经度、纬度有没有写反。",
        "Choose it on the map, or see whether longitude and latitude are swapped.",
    )

"""Files that cannot be taken for a table, each with its way out."""

from __future__ import annotations

from fangxian.kernel.errors import Refusal
from fangxian.kernel.text import Text

XLSX_PLEASE = Text(
    "请用 Excel 或 WPS 另存为 .xlsx,或下载模板填写后再上传。",
    "Save it as .xlsx in Excel or WPS, or fill in the template, and upload again.",
)


class FileUnreadable(Refusal):
    """Of files that cannot be opened as a table, whatever the reason."""


class FileTooLarge(Refusal):
    code = "intake.file_too_large"
    status = 413
    sentence = Text(
        "文件 {size} MB,超过上限 {limit} MB。", "The file is {size} MB; the limit is {limit} MB."
    )
    way_out = Text(
        "请删去无关的工作表和图片,或分成几个文件上传。",
        "Remove unneeded sheets and pictures, or upload it in parts.",
    )


class TableTooLarge(Refusal):
    code = "intake.table_too_large"
    status = 413
    sentence = Text(
        "表格超过 {most} {what},没有收下。",
        "The table has more than {most} {what_en}; it was not taken.",
    )
    way_out = Text(
        "请分成几个文件,逐个上传;只是多出空白行、空白列的,删去后再上传。",
        "Split it into several files and upload them one by one; delete stray rows and columns.",
    )

    @classmethod
    def rows(cls, most: int) -> TableTooLarge:
        return cls(most=most, what="行", what_en="rows")

    @classmethod
    def columns(cls, most: int) -> TableTooLarge:
        return cls(most=most, what="列", what_en="columns")

    @classmethod
    def cells(cls, most: int) -> TableTooLarge:
        return cls(most=most, what="格", what_en="cells")

    @classmethod
    def tables(cls, most: int) -> TableTooLarge:
        return cls(most=most, what="张小表", what_en="small tables")


class TooManyAtOnce(TableTooLarge):
    """Within what a file may hold, and more than is judged while somebody waits."""

    code = "intake.too_many_at_once"
    sentence = Text(
        "这种表一次最多收 {most} {what},没有收下。",
        "At most {most} {what_en} of such a table are taken at once; it was not taken.",
    )


class FileTypeWrong(FileUnreadable):
    code = "intake.file_type"
    status = 415
    sentence = Text(
        "这不是表格文件(看上去是{kind})。", "This is not a spreadsheet (it looks like {kind})."
    )
    way_out = XLSX_PLEASE


class FileDamaged(FileUnreadable):
    code = "intake.file_damaged"
    sentence = Text(
        "文件打不开,可能没有传完或已损坏。", "The file cannot be opened; it may be damaged."
    )
    way_out = XLSX_PLEASE


class FileProtected(FileUnreadable):
    code = "intake.file_protected"
    sentence = Text("文件设了打开密码。", "The file is protected by a password.")
    way_out = Text("请去掉密码另存后再上传。", "Save it without the password and upload again.")


class FileInflates(FileUnreadable):
    code = "intake.file_inflates"
    status = 413
    sentence = Text(
        "文件解压后过大({size} MB),不予打开。",
        "The file would unpack to {size} MB; it is not opened.",
    )
    way_out = XLSX_PLEASE


class FileEncoding(FileUnreadable):
    code = "intake.file_encoding"
    sentence = Text("认不出文本文件的编码。", "The text file's encoding is not recognised.")
    way_out = Text(
        "请另存为 UTF-8 或 GB18030 编码的 CSV,或 .xlsx。",
        "Save it as CSV in UTF-8 or GB18030, or as .xlsx.",
    )


class HeaderUnknown(Refusal):
    code = "intake.header_unknown"
    sentence = Text(
        "没有认出表头({sheets}前 20 行里找过);表头要有{needs}。",
        "No header was recognised in the first 20 rows ({sheets}); it needs {needs_en}.",
    )
    way_out = Text(
        "请对照模板改一下列名再上传;看到的列名是:{first}。",
        "Compare the titles with the template. The titles that were seen: {first}.",
    )


class NoRows(Refusal):
    code = "intake.no_rows"
    sentence = Text("表头下面没有任何数据行。", "There is not a single row below the header.")
    way_out = Text(
        "请确认数据在看得见的工作表里、在表头下面,保存后再上传。",
        "Make sure the rows stand below the header of a sheet that is not hidden.",
    )


class RowsHidden(NoRows):
    code = "intake.rows_hidden"
    sentence = Text(
        "表头下面的 {rows} 行都是隐藏的或被筛选掉的,没有读。",
        "All {rows} rows below the header are hidden or filtered out; they were not read.",
    )
    way_out = Text(
        "请在表格软件里取消隐藏和筛选,保存后再上传。",
        "Unhide them in the spreadsheet, save it and upload it again.",
    )
    terminal = Text("--sheet “{sheet}” 可以读它们。", "--sheet “{sheet}” reads them.")


class PartsHidden(Refusal):
    code = "intake.parts_hidden"
    status = 409
    sentence = Text(
        "文件里有隐藏的内容({parts}),要不要读没有说:没有收下任何一行。",
        "Something in the file is hidden ({parts}), and nobody said whether it is to be read: nothing"
        " was taken.",
    )
    way_out = Text(
        "请说明隐藏的要不要:在页面上选一项再提交(接口填 hidden=read 或 leave)。",
        "Say whether the hidden parts are read: choose on the page and send again (over the interface"
        " hidden=read or leave).",
    )
    terminal = Text(
        "用 --with-hidden 或 --without-hidden。", "Use --with-hidden or --without-hidden."
    )


class SheetUnknown(Refusal):
    code = "intake.sheet_unknown"
    sentence = Text(
        "文件里没有名为“{sheet}”的工作表,有的是:{sheets}。",
        "The file has no sheet named “{sheet}”; it has: {sheets}.",
    )
    way_out = Text("请照文件里的名称再选。", "Choose by the names in the file.")


class ColumnUnknown(Refusal):
    code = "intake.column_unknown"
    sentence = Text(
        "没有名为 {field} 的字段,或同一字段对应了两列。",
        "No such field, or one used twice: {field}.",
    )
    way_out = Text("请从字段清单中重新选择。", "Choose from the list of fields.")


class CellBroken(Refusal):
    code = "intake.cell_broken"
    sentence = Text(
        "“{column}”这一格是 {given}:表格没有算出内容,读不出原来写的是什么。",
        "The cell of “{column}” is {given}: the spreadsheet did not work it out, and what it should "
        "say cannot be read.",
    )
    way_out = Text(
        "请填上原来的内容,或在 Excel/WPS 里重新计算、把公式粘贴成数值后再上传。",
        "Say what belongs there, or compute it anew in Excel or WPS, paste values, and upload again.",
    )


class QuoteOpen(FileUnreadable):
    code = "intake.quote_open"
    sentence = Text(
        "第 {line} 行有一个引号没有配对,后面的行会被并进这一格:整个文件没有读。",
        "A quote in line {line} is not closed and would swallow the rows behind it: nothing was read.",
    )
    way_out = Text(
        "请在第 {line} 行附近补上或删去这个引号,或另存为 .xlsx 后再上传。",
        "Close or delete the quote near line {line}, or save it as .xlsx, and upload again.",
    )


class RowTooLong(Refusal):
    code = "intake.row_too_long"
    sentence = Text(
        "这一行比表头({columns} 列)多出 {more} 格有字的:多半是格子里有没加引号的逗号,后面的格子都错了位。",
        "The row has {more} filled cells more than the header ({columns} columns): a comma without "
        "quotes may have moved its cells.",
    )
    way_out = Text(
        "请对照原表把错位的格子改回来,再提交。",
        "Put its cells back into their columns, and submit again.",
    )


class RowTooShort(Refusal):
    code = "intake.row_too_short"
    sentence = Text(
        "这一行只有 {cells} 格,表头有 {columns} 列:可能文件没有传完,或这一行从中间断开了。",
        "The row has {cells} cells, the header {columns} columns: the file or the row may be cut off.",
    )
    way_out = Text(
        "请核对原表,把这一行补齐再提交;文件没有传完的请重新导出。",
        "Complete the row, or export the file anew, and submit again.",
    )


class RowMisfits(Refusal):
    code = "intake.row_misfits"
    sentence = Text(
        "第 {line} 行与表头对不上,整个文件没有读:{why}",
        "Row {line} does not fit the header, and nothing was read: {why_en}",
    )
    way_out = Text(
        "请对照原表把第 {line} 行改好,再上传。",
        "Put row {line} right, and upload again.",
    )


class ImportUndone(Refusal):
    code = "intake.import_undone"
    status = 409
    sentence = Text("这次导入已经撤销过了。", "This import was undone already.")
    way_out = Text("不用再做什么;请刷新页面。", "Nothing is left to do; load the page again.")


class UndoUnexplained(Refusal):
    code = "intake.undo_unexplained"
    sentence = Text("撤销导入要写明理由。", "Say why the import is taken back.")
    way_out = Text("例如“传错了文件”。", "For example: the wrong file.")


class AsideWhy(Refusal):
    code = "intake.aside_why"
    sentence = Text("放下退回行要写明理由。", "Say why the rows are set aside.")
    way_out = Text("例如“重复的一行”。", "For example: the row is there twice.")


class PurposeUnsaid(Refusal):
    code = "intake.purpose_unsaid"
    sentence = Text("导出退回行要写明用途。", "Say what the rows are exported for.")
    way_out = Text("例如“退给镇里改正”。", "For example: to be corrected by the town.")

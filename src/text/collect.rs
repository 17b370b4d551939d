//! Sentences of reading: why a file, a sheet or an answer is not what it should be, and what to do.

use super::Phrase;

/// Between the names of several units, cells or sheets.
pub const LIST_SEPARATOR: Phrase = Phrase { zh: "、", en: ", " };
/// Between two reasons.
pub const REASON_SEPARATOR: Phrase = Phrase { zh: "；", en: "; " };
/// A path on the command line that leads nowhere.
pub const PATH_NOT_FOUND: Phrase = Phrase {
    zh: "找不到 `{path}`；请核对路径，或用 --returns 指明填报表所在的文件夹",
    en: "`{path}` does not exist; check the path, or name the folder of the returns with --returns",
};
/// What Excel leaves beside an open workbook.
pub const LOCK_FILE: Phrase = Phrase {
    zh: "Excel 打开文件时留下的临时文件，不是填报表",
    en: "a lock file that Excel leaves while a workbook is open; no return",
};
/// What systems keep in folders for themselves.
pub const SYSTEM_FILE: Phrase = Phrase {
    zh: "系统自动生成的文件，不是填报表",
    en: "a file that the system keeps for itself; no return",
};
/// A file of another kind, by its name.
pub const NO_SPREADSHEET: Phrase = Phrase {
    zh: "不是电子表格文件；如属填报表，请单位改报 Excel 文件",
    en: "no spreadsheet; if it is meant as a return, ask the unit for an Excel file",
};
/// A pipe, a socket or a device.
pub const NO_REGULAR_FILE: Phrase = Phrase {
    zh: "是管道、设备或套接字，不是文件，未读取；请放入文件本身",
    en: "a pipe, device or socket, not a file; not read: put the file itself there",
};
/// A link out of the folder given.
pub const LINK_LEADS_OUT: Phrase = Phrase {
    zh: "链接指向所给文件夹之外，未读取；请放入文件本身",
    en: "a link that leads out of the folder given; not read: put the file itself there",
};
/// A link to a folder.
pub const LINK_TO_FOLDER: Phrase = Phrase {
    zh: "指向文件夹的链接，未进入；所指文件夹如在范围内，已另行读取",
    en: "a link to a folder, not followed; a folder inside the one given is read where it lies",
};
/// A broken link.
pub const LINK_TO_NOTHING: Phrase =
    Phrase { zh: "链接所指的文件不存在", en: "a link to a file that does not exist" };
/// An archive of a kind that is not opened.
pub const ARCHIVE: Phrase = Phrase {
    zh: "此种压缩包不能直接读取；请解压，或改用 .zip 压缩包",
    en: "archives of this kind are not opened; unpack it, or send a .zip archive",
};
/// An archive that was opened.
pub const ARCHIVE_LISTED: Phrase = Phrase {
    zh: "压缩包，内有 {detail} 个文件（含所套压缩包），已逐个登记",
    en: "an archive (files: {detail}); each of them is listed by itself",
};
/// An archive whose directory or content does not hold.
pub const ARCHIVE_DAMAGED: Phrase = Phrase {
    zh: "压缩包已损坏或不完整，未采用其中任何文件；请重新报送",
    en: "the archive is damaged or cut short, and nothing in it is used; ask for it again",
};
/// An archive with two files of one name.
pub const ARCHIVE_NAMES_TWICE: Phrase = Phrase {
    zh: "压缩包内有同名文件，无法逐个登记，未采用；请重新压缩后报送",
    en: "the archive holds two files of one name, so not each can be told apart; ask for it to be packed again",
};
/// An archive that unpacks to more than is good.
pub const ARCHIVE_OVER_LIMIT: Phrase = Phrase {
    zh: "压缩包内容超过上限（{detail}），未读取；请分成几个压缩包",
    en: "the archive holds more than is read ({detail}) and was not opened; send it in several parts",
};
/// An archive in an archive in an archive.
pub const ARCHIVE_TOO_DEEP: Phrase = Phrase {
    zh: "压缩包套压缩包超过两层，未打开；请解压后报送",
    en: "an archive that lies more than two archives deep is not opened; unpack it and send the files",
};
/// A file in an archive that needs a password.
pub const ENTRY_ENCRYPTED: Phrase = Phrase {
    zh: "压缩包内的文件有密码；请单位报送未加密的文件",
    en: "the file is protected by the archive's password; ask the unit for an open copy",
};
/// A file in an archive that cannot be unpacked.
pub const ENTRY_DAMAGED: Phrase = Phrase {
    zh: "压缩包内的文件已损坏，无法解压；请重新报送",
    en: "the file in the archive is damaged and cannot be unpacked; ask for it again",
};
/// A file in an archive that is packed in a rare way.
pub const ENTRY_METHOD: Phrase = Phrase {
    zh: "压缩包内的文件采用不常用的压缩方式，未解压；请用普通 .zip 重新压缩",
    en: "the file in the archive is packed by a rare method and not unpacked; pack it again as an ordinary .zip",
};
/// A link in an archive.
pub const ENTRY_LINK: Phrase = Phrase {
    zh: "压缩包内是链接，不是文件本身；请放入文件后重新压缩",
    en: "the archive holds a link, not the file itself; put the file into it",
};
/// A folder that bears the name of a workbook.
pub const FOLDER_NAMED_LIKE_A_FILE: Phrase = Phrase {
    zh: "是文件夹，不是工作簿；请核对是否误建，其中的文件已另行登记",
    en: "a folder, not a workbook, in spite of its name; the files in it are listed by themselves",
};
/// A link that leads back to where it stands.
pub const LINK_IN_A_CIRCLE: Phrase = Phrase {
    zh: "链接循环指向自身或上级文件夹，未读取；请放入文件本身",
    en: "a link that leads in a circle; not read: put the file itself there",
};
/// A file that is gone.
pub const FILE_GONE: Phrase = Phrase {
    zh: "读取过程中文件已被移走或删除；请放回后重新运行",
    en: "the file disappeared while the run went on; put it back and run again",
};
/// A file that changes while it is read.
pub const FILE_CHANGES: Phrase = Phrase {
    zh: "读取过程中文件仍在变动；请待保存或复制完毕后重新运行",
    en: "the file changed while the run went on; wait until it is saved or copied, then run again",
};
/// A worker whose time was over.
pub const READING_TOO_SLOW: Phrase = Phrase {
    zh: "读取超过 {seconds} 秒仍未完成，文件结构异常；请用 Excel 或 WPS 打开后另存为 .xlsx 再报",
    en: "reading it takes longer than {seconds} seconds, so it is oddly built; open it in Excel or WPS, save it as .xlsx and send that",
};
/// A worker that ran out of memory.
pub const READING_EXHAUSTS_MEMORY: Phrase = Phrase {
    zh: "读取时耗尽内存（上限 {mib} MiB），文件结构异常；请用 Excel 或 WPS 打开，删去多余的行列，另存为 .xlsx 再报",
    en: "the file exhausts memory when read ({mib} MiB), so it is oddly built; open it in Excel or WPS, delete the surplus rows and columns, save it as .xlsx and send that",
};
/// A worker that ran out of stack.
pub const READING_TOO_DEEP: Phrase = Phrase {
    zh: "文件内部嵌套层次过多，无法读取；请用 Excel 或 WPS 打开后另存为 .xlsx 再报",
    en: "the file is nested too deeply to be read; open it in Excel or WPS, save it as .xlsx and send that",
};
/// A worker that died of something else.
pub const READING_CRASHES: Phrase = Phrase {
    zh: "读取程序因该文件意外中止，文件可能已损坏；请用 Excel 或 WPS 打开后另存为 .xlsx 再报",
    en: "reading it breaks down altogether, so the file is probably damaged; open it in Excel or WPS, save it as .xlsx and send that",
};
/// No worker could be started, and without one a file of this kind is not read.
pub const READING_UNGUARDED: Phrase = Phrase {
    zh: "本机当前无法启动读取进程（进程数、内存或权限不足），该文件未读取；请稍后重新运行，或将文件另存为 .xlsx 再报",
    en: "this machine cannot start the process that reads such files (too few processes, too little memory, or no permission), so it was not read; run again later, or save the file as .xlsx and send that",
};
/// Rows of the ledger and files do not agree: a fault of the program.
pub const LEDGER_INCOMPLETE: Phrase = Phrase {
    zh: "收表登记与找到的文件不一致（{detail}），未发布任何成果",
    en: "the receipt ledger and the files found do not agree ({detail}); nothing is published",
};
/// A folder that cannot be opened.
pub const FOLDER_UNREADABLE: Phrase = Phrase {
    zh: "文件夹无法打开；请检查访问权限",
    en: "the folder cannot be opened; check the permissions",
};
/// A folder in too many folders.
pub const FOLDER_TOO_DEEP: Phrase = Phrase {
    zh: "文件夹层次过深，未读取；请移到上层",
    en: "the folder lies too deep and is not read; move it up",
};
/// A file that cannot be opened.
pub const FILE_UNREADABLE: Phrase = Phrase {
    zh: "文件无法打开；请检查访问权限，或关闭占用该文件的程序",
    en: "the file cannot be opened; check the permissions, or close the program that holds it",
};
/// A file on which reading broke down.
pub const READER_FAILED: Phrase = Phrase {
    zh: "读取中出错，文件可能已损坏；请用 Excel 打开后另存为 .xlsx 再报",
    en: "reading it failed, so the file may be damaged; open it in Excel, save it as .xlsx and send that",
};
/// Too few items are found.
pub const ANOTHER_FORM: Phrase = Phrase {
    zh: "不是本次调查的报表：{items} 个指标项中只找到 {found} 个（工作表：{sheets}）；请核对是否报错文件或改动了报表",
    en: "not the form of this survey: {found} of its {items} items are found (sheets: {sheets}); check whether another file was sent or the form was changed",
};
/// Too few items are found, and another form is known that has more of them.
pub const ANOTHER_FORM_KNOWN: Phrase = Phrase {
    zh: "不是本次调查的报表：{items} 个指标项中只找到 {found} 个（工作表：{sheets}）；最像“{form}”（其 {their_items} 个指标项中找到 {their_found} 个），请核对是否报错文件",
    en: "not the form of this survey: {found} of its {items} items are found (sheets: {sheets}); it resembles “{form}” most ({their_found} of {their_items} items), so check whether another file was sent",
};
/// What an earlier version of the form is called.
pub const FORM_VERSION: Phrase = Phrase { zh: "{title}（{version} 版报表）", en: "{title}, form of {version}" };
/// A workbook whose sheets are all blank.
pub const NOTHING_IN_IT: Phrase = Phrase {
    zh: "文件可以读取，但其中没有任何内容；请填报单位核对是否报错文件，填写后重报",
    en: "the file can be read, but there is nothing in it; ask the unit whether another file was meant",
};
/// An item that stands in another place than the survey says.
pub const ITEM_ELSEWHERE: Phrase = Phrase {
    zh: "“{item}”应在 {expected}，却在 {value}，已按所在位置读取",
    en: "“{item}” is expected in {expected} and stands in {value}; it is read there",
};
/// What to do about it.
pub const ITEM_ELSEWHERE_REMEDY: Phrase = Phrase {
    zh: "核对读取的内容；请使用下发的报表，不要移动指标项",
    en: "check that the right answer is read; use the form as it was issued",
};
/// Two sheets hold the filled form.
pub const FORM_ON_TWO_SHEETS: Phrase = Phrase {
    zh: "工作表“{one}”与“{other}”都像是填好的报表，无法判断以哪一张为准；请只保留一张",
    en: "the sheets “{one}” and “{other}” both look like the filled form; keep only the one that counts",
};
/// An item without a label on the form.
pub const ITEM_NOT_FOUND: Phrase =
    Phrase { zh: "报表中找不到“{item}”", en: "“{item}” is not found on the form" };
/// A column without a heading.
pub const COLUMN_NOT_FOUND: Phrase =
    Phrase { zh: "明细表中找不到“{item}”一栏", en: "the table's column “{item}” is not found" };
/// A repeating table without a header row.
pub const TABLE_NOT_FOUND: Phrase = Phrase {
    zh: "报表中找不到“{item}”的表头",
    en: "the header row of “{item}” is not found on the form",
};
/// What to do about it.
pub const ITEM_NOT_FOUND_REMEDY: Phrase = Phrase {
    zh: "使用下发的报表填报，不要删改指标名称",
    en: "use the form as it was issued, with its wording unchanged",
};
/// An item with several labels.
pub const LABEL_TWICE: Phrase = Phrase {
    zh: "“{item}”在报表中出现多处（{value}），无法判断以哪一处为准",
    en: "“{item}” stands in several places ({value}), and nothing tells which one counts",
};
/// A repeating table with several header rows.
pub const TABLE_TWICE: Phrase = Phrase {
    zh: "“{item}”的表头在报表中出现多处（{value}），无法判断以哪一处为准",
    en: "the header row of “{item}” stands in several places ({value}), and nothing tells which one counts",
};
/// What to do about it.
pub const LABEL_TWICE_REMEDY: Phrase = Phrase { zh: "只保留一处", en: "keep only one of them" };
/// An item with several answers.
pub const ANSWERS_IN_TWO_COLUMNS: Phrase = Phrase {
    zh: "“{item}”的填报内容写在不止一处（{value}），无法判断以哪一处为准，未采用",
    en: "“{item}” is answered in more than one place or column ({value}), and nothing tells which one counts; none is read",
};
/// What to do about it.
pub const ANSWERS_IN_TWO_COLUMNS_REMEDY: Phrase = Phrase {
    zh: "只在“填报情况”一栏填写本报告期的内容；分栏打勾的，请在每栏上方写明选项",
    en: "give the answer of this period alone, in the column of the answers; where columns are ticked, head each with its option",
};
/// Rows that may belong to a repeating table.
pub const ROWS_UNREAD: Phrase = Phrase {
    zh: "“{item}”：工作表“{sheet}”第 {row} 行起像是本表的内容，但与前面的行隔开，无法判断，未读取",
    en: "“{item}”: from row {row} of the sheet “{sheet}” on stands what may belong to the table, but is parted from it; it was not read",
};
/// What to do about it.
pub const ROWS_UNREAD_REMEDY: Phrase = Phrase {
    zh: "属于本表的，请紧接在前面的行之后逐行填写，中间不留空行和说明；不属于的，请移出本表",
    en: "write what belongs to the table directly below its other rows, without blank rows or notes in between; move away what does not",
};
/// A label that is not quite the survey's.
pub const LABEL_DIFFERS: Phrase = Phrase {
    zh: "“{item}”在报表中写作“{value}”，暂按同一指标项读取",
    en: "“{item}” is worded “{value}” on this form; it is read as the same item",
};
/// What to do about it.
pub const LABEL_DIFFERS_REMEDY: Phrase = Phrase {
    zh: "核对是否同一指标项；如是，请恢复原指标名称，或由主办单位将此写法列入调查定义",
    en: "check that it asks the same; restore the wording, or let the office add this wording to the survey",
};
/// A number under a unit of measure that is not the one asked for.
pub const OTHER_DENOMINATION: Phrase = Phrase {
    zh: "“{item}”应以{unit}为计量单位，表中{place}却写着“{value}”",
    en: "“{item}” is asked in {unit}, but {place} says “{value}”",
};
/// What to do about it.
pub const OTHER_DENOMINATION_REMEDY: Phrase = Phrase {
    zh: "请填报单位核实数值的计量单位，按{unit}改正后重新报送",
    en: "ask the unit in which unit of measure the number is, and for a return in {unit}",
};
/// A number for several rows.
pub const SHARED_NUMBER: Phrase = Phrase {
    zh: "“{item}”的“{value}”写在跨多行的合并单元格中，无法判断属于哪一行，未计入",
    en: "“{value}” for “{item}” stands in a cell merged over several rows, and nothing tells whose it is; it is not counted",
};
/// What to do about it.
pub const SHARED_NUMBER_REMEDY: Phrase = Phrase {
    zh: "取消合并，逐行填写各自的数值",
    en: "take the merged cell apart and give each row its own number",
};
/// An answer that nobody sees.
pub const HIDDEN: Phrase = Phrase {
    zh: "“{item}”的填报内容“{value}”在隐藏的行、列或工作表中，已照常读取",
    en: "the answer “{value}” to “{item}” stands in a hidden row, column or sheet; it is read all the same",
};
/// What to do about it.
pub const HIDDEN_REMEDY: Phrase =
    Phrase { zh: "取消隐藏，核对内容是否有效", en: "unhide it and check that it is meant" };
/// A form without any answer.
pub const EMPTY_RETURN: Phrase =
    Phrase { zh: "已收到报表，但一项也未填写", en: "the return has come, but nothing in it is filled in" };
/// What to do about it.
pub const EMPTY_RETURN_REMEDY: Phrase = Phrase {
    zh: "填写后重报；确无内容的，请注明零报告",
    en: "fill it in and send it again; where there is nothing to report, declare a nil return",
};
/// A row of totals.
pub const TOTAL_ROW: Phrase = Phrase {
    zh: "第 {row} 行“{value}”是合计行，未计入",
    en: "row {row} (“{value}”) is a row of totals and is not counted",
};
/// What to do about it.
pub const TOTAL_ROW_REMEDY: Phrase = Phrase { zh: "无需处理", en: "nothing needs to be done" };
/// A unit's row without any answer.
pub const ROW_EMPTY: Phrase = Phrase {
    zh: "第 {row} 行（{value}）未填任何内容，按未报处理",
    en: "row {row} ({value}) answers nothing and counts as not received",
};
/// What to do about it.
pub const ROW_EMPTY_REMEDY: Phrase =
    Phrase { zh: "如已填报，请补上内容", en: "fill in the row if the unit has reported" };
/// Answers that belong to nobody.
pub const ROW_WITHOUT_UNIT: Phrase = Phrase {
    zh: "第 {row} 行有填报内容，但未写单位名称或代码，未计入",
    en: "row {row} holds answers, but names no unit; it is not counted",
};
/// What to do about it.
pub const ROW_WITHOUT_UNIT_REMEDY: Phrase =
    Phrase { zh: "补写单位名称和代码", en: "give the unit's name and code" };
/// A row whose unit or period is not known.
pub const ROW_REJECTED: Phrase =
    Phrase { zh: "本行未能采用：{reason}", en: "this row cannot be used: {reason}" };
/// What to do about it.
pub const ROW_REJECTED_REMEDY: Phrase =
    Phrase { zh: "更正本行后重报", en: "correct the row and send the roster again" };
/// A roster without any filled row.
pub const ROSTER_WITHOUT_ROWS: Phrase =
    Phrase { zh: "汇总名册中没有已填报的单位", en: "the roster holds no unit with answers" };
/// A roster of which some rows are used.
pub const ROSTER_PARTLY_USED: Phrase = Phrase {
    zh: "名册 {rows} 行中采用 {used} 行，其余见问题项",
    en: "{used} of the roster's {rows} rows are used; the others are among the findings",
};
/// A name that nothing resembles.
pub const UNIT_UNKNOWN: Phrase = Phrase {
    zh: "名录库中没有“{name}”；请核对单位名称和代码，或将其补入名录库",
    en: "“{name}” is not in the register; check name and code, or add the unit to the register",
};
/// A name that resembles others.
pub const UNIT_UNKNOWN_NEAR: Phrase = Phrase {
    zh: "名录库中没有“{name}”，是否为：{units}？请单位更正名称或代码，或在名录库中补记简称",
    en: "“{name}” is not in the register; is it {units}? Ask the unit to correct name or code, or add the spelling to the register",
};
/// A return without a name.
pub const NOBODY_NAMED: Phrase = Phrase {
    zh: "报表和文件名都未写明填报单位；请在报表中填写单位名称和代码",
    en: "neither the form nor the file's name says whose return it is; fill in the unit's name and code",
};
/// A name of several units.
pub const NAME_AMBIGUOUS: Phrase = Phrase {
    zh: "“{name}”可指多个单位：{units}；请填写单位代码",
    en: "“{name}” may be any of {units}; fill in the unit's code",
};
/// Code and name of two units.
pub const IDENTITY_CONTRADICTS: Phrase = Phrase {
    zh: "填报单位自相矛盾：既指 {one}，又指 {other}；请核对单位名称和代码",
    en: "the form contradicts itself: it names both {one} and {other}; check the unit's name and code",
};
/// A unit outside the frame.
pub const UNIT_NOT_IN_FRAME: Phrase = Phrase {
    zh: "{unit}不在{period}的调查单位名录内；请核对报告期，或修改名录库中的启用、停用日期",
    en: "{unit} is not in the register's frame for {period}; check the period, or the dates of validity in the register",
};
/// A name that is known with a code that is not.
pub const CODE_UNKNOWN: Phrase = Phrase {
    zh: "单位代码“{value}”不在名录库中，已按名称认作 {unit}",
    en: "the code “{value}” is not in the register; by its name the return is taken for {unit}",
};
/// A code that is known with a name that is not.
pub const NAME_UNKNOWN: Phrase = Phrase {
    zh: "单位名称“{value}”与名录库不一致，已按代码认作 {unit}",
    en: "the name “{value}” is not in the register; by its code the return is taken for {unit}",
};
/// What to do about a doubtful identity.
pub const IDENTITY_REMEDY: Phrase = Phrase {
    zh: "核对是否 {unit} 所报，并更正单位名称和代码",
    en: "check that {unit} sent it, and correct name and code",
};
/// A former name.
pub const FORMER_NAME: Phrase = Phrase {
    zh: "填写的是曾用名“{former}”，现名“{name}”",
    en: "the form bears the former name “{former}”; the unit is now called “{name}”",
};
/// What to do about it.
pub const FORMER_NAME_REMEDY: Phrase =
    Phrase { zh: "今后请用现名“{name}”", en: "use the present name “{name}” from now on" };
/// A unit known by the file's name alone.
pub const UNIT_FROM_FILE_NAME: Phrase = Phrase {
    zh: "报表未填单位名称和代码，已按文件名认作 {unit}",
    en: "the form names no unit; by the file's name it is taken for {unit}",
};
/// A return without a period.
pub const PERIOD_UNKNOWN: Phrase = Phrase {
    zh: "无法确定报告期；请在报表中填写报告期，或放入以报告期命名的文件夹，或用 --period 指明",
    en: "nothing tells the period; fill it in on the form, put the file into a folder named for the period, or give --period",
};
/// A year where a quarter is asked for, or the like.
pub const PERIOD_OF_ANOTHER_KIND: Phrase = Phrase {
    zh: "报告期“{period}”与本次调查的报告期类型不符；请核对报告期",
    en: "the period “{period}” is not of the kind that this survey asks for; check the period",
};
/// A period that cannot be understood.
pub const PERIOD_NOT_UNDERSTOOD: Phrase = Phrase {
    zh: "报告期“{value}”无法识别，已按标题、文件夹或命令行确定",
    en: "the period “{value}” cannot be understood; title, folder or command line decided instead",
};
/// What to do about it.
pub const PERIOD_NOT_UNDERSTOOD_REMEDY: Phrase = Phrase {
    zh: "按“2024年度”或“2024年上半年”这样的写法填写",
    en: "write it like `2024` or `2024-S1`",
};
/// Form and folder name two periods.
pub const PERIOD_CONTRADICTS_FOLDER: Phrase = Phrase {
    zh: "报表填写的报告期是{period}，文件却放在{folder}的文件夹中；以报表为准",
    en: "the form says {period}, but the file lies in the folder of {folder}; the form counts",
};
/// What to do about it.
pub const PERIOD_CONTRADICTS_FOLDER_REMEDY: Phrase = Phrase {
    zh: "核对报告期，或把文件移到相应的文件夹",
    en: "check the period on the form, or move the file",
};
/// A form of another period that must not take the place of that period's return.
pub const MISFILED: Phrase = Phrase {
    zh: "{period}已采用“{file}”；本文件也填报{period}，却放在另一期的文件夹中，未采用",
    en: "{file} counts for {period}; this file says {period} too, but lies in the folder of another period",
};
/// Form and title name two periods.
pub const PERIOD_CONTRADICTS_TITLE: Phrase = Phrase {
    zh: "报表填写的报告期是{period}，标题却是{title}；以填写的为准",
    en: "{period} is filled in as the period, but the form's title says {title}; what is filled in counts",
};
/// What to do about it.
pub const PERIOD_CONTRADICTS_TITLE_REMEDY: Phrase = Phrase {
    zh: "核对填报的是哪一期，更正报告期或标题",
    en: "check which period is meant, and correct the period or the title",
};
/// A date of the return that cannot be understood.
pub const DATE_NOT_UNDERSTOOD: Phrase = Phrase {
    zh: "填报日期“{value}”无法识别，未作迟报和先后判断的依据",
    en: "the date of the return, “{value}”, cannot be understood and decides neither lateness nor order",
};
/// What to do about it.
pub const DATE_NOT_UNDERSTOOD_REMEDY: Phrase =
    Phrase { zh: "按“2025年1月15日”或“2025-01-15”填写", en: "write it like `2025-01-15`" };
/// The same bytes twice.
pub const SAME_FILE: Phrase =
    Phrase { zh: "与 {file} 是同一文件，内容逐字节相同", en: "the same file as {file}, byte for byte" };
/// What to do about it.
pub const SAME_FILE_REMEDY: Phrase = Phrase {
    zh: "两份内容相同的文件被认作不同单位或不同报告期，请核对是否报错",
    en: "one file serves for two units or periods; check whether the wrong file was sent",
};
/// Superseded by its date.
pub const SUPERSEDED_BY_DATE: Phrase = Phrase {
    zh: "同一单位同期另有填报日期较晚的 {file}，以其为准",
    en: "{file} of the same unit and period bears a later date and counts instead",
};
/// Superseded by its file time.
pub const SUPERSEDED_BY_FILE_TIME: Phrase = Phrase {
    zh: "同一单位同期另有修改时间较晚的 {file}，以其为准",
    en: "{file} of the same unit and period was changed later and counts instead",
};
/// Superseded for want of anything better.
pub const SUPERSEDED_BY_NAME: Phrase = Phrase {
    zh: "同一单位同期另有 {file}，填报日期和修改时间都分不出先后，暂按文件名排序取后者",
    en: "{file} is of the same unit and period; neither dates nor file times tell which is later, so the last by name counts for now",
};
/// Two returns told apart by file time.
pub const CHOSEN_BY_FILE_TIME: Phrase = Phrase {
    zh: "同期两次填报（{old}、{new}）的填报日期分不出先后，按文件修改时间以 {new} 为准",
    en: "the dates of two returns ({old}, {new}) do not tell which is later; by file time {new} counts",
};
/// Two returns that nothing tells apart.
pub const CHOSEN_BY_NAME: Phrase = Phrase {
    zh: "同期两次填报（{old}、{new}）分不出先后，暂以 {new} 为准",
    en: "nothing tells which of two returns ({old}, {new}) is later; {new} counts for now",
};
/// What to do about two returns.
pub const CHOSEN_REMEDY: Phrase = Phrase {
    zh: "单位确认以哪一份为准，并删去另一份",
    en: "ask the unit which one counts, and remove the other",
};
/// Two returns where the survey refuses both.
pub const TWO_RETURNS: Phrase = Phrase {
    zh: "{unit}同期报送了多份报表（另有 {files}），按规定均不采用",
    en: "{unit} sent several returns for one period (also {files}); by the survey's rule none of them counts",
};
/// What to do about it.
pub const TWO_RETURNS_REMEDY: Phrase = Phrase {
    zh: "单位确认以哪一份为准，并删去其余各份",
    en: "ask the unit which one counts, and remove the others",
};
/// An answer that the later return changes.
pub const RESUBMISSION_DIFFERS: Phrase = Phrase {
    zh: "“{item}”与先前所报（{file}）不同：{old} → {new}",
    en: "“{item}” differs from the earlier return ({file}): {old} → {new}",
};
/// What to do about it.
pub const RESUBMISSION_DIFFERS_REMEDY: Phrase = Phrase {
    zh: "知悉；如属误改，请单位更正",
    en: "for information; ask the unit if the change was not meant",
};
/// What a blank answer is called in a comparison.
pub const BLANK: Phrase = Phrase { zh: "空白", en: "blank" };
/// How many rows a table has.
pub const N_ROWS: Phrase = Phrase { zh: "{n} 行", en: "rows: {n}" };
/// A return that cannot be used.
pub const RETURN_REJECTED: Phrase =
    Phrase { zh: "报表未能采用：{reason}", en: "the return cannot be used: {reason}" };
/// What to do about it.
pub const RETURN_REJECTED_REMEDY: Phrase =
    Phrase { zh: "按所述处理后重新读取", en: "deal with it as said, then read again" };
/// A register without its header row.
pub const REGISTER_WITHOUT_HEADER: Phrase = Phrase {
    zh: "名录库的前 20 行中找不到表头；应有：{value}",
    en: "no header row among the first 20 rows of the register; expected the headings {value}",
};
/// A register without an attribute's column.
pub const REGISTER_WITHOUT_COLUMN: Phrase =
    Phrase { zh: "名录库中找不到“{value}”一栏", en: "the register has no column headed “{value}”" };
/// A register without units.
pub const REGISTER_EMPTY: Phrase = Phrase {
    zh: "名录库工作表“{value}”中没有单位",
    en: "the register's sheet “{value}” lists no unit",
};
/// A unit without a code.
pub const REGISTER_CODE_BLANK: Phrase =
    Phrase { zh: "{cell}：单位“{value}”没有代码", en: "{cell}: the unit “{value}” has no code" };
/// A code without a name.
pub const REGISTER_NAME_BLANK: Phrase =
    Phrase { zh: "{cell}：代码“{value}”没有单位名称", en: "{cell}: the code “{value}” has no name" };
/// A code or a name listed twice.
pub const REGISTER_TWICE: Phrase =
    Phrase { zh: "{cell}：“{value}”与 {first} 重复", en: "{cell}: “{value}” is listed already in {first}" };
/// A cell of the register without a value.
pub const REGISTER_CELL_BROKEN: Phrase = Phrase {
    zh: "{cell}：单元格是错误值或未计算的公式（{value}）",
    en: "{cell}: the cell holds an error or a formula without a result ({value})",
};
/// An order that is no number.
pub const REGISTER_ORDER: Phrase =
    Phrase { zh: "{cell}：排序“{value}”不是数字", en: "{cell}: the order “{value}” is no number" };
/// A validity that is no date.
pub const REGISTER_DAY: Phrase =
    Phrase { zh: "{cell}：“{value}”不是日期", en: "{cell}: “{value}” is no date" };
/// A unit of the register is succeeded by one that is not listed.
pub const SUCCESSOR_UNKNOWN: Phrase = Phrase {
    zh: "单位“{unit}”的承接单位“{value}”不在名录中",
    en: "unit “{unit}”: its successor “{value}” is not in the register",
};
/// A unit succeeds itself.
pub const SUCCESSOR_CIRCLE: Phrase = Phrase {
    zh: "单位“{unit}”经承接单位“{value}”又回到自身",
    en: "unit “{unit}”: its successor “{value}” leads back to the unit itself",
};
/// A unit is succeeded, but the register does not say since when.
pub const SUCCESSOR_WITHOUT_END: Phrase = Phrase {
    zh: "单位“{unit}”有承接单位，但没有停用日期",
    en: "unit “{unit}” has a successor, but no last valid day",
};
/// No sheet of the file of targets has the headings that the survey names.
pub const TARGETS_WITHOUT_HEADER: Phrase = Phrase {
    zh: "没有一行表头同时写明“{year}”“{code}”和要跟踪的指标项",
    en: "no row is headed by “{year}”, “{code}” and an item that is followed",
};
/// The year of a row of targets cannot be read.
pub const TARGETS_YEAR: Phrase =
    Phrase { zh: "{cell}：“{value}”不是年份", en: "{cell}: “{value}” is no year" };
/// The unit of a row of targets is not in the register.
pub const TARGETS_UNIT: Phrase = Phrase {
    zh: "{cell}：名录中没有代码“{value}”",
    en: "{cell}: no unit of the register has the code “{value}”",
};
/// A target is no number.
pub const TARGETS_NUMBER: Phrase =
    Phrase { zh: "{cell}：目标值“{value}”不是数字", en: "{cell}: the target “{value}” is no number" };
/// A target stands twice.
pub const TARGETS_TWICE: Phrase = Phrase {
    zh: "{cell}：“{value}”该年度的目标值已经填过",
    en: "{cell}: “{value}” has a target for that year already",
};

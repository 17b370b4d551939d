//! Sentences of reading: why a file, a sheet or an answer is not what it should be, and what to do.

use super::Phrase;

/// Between the names of several units, cells or sheets.
pub const LIST_SEPARATOR: Phrase = Phrase { zh: "、", en: ", " };
/// Between two reasons.
pub const REASON_SEPARATOR: Phrase = Phrase { zh: "；", en: "; " };
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
/// A sheet of the form on which the same label stands more often than on any form.
pub const SAME_LABELS: Phrase = Phrase {
    zh: "工作表“{sheet}”上同一项目名称或表头出现上千次，不像填报表，未读取；请核对是否报错文件",
    en: "on sheet “{sheet}” the same label or heading stands more than a thousand times, as on no form, so it was not read; \
         check whether another file was meant",
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
/// An answer in the bracket of its label.
pub const ANSWER_IN_LABEL: Phrase = Phrase {
    zh: "“{item}”的填报内容空白，指标名称后的括号内却写有“{value}”，未作为答案读取",
    en: "“{item}” is blank, but “{value}” stands in the bracket of its label; it is not read as the answer",
};
/// What to do about it.
pub const ANSWER_IN_LABEL_REMEDY: Phrase = Phrase {
    zh: "请填报单位核实；如是答案，请填入“填报情况”一栏",
    en: "ask the unit; if it is the answer, write it in the column of the answers",
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
/// An answer for several items.
pub const SHARED_BY_ITEMS: Phrase = Phrase {
    zh: "“{item}”的“{value}”写在跨多个指标项的合并单元格中，无法判断属于哪一项，未计入",
    en: "“{value}” for “{item}” stands in a cell merged over several items, and nothing tells for which it is meant; it is not counted",
};
/// What to do about it.
pub const SHARED_BY_ITEMS_REMEDY: Phrase =
    Phrase { zh: "取消合并，逐项填写", en: "take the merged cell apart and answer each item" };
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
/// A further sheet that only repeats the rows of a table.
pub const ROWS_COPIED: Phrase = Phrase {
    zh: "工作表“{sheet}”上的{n}行与“{item}”前面的行逐格相同，视为重复，未再计入",
    en: "the rows on the sheet “{sheet}” ({n}) stand in “{item}” already, cell by cell, and are not counted again",
};
/// What to do about it.
pub const ROWS_COPIED_REMEDY: Phrase = Phrase {
    zh: "无需处理；确系不同事项的，请接在表内并编上续号",
    en: "nothing needs to be done; where they tell of something else, write them into the table and number them on",
};
/// A row that shows how to fill in the table.
pub const EXAMPLE_ROW: Phrase = Phrase {
    zh: "第 {row} 行“{value}”是填写示例，未计入",
    en: "row {row} (“{value}”) shows how to fill in the table and is not counted",
};
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
/// A list of targets where returns are expected.
pub const LIST_OF_TARGETS: Phrase = Phrase {
    zh: "是各年度目标的清单，不是本期填报数；请核对是否放错了文件",
    en: "a list of targets by year, not what was reported for the period; check whether another file was sent",
};
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
/// A name or code with something else in a bracket behind it.
pub const NAME_WITH_MORE: Phrase = Phrase {
    zh: "“{value}”后括号内的“{more}”不是该单位的名称或代码，暂认作 {unit} 所报",
    en: "“{value}”: what stands in the bracket (“{more}”) is no name or code of the unit; the return is taken for {unit}",
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
    zh: "报告期“{value}”无法识别，暂按{source}计入{period}",
    en: "the period “{value}” cannot be understood; by {source} the return counts for {period}",
};
/// What names a period besides its own place.
pub const BY_TITLE: Phrase = Phrase { zh: "报表标题", en: "its title" };
/// The same.
pub const BY_FOLDER: Phrase = Phrase { zh: "所在文件夹", en: "its folder" };
/// The same.
pub const BY_COMMAND_LINE: Phrase = Phrase { zh: "命令行（--period）", en: "--period" };
/// A period that cannot be understood where nothing else tells it.
pub const PERIOD_UNREAD: Phrase = Phrase {
    zh: "报告期“{value}”无法识别，也没有其他依据；请更正报表中的报告期，或放入以报告期命名的文件夹，或用 --period 指明",
    en: "the period “{value}” cannot be understood, and nothing else tells it; correct it on the form, put the file into a folder named for the period, or give --period",
};
/// The title of a form without a period against its folder.
pub const TITLE_CONTRADICTS_FOLDER: Phrase = Phrase {
    zh: "报表没有可识别的报告期，标题写的是{title}，文件却放在{folder}的文件夹中，无法判断是哪一期；请在报表中填写报告期后重报，或核对后把文件移到所属报告期的文件夹",
    en: "no period that can be read is filled in; the form's title says {title}, but the file lies in the folder of {folder}, so nobody knows which is meant; fill in the period on the form and send it again, or move the file to the folder of its period",
};
/// The title of a form without a period against words of its folder.
pub const TITLE_BESIDE_FOLDER: Phrase = Phrase {
    zh: "报表没有可识别的报告期，标题写的是{title}，文件却放在{folder}的文件夹中；暂按标题计入{title}",
    en: "no period that can be read is filled in; the form's title says {title}, but the file lies in the folder of {folder}; by its title the return counts for {title}",
};
/// The title of a form without a period against the command line.
pub const TITLE_CONTRADICTS_GIVEN: Phrase = Phrase {
    zh: "报表没有可识别的报告期，标题写的是{title}，命令行指明的却是{given}；暂按标题计入{title}",
    en: "no period that can be read is filled in; the form's title says {title}, but --period gives {given}; by its title the return counts for {title}",
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
/// Form and file name two periods.
pub const PERIOD_CONTRADICTS_FILE_NAME: Phrase = Phrase {
    zh: "报表填写的报告期是{period}，文件名写的却是{folder}；以报表为准",
    en: "the form says {period}, but the name of the file says {folder}; the form counts",
};
/// What to do about it.
pub const PERIOD_CONTRADICTS_FILE_NAME_REMEDY: Phrase = Phrase {
    zh: "核对报告期是否沿用了上期的，更正报告期或文件名",
    en: "check whether the period on the form was left from an earlier one, and correct it or the file's name",
};
/// A period that hardly any return is for.
pub const PERIOD_APART: Phrase = Phrase {
    zh: "报表填写的报告期是{period}，另有{n}份填报表是{main}的，{unit}却没有{main}的填报表",
    en: "the return is for {period}; {n} others are for {main}, of which {unit} has sent none",
};
/// What to do about it.
pub const PERIOD_APART_REMEDY: Phrase =
    Phrase { zh: "核对报告期是否填错", en: "check whether the period on the form is mistyped" };
/// A file named for one unit, a form headed for another.
pub const FILE_NAMES_ANOTHER_UNIT: Phrase = Phrase {
    zh: "文件名写的是 {named}，报表填写的却是 {unit}；以报表为准",
    en: "the file is named for {named}, but the form says {unit}; the form counts",
};
/// What to do about it.
pub const FILE_NAMES_ANOTHER_UNIT_REMEDY: Phrase = Phrase {
    zh: "核对是哪个单位所报（可能套用了其他单位的报表），更正报表中的单位名称和代码，或更正文件名",
    en: "check which unit sent it (it may have used the other one's form), and correct name and code on the form, or the file's name",
};
/// A form of another unit that must not take the place of that unit's return.
pub const MISNAMED: Phrase = Phrase {
    zh: "{unit} 已采用“{file}”；本文件也填报 {unit}，文件名写的却是 {named}，未采用",
    en: "{file} counts for {unit}; this file says {unit} too, but is named for {named}",
};
/// A nil return that reports something.
pub const NIL_WITH_ANSWERS: Phrase = Phrase {
    zh: "声明零报告，却填有内容；所填内容照常计入",
    en: "a nil return is declared, but something is reported; what is filled in counts",
};
/// What to do about it.
pub const NIL_WITH_ANSWERS_REMEDY: Phrase =
    Phrase { zh: "取消零报告，或删去所填内容", en: "withdraw the nil return, or clear what is filled in" };
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
/// A date on which no return for the period was made.
pub const DATE_FAR_OFF: Phrase = Phrase {
    zh: "填报日期“{value}”早于报告期{period}，或在其结束两年以后，未作迟报和先后判断的依据",
    en: "the date of the return, {value}, is before {period} or more than two years after it, and decides neither lateness nor order",
};
/// What to do about it.
pub const DATE_FAR_OFF_REMEDY: Phrase = Phrase {
    zh: "请填报单位核对填报日期（尤其是年份）和报告期",
    en: "ask the unit to check the date, above all its year, and the period of the return",
};
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
/// Superseded because its name says that it is void.
pub const SUPERSEDED_AS_WITHDRAWN: Phrase = Phrase {
    zh: "“{name}”的名称中写有“{word}”，以同一单位同期的 {file} 为准",
    en: "the name “{name}” says “{word}”; {file} of the same unit and period counts instead",
};
/// A void return that gives way to another one, by a line in it.
pub const SUPERSEDED_AS_ANNULLED: Phrase = Phrase {
    zh: "{name} 写有“{word}”，以同一单位同期的 {file} 为准",
    en: "{name} says “{word}”; {file} of the same unit and period counts instead",
};
/// The only return, though a line in it says that it is void.
pub const ANNULLED_COUNTS: Phrase = Phrase {
    zh: "{name} 单独写有“{word}”，似整表不算，但该单位本期没有其他可采用的报表，暂予采用",
    en: "{name} says “{word}”, as if the whole form were not to count, but there is no other return of the unit and period to use; it counts for now",
};
/// What to do about it.
pub const ANNULLED_COUNTS_REMEDY: Phrase = Phrase {
    zh: "请单位确认这一份是否有效；有效的，删去“{word}”字样；无效的，报送有效的报表并删去这一份",
    en: "ask the unit whether it is meant to count; clear “{word}” if it is, otherwise have the valid return sent, and remove this one",
};
/// The only return, though its name says that it is void.
pub const WITHDRAWN_COUNTS: Phrase = Phrase {
    zh: "“{name}”的名称中写有“{word}”，但该单位本期没有其他可采用的报表，暂予采用",
    en: "the name “{name}” says “{word}”, but there is no other return of the unit and period to use; it counts for now",
};
/// What to do about it.
pub const WITHDRAWN_COUNTS_REMEDY: Phrase = Phrase {
    zh: "单位确认这一份是否有效；无效的，报送有效的报表并删去这一份",
    en: "ask the unit whether it is meant to count; otherwise have the valid return sent, and remove this one",
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
/// Two returns of one file that nothing tells apart.
pub const CHOSEN_OF_FILE: Phrase = Phrase {
    zh: "同一文件中同一单位填了两次（{old}、{new}），分不出先后，暂以{new}为准",
    en: "the file holds the unit twice ({old}, {new}), and nothing tells which is later; {new} counts for now",
};
/// A return of a file that holds another one of the same unit.
pub const SUPERSEDED_OF_FILE: Phrase = Phrase {
    zh: "同一单位在本文件中填了两次，分不出先后，暂取后者（{new}）",
    en: "the file holds a unit twice, and nothing tells which is later; the last one counts for now ({new})",
};
/// A row of a sheet.
pub const ROW_OF_SHEET: Phrase =
    Phrase { zh: "工作表“{sheet}”第{row}行", en: "sheet “{sheet}”, row {row}" };
/// A sheet.
pub const SHEET_NAMED: Phrase = Phrase { zh: "工作表“{sheet}”", en: "sheet “{sheet}”" };
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

//! Sentences of reading files: why a file cannot be read, and what to do about it.

use super::Phrase;

/// A file without content.
pub const EMPTY: Phrase = Phrase {
    zh: "文件为空（0字节），请填报单位重新报送",
    en: "the file is empty (0 bytes); ask the unit to send it again",
};
/// A file of nothing but zero bytes or blanks.
pub const ONLY_ZEROS: Phrase = Phrase {
    zh: "文件内没有实际内容（全是零字节或空白），可能是拷贝或下载中断，请重新报送",
    en: "the file holds nothing but zero bytes or blanks, as after a broken copy or download; ask for it again",
};
/// The lock file of an open workbook.
pub const LOCK_FILE: Phrase = Phrase {
    zh: "打开工作簿时产生的临时锁定文件，不是填报表",
    en: "the lock file of an open workbook, not a return",
};
/// A download that was not finished.
pub const PARTIAL_DOWNLOAD: Phrase =
    Phrase { zh: "未下载完的文件，请重新下载", en: "a download that was not finished; download it again" };
/// Over the size limit.
pub const TOO_LARGE: Phrase = Phrase {
    zh: "文件超过大小上限（{detail}），未读取，请核对是否为填报表",
    en: "the file is over the size limit ({detail}) and was not read; check whether it is a return",
};
/// Encrypted with a password.
pub const PASSWORD: Phrase = Phrase {
    zh: "文件有打开密码，请填报单位报送未加密的文件",
    en: "the file is protected with a password; ask the unit for an open copy",
};
/// Encrypted in the way of .xls, which the protection of a workbook without a password brings about as well.
pub const PASSWORD_XLS: Phrase = Phrase {
    zh: "文件已加密（有打开密码，或.xls设有“保护工作簿”），请填报单位取消密码和保护，另存为.xlsx后报送",
    en: "the file is protected with a password, or as an .xls whose workbook is protected; ask the unit to lift the \
         protection, save it as .xlsx and send that",
};
/// Protected by an information rights service.
pub const RIGHTS: Phrase = Phrase {
    zh: "文件受权限管理（加密）保护，请填报单位报送未加密的文件",
    en: "the file is protected by rights management; ask the unit for an open copy",
};
/// Encrypted by a protection of documents that an office has installed.
pub const PROTECTED_DOCUMENT: Phrase = Phrase {
    zh: "文件被单位的文档加密软件（{detail}）加密，请填报单位解密后报送未加密的文件",
    en: "the file is encrypted by the office's document protection ({detail}); ask the unit for an open copy",
};
/// The way to a file instead of the file.
pub const SHORTCUT: Phrase = Phrase {
    zh: "是快捷方式（{detail}），不是文件本身，请填报单位报送文件本身",
    en: "a shortcut ({detail}), not the file itself; ask the unit to send the file",
};
/// Not a spreadsheet, but something that is known by name.
pub const NOT_A_SPREADSHEET: Phrase = Phrase {
    zh: "文件不是电子表格，而是{detail}，请填报单位报送Excel填报表",
    en: "not a spreadsheet but {detail}; ask the unit for the Excel return",
};
/// An archive of a kind that is known, but not opened.
pub const ARCHIVE_OF_KIND: Phrase = Phrase {
    zh: "文件是{detail}压缩包，不能直接读取；请解压，或改用 .zip 压缩包",
    en: "an archive ({detail}) of a kind that is not opened; unpack it, or send a .zip archive",
};
/// A table of text in which a comma within a number parts it in two.
pub const NUMBER_PARTED: Phrase = Phrase {
    zh: "第{detail}行比其他行多出一格，像是数字中的千位逗号未加引号，其后各格都会错位；请填报单位报送.xlsx文件，或删去数字中的逗号后重新导出",
    en: "row {detail} has more values than the others, as of a comma within a number without quotes, which moves all \
         that follows; ask the unit for an .xlsx file, or to take the commas out of the numbers and export again",
};
/// A table in the form of another program, which is known by name.
pub const OTHER_TABLE: Phrase = Phrase {
    zh: "文件是{detail}格式，本程序不读取；请填报单位用制作该文件的软件打开，另存为.xlsx后报送",
    en: "a file of {detail}, which is not read; ask the unit to open it in the program that made it, save it as .xlsx \
         and send that",
};
/// Content that nobody knows.
pub const UNKNOWN: Phrase = Phrase {
    zh: "无法识别文件内容，不是电子表格，请填报单位重新报送",
    en: "the content is not that of a spreadsheet; ask the unit to send the return again",
};
/// The end of the file is missing.
pub const TRUNCATED: Phrase = Phrase {
    zh: "文件不完整（传输或保存中断），请填报单位重新报送",
    en: "the file is cut short, as after a broken transfer; ask the unit to send it again",
};
/// A page of HTML whose text ends within a table.
pub const CUT_IN_TABLE: Phrase = Phrase {
    zh: "文件不完整：网页在表格中间结束，后面的行可能已丢失（传输、保存或导出中断）；请填报单位打开核对各行齐全后，另存为.xlsx重新报送",
    en: "the file is cut short: the page ends within a table, so that rows may be missing, as after a broken transfer or \
         export; ask the unit to open it, see that every row is there, save it as .xlsx and send that",
};
/// A page that only shows other pages, which hold the sheets.
pub const FRAMES_ALONE: Phrase = Phrase {
    zh: "文件是“另存为网页”的框架页，各工作表在同名文件夹（如.files）中，未一并报送；请填报单位用Excel或WPS打开原文件，另存为.xlsx后报送",
    en: "only the frame of a workbook saved as a web page: its sheets lie in a folder of the same name (as .files) that \
         was not sent; ask the unit to save the workbook as .xlsx and send that",
};
/// Damaged somewhere.
pub const DAMAGED: Phrase = Phrase {
    zh: "文件已损坏（{detail}），不能保证数据正确，未采用；请填报单位重新保存后报送",
    en: "the file is damaged ({detail}), so its values cannot be trusted; ask the unit to save and send it again",
};
/// A construction that a good file never has.
pub const UNLAWFUL: Phrase = Phrase {
    zh: "文件结构异常（{detail}），未采用；请填报单位用Excel或WPS打开后另存为.xlsx再报送",
    en: "the file is built in an unlawful way ({detail}) and was not used; ask the unit to open it in Excel or WPS, \
         save it as .xlsx and send that",
};
/// More than the reader is willing to take in.
pub const OVER_LIMIT: Phrase = Phrase {
    zh: "文件内容超过读取上限（{detail}），未读取；请核对是否为填报表",
    en: "the file unpacks to more than the reading limit ({detail}) and was not read; check whether it is a return",
};
/// A workbook without any worksheet.
pub const NO_SHEETS: Phrase = Phrase {
    zh: "工作簿中没有工作表，请填报单位重新报送",
    en: "the workbook has no worksheet; ask the unit to send it again",
};
/// A sheet that exists in name only.
pub const SHEET_MISSING: Phrase = Phrase {
    zh: "工作簿中的工作表“{detail}”没有内容部分，文件已损坏，请填报单位重新报送",
    en: "the workbook names the sheet `{detail}`, but the file does not hold it; ask the unit to send it again",
};
/// A part that reading broke off at.
pub const READER_FAILED: Phrase = Phrase {
    zh: "读取时出错（{detail}），未采用；请填报单位用Excel或WPS打开后另存为.xlsx再报送",
    en: "reading broke off ({detail}) and the file was not used; ask the unit to open it in Excel or WPS, save it as \
         .xlsx and send that",
};

//! Sentences of taking files in: why a file, an archive or a folder is not read, and what to do about it.

use super::Phrase;

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
/// What the program wrote itself.
pub const OWN_PUBLICATION: Phrase =
    Phrase { zh: "是 canvass 生成的成果，不是填报表", en: "a publication of canvass, not a return" };
/// What the survey itself is made of.
pub const OF_THE_SURVEY: Phrase = Phrase {
    zh: "是本调查自己的文件（单位名册或年度目标），不是填报表",
    en: "a file of the survey itself (its register or its targets), not a return",
};
/// What systems keep in folders for themselves.
pub const SYSTEM_FILE: Phrase = Phrase {
    zh: "系统自动生成的文件，不是填报表",
    en: "a file that the system keeps for itself; no return",
};
/// A file that helps to show a workbook saved as a web page.
pub const HELPER_OF_WEB_PAGE: Phrase = Phrase {
    zh: "工作簿“另存为网页”时产生的附属文件，不是填报表",
    en: "a helper file of a workbook saved as a web page; no return",
};
/// The page of frames of a workbook saved as a web page, with its folder.
pub const FRAMES_OF_WEB_PAGE: Phrase = Phrase {
    zh: "工作簿“另存为网页”的框架页，其各工作表在同名文件夹中，已逐个登记",
    en: "the frame of a workbook saved as a web page; its sheets lie in the folder of the same name and are listed there",
};
/// A sheet of a workbook saved as a web page, of which another sheet is the form.
pub const OTHER_SHEET_OF_WEB_PAGE: Phrase = Phrase {
    zh: "工作簿“另存为网页”后的其他工作表；同一工作簿的填报表已采用",
    en: "another sheet of a workbook saved as a web page, of which the sheet with the form is used",
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
/// A part of an archive that was split.
pub const PART_OF_ARCHIVE: Phrase = Phrase {
    zh: "是分卷压缩包中的一卷，单独无法打开；请将各分卷合并解压，或改报一个 .zip 压缩包",
    en: "one part of an archive that was split; join the parts, or send one .zip archive",
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

/** Why a source could not be read, in words for people. */
import type { UnreadableReport } from '#shared/checker/read-report.ts';

export const FAULTS: Readonly<Record<UnreadableReport, string>> = {
  noTables: '没有读到表二、表三或表四的任何一行，内容要连同每行的项目名称',
  noReportJson: '这个JSON不是本系统格式的年度报告',
  damagedDocument: '这个文件不是Word文档（.docx）或Excel工作簿（.xlsx），或者已经损坏、过大',
  pdfDocument: '读不了这种文件（PDF），请打开它，全选、复制文字，粘贴到上面',
  unknownFormat: '读不了这种文件，请用.docx、.xlsx、.csv、.html或.json，或者粘贴表格',
};

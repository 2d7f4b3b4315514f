/** What is said of a workbook that cannot be taken; what exactly was found is the cause, for those who look closer. */
import { UnreadableFile } from '../unreadable-file.ts';

export function damaged(what: string, cause?: unknown): UnreadableFile {
  return new UnreadableFile('打不开：不是 Excel 工作簿（.xlsx），或者已经损坏', {
    cause: new Error(what, { cause }),
  });
}

export function encrypted(): UnreadableFile {
  return new UnreadableFile('打不开：工作簿设有密码，请取消密码后另存再导入', { code: 'encryptedFile' });
}

/** Excel before 2007 wrote the same kind of container that a password makes today. */
export function oldFormat(): UnreadableFile {
  return new UnreadableFile('打不开：是旧格式的 Excel 文件（.xls），请另存为 .xlsx 再导入');
}

export function oversized(what: string): UnreadableFile {
  return new UnreadableFile('展开后过大，不像记录的表格，没有读取', {
    code: 'oversizedFile',
    cause: new Error(what),
  });
}

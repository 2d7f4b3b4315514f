/** Why a file cannot be taken as a whole. Codes are a public contract: they are never renamed. */
type FileFault =
  | 'unreadableFile'
  /** Locked with a password, or the format of Excel before 2007, which looks alike from outside. */
  | 'encryptedFile'
  /** Expands to far more than rows ever do. */
  | 'oversizedFile'
  /** Nothing in it, or headings and no row: nothing read is no success. */
  /** UTF-16, whole or damaged: of a text whose bytes are out of step nobody can say where it goes on. */
  | 'wrongEncoding'
  /** No column of the kind is named: a title above the table, another separator, another encoding. */
  | 'noHeadings'
  /** A column is not there without which no row can be right. */
  | 'missingColumn'
  /** Two columns of one meaning: nobody can say which holds. */
  | 'repeatedHeading';

type Options = { readonly code?: FileFault; readonly cause?: unknown };

/** The bytes are no file of the format they are said to have; nothing was recorded from what could not be read. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
  readonly code: FileFault;

  constructor(message: string, { code = 'unreadableFile', cause }: Options = {}) {
    super(message, cause === undefined ? undefined : { cause });
    this.code = code;
  }
}

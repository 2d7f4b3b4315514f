/** The bytes are no file of the format they are said to have; nothing was recorded from what could not be read. */
export class UnreadableFile extends Error {
  override readonly name: string = 'UnreadableFile';
}

/** A table whose first filled line names no column at all: a title above the table, another separator, another encoding. */
export class NoHeadings extends UnreadableFile {
  override readonly name = 'NoHeadings';
}

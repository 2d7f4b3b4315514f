/** The bytes are no file of the format they are said to have; nothing was recorded from what could not be read. */
export class UnreadableFile extends Error {
  override readonly name = 'UnreadableFile';
}

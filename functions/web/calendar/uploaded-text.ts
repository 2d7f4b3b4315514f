/** Text that may be typed into a field or sent as a file. */
import { textOfBytes } from '../../import/text-of-bytes.ts';
import { type FormFields, textOf } from '../form-fields.ts';

const LARGEST = 1024 * 1024;

/** The file's text when one was sent, in any encoding of the country; what was typed otherwise. */
export async function typedText(sent: FormFields, field: string, upload: string): Promise<string> {
  const typed = textOf(sent, field).replaceAll('\r\n', '\n');
  const file = sent[upload];
  if (!(file instanceof File) || file.size === 0 || file.size > LARGEST) return typed;
  return textOfBytes(new Uint8Array(await file.arrayBuffer())) ?? typed;
}

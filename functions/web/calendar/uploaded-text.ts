/** Text that may be typed into a field or sent as a file. */
import { textOfBytes } from '#shared/intake/text-of-bytes.ts';
import { type FormFields, textOf } from '../frame/form-fields.ts';

const LARGEST = 1024 * 1024;

/** `fault` is that of the file, beside what was typed. */
type TypedText = { readonly text: string; readonly fault: 'encoding' | 'tooLong' | null };

/** The file's text when one was sent, in any encoding of the country; what was typed otherwise. */
export async function typedText(sent: FormFields, field: string, upload: string): Promise<TypedText> {
  const typed = textOf(sent, field).replaceAll('\r\n', '\n');
  const file = sent[upload];
  if (!(file instanceof File) || file.size === 0) return { text: typed, fault: null };
  if (file.size > LARGEST) return { text: typed, fault: 'tooLong' };
  const text = textOfBytes(new Uint8Array(await file.arrayBuffer()));
  return text === null ? { text: typed, fault: 'encoding' } : { text, fault: null };
}

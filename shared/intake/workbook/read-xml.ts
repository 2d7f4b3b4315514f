/** XML from a stream: elements and text are handed over as they come, and none of it is kept. */
import { SaxesParser } from 'saxes';
import { damaged, oversized } from './workbook-faults.ts';

export type Attributes = Readonly<Record<string, string>>;
export type Heard = {
  /** Names come without their prefix: some programs write `<x:row>`. */
  open?(name: string, attributes: Attributes): void;
  close?(name: string): void;
  text?(text: string): void;
};

/** A name, a text, a comment is held by the parser until it ends; the longest cell that is taken has 1,000,000 characters. */
const LONGEST_PIECE_BYTES = 1 << 24;

/** Yields after each piece of the source, when what stands in it has been heard. Throws UnreadableFile. */
export async function* readXml(bytes: AsyncIterable<Uint8Array>, heard: Heard): AsyncGenerator<void> {
  const decoder = new TextDecoder('utf-8', { fatal: true });
  const parser = new SaxesParser({ position: false, xmlns: false });
  let silent = 0;
  const noticed = <T>(tell: (value: T) => void) => {
    return (value: T): void => {
      silent = 0;
      tell(value);
    };
  };
  parser.on('error', (fault) => {
    throw damaged('its XML is malformed', fault);
  });
  parser.on(
    'opentag',
    noticed(({ name, attributes }) => heard.open?.(local(name), attributes)),
  );
  parser.on(
    'closetag',
    noticed(({ name }) => heard.close?.(local(name))),
  );
  parser.on(
    'text',
    noticed((text) => heard.text?.(text)),
  );
  parser.on(
    'cdata',
    noticed((text) => heard.text?.(text)),
  );
  for await (const piece of bytes) {
    silent += piece.length;
    if (silent > LONGEST_PIECE_BYTES) throw oversized(`${silent} bytes of XML without an element`);
    parser.write(decodedBy(decoder, piece));
    yield;
  }
  decodedBy(decoder);
  parser.close();
}

export async function hearXml(bytes: AsyncIterable<Uint8Array>, heard: Heard): Promise<void> {
  for await (const _piece of readXml(bytes, heard));
}

function local(name: string): string {
  return name.slice(name.indexOf(':') + 1);
}

function decodedBy(decoder: TextDecoder, piece?: Uint8Array): string {
  try {
    return piece === undefined ? decoder.decode() : decoder.decode(piece, { stream: true });
  } catch (fault) {
    throw damaged('its XML is not UTF-8', fault);
  }
}

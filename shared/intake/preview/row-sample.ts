/** A row in one line, for choosing among the first ones of a file. */

const MOST_CHARACTERS = 70;

export function formatSample(line: number, fields: readonly string[]): string {
  const filled = fields.map((text) => text.replace(/\s+/g, ' ').trim()).filter((text) => text !== '');
  return `第 ${line} 行：${cut(filled.join('、'), MOST_CHARACTERS)}`;
}

/** At most so many characters, the last a sign that more would follow. */
export function cut(text: string, most: number): string {
  const characters = [...text];
  return characters.length > most ? `${characters.slice(0, most).join('')}…` : text;
}

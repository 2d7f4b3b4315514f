/** A paper as one page of HTML that needs nothing else: what is printed as PDF. */
import { FACT_SHARES, type Paper, type PaperPart, type PaperTable, type Picture } from './paper.ts';
import { escaped } from './render-html.ts';

const STYLE = `
@page { size: A4; margin: 22mm 18mm 20mm 22mm; }
body { font-family: "宋体", "SimSun", "Noto Serif SC", "Noto Sans S Chinese", serif; font-size: 10.5pt; line-height: 1.5;
  color: #000; margin: 0; }
h1 { font-family: "方正小标宋简体", "STZhongsong", "Noto Serif SC", "Noto Sans S Chinese", serif; font-size: 20pt;
  font-weight: normal; text-align: center; margin: 0 0 6pt; line-height: 1.4; }
h2 { font-family: "黑体", "SimHei", "Noto Sans S Chinese", sans-serif; font-size: 13pt; font-weight: normal;
  margin: 14pt 0 4pt; break-after: avoid; }
.note { text-align: center; color: #444; margin: 0 0 10pt; }
p { margin: 2pt 0; overflow-wrap: anywhere; }
table { width: 100%; border-collapse: collapse; table-layout: fixed; margin: 2pt 0; }
caption { position: absolute; clip-path: inset(50%); height: 1px; width: 1px; overflow: hidden; }
th, td { border: .5pt solid #000; padding: 2.5pt 4pt; text-align: left; vertical-align: top; font-weight: normal;
  overflow-wrap: anywhere; white-space: pre-line; }
thead th, tbody th { background: #f2f2f2; }
thead { display: table-header-group; }
tr { break-inside: avoid; }
figure { break-before: page; margin: 0; text-align: center; }
figure img { max-width: 100%; max-height: 235mm; }
figcaption { margin-top: 4pt; }
`;

export function paperHtml({ title, note, parts }: Paper): string {
  return [
    '<!doctype html>',
    `<html lang="zh-CN"><head><meta charset="utf-8"><title>${escaped(title)}</title><style>${STYLE}</style></head>`,
    `<body><h1>${escaped(title)}</h1><p class="note">${escaped(note)}</p>`,
    ...parts.map(partHtml),
    '</body></html>\n',
  ].join('\n');
}

function partHtml(part: PaperPart): string {
  switch (part.kind) {
    case 'heading':
      return `<h2>${escaped(part.text)}</h2>`;
    case 'lines':
      return part.lines.map((line) => `<p>${escaped(line)}</p>`).join('\n');
    case 'facts':
      return factsHtml(part);
    case 'table':
      return tableHtml(part);
    case 'picture':
      return pictureHtml(part.picture);
  }
}

function factsHtml({ caption, facts }: Extract<PaperPart, { kind: 'facts' }>): string {
  const rows = facts.map(
    ([label, value]) => `<tr><th scope="row">${escaped(label)}</th><td>${escaped(value)}</td></tr>`,
  );
  return `<table><caption>${escaped(caption)}</caption>${widths(FACT_SHARES)}<tbody>${rows.join('\n')}</tbody></table>`;
}

function tableHtml({ caption, columns, rows }: PaperTable): string {
  const head = columns.map(([heading]) => `<th scope="col">${escaped(heading)}</th>`).join('');
  const body = rows.map((row) => `<tr>${row.map((cell) => `<td>${escaped(cell)}</td>`).join('')}</tr>`);
  const shares = widths(columns.map(([, share]) => share));
  return `<table><caption>${escaped(caption)}</caption>${shares}<thead><tr>${head}</tr></thead><tbody>${body.join('\n')}</tbody></table>`;
}

function widths(shares: readonly number[]): string {
  const whole = shares.reduce((sum, share) => sum + share, 0);
  const columns = shares.map((share) => `<col style="width:${((share / whole) * 100).toFixed(2)}%">`);
  return `<colgroup>${columns.join('')}</colgroup>`;
}

function pictureHtml({ type, bytes, caption }: Picture): string {
  const image = `data:image/${type};base64,${Buffer.from(bytes).toString('base64')}`;
  return `<figure><img src="${image}" alt="${escaped(caption)}"><figcaption>${escaped(caption)}</figcaption></figure>`;
}

/** The look of a letter on a page of the product: GB/T 9704-2012 where the window is wide, a plain column where it is not. */

/** Half points. */
export const SIZES = [21, 24, 28, 30, 32, 36, 44, 52, 60, 72] as const;
export const FACES = [
  {
    name: 'fang',
    names: /仿宋|FangSong/i,
    families: '"仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "STFangsong"',
  },
  {
    name: 'mark',
    names: /小标宋|中宋/,
    families: '"方正小标宋简体", "方正小标宋_GBK", "STZhongsong", "SimSun"',
  },
  { name: 'hei', names: /黑|Hei/i, families: '"黑体", "SimHei", "Heiti SC"' },
  { name: 'kai', names: /楷|Kai/i, families: '"楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "STKaiti"' },
  { name: 'song', names: /宋|Song|SimSun/i, families: '"宋体", "SimSun", "STSong"' },
] as const;

const RED = '#e60000';
const faces = FACES.map(
  ({ name, families }) =>
    `.lt-${name} { font-family: "Times New Roman", ${families}, "Noto Sans S Chinese", serif; }`,
).join('\n');
const sizes = SIZES.map((size) => `.lt-s${size} { font-size: ${size / 32}em; }`).join(' ');

export const LETTER_STYLE = `
.letter-page { display: flex; flex-direction: column; box-sizing: border-box; width: 210mm; max-width: 100%; min-height: 297mm; margin: 1rem 0; padding: 37mm 26mm 20mm 28mm; background: #fff; color: #000; border: 1px solid var(--line-strong); font-size: 16pt; line-height: 28.95pt; letter-spacing: -.25pt; overflow-wrap: anywhere; }
.letter-page:has(.letter-head) { padding-top: 30mm; }
.letter-page p { margin: 0; min-height: 28.95pt; }
.letter-head p { min-height: 0; line-height: 30pt; } .letter-after { margin-top: 8pt; }
.radio input { flex: none; }
.tick-group { flex-basis: 100%; margin-top: .4rem; color: var(--ink-soft); }
.letter-foot { margin-top: auto; padding-top: 12mm; } .letter-foot p { min-height: 0; }
.letter-page table { border-collapse: collapse; width: 100%; } .letter-page td { border: 1px solid #000; padding: 4pt 5pt; line-height: 18pt; vertical-align: middle; } .letter-page td:first-child { width: 34%; } .letter-page td p { min-height: 28pt; }
.lt-center { text-align: center; } .lt-right { text-align: right; } .lt-justify { text-align: justify; } .lt-left { text-align: left; }
.lt-first { text-indent: 2em; } .lt-signed { margin-left: 46% !important; } .lt-below { margin-top: 35mm !important; } .lt-red { color: ${RED}; letter-spacing: 0; } .lt-bold { font-weight: 700; }
.lt-rule-below { padding-bottom: 4mm; border-bottom: 2.25pt solid ${RED}; } .lt-rule-above { border-top: 2.25pt solid ${RED}; }
.lt-double { border-bottom: 4.5pt double ${RED}; margin: 0 -6mm 0 -8mm !important; } .letter-foot .lt-double { padding-bottom: 0; }
${faces}
${sizes}
@media (max-width: 58rem) { .letter-page { min-height: 0; padding: 1.5rem 1rem !important; font-size: 1rem; line-height: 1.8; } .letter-page p { min-height: 1.8em; } .lt-double { margin: 0 !important; } .lt-signed { margin-left: 20% !important; } .lt-below { margin-top: 1rem !important; } .lt-s44, .lt-s52, .lt-s60 { font-size: 1.3em; } .letter-page td { line-height: 1.5; } }
@media print { .letter-page { border: 0; margin: 0; padding: 0; min-height: 0; width: auto; } }
`;

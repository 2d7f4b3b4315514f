/**
 * The look of the published page, on screen and as A4 (GB/T 9704-2012: 37 mm above, 35 below, 28 at the binding, 26 at
 * the edge; title 小标宋, text 仿宋, headings 黑体 and 楷体), with the fonts a machine is likely to have behind them.
 */
const SONG_TITLE = `"方正小标宋简体", "FZXiaoBiaoSong-B05S", "方正小标宋_GBK", "STZhongsong", "Noto Serif SC", "SimSun", serif`;
const FANG_SONG = `"仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "STFangsong", "Noto Serif SC", "Noto Sans S Chinese", serif`;
const HEI = `"黑体", "SimHei", "Heiti SC", "Noto Sans SC", "Noto Sans S Chinese", sans-serif`;
const KAI = `"楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "STKaiti", "Noto Serif SC", serif`;
const SONG = `"宋体", "SimSun", "Noto Serif SC", "Noto Sans S Chinese", serif`;

export const PAGE_STYLE = `
body { font-family: ${FANG_SONG}; color: #000; background: #fff; max-width: 56rem; margin: 2rem auto;
  padding: 0 1rem; font-size: 1.125rem; line-height: 1.8; }
h1 { font-family: ${SONG_TITLE}; text-align: center; font-size: 1.75rem; line-height: 1.4; font-weight: normal; }
h2 { font-family: ${HEI}; font-size: 1.15rem; font-weight: normal; margin: 1.6rem 0 .6rem; text-indent: 2em; }
h3 { font-family: ${KAI}; font-size: 1.125rem; font-weight: normal; margin: .6rem 0 0; text-indent: 2em; }
p { text-indent: 2em; margin: 0; text-align: justify; }
table { font-family: ${SONG}; border-collapse: collapse; width: 100%; font-size: .875rem; line-height: 1.4; margin: .4rem 0; }
th, td { border: 1px solid #000; padding: .3rem .35rem; font-weight: normal; text-align: center; overflow-wrap: anywhere; }
td { font-variant-numeric: tabular-nums; overflow-wrap: normal; white-space: nowrap; }
.table3 th[colspan="2"], .table3 th[colspan="3"] { text-align: left; }
figure { margin: 1rem 0; text-align: center; }
figure img { max-width: 100%; height: auto; }
figcaption { font-family: ${HEI}; font-size: .9rem; }
.signature { text-align: right; text-indent: 0; margin: 2.5rem 2em 0 0; line-height: 2; }
.faults { border: 2px solid #a40000; color: #a40000; padding: .5rem 1rem; margin: 1rem 0; }
.faults p, .state { text-indent: 0; }
.state { text-align: center; color: #444; margin-bottom: 1rem; }
@media (max-width: 40rem) { main { overflow-x: auto; } body { font-size: 1rem; } table { font-size: .75rem; } }
@page { size: A4; margin: 37mm 26mm 35mm 28mm; }
@media print {
  body { max-width: none; margin: 0; padding: 0; font-size: 16pt; line-height: 28pt; }
  h1 { font-size: 22pt; line-height: 32pt; margin: 0 0 14pt; }
  h2, h3 { font-size: 16pt; margin: 0; break-after: avoid; }
  table { font-size: 8.5pt; line-height: 1.25; }
  .table2 { font-size: 12pt; } .table3 th { font-size: 8pt; }
  th, td { padding: 1.5pt 2pt; }
  tr, figure, table { break-inside: avoid; }
  figcaption { font-size: 12pt; }
}
`;

/** The report as it will be printed, its paragraphs in the making, and versions beside each other. */
export const REPORT_STYLE = `
.sheet { background: var(--paper); border: 1px solid var(--line); padding: 2.5rem 3rem; margin: 0 0 1rem; font-family: "仿宋_GB2312", "FangSong_GB2312", "仿宋", "FangSong", "STFangsong", "Noto Serif SC", "Noto Sans S Chinese", serif; font-size: 1.0625rem; line-height: 1.85; color: #000; }
.sheet h2 { text-align: center; font-size: 1.5rem; font-weight: 400; line-height: 1.45; margin: 0 0 1rem; }
.sheet h3 { font-family: "黑体", "SimHei", "Heiti SC", "Noto Sans SC", "Noto Sans S Chinese", sans-serif; font-size: 1.125rem; font-weight: 400; text-indent: 2em; margin: 1.4rem 0 .5rem; }
.sheet h4 { font-family: "楷体_GB2312", "KaiTi_GB2312", "楷体", "KaiTi", "STKaiti", "Noto Serif SC", serif; font-size: 1.0625rem; font-weight: 400; text-indent: 2em; margin: .5rem 0 0; }
.sheet p { text-indent: 2em; margin: 0; text-align: justify; }
.sheet .state, .sheet .signature { text-indent: 0; } .sheet .state { text-align: center; color: #444; margin-bottom: 1rem; }
.sheet .signature { text-align: right; margin: 2rem 2em 0 0; }
.sheet figure { margin: 1rem 0; text-align: center; } .sheet figure img { max-width: 100%; height: auto; } .sheet figcaption { font-size: .9375rem; }
.sheet .scroll { margin: .4rem 0 1rem; }
.sheet .form-table { font-family: "宋体", "SimSun", "Noto Serif SC", "Noto Sans S Chinese", serif; font-size: .875rem; color: #000; }
.sheet .form-table td a { color: inherit; font-weight: 400; text-decoration: none; } .sheet .form-table td a:hover { text-decoration: underline; }
.prose { white-space: pre-wrap; } .prose mark { background: var(--brand-pale); color: var(--ink); border-bottom: 1px solid var(--brand); padding: 0 .1rem; }
.prose mark.unknown { background: var(--bad-pale); border-bottom-color: var(--bad); color: var(--bad); }
textarea.tall { min-height: 22rem; }
.insertions { columns: 22rem; list-style: none; margin: 0; padding: 0; font-size: .9375rem; }
.insertions li { break-inside: avoid; padding: .15rem 0; } .insertions code { background: var(--ground); padding: 0 .25rem; }
.insertions .value { color: var(--ink-soft); }
.section-list { list-style: none; margin: 0; padding: 0; }
.section-list li { padding: .6rem 0; border-bottom: 1px solid var(--line); display: grid; gap: .2rem; }
.section-list li:last-child { border-bottom: 0; padding-bottom: 0; } .section-list li:first-child { padding-top: 0; }
.section-list .section-head { display: flex; flex-wrap: wrap; gap: .25rem .75rem; align-items: baseline; }
.plain-list { margin: 0; padding: 0; list-style: none; } .plain-list li { padding: .3rem 0; }
.formats { display: flex; flex-wrap: wrap; gap: .25rem .9rem; margin: 0; padding: 0; list-style: none; }
code.digest { font-size: .8125rem; overflow-wrap: anywhere; }
@media (max-width: 40rem) { .sheet { padding: 1.25rem 1rem; } .insertions { columns: auto; } }
@media print { .sheet { border: 0; padding: 0; }  .sheet .form-table { font-size: 8.5pt; } .sheet h3, .sheet h4 { break-after: avoid; } .form-table, .sheet figure { break-inside: avoid; } .no-print { display: none; } }
`;

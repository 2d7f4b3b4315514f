/**
 * The one place where colours, sizes and distances are named: everything else says `var(--…)`. An office that wants its
 * own colour changes the first line of each scheme.
 */

/** Also of what stays a sheet of paper in the dark: reports and letters. */
const LIGHT = `
  --brand: #0b4a9e; --brand-dark: #083574; --brand-pale: #e7effa; --masthead: var(--brand); --action: var(--brand); --action-dark: var(--brand-dark);
  --ink: #1b2430; --ink-soft: #4b5766; --paper: #fff; --ground: #f2f4f8; --raised: #f7f9fc; --line: #dce2ea; --line-strong: #76828f; --rule: #333;
  --good: #176336; --good-pale: #e5f4ea; --warn: #7d4600; --warn-pale: #fff3dc; --amber: #d98200; --bad: #b0231b; --bad-dark: #7f1812; --bad-pale: #fdebe9;
  --shadow: 0 1px 2px rgb(16 32 56 / .06); --shadow-raised: 0 2px 8px rgb(16 32 56 / .12);`;

const DARK = `
  --brand: #8fbcff; --brand-dark: #b9d5ff; --brand-pale: #1d3049; --masthead: #13233a; --action: #2764bd; --action-dark: #1f54a3;
  --ink: #e5eaf0; --ink-soft: #a9b4c1; --paper: #1a2028; --ground: #11151b; --raised: #212935; --line: #323c49; --line-strong: #8592a1; --rule: #8592a1;
  --good: #7fd6a3; --good-pale: #15301f; --warn: #f3b862; --warn-pale: #35270f; --amber: #e79a2b; --bad: #ffa39b; --bad-dark: #ffc4bf; --bad-pale: #3e1d1b;
  --shadow: none; --shadow-raised: 0 2px 10px rgb(0 0 0 / .5);`;

/** Paper is white whatever the screen is. */
export const TOKENS = `
:root, .sheet, .letter-page, .qr { ${LIGHT}
}
:root {
  --on-action: #fff; --focus: #ffbf47;
  --s1: .25rem; --s2: .5rem; --s3: .75rem; --s4: 1rem; --s5: 1.5rem; --s6: 2rem;
  --t-small: .875rem; --t-mid: .9375rem; --t-large: 1.125rem; --t-title: 1.5rem; --t-figure: 1.875rem;
  --radius: 6px; --radius-small: 4px; --width: 76rem; --edge: 1rem;
  --face: "PingFang SC", "Microsoft YaHei", "Noto Sans SC", "Noto Sans S Chinese", "Source Han Sans SC", "HarmonyOS Sans SC", sans-serif;
  color-scheme: light dark;
}
.wide { --width: 110rem; }
.sheet, .letter-page { color-scheme: light; }
@media screen and (prefers-color-scheme: dark) {
  :root { ${DARK}
  }
}
@media print { :root { color-scheme: light; } }
`;

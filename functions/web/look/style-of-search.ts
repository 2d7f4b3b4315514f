/** The search box of the masthead, its answers while typing, and what was found. */
export const SEARCH_STYLE = `
.find { position: relative; flex: 0 1 20rem; min-width: 12rem; }
.find form { display: flex; }
.find input[type=search] { min-height: 2.25rem; padding: .25rem .6rem; border-radius: var(--radius-small) 0 0 var(--radius-small); color: var(--ink); }
.find button { border: 1px solid var(--line-strong); border-left: 0; border-radius: 0 var(--radius-small) var(--radius-small) 0; background: var(--raised); color: var(--ink); padding: .25rem .75rem; white-space: nowrap; cursor: pointer; }
.find button:hover { background: var(--brand-pale); }
.find-list { position: absolute; z-index: 3; top: 100%; right: 0; left: 0; min-width: min(26rem, 92vw); margin: .25rem 0 0; padding: .25rem; list-style: none; max-height: 70vh; overflow: auto;
  background: var(--paper); color: var(--ink); border: 1px solid var(--line-strong); border-radius: var(--radius); box-shadow: var(--shadow-raised); }
.find-none { padding: .5rem .75rem; color: var(--ink-soft); }
.find-list li { display: grid; grid-template-columns: 1fr auto; gap: 0 .75rem; padding: .4rem .6rem; border-radius: var(--radius-small); cursor: pointer; }
.find-list li:hover, .find-list li[aria-selected=true] { background: var(--brand-pale); }
.find-list li[aria-selected=true] { outline: 2px solid var(--brand); }
.find-head { font-weight: 600; } .find-tag { color: var(--ink-soft); font-size: var(--t-small); white-space: nowrap; }
.find-text { grid-column: 1 / -1; color: var(--ink-soft); font-size: var(--t-small); overflow: hidden; text-overflow: ellipsis; white-space: nowrap; }
.found h2 { display: flex; gap: .75rem; align-items: baseline; } .found h2 a { font-size: var(--t-mid); font-weight: 400; }
.found mark { background: var(--warn-pale); color: inherit; font-weight: 600; }
.found .where { display: block; color: var(--ink-soft); font-size: var(--t-small); }
@media (max-width: 60rem) { .find { order: 2; flex: 1 0 100%; margin: .35rem 0; } .find-list { min-width: 0; } }
`;

/** Lists: what is in them and how many, headings that order them, what was saved of them, and how they go out. */
export const LIST_STYLE = `
table.data caption:not(.unseen) { text-align: left; color: var(--ink-soft); font-size: var(--t-small); padding: 0 0 var(--s2); }
table.data .tight { white-space: nowrap; }
table.data thead a { color: inherit; text-decoration: none; display: inline-block; } table.data thead a:hover { text-decoration: underline; }
table.data thead th[aria-sort] { color: var(--brand); }
.clamp { display: -webkit-box; -webkit-box-orient: vertical; -webkit-line-clamp: 2; overflow: hidden; min-width: 12em; max-width: 32em; overflow-wrap: anywhere; }
.takeaways { display: flex; gap: var(--s4); justify-content: flex-end; margin: 0 0 calc(-1 * var(--s5)); font-size: var(--t-small); position: relative; }
.narrowing { display: flex; flex-wrap: wrap; gap: var(--s2) var(--s5); align-items: baseline; margin: 0 0 var(--s4); } .narrowing .years, .narrowing .years ul { margin: 0; } .narrowing summary { cursor: pointer; color: var(--brand); }
.narrowing details[open] { flex-basis: 100%; background: var(--paper); border: 1px solid var(--line); border-radius: var(--radius); padding: var(--s3) var(--s4); } @media print { .narrowing { display: none; } }
.search .picked input { min-width: 8rem; } .search .picked .picker { min-width: 2.6rem; }
.search-fields { display: flex; flex-wrap: wrap; gap: .6rem .9rem; align-items: end; } .more-filters { flex-basis: 100%; } .more-filters summary { cursor: pointer; color: var(--brand); width: max-content; } .more-filters[open] summary { margin-bottom: var(--s2); }
.search-fields select { max-width: 16rem; }
.saved-lists { display: flex; flex-wrap: wrap; gap: 0 var(--s4); align-items: baseline; } .saved-lists details { margin: 0 0 var(--s3); } .saved-lists summary { cursor: pointer; color: var(--brand); }
.saved-lists .years ul { margin-bottom: var(--s2); }
.text-difference { white-space: pre-line; } .text-difference del { color: var(--bad); } .text-difference ins { color: var(--good); text-decoration-thickness: 2px; }
.printed-head { list-style: none; padding: 0; margin: 0 0 var(--s4); color: var(--ink-soft); font-size: var(--t-small); }
@media (max-width: 40rem) { .search, .search-fields { display: grid; grid-template-columns: 1fr 1fr; } .search > details { grid-column: 1 / -1; } .search .field, .search input, .search select, .search .picked input { min-width: 0; } .search .picked { display: flex; flex-wrap: nowrap; } .takeaways { margin-bottom: var(--s2); justify-content: flex-start; } .clamp { display: inline; } table.data caption:not(.unseen) { display: block; padding: var(--s2) var(--s3); } }
@media print { .takeaways, .saved-lists { display: none; } .clamp { -webkit-line-clamp: none; display: block; } }
`;

/** What is attached: where files may be dropped, and the camera where there is one. */
export const ATTACH_STYLE = `
.dropping { outline: 2px dashed var(--brand); outline-offset: -2px; background: var(--brand-pale); }
.camera { display: none; }
@media (pointer: coarse) { .camera { display: block; } }
.attach { display: grid; gap: var(--s3); align-items: start; }
@media (min-width: 48rem) { .attach { grid-template-columns: 12rem 1fr; } }
.attached td, .attached th { overflow-wrap: anywhere; }
`;

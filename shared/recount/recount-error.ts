/** The archive cannot be counted: it is damaged, not whole, or of a later program. */
export class RecountError extends Error {}

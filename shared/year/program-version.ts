import manifest from '../../package.json' with { type: 'json' };

/** Stands beside a frozen report, never in it: the same ledger gives the same bytes with any version. */
export const PROGRAM_VERSION: string = manifest.version;

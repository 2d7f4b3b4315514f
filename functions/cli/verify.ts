/** `verify`: every hash chain from its bytes, what stands beside the log, every read model and every table from the events. */

import { faultsOfFiles } from '#shared/attachments/verify-files.ts';
import { type UnknownEvent, unknownEventsIn } from '#shared/ledger/unknown-events.ts';
import { auditViews } from '#shared/proof/audit-views.ts';
import { certificatesIn } from '#shared/proof/certificates.ts';
import { faultsOfSigned, type SignedFaults } from '#shared/proof/signed-reports.ts';
import { type AuditFaults, verifyAudit } from '#shared/proof/verify-audit.ts';
import { Books } from '#shared/proof/verify-books.ts';
import type { Check } from '#shared/reporting/report.ts';
import type { House } from '#shared/store/house.ts';
import { verifyChains } from '#shared/store/verify-chains.ts';
import { keyOf } from '#shared/store/views.ts';
import { reportFrom } from '#shared/year/annual-report.ts';
import { liveOf } from '#shared/year/chosen-report.ts';
import { type Ending, ended } from './ending.ts';
import { withAccounts } from './open-house.ts';
import type { Arguments } from './options.ts';

const NONE_SIGNED: SignedFaults = { reports: [], signatures: [], packages: [] };

/** With the audit stream, and the accounts against it. */
export async function verifyFolder(house: House, args: Arguments): Promise<Ending> {
  return verify(house, await withAccounts(args, (accounts, audit) => verifyAudit(audit, accounts)));
}

/** Exit 1 if anything is wrong. With a broken chain nothing is counted: what the events were is unknown. */
export async function verify(house: House, stream: Partial<AuditFaults> = {}): Promise<Ending> {
  const erased = await certificatesIn(house.log);
  const books = new Books(house.log, erased);
  const unknownEvents: UnknownEvent[] = [];
  const attachments: unknown[] = [];
  const { checkpoints, setbacks, unsealed } = await house.notary.check();
  const chains = await verifyChains(house.log, {
    onPage: async (commits) => {
      unknownEvents.push(...unknownEventsIn(commits));
      await books.check(commits);
      // the files of a case went with its key
      const kept = commits.filter((commit) => !erased.has(keyOf(commit)));
      attachments.push(...(await faultsOfFiles(house.blobs, kept)));
    },
  });
  const sound = chains.brokenChains.length === 0;
  const { drifts, newest } = sound ? await auditViews(house) : { drifts: [], newest: {} };
  const signed = sound ? await faultsOfSigned(house.log, house.blobs) : NONE_SIGNED;
  const failedChecks = sound ? await failingChecks(house, Object.keys(newest)) : [];
  const { reports, ...besides } = signed;
  const driftedReadModels = [...drifts, ...reports];
  const found = { unknownEvents, ...(await books.end()), ...besides, attachments, checkpoints, ...stream };
  const faults = [chains.brokenChains, driftedReadModels, failedChecks, ...Object.values(found)];
  const erasures = [...erased.values()].map(({ number, by }) => ({ case: number, by }));
  const result = { ...chains, driftedReadModels, failedChecks, ...found, setbacks, unsealed, erasures };
  const isSound = faults.every(({ length }) => length === 0);
  return { ...ended(isSound ? 0 : 1, result), ...(!isSound && { stderr: inWords(result) }) };
}

/** Of each kind for who reads; the JSON has them all. */
const MOST_LINES = 20;

/** What is wrong at a glance: a ledger that was rolled back has thousands of faults of one kind. */
function inWords(result: Readonly<Record<string, unknown>>): string {
  const kinds = Object.entries(result).flatMap(([kind, found]) =>
    Array.isArray(found) && found.length > 0 && !NO_FAULTS.includes(kind) ? [{ kind, found }] : [],
  );
  const summary = kinds.map(({ kind, found }) => `${kind} ${found.length}`).join(', ');
  const listed = kinds.flatMap(({ kind, found }) => {
    const more = found.length - MOST_LINES;
    const shown = found.slice(0, MOST_LINES).map((one) => `  ${JSON.stringify(one)}`);
    return [`${kind}:`, ...shown, ...(more > 0 ? [`  … 另有 ${more} 项 (and ${more} more)`] : [])];
  });
  return `发现问题 (found): ${summary}\n${listed.join('\n')}\n`;
}
const NO_FAULTS: readonly string[] = ['setbacks', 'erasures'];

type FailedCheck = Check & { readonly office: string; readonly year: number };

async function failingChecks(house: House, offices: readonly string[]): Promise<FailedCheck[]> {
  const failing: FailedCheck[] = [];
  for (const id of [...offices].sort())
    for (const year of await house.views.years(id)) {
      const { source, asOf } = await liveOf(house)({ office: id, year });
      const { checks } = await reportFrom(house.log, source, { office: { id, name: '' }, year, asOf });
      failing.push(...checks.filter(({ holds }) => !holds).map((check) => ({ ...check, office: id, year })));
    }
  return failing;
}

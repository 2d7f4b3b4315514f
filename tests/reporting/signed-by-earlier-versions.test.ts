/**
 * Years signed by earlier versions, each closed by the program of that commit and exported by it (`fixtures/`): what was
 * signed is judged by the form and the rules of its own time.
 */
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { faultsOfSigned } from '#shared/proof/signed-reports.ts';
import { canonicalJson, type Report } from '#shared/reporting/report.ts';
import { isReproduced, REPORT_RULES } from '#shared/reporting/same-report.ts';
import { folderBlobs } from '#shared/store/folder/blobs.ts';
import { verifyChains } from '#shared/store/verify-chains.ts';
import { recomputed } from '#shared/year/annual-report.ts';
import { ownWordingOf, yearStateOf } from '#shared/year/year-history.ts';
import { memoryLedger } from '../support/memory-ledger.ts';

const SOUND = { reports: [], signatures: [], packages: [] };
const NOWHERE = folderBlobs('/nonexistent');
/** The place of the commit whose program signed. */
const SIGNED_AT = [73, 110, 146, 183, 220];

function signedAt(commit: number) {
  const ledger = memoryLedger({ id: 'default', name: '本机关' });
  const archive = readFileSync(join(import.meta.dirname, `fixtures/signed-at-${commit}.ndjson`), 'utf8');
  ledger.restore(archive.trimEnd().split('\n'), { unclosed: true });
  return ledger;
}

async function pair(commit: number) {
  const { log } = signedAt(commit);
  const [frozen] = (await yearStateOf(log, { office: 'default', year: 2025 })).versions;
  if (frozen === undefined) throw new Error('not signed');
  const { office } = JSON.parse(frozen.report) as Report;
  const { report } = await recomputed(log, { office, year: 2025 }, frozen);
  const wording = await ownWordingOf(log, { office: 'default', year: 2025 }, frozen.asOf);
  return { frozen, again: { report, wording } };
}

describe.each(SIGNED_AT)('a year signed by the program of commit %i', (commit) => {
  it('verifies: its figures, the digest of its ledger, its chains', async () => {
    const { log } = signedAt(commit);
    expect((await verifyChains(log)).brokenChains).toEqual([]);
    expect(await faultsOfSigned(log, NOWHERE)).toEqual(SOUND);
  });

  it('does not, with any one of its signed figures changed', async () => {
    const { frozen, again } = await pair(commit);
    expect(isReproduced(frozen, again)).toBe(true);
    const figures = [...frozen.report.matchAll(/(?<=[[ ,:])\d+(?:\.\d+)?(?=[,\n\]} ])/g)];
    const [from, to] = ['"table2"', '"narrative"'].map((key) => frozen.report.indexOf(key));
    const inTables = figures.filter(({ index }) => index > (from ?? 0) && index < (to ?? 0));
    expect(inTables.length).toBeGreaterThan(200);
    const missed = inTables.filter(({ 0: figure, index }) => {
      const changed = `${Number(figure) + 1}`;
      const report = frozen.report.slice(0, index) + changed + frozen.report.slice(index + figure.length);
      return isReproduced({ report }, again);
    });
    // rates are judged by the counts they are made of
    const names = missed.map(({ index }) => /"(\w+)": ?$/.exec(frozen.report.slice(0, index))?.[1]);
    expect([...new Set(names)].sort()).toEqual(
      ['closureRate', 'dailyAverage', 'onTimeRate', 'satisfactionRate', 'yearOnYear'].filter((name) =>
        names.includes(name),
      ),
    );
  });

  it('does not, with the office’s own words changed', async () => {
    const { frozen, again } = await pair(commit);
    const report = frozen.report.replace('公开不够及时', '公开十分及时');
    expect(report).not.toBe(frozen.report);
    expect(isReproduced({ report }, again)).toBe(false);
  });

  it('goes on verifying when later rules add keys and tie-outs, and state rates another way', async () => {
    const { frozen, again } = await pair(commit);
    const { report, wording } = again;
    const later = {
      ...report,
      hotline: { ...report.hotline, onTimeRate: 0.1234 },
      checks: [
        ...report.checks.filter(({ id }) => id !== 'K7'),
        { id: 'K7', scope: 'narrative.later', holds: true, left: 1, right: 1 } as const,
        { id: 'K3', scope: 'table3.later', holds: true, left: 1, right: 1 } as const,
      ],
    };
    expect(isReproduced(frozen, { report: later, wording })).toBe(true);
    // an older form has fewer keys than the one of today
    const { hotline, ...rest } = JSON.parse(frozen.report) as Report;
    const { rated: _, ...fewer } = hotline;
    expect(isReproduced({ report: JSON.stringify({ ...rest, hotline: fewer }) }, again)).toBe(true);
  });
});

describe('a year signed by the rules of today', () => {
  it('has to come out the same to the byte', async () => {
    const { again } = await pair(220);
    const report = canonicalJson(again.report);
    expect(isReproduced({ report, rules: REPORT_RULES }, again)).toBe(true);
    const other = report.replace('公开不够及时', '公开不够 及时');
    expect(isReproduced({ report: other, rules: REPORT_RULES }, again)).toBe(false);
    const fewer = report.replace(/\n *\{[^{}]*"K8"[^{}]*\},?/, '');
    expect(isReproduced({ report: fewer, rules: REPORT_RULES }, again)).toBe(false);
  });

  /** Other bytes from the same figures are other rules: raise REPORT_RULES, and put the new digest here. */
  it('is by the rules that its number names', async () => {
    const { again } = await pair(220);
    const sha256 = createHash('sha256').update(canonicalJson(again.report)).digest('hex');
    expect({ rules: REPORT_RULES, sha256 }).toEqual({
      rules: 2,
      sha256: 'e10a620ef6e7ebfa85251d475a831b0b2e8259ea7a8e5381da9337684c0727f5',
    });
  });
});

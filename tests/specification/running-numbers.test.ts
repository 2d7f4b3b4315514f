/** The numbers an office gives by its own rule, whatever other numbers stand beside them. */
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { takeNumber } from '#shared/correspondence/letter-number.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import { LI, type MemoryLedger, memoryLedger } from '../support/memory-ledger.ts';

const applicant = { type: 'naturalPerson', name: '王某' };
const APPLICATION = {
  command: 'RegisterApplication',
  channel: 'inPerson',
  submittedOn: '2026-01-05',
  applicant,
  subject: '预算',
};
const CALL = {
  command: 'RegisterHotlineCase',
  at: '2026-01-05T09:00:00+08:00',
  source: '12345热线',
  type: '咨询',
};
const REVIEW = { command: 'OpenAppeal', kind: 'review', on: '2026-01-05' };
const PUBLICATION = { command: 'Publish', publishedOn: '2026-01-05', medium: 'website' };
const BY_PREFIX = { SQ: APPLICATION, RX: CALL, FS: REVIEW, ZL: PUBLICATION } as const;
type Prefix = keyof typeof BY_PREFIX;

async function numberOf(office: MemoryLedger, fields: Readonly<Record<string, unknown>>): Promise<string> {
  const done = await office.command(fields);
  return done.ok ? done.number : done.code;
}

describe('the next number by the office’s rule', () => {
  it('goes on after a split, whose parts carry a number and a mark', async () => {
    const office = memoryLedger();
    await numberOf(office, APPLICATION);
    const split = { command: 'SplitApplication', case: 'SQ2026-0000001', on: '2026-01-06' };
    const parts = ['SQ2026-0000001-1', 'SQ2026-0000001-2'];
    expect(await office.command({ ...split, into: parts })).toMatchObject({ ok: true });
    expect(await numberOf(office, APPLICATION)).toBe('SQ2026-0000002');
    expect(await numberOf(office, APPLICATION)).toBe('SQ2026-0000003');
  });

  it('bears the year the case begins in, also where it is entered in the next', async () => {
    const office = memoryLedger();
    office.setClock('2027-01-04T09:00:00.000+08:00');
    const online = { ...APPLICATION, channel: 'online', submittedOn: '2026-12-30' };
    expect(await numberOf(office, { ...APPLICATION, submittedOn: '2026-12-31' })).toBe('SQ2026-0000001');
    expect(await numberOf(office, online)).toBe('SQ2026-0000002');
    expect(await numberOf(office, { ...online, confirmedOn: '2027-01-04' })).toBe('SQ2027-0000001');
    expect(await numberOf(office, CALL)).toBe('RX2026-0000001');
    expect(await numberOf(office, { ...PUBLICATION, publishedOn: '2026-12-31' })).toBe('ZL2026-0000001');
  });

  it('begins the next width where one is used up, and stands still at no number', async () => {
    const office = memoryLedger();
    await numberOf(office, { ...APPLICATION, case: 'SQ2026-9999999' });
    expect(await numberOf(office, APPLICATION)).toBe('SQ2026-10000000');
    expect(await numberOf(office, APPLICATION)).toBe('SQ2026-10000001');
  });

  const tail = fc.oneof(
    fc.integer({ min: 0, max: 40 }).map((count) => String(count).padStart(7, '0')),
    fc.stringMatching(/^[0-9]{1,6}$/),
    fc.stringMatching(/^[0-9]{8,12}$/),
    fc.stringMatching(/^[0-9]{7}-[0-9]{1,3}$/),
    fc.stringMatching(/^[0-9A-Za-z甲补+.e -]{1,9}$/),
    fc.stringMatching(/^[0-9]{6}[A-Z甲①½٣]$/),
  );
  const prefixes = fc.constantFrom<Prefix>('SQ', 'RX', 'FS', 'ZL');

  it('is the greatest of the rule and one, for every kind, among any other numbers', async () => {
    const property = fc.asyncProperty(prefixes, fc.array(tail, { maxLength: 30 }), async (prefix, tails) => {
      const office = memoryLedger();
      const fields = BY_PREFIX[prefix];
      const taken = new Set(tails.map((one) => `${prefix}2026-${one}`.normalize('NFKC').trim()));
      for (const number of taken) await office.command({ ...fields, case: number });
      const ofRule = [...taken].filter((number) => /^..2026-[0-9]{7}$/.test(number));
      const greatest = Math.max(0, ...ofRule.map((number) => Number(number.slice(7))));
      for (const step of [1, 2])
        expect(await numberOf(office, fields)).toBe(
          `${prefix}2026-${String(greatest + step).padStart(7, '0')}`,
        );
    });
    await fc.assert(property, { numRuns: 60 });
  }, 60_000);

  it('is found at once where twenty thousand odd numbers stand above it', async () => {
    const office = memoryLedger();
    const row = { receivedOn: '2026-01-05', applicantType: 'naturalPerson', subject: '预算' };
    const rows = Array.from({ length: 20_000 }, (_, index) => ({
      kind: 'application' as const,
      row: { ...row, number: `SQ2026-${90_000_000 + index}` },
    }));
    await office.record([...rows, { kind: 'application', row: { ...row, number: 'SQ2026-0000007' } }]);
    const began = process.cpuUsage();
    for (let count = 8; count < 108; count += 1)
      expect(await numberOf(office, APPLICATION)).toBe(`SQ2026-${String(count).padStart(7, '0')}`);
    expect(process.cpuUsage(began).user / 1000).toBeLessThan(3000);
  }, 60_000);
});

describe('the next 文号 of a letter', () => {
  it('goes on after a number that no rule made', async () => {
    const office = memoryLedger();
    const on = dateOf('2026-01-06');
    const take = (key: string) =>
      takeNumber(office.log, {
        office: 'o',
        case: 'A',
        kind: 'reply',
        about: '1.1',
        on,
        word: '甲公开',
        key,
        actor: LI,
      });
    expect(await take('k1')).toBe('甲公开答〔2026〕1号');
    const at = { office: 'o', kind: 'letters', stream: 'odd' } as const;
    const event = { type: 'LetterNumberTaken', v: 1, on, data: { case: 'A', kind: 'reply', about: '1.1' } };
    await office.log.write(
      ['甲公开答〔2026〕000001之一', '甲公开答〔2026〕9999999', '甲公开答〔2026〕补1'].map(
        (number) => (writer) =>
          writer.append({ at: { ...at, stream: number }, number, version: 1, actor: LI, events: [event] }),
      ),
    );
    expect(await take('k2')).toBe('甲公开答〔2026〕2号');
    expect(await take('k2')).toBe('甲公开答〔2026〕2号');
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decide } from '#shared/disclosure/decide.ts';
import { STATE_CALENDAR } from '#shared/kernel/calendar/calendar.ts';
import { hasWrongCheckDigit } from '#shared/kernel/identity-number.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';

const runs = { numRuns: 300 };

/** ISO 7064 as the standards define it, not by tables of weights: the whole number is 1 by the modulus. */
function personsNumber(body: string): string {
  const rest = [...body].reduce((sum, digit) => (sum + Number(digit)) * 2, 0) % 11;
  const check = (1 + 11 - rest) % 11;
  return body + (check === 10 ? 'X' : String(check));
}
const ALPHABET = '0123456789ABCDEFGHJKLMNPQRTUWXY';
function organisationsCode(body: string): string {
  let power = 1;
  let sum = 0;
  for (const one of body) {
    sum += ALPHABET.indexOf(one) * power;
    power = (power * 3) % 31;
  }
  return body + ALPHABET[(31 - (sum % 31)) % 31];
}
const persons = fc.stringMatching(/^[1-8]\d{16}$/);
const organisations = fc
  .tuple(
    fc.constantFrom('91', '12', '53', 'Y1', '11'),
    fc.stringMatching(/^\d{6}$/),
    fc.stringMatching(/^[0-9A-HJ-NPQRTUWXY]{9}$/),
  )
  .map((parts) => parts.join(''));
const otherThan = (check: string, among: string, pick: number): string => {
  const others = [...among].filter((one) => one !== check);
  return others[pick % others.length] ?? '';
};

describe('a wrong check digit (GB 11643, GB 32100) is a warning', () => {
  test('of a person’s number: every right one passes, every other last character does not', () => {
    fc.assert(
      fc.property(persons, fc.nat(), (body, pick) => {
        const right = personsNumber(body);
        expect(hasWrongCheckDigit(right, 'person')).toBe(false);
        const wrong = body + otherThan(right.slice(-1), '0123456789X', pick);
        expect(hasWrongCheckDigit(wrong, 'person')).toBe(true);
      }),
      runs,
    );
  });

  test('of an organisation’s code: every right one passes, every other that is no card does not', () => {
    fc.assert(
      fc.property(organisations, fc.nat(), (body, pick) => {
        const right = organisationsCode(body);
        expect(hasWrongCheckDigit(right, 'organisation')).toBe(false);
        const wrong = body + otherThan(right.slice(-1), ALPHABET, pick);
        const passesForACard = /^\d{17}[\dX]$/.test(wrong) && personsNumber(body) === wrong;
        expect(hasWrongCheckDigit(wrong, 'organisation')).toBe(!passesForACard);
      }),
      runs,
    );
  });

  test.each([
    ['440301198505056664', true],
    ['440301198505056669', false],
    ['身份证：440301198505056664', true],
    ['４４０３０１１９８５０５０５６６６４', true],
    ['440301 19850505 6664', true],
    ['440301-19850505-6669', false],
    ['11010519491231002x', false],
    ['110105194912310021', true],
    ['91350100M000100Y43', false],
    ['91350100M000100Y44', true],
    ['91350100MO00100Y43', true],
    ['护照 E12345678', false],
    ['1', false],
    ['', false],
  ])('%s', (text, wrong) => {
    expect(hasWrongCheckDigit(text, 'person')).toBe(wrong);
  });

  test('an organisation may show the card of whoever acts for it', () => {
    expect(hasWrongCheckDigit('440301198505056669', 'organisation')).toBe(false);
    expect(hasWrongCheckDigit('440301198505056664', 'organisation')).toBe(true);
    expect(hasWrongCheckDigit('914403001922038216', 'organisation')).toBe(false);
  });

  test('is told with the registration, and never tells the number', () => {
    const register = (identity: string) =>
      decide(
        null,
        {
          ...{ command: 'RegisterApplication', channel: 'inPerson', submittedOn: dateOf('2026-09-01') },
          applicant: { type: 'naturalPerson', name: '甲', identity, contact: '某处' },
          subject: '规划',
        },
        { today: dateOf('2026-09-02'), calendar: STATE_CALENDAR },
      );
    expect(register('440301198505056669')).toMatchObject({ ok: true, warnings: [] });
    expect(register('440301198505056664')).toMatchObject({
      ok: true,
      warnings: [{ code: 'checkDigit', facts: { field: 'identity' } }],
    });
  });
});

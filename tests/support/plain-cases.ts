/**
 * Cases with people and words in them, and an index of them that shares nothing with the product's: plain texts, looked
 * through one by one. Words come as often as in life: few of them make up most of what is written.
 */
import { type Seeded, seeded } from '#functions/demo/seeded.ts';
import type { CaseKind, DomainEvent } from '#shared/kernel/event.ts';
import { addDays, dateOf, type PlainDate } from '#shared/kernel/plain-date.ts';

export type PlainCase = {
  readonly kind: 'application' | 'hotline' | 'appeal';
  readonly number: string;
  readonly day: PlainDate;
  readonly name: string;
  readonly phone: string;
  readonly identity: string;
  readonly subject: string;
  readonly description: string;
};

const FIRST = 0x4e00;
const BLOCKS = 1200;
const SURNAMES = [...'王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗'];
const MARKS = ['，', '。', '、', ' ', '“', '”', '（', '）', ''];
const PREFIX = { application: 'SQ', hotline: 'RX', appeal: 'FS' } as const;

const hanzi = (chance: Seeded, most: number): string =>
  String.fromCodePoint(FIRST + chance.int(0, Math.min(most, 20_000)));

/** Two characters each; the first ones are picked far more often than the last. */
function vocabulary(chance: Seeded): readonly string[] {
  return Array.from({ length: BLOCKS }, () => hanzi(chance, 2500) + hanzi(chance, 2500));
}

const oftenFirst = (chance: Seeded, words: readonly string[]): string =>
  words[Math.floor(words.length ** (chance.int(0, 1_000_000) / 1_000_000)) - 1] ?? words[0] ?? '';

function textOf(chance: Seeded, words: readonly string[], count: number): string {
  return Array.from(
    { length: count },
    () =>
      oftenFirst(chance, words) +
      chance.weigh([
        ['', 4],
        [chance.pick(MARKS), 1],
      ]),
  ).join('');
}

/** `hotline`: of a hundred cases, how many are calls; nine in ten of the others are applications. */
export function plainCases(
  seed: number,
  count: number,
  hotline = 97,
): { cases: PlainCase[]; words: readonly string[] } {
  const chance = seeded(seed);
  const words = vocabulary(chance);
  const cases = Array.from({ length: count }, (_, n): PlainCase => {
    const kind = chance.weigh<PlainCase['kind']>([
      ['hotline', hotline],
      ['application', (100 - hotline) * 0.9],
      ['appeal', (100 - hotline) * 0.1],
    ]);
    return {
      kind,
      number: `${PREFIX[kind]}2026-${String(n + 1).padStart(7, '0')}`,
      day: addDays(dateOf('2025-01-01'), Math.floor((n * 700) / count)),
      name: chance.pick(SURNAMES) + hanzi(chance, 20_000) + (chance.chance(0.8) ? hanzi(chance, 20_000) : ''),
      phone: `1${chance.int(3, 9)}${String(chance.int(0, 999_999_999)).padStart(9, '0')}`,
      identity: `44030119${String(chance.int(0, 9_999_999_999)).padStart(10, '0')}`,
      subject: textOf(chance, words, chance.int(4, 9)),
      description: textOf(chance, words, kind === 'hotline' ? chance.int(10, 30) : chance.int(0, 12)),
    };
  });
  return { cases, words };
}

/** As it is registered. */
export function eventOf({ kind, number, day, ...said }: PlainCase): DomainEvent {
  const { name, phone, identity, subject, description } = said;
  const head = { v: 1, on: day } as const;
  const at = `${day}T09:00:00+08:00`;
  if (kind === 'hotline') {
    const data = {
      number,
      at,
      source: '12345热线',
      group: '12345',
      type: null,
      topic: null,
      migrated: false,
    };
    const texts = { caller: `${name} ${phone}`, description: `${subject}。${description}` };
    return { ...head, type: 'HotlineCaseRegistered', data, texts };
  }
  if (kind === 'appeal') {
    const data = {
      number,
      kind: 'suit',
      route: 'direct',
      application: null,
      coDefendant: false,
      procedure: null,
    };
    const more = { copyReceivedOn: null, migrated: false };
    return {
      ...head,
      v: 2,
      type: 'AppealOpened',
      data: { ...data, ...more },
      texts: { court: name, otherAct: subject },
    };
  }
  const data = {
    ...{ channel: 'post', submittedOn: day, signedForOn: day, confirmedOn: null, receivedOn: day },
    ...{ applicantType: 'naturalPerson', deliveryForm: null, migrated: false, splitFrom: null },
  };
  const texts = { applicantName: name, contact: phone, identity, subject, description };
  return { ...head, type: 'ApplicationRegistered', data, texts };
}

const bare = (text: string): string =>
  text
    .normalize('NFKC')
    .replace(/[^\p{L}\p{N}]/gu, '')
    .toLowerCase();

/** Texts without marks, each case once. */
export function plainIndex(cases: readonly PlainCase[]) {
  const rows = cases.map((one) => {
    const { kind, name, phone, identity, subject, description } = one;
    const texts =
      kind === 'hotline'
        ? [name, `${subject}${description}`]
        : [name, subject, ...(kind === 'appeal' ? [] : [description])];
    const whole = kind === 'hotline' ? [phone] : kind === 'appeal' ? [] : [phone, identity];
    return { one, texts: texts.map(bare), whole };
  });
  /** Numbers of the cases of a kind in which every word stands. */
  return (kind: CaseKind, query: string): string[] =>
    rows
      .filter(({ one, texts, whole }) => {
        const isIn = (word: string): boolean =>
          /^\d+$/.test(word) ? whole.includes(word) : texts.some((text) => text.includes(bare(word)));
        return one.kind === kind && query.split(' ').every(isIn);
      })
      .map(({ one }) => one.number);
}

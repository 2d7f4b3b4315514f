/**
 * Running numbers given out, one item a rule: whoever adds one to it has that number alone, so that of many who record
 * at once nobody meets another. It follows from the ledger and may be lost: whether a number is free the ledger itself
 * says when the case is recorded. Not given out is a number whose request ended between the two.
 */
import { type DynamoDBDocumentClient, UpdateCommand } from '@aws-sdk/lib-dynamodb';
import { greatestOfRule, nextOfRule, numberOfRule, ruleOfNumber } from '../next-number.ts';
import type { CaseAddress, LogReader, NumberRule } from '../ports.ts';
import { isLostRace } from './refused.ts';
import { ifUnchanged, itemAt, putIf } from './rows.ts';

type Table = { readonly client: DynamoDBDocumentClient; readonly table: string };
export type NumberCounter = {
  /** A number that nobody else is given. */
  take(rule: NumberRule): Promise<string>;
  /** It was not used: the next one to ask has it, unless another was given out since. */
  giveBack(rule: NumberRule, number: string): Promise<void>;
  /** A case bears this number because somebody said so: what is given out from now on lies behind it. */
  passOver(given: Pick<CaseAddress, 'office' | 'kind' | 'number'>): Promise<void>;
};

/** Before every key of theirs in the table of the read models, whose generations begin otherwise. */
export const NUMBERS_START = 'numbers#';
const keyOf = ({ office, kind, prefix, digits }: NumberRule) => ({
  pk: `${NUMBERS_START}${encodeURIComponent(office)}#${kind}`,
  sk: `${digits}#${prefix}`,
});

export function numberCounter(place: Table, log: LogReader): NumberCounter {
  const change = changing(place);
  const raise = (rule: NumberRule, to: number): Promise<number | null> =>
    change(rule, 'SET #last = :to IF #last < :to', { ':to': to });
  return {
    take: takingFrom(place, log, raise),
    giveBack: async (rule, number) => {
      const running = Number(number.slice(rule.prefix.length));
      await change(rule, 'SET #last = :before IF #last = :it', { ':before': running - 1, ':it': running });
    },
    passOver: async ({ office, kind, number }) => {
      const given = ruleOfNumber({ office, kind }, number);
      if (given === null) return;
      const counter = await itemAt<{ readonly last: number }>(place.client, place.table, keyOf(given.rule));
      if (counter !== null && counter.last < given.running) await raise(given.rule, given.running);
    },
  };
}

type Raise = (rule: NumberRule, to: number) => Promise<number | null>;

function takingFrom({ client, table }: Table, log: LogReader, raise: Raise): NumberCounter['take'] {
  const change = changing({ client, table });
  const begin = async (rule: NumberRule): Promise<void> => {
    const Item = { ...keyOf(rule), last: await greatestOfRule(log, rule) };
    await putIf(client, { TableName: table, Item, ...ifUnchanged(null) });
  };
  return async (rule) => {
    for (;;) {
      const running = await change(rule, 'ADD #last :one IF attribute_exists(pk)', { ':one': 1 });
      if (running === null) {
        await begin(rule);
        continue;
      }
      const number = numberOfRule(rule, running);
      if ((await log.streamOf(rule.office, rule.kind, number)) === null) return number;
      // the item was behind the ledger
      await raise(rule, await greatestOfRule(log, rule));
    }
  };
}

type Values = Readonly<Record<string, number>>;

/** Changes the item where the condition holds, and gives its number; null where it does not. */
function changing({ client, table }: Table) {
  return async (rule: NumberRule, expression: string, values: Values): Promise<number | null> => {
    const [UpdateExpression, ConditionExpression] = expression.split(' IF ');
    const update = new UpdateCommand({
      ...{ TableName: table, Key: keyOf(rule), UpdateExpression, ConditionExpression },
      ...{ ExpressionAttributeNames: { '#last': 'last' }, ExpressionAttributeValues: { ...values } },
      ReturnValues: 'UPDATED_NEW',
    });
    try {
      return Number((await client.send(update)).Attributes?.last);
    } catch (error) {
      if (isLostRace(error)) return null;
      throw error;
    }
  };
}

export type JobNumbers = {
  next(rule: NumberRule): Promise<string>;
  /** The job thinks again: it has the numbers that it had. */
  again(): void;
  /** Told before they are recorded. */
  bornBy(commits: readonly Born[]): Promise<void>;
  /** What was taken and is not borne is given back. */
  ended(): Promise<void>;
};
type Born = Pick<CaseAddress, 'office' | 'kind' | 'number' | 'version'>;
type Taken = { readonly rule: NumberRule; readonly number: string };

/** The numbers that one job is given, however often it thinks. */
export function numbersOfJob(counter: NumberCounter, log: LogReader): JobNumbers {
  const taken: Taken[] = [];
  let kept: Taken[] = [];
  let borne: readonly string[] = [];
  return {
    next: async (rule) => {
      const at = kept.findIndex((one) => isSame(one.rule, rule));
      const [before] = at < 0 ? [] : kept.splice(at, 1);
      if (before !== undefined && (await log.streamOf(rule.office, rule.kind, before.number)) === null)
        return before.number;
      const number = await counter.take(rule);
      taken.push({ rule, number });
      return number;
    },
    again: () => {
      kept = [...taken];
    },
    bornBy: async (commits) => {
      const first = commits.filter(({ version }) => version === 1);
      borne = first.map(({ number }) => number);
      const given = first.filter(({ number }) => !taken.some((one) => one.number === number));
      // whoever is numbered next is spared a try by it, and that is all
      await Promise.allSettled(given.map(counter.passOver));
    },
    ended: async () => {
      for (const { rule, number } of taken.toReversed())
        if (!borne.includes(number)) await counter.giveBack(rule, number);
    },
  };
}

const isSame = (one: NumberRule, other: NumberRule): boolean =>
  one.office === other.office && one.kind === other.kind && one.prefix === other.prefix;

/** Where this program may not count: the greatest and one, which others may be quicker to record. */
export const uncounted = (log: LogReader): NumberCounter => ({
  take: (rule) => nextOfRule(log, rule),
  giveBack: async () => undefined,
  passOver: async () => undefined,
});

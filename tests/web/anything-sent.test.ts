/**
 * Whatever is sent to any address by anybody is answered, never by a fault, and nothing of it stands in the log. Made
 * from the OpenAPI document and from the forms as they are shown; SEED repeats a run, FUZZ_RUNS makes it longer.
 */
import { setImmediate as pause } from 'node:timers/promises';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { fillSample } from '#functions/demo/fill-sample.ts';
import { dateOf } from '#shared/kernel/plain-date.ts';
import { ROLES } from '#shared/store/accounts.ts';
import { turnMeter } from '../support/turn-meter.ts';
import { hiddenFields, NOW, openWebOffice, type Visitor, type WebOffice } from '../support/web-office.ts';

const RUNS = Number(process.env.FUZZ_RUNS ?? 700);
/** Of the processor, for one turn: twice as much beside other tests, which take turns on its caches. */
const MOST_MS = process.env.FUZZ_RUNS === undefined ? 400 : 200;
/** What a person might have typed: it must not be found in the log. */
const CANARY = '赵金丝雀';

type Json = Readonly<Record<string, unknown>>;
type Schema = {
  readonly type?: string;
  readonly enum?: readonly unknown[];
  readonly const?: unknown;
  readonly format?: string;
  readonly anyOf?: readonly Schema[];
  readonly items?: Schema;
  readonly properties?: Readonly<Record<string, Schema>>;
  readonly required?: readonly string[];
};
type Operation = {
  readonly parameters: readonly { readonly name: string; readonly in: string; readonly schema: Schema }[];
  readonly requestBody?: { readonly content: Json };
};
type Sent = {
  readonly method: string;
  readonly path: string;
  readonly type?: string;
  readonly body?: string;
};

const meter = turnMeter();
let office: WebOffice;
let numbers: readonly string[];
let operations: readonly (readonly [method: string, path: string, operation: Operation])[];
let commands: readonly Schema[];
const people = new Map<string, Visitor>();
const tokens = new Map<string, string>();

beforeAll(async () => {
  office = await openWebOffice();
  const plan = { office: 'default', cases: 25, year: 2026, today: dateOf('2026-11-22') };
  await fillSample({ ...office.web.house, setClock: office.setNow }, plan);
  office.setNow(NOW);
  for (const role of ROLES) {
    people.set(role, await office.visitor(role, role));
    tokens.set(role, await office.token(role));
  }
  const { log, views } = office.web.house;
  const kinds = ['application', 'hotline', 'appeal', 'publication', 'document', 'fee'] as const;
  const lists = await Promise.all(
    kinds.map((kind) => views.list('default', { kind }, { after: null, limit: 4 })),
  );
  numbers = lists.flatMap(({ items }) => items.map(({ number }) => number));
  expect(log).toBeDefined();
  // charts, documents and the browser that prints are loaded with the first that asks for them, once
  const officer = people.get('officer');
  await officer?.get('/hotline/figures');
  for (const format of ['pdf', 'docx', 'html'])
    await officer?.get(`/api/v1/cases/application/${numbers[0]}/case-file?format=${format}`);
  const document = await office.app.request('/api/v1/openapi.json', {
    headers: { host: 'localhost', cookie: people.get('admin')?.cookie() ?? '' },
  });
  const { paths, components } = (await document.json()) as {
    paths: Record<string, Record<string, Operation>>;
    components: { schemas: { Command: { anyOf: Schema[] } } };
  };
  operations = Object.entries(paths).flatMap(([path, by]) =>
    Object.entries(by).map(([method, operation]) => [method, path, operation] as const),
  );
  commands = components.schemas.Command.anyOf;
}, 120_000);
afterAll(async () => {
  await meter.stop();
  office.close();
});

const ODD = [
  ...[
    '',
    ' ',
    '0',
    '-1',
    '1e3',
    '0x0a',
    '９',
    '2026-02-30',
    '9999-12-31',
    '2026-11-20',
    '2026-11-20T09:00:00+08:00',
  ],
  ...[
    'constructor',
    'table2.constructor.constructor',
    '__proto__',
    'table3.newlyReceived.total',
    'hotline.bySource["12345热线"]',
    '..',
    '.',
    '%',
    '%00',
    '%E0%A4%A',
  ],
  ...[
    '\u0000',
    '\u000b',
    '\ufffe',
    '\ud800',
    '\r\nx: y',
    '<script>',
    "' OR 1=1 --",
    '{{如有 x}}',
    '[]',
    '{}',
    'null',
    'true',
  ],
  ...[
    '[["a","b"]]',
    '["a","b"]',
    '["","",""]',
    '𠮷'.repeat(40),
    'x'.repeat(2000),
    CANARY,
    '2026',
    'default',
    'disclosed',
  ],
];

/** A form comes whole seven times in eight. */
const FORMS = [
  ...Array.from({ length: 14 }, () => 'application/x-www-form-urlencoded'),
  ...['multipart/form-data', 'multipart/form-data; boundary=x'],
];
const DEEP = `{"command":"Reply","case":${'['.repeat(9000)}${']'.repeat(9000)}}`;

const odd = fc.oneof(
  { weight: 6, arbitrary: fc.constantFrom(...ODD) },
  fc.string({ unit: 'grapheme', maxLength: 30 }),
);
const known = fc.nat(1000).map((at) => numbers[at % numbers.length] ?? 'A1');
const word = fc.oneof({ weight: 2, arbitrary: known }, { weight: 3, arbitrary: odd });
const anyJson = fc.oneof(
  word,
  fc.integer(),
  fc.double(),
  fc.boolean(),
  fc.constant(null),
  fc.array(word, { maxLength: 2 }),
  fc.dictionary(word, word, { maxKeys: 2 }),
);

/** Mostly what the schema asks for, so that the rules behind it are reached. */
function anyFor(schema: Schema, name: string): fc.Arbitrary<unknown> {
  return fc.oneof({ weight: 30, arbitrary: fitting(schema, name) }, { weight: 1, arbitrary: anyJson });
}

function fitting(schema: Schema, name: string): fc.Arbitrary<unknown> {
  if (schema.const !== undefined) return fc.constant(schema.const);
  if (schema.enum) return fc.constantFrom(...schema.enum);
  if (schema.anyOf) return fc.oneof(...schema.anyOf.map((one) => fitting(one, name)));
  if (name === 'case' || name === 'number' || name === 'into') return known;
  if (schema.format === 'date' || /On$|^on$/.test(name))
    return fc
      .integer({ min: 1, max: 30 })
      .map((day) => `2026-${day % 2 ? 11 : 10}-${String(day).padStart(2, '0')}`);
  if (schema.format === 'date-time' || /^at$|At$/.test(name))
    return fc.integer({ min: 10, max: 22 }).map((day) => `2026-11-${day}T10:00:00+08:00`);
  switch (schema.type) {
    case 'integer':
    case 'number':
      return fc.oneof(fc.integer({ min: -2, max: 3000 }), fc.constantFrom(2026, 1, 2 ** 53, 0.005));
    case 'boolean':
      return fc.boolean();
    case 'array':
      return fc.array(fitting(schema.items ?? {}, name), { maxLength: 3 });
    case 'object':
      return objectOf(schema);
    default:
      return word;
  }
}

function objectOf({ properties = {}, required = [] }: Schema): fc.Arbitrary<Json> {
  const members = Object.entries(properties).map(([name, schema]) => [name, anyFor(schema, name)] as const);
  return fc.record(Object.fromEntries(members), {
    requiredKeys: [...required],
  }) as fc.Arbitrary<Json>;
}

function addressOf(path: string, parameters: Operation['parameters']): fc.Arbitrary<string> {
  const some = parameters.filter((one) => one.in !== 'header');
  return fc
    .record(Object.fromEntries(some.map((one) => [one.name, anyFor(one.schema, one.name)])), {
      requiredKeys: [],
    })
    .map((values) => {
      const text = (name: string) => encodeURIComponent(asText(values[name] ?? 'A1'));
      const asked = some
        .filter((one) => one.in === 'query' && values[one.name] !== undefined)
        .map((one) => `${one.name}=${text(one.name)}`);
      return `${path.replaceAll(/\{(\w+)\}/g, (_, name: string) => text(name))}?${asked.join('&')}`;
    });
}

const asText = (value: unknown): string =>
  (typeof value === 'string' ? value : JSON.stringify(value)).toWellFormed();

const lines = fc
  .array(
    fc.oneof(
      fc.nat(10_000).chain((at) => objectOf(commands[at % commands.length] ?? {})),
      fc.dictionary(word, word),
    ),
    { maxLength: 4 },
  )
  .map((all) => all.map((one) => JSON.stringify(one)).join('\n'));
const table = fc
  .array(fc.array(word, { minLength: 1, maxLength: 5 }), { maxLength: 5 })
  .map((rows) => ['编号,收到日期,申请人类型,申请内容', ...rows.map((row) => row.join(','))].join('\n'));

function bodyFor(path: string): fc.Arbitrary<string> {
  const command = fc
    .nat(10_000)
    .chain((at) => objectOf(commands[at % commands.length] ?? {}))
    .map((one) => JSON.stringify(one));
  if (path.endsWith('/commands'))
    return fc.oneof(
      { weight: 8, arbitrary: command },
      { weight: 1, arbitrary: lines },
      { weight: 1, arbitrary: fc.constant(DEEP) },
    );
  return fc.oneof(
    lines,
    table,
    anyJson.map((one) => JSON.stringify(one)),
  );
}

const apiCall = (at: number): fc.Arbitrary<Sent> => {
  const [method, path, operation] = operations[at % operations.length] ?? ['get', '/', { parameters: [] }];
  const body = operation.requestBody === undefined ? fc.constant(undefined) : bodyFor(path);
  return fc.tuple(addressOf(path, operation.parameters), body).map(([address, sent]) => ({
    method: method.toUpperCase(),
    path: address,
    ...(sent !== undefined && { body: sent }),
  }));
};

function wrongAnswer(status: number, text: string): string | null {
  if (status >= 500) return `status ${status}`;
  return /\n\s+at \S+ \(|\/functions\/|\/shared\/|node_modules|\[object Object\]/.exec(text)?.[0] ?? null;
}

/** Of all that was sent, what kept the answering thread longest, in milliseconds of the processor. */
let longest = { ms: 0, what: '' };

async function send(sent: Sent, headers: Readonly<Record<string, string>>): Promise<string | null> {
  meter.longest();
  const answer = await office.app.request(sent.path, {
    method: sent.method,
    headers: { host: 'localhost', ...headers },
    ...(sent.body !== undefined && { body: sent.body }),
  });
  const wrong = wrongAnswer(answer.status, await answer.text());
  await pause();
  const ms = Math.round(meter.longest());
  if (ms > longest.ms) longest = { ms, what: `${sent.method} ${sent.path.slice(0, 200)}` };
  return wrong;
}

describe('whatever is sent', () => {
  const options = { numRuns: RUNS };
  const role = fc.constantFrom(...ROLES);
  let key = 0;

  it('to the API, by anybody, is answered without a fault', async () => {
    const call = fc.tuple(fc.nat(100_000).chain(apiCall), role, fc.boolean());
    await fc.assert(
      fc.asyncProperty(call, async ([sent, who, bySession]) => {
        key += 1;
        const known = bySession
          ? { cookie: people.get(who)?.cookie() ?? '' }
          : { authorization: `Bearer ${tokens.get(who)}` };
        expect(await send(sent, { ...known, 'idempotency-key': `k${key}` })).toBeNull();
      }),
      options,
    );
  });

  it('as a command or a file, by those who may, is answered without a fault', async () => {
    const statuses = new Map<number, number>();
    const sending = fc.tuple(
      fc.constantFrom('officer', 'admin'),
      fc.nat(100_000).chain((at) => objectOf(commands[at % commands.length] ?? {})),
    );
    await fc.assert(
      fc.asyncProperty(sending, async ([who, command]) => {
        key += 1;
        const headers = {
          host: 'localhost',
          authorization: `Bearer ${tokens.get(who)}`,
          'idempotency-key': `c${key}`,
        };
        const answer = await office.app.request('/api/v1/commands', {
          method: 'POST',
          headers,
          body: JSON.stringify(command),
        });
        statuses.set(answer.status, (statuses.get(answer.status) ?? 0) + 1);
        expect([command, wrongAnswer(answer.status, await answer.text())]).toEqual([command, null]);
      }),
      options,
    );
    // the rules behind the schemas were reached
    expect(statuses.get(201) ?? 0).toBeGreaterThan(0);
  });

  it('by a form, with its fields as they are shown, is answered without a fault', async () => {
    const forms = office.routes.filter(
      ({ method, path }) =>
        method === 'POST' &&
        !path.startsWith('/api/') &&
        path !== '/sign-out' &&
        !path.startsWith('/account'),
    );
    const sending = fc.tuple(
      fc.nat(100_000),
      role,
      fc.array(word, { minLength: 40, maxLength: 40 }),
      word,
      fc.boolean(),
    );
    await fc.assert(
      fc.asyncProperty(sending, async ([at, who, typed, part, whole]) => {
        const pattern = forms[at % forms.length]?.path ?? '/';
        const path = pattern.replaceAll(/:\w+(\{[^}]*\})?/g, (_, shape) =>
          shape ? '2026' : encodeURIComponent(asText(part)),
        );
        const visitor = people.get(who);
        const [shown, start] = [await visitor?.get(path), await visitor?.get('/account')];
        const names = [
          ...new Set([...(shown?.text ?? '').matchAll(/ name="([^"]+)"/g)].map(([, name]) => name ?? '')),
        ];
        const csrf = hiddenFields(start?.text ?? '', '/account/password').csrf ?? '';
        const fields = new URLSearchParams(
          [...names, 'text', 'reason', 'on', 'file', 'kind'].map((name, n) => [
            name,
            asText(typed[n % typed.length]),
          ]),
        );
        if (whole)
          for (const [name, value] of Object.entries(hiddenFields(shown?.text ?? '', path)))
            fields.set(name, value);
        fields.set('csrf', csrf);
        const sent = { method: 'POST', path, body: fields.toString() };
        const headers = {
          cookie: visitor?.cookie() ?? '',
          'content-type': FORMS[at % FORMS.length] ?? '',
        };
        expect([sent, await send(sent, headers)]).toEqual([sent, null]);
      }),
      { ...options, numRuns: Math.ceil(RUNS / 2) },
    );
  });

  it('to a page, in its address, is answered without a fault', async () => {
    const pages = office.routes.filter(({ method, path }) => method === 'GET' && !path.startsWith('/api/'));
    const asked = [
      'year',
      'name',
      'on',
      'after',
      'slice',
      'kind',
      'department',
      'from',
      'to',
      'status',
      'number',
      'version',
      'about',
      'scope',
      'format',
      'done',
      'full',
      'next',
      'group',
    ];
    const asking = fc.tuple(
      fc.nat(100_000),
      role,
      fc.array(word, { minLength: 19, maxLength: 19 }),
      fc.subarray(asked, { maxLength: 8 }),
    );
    await fc.assert(
      fc.asyncProperty(asking, async ([at, who, typed, some]) => {
        const pattern = pages[at % pages.length]?.path ?? '/';
        const path = pattern.replaceAll(/:\w+(\{[^}]*\})?/g, (_, shape) =>
          shape ? '2026' : encodeURIComponent(asText(typed[0])),
        );
        const query = some.map((name, n) => `${name}=${encodeURIComponent(asText(typed[n]))}`).join('&');
        expect(
          await send(
            { method: 'GET', path: `${path}?${query}` },
            { cookie: people.get(who)?.cookie() ?? '' },
          ),
        ).toBeNull();
      }),
      options,
    );
  });

  it('keeps nobody else waiting', () => {
    console.log(`the longest turn ${longest.ms} ms: ${longest.what}`);
    expect(longest.ms).toBeLessThan(MOST_MS);
  });

  it('stands in no line of the log', () => {
    const told = JSON.stringify(office.lines);
    expect(office.lines.length).toBeGreaterThan(RUNS);
    expect(told).not.toContain(CANARY);
    expect(office.lines.filter(({ event }) => event === 'fault')).toEqual([]);
  });
});

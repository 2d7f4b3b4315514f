/** What the law leaves open, settled by the office: a list, and for each policy what another value would change. */
import { SETTLERS } from '#shared/accounts/permissions.ts';
import { POLICY_NAMES, type PolicyName } from '#shared/kernel/policies.ts';
import type { Settled } from '#shared/kernel/policy-applied.ts';
import { officeSettings } from '#shared/ledger/office-settings.ts';
import { followPolicies } from '#shared/settling/follow-policies.ts';
import { isReadFor, type PolicyPreview, previewPolicy } from '#shared/settling/preview-policy.ts';
import { settledAs, toldPolicies } from '#shared/settling/told-policies.ts';
import { NOTHING_PERSONAL } from '../access/reads.ts';
import type { Site } from '../access/site.ts';
import { notFound } from '../access/turned-away.tsx';
import { type FormFields, TOKEN_FIELD, textOf } from '../frame/form-fields.ts';
import { sendCommand } from '../frame/send-command.ts';
import { actorOf, type Ctx, type Principal, type Web } from '../frame/web.ts';
import type { FieldError } from '../look/form.tsx';
import { isSmall, ReadWhen, readByJob } from '../look/read-by-job.tsx';
import { POLICY_WORDS } from '../wording/policy-words.ts';
import { listPage } from './list-page.tsx';
import { Crumb, type Looked, policyPage } from './policy-page.tsx';

const PATH = '/policies';

export function policyRoutes(door: Site, web: Web): void {
  const site = door.reading(NOTHING_PERSONAL);
  site.page(PATH, SETTLERS, async (c, { office }) => {
    const state = await officeSettings(web.house.log, office).settled();
    return listPage(c, { policies: toldPolicies(state), owed: state.settings.length - state.followed });
  });
  site.form(`${PATH}/follow`, SETTLERS, async (c, who) => {
    await followPolicies(web.house, { office: who.office, actor: actorOf(who) });
    return c.redirect(PATH, 303);
  });
  site.page(`${PATH}/:policy`, SETTLERS, (c, who) =>
    page(c, { web, who }, { value: c.req.query('value'), errors: [] }),
  );
  site.form(`${PATH}/:policy`, SETTLERS, (c, who, fields) => save(c, { web, who }, fields));
}

type Asked = { readonly web: Web; readonly who: Principal };

type LookedAt = { readonly value: string | undefined; readonly errors: readonly FieldError[] };

/** What another value would change, one at a time: to be seen before it is set. Without a known one the first. */
async function page(c: Ctx, asked: Asked, { value, errors }: LookedAt): Promise<Response> {
  const { web, who } = asked;
  const name: PolicyName | undefined = POLICY_NAMES.find((one) => one === c.req.param('policy'));
  const state = await officeSettings(web.house.log, who.office).settled();
  const policy = toldPolicies(state).find((one) => one.policy === name);
  if (policy === undefined) return notFound(c);
  const others = policy.values.filter((one) => one !== policy.value);
  const settled = settledAs(policy.policy, others.find((one) => one === value) ?? others[0] ?? '');
  const looked = settled && (await lookedAt(c, asked, settled));
  if (looked instanceof Response) return looked;
  const chosen = looked && { value: looked.settled.value, ...looked };
  return policyPage(c, { policy, others, chosen, errors });
}

/** Where every case has to be read, and they are many, only when somebody asks for that. */
async function lookedAt(c: Ctx, { web, who }: Asked, settled: Settled): Promise<Looked | Response> {
  const { policy, value } = settled;
  const query = new URLSearchParams({ value, look: '1' });
  const path = `${PATH}/${policy}?${query}`;
  const isRead = !isReadFor(policy) || (await isSmall(web.house));
  if (isRead)
    return { settled, path, preview: await previewPolicy(web.house, who.office, settled), read: null };
  if (c.req.query('look') === undefined) return { settled, path, preview: null, read: null };
  const came = await readByJob<PolicyPreview>(
    c,
    { web, who },
    {
      ...{ what: 'preview', of: [policy, value], request: { office: who.office, settled }, path },
      ...{ title: POLICY_WORDS[policy].label, section: 'policies', crumb: <Crumb /> },
    },
  );
  if (came instanceof Response) return came;
  return { settled, path, preview: came.found, read: <ReadWhen job={came.job} path={path} /> };
}

async function save(c: Ctx, asked: Asked, fields: FormFields): Promise<Response> {
  const policy = c.req.param('policy') ?? '';
  if (!POLICY_NAMES.some((name) => name === policy)) return notFound(c);
  const value = textOf(fields, 'value');
  const reach = textOf(fields, `reach-${value}`) === 'fromNow' ? 'fromNow' : 'openYears';
  const command = { command: 'SetPolicy', policy, value, reach };
  const done = await sendCommand(c, asked, { fields: command, token: textOf(fields, TOKEN_FIELD) });
  if (done.ok || done.code === 'unchanged') return c.redirect(`${PATH}/${policy}?saved=1`, 303);
  const { field, code, message } = done;
  return page(c, asked, { value, errors: [{ field, code, message }] });
}

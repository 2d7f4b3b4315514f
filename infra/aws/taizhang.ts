/** The composition: what is kept, and what runs on it. */
import { type App, Tags, Validations } from 'aws-cdk-lib/core';
import { AwsSolutionsChecks } from 'cdk-nag';
import type { Bundles } from './bundle.ts';
import { Functions } from './functions.ts';
import type { Restored } from './places.ts';
import { Stores } from './stores.ts';

type Deployment = {
  readonly account?: string;
  readonly region?: string;
  readonly restored?: Restored;
  readonly bundles: Bundles;
};
type Taizhang = { readonly stores: Stores; readonly functions: Functions };

export function taizhang(app: App, { account, region, restored, bundles }: Deployment): Taizhang {
  const env = { ...(account && { account }), ...(region && { region }) };
  const stores = new Stores(app, 'Taizhang-Stores', { env });
  const functions = new Functions(app, 'Taizhang-Functions', { env, stores, bundles, restored });
  Tags.of(app).add('system', 'taizhang');
  Validations.of(app).addPlugins(new AwsSolutionsChecks(app));
  return { stores, functions };
}

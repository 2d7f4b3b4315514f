/** `cdk synth`, `cdk deploy`: the account and region of the caller's credentials, or the context's (docs/deployment.md). */
import { App } from 'aws-cdk-lib/core';
import { bundleHandlers } from './bundle.ts';
import type { Restored } from './places.ts';
import { taizhang } from './taizhang.ts';

const app = new App();
const { CDK_DEFAULT_ACCOUNT, CDK_DEFAULT_REGION } = process.env;
taizhang(app, {
  folders: bundleHandlers(),
  account: app.node.tryGetContext('account') ?? CDK_DEFAULT_ACCOUNT,
  region: app.node.tryGetContext('region') ?? CDK_DEFAULT_REGION,
  restored: app.node.tryGetContext('restored') as Restored | undefined,
});
app.synth();

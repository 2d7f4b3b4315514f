/** `cdk synth`, `cdk deploy`: the account and region of the caller's credentials, or the context's (docs/deployment.md). */
import { bundleHandlers } from './bundle.ts';
import { told } from './context.ts';
import { houseApp } from './house-app.ts';
import { taizhang } from './taizhang.ts';

const app = houseApp();
try {
  const known = told(app.node, process.env);
  taizhang(app, { bundles: await bundleHandlers(), ...known });
  app.synth();
} catch (error) {
  process.stderr.write(`taizhang: ${error instanceof Error ? error.message : String(error)}\n`);
  process.exitCode = 1;
}

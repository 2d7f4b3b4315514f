/** Writes the template of the stores to standard output: the emulators' tables and queues are made from it. */
import { App } from 'aws-cdk-lib/core';
import { Stores } from './stores.ts';

const app = new App({ analyticsReporting: false });
new Stores(app, 'Taizhang-Stores');
const { template } = app.synth().getStackByName('Taizhang-Stores');
process.stdout.write(JSON.stringify(template));

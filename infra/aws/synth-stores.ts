/** Writes the template of the stores to standard output: the emulators' tables and queues are made from it. */
import { houseApp } from './house-app.ts';
import { Stores } from './stores.ts';

const app = houseApp();
new Stores(app, 'Taizhang-Stores');
const { template } = app.synth().getStackByName('Taizhang-Stores');
process.stdout.write(JSON.stringify(template));

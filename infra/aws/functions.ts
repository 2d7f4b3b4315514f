/** Everything that runs, in a stack that may be thrown away and deployed anew. */
import { Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { Bundles } from './bundle.ts';
import { Alarms } from './constructs/alarms.ts';
import { Door } from './constructs/door.ts';
import { Jobs } from './constructs/jobs.ts';
import { layPackages } from './constructs/packages-layer.ts';
import { Print } from './constructs/print.ts';
import { Scanned } from './constructs/scanned.ts';
import { Work } from './constructs/work.ts';
import { parametersOf } from './parameters.ts';
import { placesIn, type Restored } from './places.ts';
import type { Stores } from './stores.ts';

type FunctionsProps = StackProps & {
  readonly stores: Stores;
  readonly bundles: Bundles;
  readonly restored?: Restored;
};

export class Functions extends Stack {
  constructor(scope: Construct, id: string, { stores, bundles, restored, ...props }: FunctionsProps) {
    super(scope, id, props);
    const { parameters, identities, mail, call, concurrency, mailDomain } = parametersOf(this);
    const { folders, layers } = bundles;
    layPackages(this, layers.packages);
    const scanned = new Scanned(this, 'Scanned');
    const places = placesIn(stores, restored);
    const work = new Work(this, 'Work', { places, folders, mailDomain });
    const print = new Print(this, 'Print', { folder: folders.print, layer: layers.printing });
    const door = new Door(this, 'Door', { places, folders, parameters, identities, scanned, print });
    const { carriers } = new Jobs(this, 'Jobs', { places, folders, scanned });
    const functions = { ...work.functions, web: door.web, print: print.printer, ...carriers };
    const { projector } = work;
    new Alarms(this, 'Alarms', { places, functions, projector, door, mail, call, concurrency });
  }
}

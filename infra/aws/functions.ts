/** Everything that runs, in a stack that may be thrown away and deployed anew. */
import { CfnParameter, Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import type { Bundles } from './bundle.ts';
import { Alarms } from './constructs/alarms.ts';
import { Door } from './constructs/door.ts';
import { Jobs } from './constructs/jobs.ts';
import { layPackages } from './constructs/packages-layer.ts';
import { Print } from './constructs/print.ts';
import { Scanned } from './constructs/scanned.ts';
import { Work } from './constructs/work.ts';
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
    const text = (name: string, description: string, value = ''): CfnParameter =>
      new CfnParameter(this, name, { type: 'String', default: value, description });
    const number = (name: string, description: string, value: number): CfnParameter =>
      new CfnParameter(this, name, { type: 'Number', default: value, minValue: 0, description });
    const choice = (name: string, description: string, allowedValues: string[]): CfnParameter =>
      new CfnParameter(this, name, {
        ...{ type: 'String', default: allowedValues[0], allowedValues, description },
      });
    const parameters = {
      officeId: text(
        'OfficeId',
        'Id of the office whose name the sign-in page shows; never changes',
        'default',
      ),
      officeName: text('OfficeName', '机关名称, as it is printed in the report', '本机关'),
      domain: text('DomainName', "The office's own domain; empty for the address of the service"),
      certificate: text('CertificateArn', 'Its certificate in this region; needed with a domain'),
      zone: text('HostedZoneId', 'Its zone in Route 53, where the record is to be made; empty: by hand'),
      firewall: choice('Firewall', 'A web application firewall before the pages; needs a domain', [
        'no',
        'yes',
      ]),
      perSecond: number('RequestsPerSecond', 'Requests a second, of everybody together', 200),
      burst: number('RequestsBurst', 'Requests for a moment, of everybody together', 400),
      atOnce: number(
        'PagesAtOnce',
        'Environments kept for the pages, and never more than these; 0: as the account has them',
        0,
      ),
    };
    const identities = {
      issuer: text(
        'OidcIssuer',
        'A provider of identities, https://…; empty: people come in by password and passkey',
      ),
      client: text('OidcClient', 'The id under which it knows us; needed with an issuer'),
      secret: text(
        'OidcShared',
        'The secret of Secrets Manager that holds the secret shared with it; empty: none',
      ),
      claim: text('OidcClaim', 'The claim that gives the name of the account', 'preferred_username'),
      groups: text('OidcGroups', 'The claim that lists the groups of a person', 'groups'),
      roles: text(
        'OidcRoles',
        'Who gets an account at the first sign-in: group=role,group=role; empty: nobody',
      ),
    };
    const mail = text(
      'AlarmMail',
      'Who is told of dead letters, drift, throttles and delays; empty for nobody',
    );
    const call = text(
      'CallMail',
      'Who is called once when anything urgent is out of order, such as the address of a telephone service; empty for nobody',
    );
    const concurrency = new CfnParameter(this, 'ConcurrencyAlarm', {
      ...{ type: 'Number', default: 800, minValue: 1 },
      description: 'How many functions running at once are near the limit of the account (most have 1,000)',
    });
    const mailDomain = text(
      'ReminderMailDomain',
      'A domain verified with SES, from which reminders are mailed; empty: none are mailed',
    );
    const { folders, layers } = bundles;
    layPackages(this, layers.packages);
    const scanned = new Scanned(this, 'Scanned');
    const places = placesIn(stores, restored);
    const work = new Work(this, 'Work', { places, folders, mailDomain });
    const print = new Print(this, 'Print', { folder: folders.print, layer: layers.printing });
    const door = new Door(this, 'Door', { places, folders, parameters, identities, scanned, print });
    const jobs = new Jobs(this, 'Jobs', { places, folder: folders.jobs, scanned });
    const more = { print: print.printer, jobs: jobs.carrier };
    const functions = { ...work.functions, web: door.web, ...more };
    const { projector } = work;
    new Alarms(this, 'Alarms', { places, functions, projector, door, mail, call, concurrency });
  }
}

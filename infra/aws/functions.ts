/** Everything that runs, in a stack that may be thrown away and deployed anew. */
import { CfnParameter, Stack, type StackProps } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { Alarms } from './constructs/alarms.ts';
import { Door } from './constructs/door.ts';
import { Jobs } from './constructs/jobs.ts';
import { Scanned } from './constructs/scanned.ts';
import { type Folders, Work } from './constructs/work.ts';
import { placesIn, type Restored } from './places.ts';
import type { Stores } from './stores.ts';

type FunctionsProps = StackProps & {
  readonly stores: Stores;
  readonly folders: Folders;
  readonly restored?: Restored;
};

export class Functions extends Stack {
  constructor(scope: Construct, id: string, { stores, folders, restored, ...props }: FunctionsProps) {
    super(scope, id, props);
    const text = (name: string, description: string, value = ''): CfnParameter =>
      new CfnParameter(this, name, { type: 'String', default: value, description });
    const parameters = {
      officeId: text(
        'OfficeId',
        'Id of the office whose name the sign-in page shows; never changes',
        'default',
      ),
      officeName: text('OfficeName', '机关名称, as it is printed in the report', '本机关'),
      domain: text('DomainName', "The office's own domain; empty for the address of the service"),
      certificate: text('CertificateArn', 'Its certificate in this region; needed with a domain'),
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
    const mailDomain = text(
      'ReminderMailDomain',
      'A domain verified with SES, from which reminders are mailed; empty: none are mailed',
    );
    const scanned = new Scanned(this, 'Scanned');
    const places = placesIn(stores, restored);
    const work = new Work(this, 'Work', { places, folders, mailDomain });
    const door = new Door(this, 'Door', { places, folders, parameters, identities, scanned });
    const jobs = new Jobs(this, 'Jobs', { places, folder: folders.jobs, scanned });
    const functions = { ...work.functions, web: door.web, jobs: jobs.carrier };
    new Alarms(this, 'Alarms', { places, functions, projector: work.projector, mail });
  }
}

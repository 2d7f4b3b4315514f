/** What whoever deploys may say (docs/deployment.md), each with what holds where nothing is said. */
import { CfnParameter, type Stack } from 'aws-cdk-lib/core';

function askedIn(stack: Stack) {
  const text = (name: string, description: string, value = ''): CfnParameter =>
    new CfnParameter(stack, name, { type: 'String', default: value, description });
  const number = (name: string, description: string, value: number): CfnParameter =>
    new CfnParameter(stack, name, { type: 'Number', default: value, minValue: 0, description });
  const choice = (name: string, description: string, allowedValues: string[]): CfnParameter =>
    new CfnParameter(stack, name, {
      ...{ type: 'String', default: allowedValues[0], allowedValues, description },
    });
  return { text, number, choice };
}

export function parametersOf(stack: Stack) {
  const { text } = askedIn(stack);
  const mail = text(
    'AlarmMail',
    'Who is told of dead letters, drift, throttles and delays; empty for nobody',
  );
  const call = text(
    'CallMail',
    'Who is called once when anything urgent is out of order, such as the address of a telephone service; empty for nobody',
  );
  const concurrency = new CfnParameter(stack, 'ConcurrencyAlarm', {
    ...{ type: 'Number', default: 800, minValue: 1 },
    description: 'How many functions running at once are near the limit of the account (most have 1,000)',
  });
  const mailDomain = text(
    'ReminderMailDomain',
    'A domain verified with SES, from which reminders are mailed; empty: none are mailed',
  );
  return {
    ...{ mail, call, concurrency, mailDomain },
    parameters: ofTheDoor(stack),
    identities: ofIdentities(stack),
  };
}

function ofTheDoor(stack: Stack) {
  const { text, number, choice } = askedIn(stack);
  return {
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
}

function ofIdentities(stack: Stack) {
  const { text } = askedIn(stack);
  return {
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
}

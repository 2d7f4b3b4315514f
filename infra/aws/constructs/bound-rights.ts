/** Rights that are bound to keys: of one row of a table, or to what one kind of text is sealed under. */
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';
import { VARIABLES } from '#shared/house/places.ts';
import { SIGNING_SECRET } from '#shared/store/dynamodb/accounts.ts';
import { SEARCH_KEY } from '#shared/store/dynamodb/data-keys.ts';
import { NUMBERS_START } from '#shared/store/dynamodb/number-counter.ts';
import type { Places } from '../places.ts';

/**
 * To open the texts of cases for the index of keyed hashes (ADR 51), and to make the one key of those hashes: no key of
 * a case can be made with it, and none destroyed.
 */
export function toIndexTexts({ keys, masterKey }: Places) {
  return {
    variables: { [VARIABLES.KeysTable]: keys.name, [VARIABLES.MasterKeyArn]: masterKey },
    statements: [
      bound('dynamodb:GetItem', keys.arn, {}),
      bound('dynamodb:PutItem', keys.arn, {
        'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [SEARCH_KEY] },
      }),
      bound('kms:Decrypt', masterKey, {}),
      bound('kms:GenerateDataKey', masterKey, { StringEquals: { 'kms:EncryptionContext:case': SEARCH_KEY } }),
    ],
  };
}

/** As `caseKeyOf` writes the stream of the addresses, of whichever office. */
const ADDRESSES = '*#lists#reminders';

export function toOpenAddresses({ keys, masterKey }: Places) {
  return {
    variables: { [VARIABLES.KeysTable]: keys.name, [VARIABLES.MasterKeyArn]: masterKey },
    statements: [
      bound('dynamodb:GetItem', keys.arn, {
        'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [ADDRESSES] },
      }),
      bound('kms:Decrypt', masterKey, { StringLike: { 'kms:EncryptionContext:case': ADDRESSES } }),
    ],
  };
}

export function toKnowSecret({ accounts }: Places) {
  const only = { 'ForAllValues:StringEquals': { 'dynamodb:LeadingKeys': [SIGNING_SECRET.pk] } };
  return {
    variables: { [VARIABLES.AccountsTable]: accounts.name },
    statements: [bound('dynamodb:GetItem', accounts.arn, only)],
  };
}

/** Whether the tables that cannot be made again can be restored. */
export function toSeeBackups({ ledger, keys, accounts, audit }: Places) {
  return {
    variables: {
      [VARIABLES.LedgerTable]: ledger.name,
      [VARIABLES.KeysTable]: keys.name,
      [VARIABLES.AccountsTable]: accounts.name,
      [VARIABLES.AuditTable]: audit.name,
    },
    statements: [ledger, keys, accounts, audit].map(({ arn }) =>
      bound('dynamodb:DescribeContinuousBackups', arn, {}),
    ),
  };
}

/** From one verified domain, and no other. */
export function sendMail(scope: Construct, domain: string) {
  const identity = Stack.of(scope).formatArn({ service: 'ses', resource: 'identity', resourceName: domain });
  return { variables: { MAIL_DOMAIN: domain }, statements: [bound('ses:SendEmail', identity, {})] };
}

/** The rows that say which cases of an office were written to. */
const WRITTEN = ['written', 'written#*', '*/written', '*/written#*'];

export function toNoteWritten({ views }: Places) {
  const rows = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': WRITTEN } };
  return {
    variables: { [VARIABLES.ViewsTable]: views.name },
    statements: [bound('dynamodb:BatchWriteItem', views.arn, rows)],
  };
}

export function toCountNumbers({ views }: Places) {
  const rows = { 'ForAllValues:StringLike': { 'dynamodb:LeadingKeys': [`${NUMBERS_START}*`] } };
  return { variables: {}, statements: [bound('dynamodb:UpdateItem', views.arn, rows)] };
}

function bound(action: string, resource: string, conditions: Conditions): PolicyStatement {
  return new PolicyStatement({ actions: [action], resources: [resource], conditions: { ...conditions } });
}
type Conditions = Readonly<Record<string, Readonly<Record<string, string | readonly string[]>>>>;

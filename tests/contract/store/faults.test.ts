import {
  ConditionalCheckFailedException,
  InternalServerError,
  ProvisionedThroughputExceededException,
  ResourceNotFoundException,
  TransactionCanceledException,
  TransactionConflictException,
} from '@aws-sdk/client-dynamodb';
import { NoSuchKey, S3ServiceException } from '@aws-sdk/client-s3';
import { describe, expect, it } from 'vitest';
import { patient } from '#shared/house/dynamodb-client.ts';
import { gateIsClosed, isLostRace } from '#shared/store/dynamodb/refused.ts';
import { faultOf, StoreBusy } from '#shared/store/faults.ts';

const $metadata = {};
const answered = (name: string) => Object.assign(new Error(name), { name, $metadata, $fault: 'client' });
const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({
    $metadata,
    message: 'cancelled',
    CancellationReasons: codes.map((Code) => ({ Code })),
  });
const ofTheSystem = (code: string) => Object.assign(new Error(code), { code, syscall: 'connect' });

describe('a fault', () => {
  it.each([
    ['throttled', new ProvisionedThroughputExceededException({ $metadata, message: '' })],
    ['throttled otherwise', answered('ThrottlingException')],
    ['over the limit of requests', answered('RequestLimitExceeded')],
    ['out of order', new InternalServerError({ $metadata, message: '' })],
    ['a transaction throttled', cancelled('None', 'ThrottlingError')],
    ['a transaction over its throughput', cancelled('ProvisionedThroughputExceeded')],
    ['a transaction in conflict', cancelled('None', 'TransactionConflict')],
    ['a write in conflict', new TransactionConflictException({ $metadata, message: '' })],
    ['a lost race that nobody took up', new ConditionalCheckFailedException({ $metadata, message: '' })],
    ['no connection', ofTheSystem('ECONNREFUSED')],
    ['no name', ofTheSystem('ENOTFOUND')],
    ['no answer in time', Object.assign(new Error('late'), { name: 'TimeoutError', code: 'ETIMEDOUT' })],
    ['given up by its deadline', Object.assign(new Error('aborted'), { name: 'AbortError' })],
    ['items given back', new StoreBusy('the read models took no more writes')],
  ])('of the store is tried again: %s', (_, error) => {
    expect(faultOf(error)).toBe('store');
  });

  it.each([
    ['no right', answered('AccessDeniedException')],
    ['no table', new ResourceNotFoundException({ $metadata, message: '' })],
    ['no known client', answered('UnrecognizedClientException')],
    ['an expired token', answered('ExpiredTokenException')],
    ['no credentials', Object.assign(new Error('none'), { name: 'CredentialsProviderError' })],
    ['a transaction without the right', cancelled('None', 'AccessDenied')],
  ])('of the deployment is for whoever runs it: %s', (_, error) => {
    expect(faultOf(error)).toBe('deployment');
  });

  it.each([
    ['an item too large', answered('ValidationException')],
    ['an item too large in a transaction', cancelled('None', 'ValidationError')],
    ['too many of one key', answered('ItemCollectionSizeLimitExceededException')],
    ['no JSON', new SyntaxError('Unexpected token')],
    ['a case nobody can count', new TypeError('no such outcome')],
    ['a fault of Node itself', Object.assign(new TypeError('no text'), { code: 'ERR_INVALID_ARG_TYPE' })],
    ['damaged bytes', Object.assign(new Error('incorrect header check'), { code: 'Z_DATA_ERROR' })],
    ['no error at all', 'text'],
  ])('of the data is for a person: %s', (_, error) => {
    expect(faultOf(error)).toBe('data');
  });
});

describe('a call', () => {
  const ofS3 = (name: string, httpStatusCode: number) =>
    new S3ServiceException({ name, message: name, $fault: 'client', $metadata: { httpStatusCode } });
  const triesOf = async (error: Error): Promise<number> => {
    let tries = 0;
    const send = () => {
      tries += 1;
      return tries === 1 ? Promise.reject(error) : Promise.resolve('answered');
    };
    await patient({ send })
      .send()
      .catch(() => undefined);
    return tries;
  };

  it('is made again where the service could not answer, and not for an object that is not there, or is', async () => {
    const metadata = { $metadata: { httpStatusCode: 404 } };
    expect(await triesOf(ofS3('SlowDown', 503))).toBe(2);
    expect(await triesOf(new NoSuchKey({ ...metadata, message: '' }))).toBe(1);
    expect(await triesOf(ofS3('PreconditionFailed', 412))).toBe(1);
  });
});

describe('what a transaction was given up for', () => {
  it('is a closed gate only where its first condition failed', () => {
    expect(gateIsClosed(cancelled('ConditionalCheckFailed', 'None'))).toBe(true);
    expect(gateIsClosed(cancelled('None', 'ConditionalCheckFailed'))).toBe(false);
    expect(gateIsClosed(cancelled('TransactionConflict', 'None'))).toBe(false);
    expect(gateIsClosed(answered('ThrottlingException'))).toBe(false);
  });

  it('is a lost race where nothing but conditions and conflicts stood against it', () => {
    expect(isLostRace(cancelled('TransactionConflict', 'ConditionalCheckFailed'))).toBe(true);
    expect(isLostRace(new TransactionConflictException({ $metadata, message: '' }))).toBe(true);
    expect(isLostRace(cancelled('ConditionalCheckFailed', 'ThrottlingError'))).toBe(false);
    expect(isLostRace(cancelled('None'))).toBe(false);
  });
});

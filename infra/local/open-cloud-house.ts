/** The house on DynamoDB and SQS, against emulators or any endpoint. */
import type { House } from '../../shared/store/house.ts';

export type CloudOptions = { readonly folder: string; readonly endpoint?: string };

export async function openCloudHouse(_options: CloudOptions): Promise<House> {
  throw new Error('the engine dynamodb is not there yet');
}

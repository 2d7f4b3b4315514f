/** Tables on an emulator, as the synthesised template describes them: what is tested is what is deployed. */
import {
  type AttributeDefinition,
  CreateTableCommand,
  type DynamoDBClient,
  type GlobalSecondaryIndex,
  type KeySchemaElement,
  ResourceInUseException,
  type StreamViewType,
  waitUntilTableExists,
} from '@aws-sdk/client-dynamodb';

/** The properties of an `AWS::DynamoDB::Table` that an emulator knows. */
export type TableShape = {
  readonly name: string;
  readonly AttributeDefinitions: AttributeDefinition[];
  readonly KeySchema: KeySchemaElement[];
  readonly GlobalSecondaryIndexes?: GlobalSecondaryIndex[];
  readonly StreamSpecification?: { readonly StreamViewType: StreamViewType };
};

/** Tables that exist are left as they are. */
export async function createTables(client: DynamoDBClient, shapes: readonly TableShape[]): Promise<void> {
  for (const shape of shapes) {
    const { name, AttributeDefinitions, KeySchema, GlobalSecondaryIndexes, StreamSpecification } = shape;
    try {
      await client.send(
        new CreateTableCommand({
          TableName: name,
          BillingMode: 'PAY_PER_REQUEST',
          AttributeDefinitions,
          KeySchema,
          ...(GlobalSecondaryIndexes && { GlobalSecondaryIndexes }),
          ...(StreamSpecification && {
            StreamSpecification: { StreamEnabled: true, StreamViewType: StreamSpecification.StreamViewType },
          }),
        }),
      );
    } catch (error) {
      if (!(error instanceof ResourceInUseException)) throw error;
    }
    await waitUntilTableExists({ client, maxWaitTime: 30, minDelay: 1 }, { TableName: name });
  }
}

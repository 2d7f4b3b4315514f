/** The function that prints, with browser and font, and the right to ask it. */
import { PolicyStatement } from 'aws-cdk-lib/aws-iam';
import { Duration } from 'aws-cdk-lib/core';
import { Construct } from 'constructs';
import { HouseFunction } from './house-function.ts';
import { layerOf } from './packages-layer.ts';
import type { Right } from './rights.ts';

type PrintProps = { readonly folder: string; readonly layer: string };

export class Print extends Construct {
  readonly printer: HouseFunction;
  /** Of who may ask it. */
  readonly may: Right;

  constructor(scope: Construct, id: string, { folder, layer }: PrintProps) {
    super(scope, id);
    const browser = layerOf(this, 'Browser', {
      folder: layer,
      description: 'Browser and Chinese font, for printing',
    });
    this.printer = new HouseFunction(this, 'Function', {
      folder,
      rights: [],
      // sooner than whoever waits for it gives up
      timeout: Duration.seconds(25),
      memorySize: 2048,
      layers: [browser],
      variables: { PRINTING_PACKAGES: '/opt/printing/index.js' },
    });
    const { functionName, functionArn } = this.printer.lambda;
    this.may = {
      variables: { PRINT_FUNCTION: functionName },
      statements: [new PolicyStatement({ actions: ['lambda:InvokeFunction'], resources: [functionArn] })],
    };
  }
}

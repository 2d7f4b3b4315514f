/** The packages that all functions import, laid over `/opt/taizhang` of each (ADR 74). */
import { Architecture, Code, LayerVersion, Runtime } from 'aws-cdk-lib/aws-lambda';
import { RemovalPolicy, Stack } from 'aws-cdk-lib/core';
import type { Construct } from 'constructs';

const NAME = 'Packages';

type Layer = { readonly folder: string; readonly description: string };

/** A version that is replaced stays: whoever rolls back finds it. */
export function layerOf(scope: Construct, id: string, { folder, description }: Layer): LayerVersion {
  return new LayerVersion(scope, id, {
    code: Code.fromAsset(folder),
    compatibleRuntimes: [Runtime.NODEJS_24_X],
    compatibleArchitectures: [Architecture.X86_64],
    removalPolicy: RemovalPolicy.RETAIN,
    description,
  });
}

export function layPackages(stack: Stack, folder: string): void {
  layerOf(stack, NAME, { folder, description: 'Packages of others, as package-lock.json has them' });
}

/** That of the stack in which a function stands. */
export function packagesIn(scope: Construct): LayerVersion {
  const layer = Stack.of(scope).node.tryFindChild(NAME);
  if (!(layer instanceof LayerVersion)) throw new Error('a stack of functions is given its packages first');
  return layer;
}

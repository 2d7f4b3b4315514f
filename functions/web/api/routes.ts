/** The API as one list: what is mounted is what the document describes. */
import type { Hono } from 'hono';
import * as z from 'zod';
import { SIGNED_IN } from '#shared/accounts/permissions.ts';
import { NOTHING_PERSONAL } from '../access/reads.ts';
import type { Route } from '../access/site.ts';
import type { Env, Web } from '../frame/web.ts';
import { approvalEndpoints } from './approvals.ts';
import { auditEndpoints } from './audit.ts';
import { batchEndpoints } from './batches.ts';
import { type Endpoint, endpoint, ok, V1 } from './endpoint.ts';
import { evidenceEndpoints } from './evidence.ts';
import { fileEndpoints } from './files.ts';
import { jobEndpoints } from './jobs.ts';
import { mount } from './mount.ts';
import { inAskedFormat, OPEN311, open311Endpoints } from './open311.ts';
import { openapiOf } from './openapi.ts';
import { policyEndpoints } from './policies.ts';
import { proofEndpoints } from './proof.ts';
import { readingEndpoints } from './reading.ts';
import { rightsEndpoints } from './rights.ts';
import { searchEndpoints } from './search.ts';
import { witnessEndpoints } from './witness.ts';
import { writingEndpoints } from './writing.ts';

export function apiEndpoints(web: Web): readonly Endpoint[] {
  const endpoints = [
    ...writingEndpoints(web),
    ...readingEndpoints(web),
    ...fileEndpoints(web),
    ...searchEndpoints(web),
    ...auditEndpoints(web),
    ...policyEndpoints(web),
    ...approvalEndpoints(web),
    ...rightsEndpoints(web),
    ...batchEndpoints(web),
    ...jobEndpoints(web),
    ...evidenceEndpoints(web),
    ...proofEndpoints(web),
    ...witnessEndpoints(web),
    ...open311Endpoints(web),
  ];
  let document: object | null = null;
  const described: Endpoint = endpoint({
    method: 'get',
    path: `${V1}/openapi.json`,
    reads: NOTHING_PERSONAL,
    summary: '本接口的机器可读说明（OpenAPI 3.1）',
    example: {},
    roles: SIGNED_IN,
    answers: { 200: z.looseObject({ openapi: z.string() }) },
    handle: async () => {
      document ??= openapiOf([...endpoints, described]);
      return ok(document);
    },
  });
  return [...endpoints, described];
}

export function apiRoutes(app: Hono<Env>, web: Web): Route[] {
  app.use(`${OPEN311}/*`, inAskedFormat);
  return mount(app, web, apiEndpoints(web));
}

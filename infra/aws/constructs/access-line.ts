/** What gateways note of a request. */

/**
 * Which route, how it ended, how long it took, and the name by which the lines of the pages are found. No address, no
 * query, nobody's network address: what somebody typed or who they are stands in no access log.
 */
export const LINE = {
  at: '$context.requestTime',
  request: '$context.requestId',
  routeKey: '$context.routeKey',
  status: '$context.status',
  latency: '$context.responseLatency',
  integrationLatency: '$context.integrationLatency',
  integrationStatus: '$context.integrationStatus',
  integrationError: '$context.integrationErrorMessage',
  error: '$context.error.message',
  bytes: '$context.responseLength',
};

/** A REST API knows the pattern of a route by other names, and what the rules before it answered. */
export const LINE_OF_REST = {
  ...LINE,
  routeKey: '$context.httpMethod $context.resourcePath',
  rules: '$context.wafResponseCode',
};

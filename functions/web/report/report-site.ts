/** Registers the pages of one year's report: a year that is none has no page. */
import type { Role } from '#shared/store/accounts.ts';
import type { Site } from '../access/site.ts';
import { notFound } from '../access/turned-away.tsx';
import type { FormFields } from '../frame/form-fields.ts';
import type { Ctx, Web } from '../frame/web.ts';
import { type Asked, addressOf, REPORTS } from './address.ts';

type Answer = Response | Promise<Response>;
export type ReportSite = {
  /** `path` follows that of the year. */
  page(path: string, roles: readonly Role[], handler: (c: Ctx, asked: Asked) => Answer): void;
  form(
    path: string,
    roles: readonly Role[],
    handler: (c: Ctx, asked: Asked, fields: FormFields) => Answer,
  ): void;
};

const YEAR_PATH = `${REPORTS}/:year`;

export function reportSite(site: Site, web: Web): ReportSite {
  return {
    page: (path, roles, handler) =>
      site.page(`${YEAR_PATH}${path}`, roles, (c, who) => {
        const address = addressOf(c);
        return address === null ? notFound(c) : handler(c, { web, who, address });
      }),
    form: (path, roles, handler) =>
      site.form(`${YEAR_PATH}${path}`, roles, (c, who, fields) => {
        const address = addressOf(c);
        return address === null ? notFound(c) : handler(c, { web, who, address }, fields);
      }),
  };
}

/** What a job is carried out on, and what one slice of it comes to. */
import type { Accounts } from '#shared/store/accounts.ts';
import type { House } from '#shared/store/house.ts';
import type { JobProgress } from '#shared/store/jobs.ts';

/** A case is given to nobody but one of the people, and some rules depend on who there is. */
export type JobHouse = House & {
  readonly people?: Accounts;
  /** How much one slice takes; as much as a function may where nothing is said. */
  readonly pace?: { readonly commits: number; readonly milliseconds: number };
};
/** `spent`: what was kept for the way, and is of no use behind its end. */
export type Slice =
  | { readonly progress: JobProgress; readonly spent?: readonly string[] }
  | { readonly result: unknown; readonly spent?: readonly string[] };

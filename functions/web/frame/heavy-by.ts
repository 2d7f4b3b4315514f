/** Heavy work on the account of who asks for it. */
import { type Asked, type HeavyName, workInPlace } from '#shared/house/heavy-work.ts';
import type { Principal, Web } from './web.ts';

/** What is heavy, done beside the answers, on the account of who asks. `run` throws TooMuchWork. */
export function heavyBy({ config }: Web, { office, user }: Principal) {
  const heavy = config.heavy ?? workInPlace;
  return {
    run: <Name extends HeavyName>(name: Name, of: Asked<Name>['of']) =>
      heavy.run({ name, of, by: `${office} ${user}` }),
  };
}

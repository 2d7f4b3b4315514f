/**
 * What this process has recorded is shown before what others recorded earlier and nobody has projected yet: whoever
 * enters something finds it in the lists, however much an import has brought meanwhile.
 */
import type { Commit, StreamKey } from '#shared/kernel/event.ts';
import type { LogWriter, OrderedLog } from '#shared/store/ports.ts';
import { type DraftingViews, keyOf } from '#shared/store/views.ts';
import { heldOf } from './catch-up.ts';
import { viewsOf } from './views-of.ts';

type Place = StreamKey & Pick<Commit, 'position'>;
/** Of the newest so many: no import is recorded by the process that answers. */
const MOST = 1000;
/** Written together, and then others are answered. */
const BATCH = 10;

export type OwnWritten = {
  /** The same log, which notes what is recorded. */
  readonly log: OrderedLog;
  /** Projects each case that is not in yet, as it stands now. */
  show(views: DraftingViews): Promise<void>;
};

export function ownWritten(log: OrderedLog): OwnWritten {
  let own: Place[] = [];
  const noting = ({ append, ...writer }: LogWriter, written: Place[]): LogWriter => ({
    ...writer,
    append: async (draft) => {
      const result = await append(draft);
      if (result.ok) written.push({ ...draft.at, position: result.commit.position });
      return result;
    },
  });
  const write: OrderedLog['write'] = async (jobs) => {
    const written: Place[][] = jobs.map(() => []);
    const noted = jobs.map((job, at) => (writer: LogWriter) => {
      // a job that thinks again has recorded nothing before
      const places: Place[] = [];
      written[at] = places;
      return job(noting(writer, places));
    });
    const outcomes = await log.write(noted);
    own.push(...written.flat());
    if (own.length > MOST) own.splice(0, own.length - MOST);
    return outcomes;
  };
  const show = async (views: DraftingViews): Promise<void> => {
    const holds = await views.holding();
    own = own.filter(({ position }) => !holds(position));
    const cases = [...new Map(own.map((one) => [keyOf(one), one])).values()];
    for (let from = 0; from < cases.length; from += BATCH)
      await showSome({ log, views }, cases.slice(from, from + BATCH));
  };
  return { log: { ...log, write }, show };
}

type Showing = { readonly log: OrderedLog; readonly views: DraftingViews };

async function showSome({ log, views }: Showing, cases: readonly StreamKey[]): Promise<void> {
  const commits: Commit[] = [];
  for (const at of cases) commits.push(...(await log.history(at)));
  const { cases: shown } = await viewsOf(log, commits);
  await views.apply({ cases: shown, ...heldOf(log, commits) });
}

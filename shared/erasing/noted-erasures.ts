/**
 * What was erased, in a list beside the ledger that holds nothing of the person: a ledger that comes back from an older
 * archive is told by it what it has to erase again.
 */
import { RECORD_KINDS, type StreamKey } from '#shared/kernel/event.ts';
import { jsonObject } from '#shared/kernel/parse-json.ts';
import type { CaseErased } from '#shared/personal/events.ts';
import type { BlobStore } from '#shared/store/blobs.ts';

const FOLDER = 'erasures/';
const PAGE = 500;

/** `by`: the number of the request that its certificate stands in. */
export type NotedErasure = CaseErased['data'] & { readonly office: string; readonly by: string };

const nameOf = ({ office, kind, stream }: NotedErasure): string =>
  `${FOLDER}${office}/${kind}-${stream}.json`;

export async function isNoted(
  { blobs }: { readonly blobs: BlobStore },
  noted: NotedErasure,
): Promise<boolean> {
  return (await blobs.get(nameOf(noted))) !== null;
}

export async function noteErasure(
  { blobs }: { readonly blobs: BlobStore },
  noted: NotedErasure,
): Promise<void> {
  await blobs.putOnce(nameOf(noted), Buffer.from(JSON.stringify(noted)));
}

export async function notedErasures({
  blobs,
}: {
  readonly blobs: BlobStore;
}): Promise<readonly NotedErasure[]> {
  const found: NotedErasure[] = [];
  for (let after: string | null = null; ; ) {
    const page: { items: readonly string[]; next: string | null } = await blobs.list(FOLDER, {
      after,
      limit: PAGE,
    });
    for (const name of page.items) {
      const noted = jsonObject(Buffer.from((await blobs.get(name)) ?? []).toString('utf8'));
      if (isErasure(noted)) found.push(noted);
    }
    if (page.next === null) return found;
    after = page.next;
  }
}

function isErasure(noted: unknown): noted is NotedErasure {
  if (typeof noted !== 'object' || noted === null) return false;
  const texts = ['office', 'stream', 'number', 'by', 'ground', 'askedBy', 'approvedBy'];
  return (
    texts.every((name) => typeof Reflect.get(noted, name) === 'string') &&
    [...RECORD_KINDS, 'personal'].some((kind) => kind === Reflect.get(noted, 'kind'))
  );
}

export const caseOf = ({ office, kind, stream }: NotedErasure): StreamKey => ({ office, kind, stream });

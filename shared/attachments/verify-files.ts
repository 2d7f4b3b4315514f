/** Every file that the log names, held against what is kept of it: no key is needed to see that a byte was changed. */
import type { FileAttached } from '#shared/handling/events.ts';
import { type Commit, eventsNamed } from '#shared/kernel/event.ts';
import type { BlobStore } from '#shared/store/blobs.ts';
import { blobNameOf, sha256Of } from './keep-file.ts';

/** `case` is the number, `version` the commit that attached it. */
type AttachmentFault = {
  readonly case: string;
  readonly version: number;
  readonly file: string;
  readonly what: 'missing' | 'altered';
};

/** Of a page of commits. One file after another: each may have some megabytes. */
export async function faultsOfFiles(
  blobs: BlobStore,
  commits: readonly Commit[],
): Promise<readonly AttachmentFault[]> {
  const faults: AttachmentFault[] = [];
  for (const commit of commits)
    for (const { data } of eventsNamed<FileAttached>([commit], 'FileAttached')) {
      const sealed = await blobs.get(blobNameOf(commit, data.file));
      const what = sealed === null ? 'missing' : sha256Of(sealed) === data.sha256 ? null : 'altered';
      const { number, version } = commit;
      if (what !== null) faults.push({ case: number, version, file: data.file, what });
    }
  return faults;
}

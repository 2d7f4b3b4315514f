/** What people know of an entry of the register: its title, its column, where it stands. */
import { type Known, NOTHING_KNOWN, said } from '#shared/kernel/known.ts';
import type { RegisterState } from './state.ts';

/** Sealed cells whose key is destroyed are ''. */
export function known({ cells }: RegisterState): Known {
  const text = (name: string): string | undefined => {
    const cell = cells[name];
    return typeof cell === 'string' ? cell : undefined;
  };
  const [subject = null] = said(text('title'), text('name'));
  return {
    ...NOTHING_KNOWN,
    subject,
    texts: said(text('title'), text('source'), text('column'), text('name'), text('url')),
  };
}

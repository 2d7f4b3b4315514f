/** The place in a list, as a text that a page's address can carry. */
type Key = Readonly<Record<string, unknown>>;

export function cursorOf(last: Key | undefined): string | null {
  return last === undefined ? null : Buffer.from(JSON.stringify(last)).toString('base64url');
}

/** From the beginning where there is no place, or one that cannot be read: an address may be typed. */
export function startOf(after: string | null | undefined): { readonly ExclusiveStartKey?: Key } {
  if (!after) return {};
  try {
    const key: unknown = JSON.parse(Buffer.from(after, 'base64url').toString('utf8'));
    return typeof key === 'object' && key !== null ? { ExclusiveStartKey: key as Key } : {};
  } catch {
    return {};
  }
}

/** What a page shows as the words it holds: marks left out, entities resolved. */
import type { Child } from 'hono/jsx';

const ENTITIES: Readonly<Record<string, string>> = {
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#39;': "'",
  '&amp;': '&',
};

export async function plainText(child: Child): Promise<string> {
  const shown = await child;
  if (shown === null || shown === undefined || typeof shown === 'boolean') return '';
  if (Array.isArray(shown)) return (await Promise.all(shown.map(plainText))).join('');
  if (typeof shown === 'string') return shown;
  return String(shown)
    .replace(/<[^<>]*>/g, '')
    .replace(/&(?:lt|gt|quot|#39|amp);/g, (entity) => ENTITIES[entity] ?? entity);
}

import { expect, it } from 'vitest';
import { maskedText } from '#functions/web/wording/masked.ts';

it('a contact keeps enough to recognise and not enough to use', () => {
  expect(maskedText('contact', '电话 13800001111 wang@example.cn')).toBe('电话 138****1111 w***@example.cn');
  expect(maskedText('contact', 'a@b.cn 或 李@c.cn')).toBe('a***@b.cn 或 李***@c.cn');
  expect(maskedText('subject', '13800001111')).toBe('13800001111');
});

it('a contact of any length is read once: each word is tried where it begins', () => {
  const long = 'a'.repeat(100_000);
  expect(maskedText('contact', long)).toBe(long);
  expect(maskedText('contact', `${long}@b.cn`)).toBe('a***@b.cn');
});

/** What is typed into a letter ends as sentences do, whether or not the person ended it. */
import { describe, expect, it } from 'vitest';
import { worded } from '#shared/letters/sentences.ts';
import { letterDesk, textOf } from '../../support/letter-desk.ts';

describe('a typed paragraph', () => {
  it.each([
    ['备案表中的个人信息', '', '备案表中的个人信息。'],
    ['备案表中的个人信息。', '', '备案表中的个人信息。'],
    ['备案表中的个人信息.', '', '备案表中的个人信息。'],
    ['是否属于？', '', '是否属于？'],
    ['见《办法》', '', '见《办法》。'],
    ['1. 身份证明\n2. 申请内容', '', '1. 身份证明；\n2. 申请内容。'],
    ['先说一句\n再说一句', '', '先说一句。\n再说一句。'],
    ['需要调取档案。', '，本机关决定延长', '需要调取档案'],
    ['改造工程备案表。', '”。', '改造工程备案表'],
    ['改造工程备案表', '”。', '改造工程备案表'],
    ['档案。在库房', '，根据', '档案。在库房'],
  ])('%j before %j reads %j', (typed, rest, read) => {
    expect(worded('理由', typed, rest)).toBe(read);
  });

  it('and nothing else: names, numbers and days stay as they are', () => {
    expect(worded('申请人', '王建国', '')).toBe('王建国');
    expect(worded('申请内容', '改造工程', '')).toBe('改造工程');
    expect(worded('联系电话', '0755-1', '。')).toBe('0755-1');
  });
});

describe('the letter of a partial disclosure', () => {
  const { issue, replied } = letterDesk();

  it('ends both typed paragraphs with one full stop each', async () => {
    await replied('partiallyDisclosed');
    const text = await textOf(
      await issue('reply', {
        答复依据: '过程稿',
        提供方式: '电子邮件',
        不予公开部分: '备案表中联系人的身份证号',
        理由: '公开后会损害个人隐私。',
      }),
    );
    expect(text).toContain('备案表中联系人的身份证号。');
    expect(text).toContain('公开后会损害个人隐私。');
    expect(text).not.toMatch(/。[。，；”]/);
  });
});

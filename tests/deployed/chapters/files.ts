/** A file of rows by page: sent, read, recorded, and taken back. */
import { expect } from 'vitest';
import { importByPage } from '../../support/import-pages.ts';
import type { Chapter } from '../chapter.ts';

const CSV = '申请编号,收到日期,申请人类型,申请内容\nB1,2026-03-02,自然人,材料\nB2,2026-03-03,自然人,材料\n';

export const files: Chapter = {
  title: 'a file is imported by page and taken back',
  happens: async (office) => {
    const li = office.as('li');
    const done = await importByPage(li, new File([CSV], '申请.csv'), { kind: 'applications' });
    expect(done.text).toContain('全部行都已处理');
    await office.house.settle();
    const receipt = /DR\d{8}-[0-9a-f]{10}/.exec(done.text)?.[0] ?? '';
    expect((await li.fillIn(`/imports/past/${receipt}`, { reason: '文件拿错了' })).text).toContain(
      '已作废 2 件',
    );
    await office.house.settle();
  },
};

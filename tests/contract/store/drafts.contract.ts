/** What is typed and not sent: kept for its account and form, gone once it was sent, forgotten after some days. */
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { DRAFT_DAYS, type Drafts, MOST_DRAFTS } from '#shared/store/drafts.ts';

export type DraftsDesk = {
  readonly drafts: Drafts;
  pass(seconds: number): Promise<void>;
  close(): Promise<void>;
};

const HERE = { office: 'default', user: '张三', form: '/applications/new' };
const title = '登记申请';
const fields = { subject: ['关于某路的规划'], methods: ['纸质', '电子邮件'] };

export function draftsContract(name: string, open: () => Promise<DraftsDesk>): void {
  describe(`drafts, ${name}`, () => {
    let desk: DraftsDesk;
    beforeEach(async () => {
      desk = await open();
    });
    afterEach(() => desk.close());

    it('what was typed comes back as it was, to its account and form alone', async () => {
      expect(await desk.drafts.keep(HERE, { fields, title, token: 'a-token-1' })).toBe('kept');
      expect((await desk.drafts.find(HERE))?.fields).toEqual(fields);
      for (const other of [{ user: '李四' }, { office: 'water' }, { form: '/hotline/new' }])
        expect(await desk.drafts.find({ ...HERE, ...other })).toBeNull();
    });

    it('the newest stands, and the forms that have one are listed', async () => {
      await desk.drafts.keep(HERE, { fields, title, token: 'a-token-1' });
      await desk.pass(60);
      await desk.drafts.keep({ ...HERE, form: '/hotline/new' }, { fields: {}, title, token: 'a-token-2' });
      await desk.pass(60);
      await desk.drafts.keep(HERE, { fields: { subject: ['改过'] }, title, token: 'a-token-1' });
      expect((await desk.drafts.find(HERE))?.fields).toEqual({ subject: ['改过'] });
      expect((await desk.drafts.list(HERE)).map(({ form }) => form)).toEqual([HERE.form, '/hotline/new']);
      expect((await desk.drafts.list(HERE))[0]?.title).toBe(title);
    });

    it('a form that was sent leaves none, and what arrives too late is not kept', async () => {
      await desk.drafts.keep(HERE, { fields, title, token: 'a-token-1' });
      await desk.drafts.end(HERE, 'a-token-1');
      expect(await desk.drafts.find(HERE)).toBeNull();
      expect(await desk.drafts.list(HERE)).toEqual([]);
      expect(await desk.drafts.keep(HERE, { fields, title, token: 'a-token-1' })).toBe('sent');
      expect(await desk.drafts.find(HERE)).toBeNull();
      expect(await desk.drafts.keep(HERE, { fields, title, token: 'a-token-2' })).toBe('kept');
      expect(await desk.drafts.keep(HERE, { fields: {}, title, token: 'a-token-1' })).toBe('sent');
      expect((await desk.drafts.find(HERE))?.fields).toEqual(fields);
    });

    it('no account begins more forms than there is room for; those it has go on, and one that was sent makes room', async () => {
      const nth = (at: number) => ({ ...HERE, form: `/applications/A${at}/steps/Reply` });
      for (let at = 1; at <= MOST_DRAFTS; at += 1)
        expect(await desk.drafts.keep(nth(at), { fields, title, token: `token-${at}` })).toBe('kept');
      const more = { ...HERE, form: '/hotline/new' };
      expect(await desk.drafts.keep(more, { fields, title, token: 'more' })).toBe('full');
      expect(await desk.drafts.find(more)).toBeNull();
      expect(await desk.drafts.keep({ ...more, user: '李四' }, { fields, title, token: 'other' })).toBe(
        'kept',
      );
      expect(await desk.drafts.keep(nth(1), { fields: {}, title, token: 'token-1' })).toBe('kept');
      await desk.drafts.end(nth(2), 'token-2');
      expect(await desk.drafts.keep(more, { fields, title, token: 'more' })).toBe('kept');
    });

    it('is forgotten after its days', async () => {
      await desk.drafts.keep(HERE, { fields, title, token: 'a-token-1' });
      await desk.pass(DRAFT_DAYS * 86_400);
      expect(await desk.drafts.find(HERE)).not.toBeNull();
      await desk.pass(2 * 86_400);
      expect(await desk.drafts.find(HERE)).toBeNull();
      expect(await desk.drafts.list(HERE)).toEqual([]);
    });
  });
}

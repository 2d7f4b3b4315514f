/** Everything that comes to an office: by form, by program, by file. */
import { expect } from 'vitest';
import { COMMANDS } from '../../support/every-event.ts';
import type { Chapter, Office } from '../chapter.ts';

const FORM = {
  ...{
    channel: 'inPerson',
    submittedOn: '2026-11-20',
    applicantType: 'naturalPerson',
    applicantName: '欧阳锋',
  },
  ...{ identity: '440307199001011234', contact: '13812345678', subject: '某路段改造工程的规划许可证' },
};
const CALL = {
  ...{ type: 'complaint', source: '12345热线', at: '2026-11-23T09:20', topic: '道路积水', caller: '王五' },
  ...{ contact: '13800001111', do: 'save' },
};

export const firstApplication: Chapter = {
  title: 'an application by form is seen, projected, and folded into the figures',
  happens: async (office) => {
    const { house } = office;
    const li = office.as('li');
    const preview = await li.fillIn('/applications/new', { ...FORM, do: 'preview' }, '/applications');
    expect(preview.text).toContain('答复期限 2026-12-18');
    const saved = await li.fillIn('/applications/new', { ...FORM, do: 'save' }, '/applications');
    expect(saved.location).toBe('/applications/SQ2026-0000001?done=RegisterApplication');
    expect((await li.get(saved.location ?? '')).text).toContain('某路段改造工程的规划许可证');
    await house.settle();
    await house.travel('2026-11-24T09:05:00+08:00');
    expect(await newlyReceived(office)).toBe(1);
  },
};

const newlyReceived = (office: Office) =>
  office.cell(2026, ({ table3 }) =>
    (table3 as { rows: Record<string, number[]> }).rows.newlyReceived?.at(-1),
  );

export const allKinds: Chapter = {
  title: 'cases of every kind go through every step, by form and by program',
  happens: async (office) => {
    const li = office.as('li');
    expect((await li.fillIn('/hotline/new', CALL, '/hotline')).status).toBe(303);
    const lines = COMMANDS.map((one) => `${JSON.stringify(one)}\n`).join('');
    expect(await office.imports('commands', lines)).toMatchObject({ status: 200, rejected: [] });
    await office.house.settle();
    expect(await newlyReceived(office)).toBeGreaterThan(5);
  },
};

/** The one stylesheet, named by its content, so that it can be kept for a year and is new the moment it changes. */
import { createHash } from 'node:crypto';
import { CALENDAR_STYLE } from './style-calendar.ts';
import { CASE_STYLE } from './style-case.ts';
import { FORM_STYLE } from './style-form.ts';
import { FRAME_STYLE } from './style-frame.ts';
import { HOTLINE_STYLE } from './style-hotline.ts';
import { LIST_STYLE } from './style-list.ts';
import { REPORT_STYLE } from './style-report.ts';
import { TABLE_STYLE } from './style-table.ts';

/** A topic with a look of its own adds a piece here. */
export const STYLESHEET = [
  FRAME_STYLE,
  FORM_STYLE,
  LIST_STYLE,
  CASE_STYLE,
  CALENDAR_STYLE,
  TABLE_STYLE,
  REPORT_STYLE,
  HOTLINE_STYLE,
].join('\n');

export const STYLESHEET_PATH = `/assets/look.${createHash('sha256').update(STYLESHEET).digest('hex').slice(0, 12)}.css`;

/** The one stylesheet, named by its content, so that it can be kept for a year and is new the moment it changes. */
import { createHash } from 'node:crypto';
import { PAGE_STYLE } from './style-of-pages.ts';
import { TOPIC_STYLE } from './style-of-topics.ts';

export const STYLESHEET = PAGE_STYLE + TOPIC_STYLE;

export const STYLESHEET_PATH = `/assets/look.${createHash('sha256').update(STYLESHEET).digest('hex').slice(0, 12)}.css`;

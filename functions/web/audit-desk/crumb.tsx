/** The way back to the desk, and what a page of it says when it finds nothing. */
import type { FC } from 'hono/jsx';
import { Banner } from '../look/banner.tsx';
import { DESK } from './addresses.ts';

export const Crumb: FC = () => (
  <p class="crumb">
    <a href={DESK}>审计工作台</a>
  </p>
);

export const NotFound: FC<{ what: string }> = ({ what }) => <Banner kind="error">没有找到：{what}</Banner>;

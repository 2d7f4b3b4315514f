/** Somebody else has gone on with the case while a form of it was open. */
import type { FC } from 'hono/jsx';
import { Banner } from '../look/banner.tsx';
import { eventName } from '../wording/event-names.ts';
import { minute } from '../wording/word.ts';
import { whoText } from './history.tsx';
import type { Situation } from './step-form.ts';

/** What others did while this form was being filled in. */
export const Overtaken: FC<{ situation: Situation; seen: number }> = ({ situation, seen }) => (
  <div role="alert">
    <Banner kind="warning">
      <p>您填写期间，这件已有新的办理，您的内容还没有保存：</p>
      <ul>
        {situation.file.events
          .filter(({ version }) => version > seen)
          .map((event) => (
            <li>
              {whoText(event)}于 {minute(event.recordedAt)} 登记：{eventName(event.type)}（{event.on}）
            </li>
          ))}
      </ul>
      <p>您填写的内容保留在下面。看过变化、确认仍要登记的，请再提交一次。</p>
    </Banner>
  </div>
);

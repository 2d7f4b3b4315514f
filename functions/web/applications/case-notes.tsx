/** What must not be overlooked on the page of an application: overdue, ordered anew, not served, incomplete. */
import type { FC } from 'hono/jsx';
import type { Application } from '#shared/disclosure/application.ts';
import { isUndelivered } from '#shared/disclosure/clock.ts';
import type { Explanation } from '#shared/disclosure/explanation.ts';
import type { OrderedReply } from '#shared/kernel/case-clock.ts';
import { caseHref, caseLink } from '../cases/case-address.tsx';
import type { CaseHead } from '../cases/case-kind.ts';
import { Banner } from '../look/banner.tsx';
import { endText } from '../wording/word.ts';

/** Whose arrival the date hangs on, in words. */
function unservedPapers({ consultations, fee, correction }: Application, due: Explanation): string[] {
  const letters = consultations.filter((_, index) => due.pauses[index]?.earliest);
  return [
    ...(correction !== null && correction.receivedOn === null && isUndelivered(correction)
      ? [`${correction.requestedOn} 的补正告知`]
      : []),
    ...letters.map(({ party, on }) => `${on} 向${party ?? '他人'}发出的征求意见函`),
    ...(fee !== null && fee.receivedOn === null ? [`${fee.on} 的收费通知`] : []),
  ];
}

const UnservedPapers: FC<{ number: string; papers: readonly string[] }> = ({ number, papers }) => (
  <Banner kind="warning">
    送达未登记：{papers.join('、')}。期限按最早的日子显示，不作超期论；
    <a href={`${caseHref({ path: '/applications' }, number)}/steps/RecordService`}>登记送达</a>以后重新计算。
  </Banner>
);

/** What must not be overlooked: overdue, incomplete, awaited. */
export function notesOf(number: string, state: Application, due: Explanation): CaseHead['notes'] {
  if (state.voided) return [];
  const ordered =
    due.ordered === null ? [] : [<Ordered ordered={due.ordered} again={state.conclusion !== null} />];
  if (state.conclusion !== null || state.splitInto.length > 0) return ordered;
  const incomplete = !state.migrated && (!state.texts.identity || !state.texts.contact);
  return [
    ...ordered,
    ...(due.earliest ? [<UnservedPapers number={number} papers={unservedPapers(state, due)} />] : []),
    ...(incomplete ? [<Incomplete number={number} awaited={state.correction?.receivedOn === null} />] : []),
  ];
}

/** 条例29. Where it has come, or was only not entered, is where it is said. */
const Incomplete: FC<{ number: string; awaited: boolean }> = ({ number, awaited }) => {
  const steps = `${caseHref({ path: '/applications' }, number)}/steps`;
  return (
    <Banner kind="info">
      条例第二十九条要求的身份证明或联系方式还不齐全，
      {awaited ? (
        <>
          补来以后在“<a href={`${steps}/RecordCorrection`}>收到补正</a>”填写。
        </>
      ) : (
        <>
          可要求申请人补正；漏录的在“<a href={`${steps}/CorrectText`}>更正文字</a>”补上。
        </>
      )}
    </Banner>
  );
};

/** Why the date is only the earliest. */
function provisoOf({ appealable }: OrderedReply['order']): string {
  return appealable
    ? '（裁判可以上诉，暂按本机关的上诉期满之日生效计算；登记生效日期后重新计算）'
    : '（决定、裁判的送达日期没有登记，登记后重新计算）';
}

/** A review or a court ordered a reply that is not given yet; `again` where there was one before. */
const Ordered: FC<{ ordered: OrderedReply; again: boolean }> = ({ ordered, again }) => {
  const { order, dueOn, provisional, earliest, overdue } = ordered;
  const until =
    dueOn === null
      ? '没有载明期限，请尽快办理'
      : `期限为 ${endText(dueOn, { provisional, earliest })}${earliest ? provisoOf(order) : ''}`;
  return (
    <Banner kind={overdue ? 'overdue' : 'warning'}>
      {caseLink('appeal', order.appeal)} {order.by === 'review' ? '复议决定' : '法院裁判'}（{order.decidedOn}
      ）责令本机关{again && '重新'}答复
      {order.assumed && '（按结案方式推定）'}，{until}
      {overdue && '，已经过期'}。
    </Banner>
  );
};

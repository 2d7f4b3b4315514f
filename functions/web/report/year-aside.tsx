/** What can be done with a year's report: read it, check it, sign it, take it away, look at it as it once was. */
import type { FC } from 'hono/jsx';
import { FORMATS } from '#shared/documents/render-report.ts';
import type { YearStanding } from '#shared/year/year-standing.ts';
import { Button } from '../look/form.tsx';
import { type Address, hrefOf } from './address.ts';

type BesideProps = {
  readonly address: Address;
  readonly standing: YearStanding;
  readonly hasEnded: boolean;
  readonly maySign: boolean;
  readonly now: string;
};

export const Beside: FC<BesideProps> = ({ address, standing, hasEnded, maySign, now }) => (
  <aside class="steps" aria-label="办理">
    <section class="panel">
      <h2>报告</h2>
      <ul class="step-list">
        <li>
          <a class="step-main" href={hrefOf(address, '/sheet')}>
            查看全文
          </a>
        </li>
        {address.scope === 'tree' && (
          <li>
            <a href={hrefOf(address, '/offices')}>各单位数字和定稿情况</a>
          </li>
        )}
        {standing.frozen === null && (
          <li>
            <a href={hrefOf(address, '/ready')}>检查能否定稿</a>
          </li>
        )}
        <SignLink address={address} standing={standing} may={hasEnded && maySign} />
      </ul>
    </section>
    <Downloads address={address} signed={standing.frozen !== null} />
    <AsKnown address={address} now={now} />
  </aside>
);

const SignLink: FC<{ address: Address; standing: YearStanding; may: boolean }> = (props) => {
  const { address, standing, may } = props;
  if (!may) return null;
  return (
    <li>
      <a href={hrefOf(address, '/sign')}>{standing.frozen === null ? '定稿' : '更正并公布新版本'}</a>
    </li>
  );
};

const Downloads: FC<{ address: Address; signed: boolean }> = ({ address, signed }) => (
  <section class="panel">
    <h2>下载{signed ? '（定稿）' : '（未定稿）'}</h2>
    <ul class="formats">
      {FORMATS.map((format) => (
        <li>
          <a href={hrefOf(address, `/download/${format}`)} download>
            .{format}
          </a>
        </li>
      ))}
    </ul>
    {signed && (
      <p>
        <a href={hrefOf(address, '/package')} download>
          公开和报送用的整套文件（.zip）
        </a>
      </p>
    )}
  </section>
);

/** A form without a token: it only asks. */
const AsKnown: FC<{ address: Address; now: string }> = ({ address, now }) => (
  <section class="panel">
    <h2>按某一时点查看</h2>
    <form class="form" method="get" action={hrefOf({ year: address.year, scope: 'own' }, '/sheet')}>
      {address.scope === 'tree' && <input type="hidden" name="scope" value="tree" />}
      <div class="field">
        <label for="f-at">只计此前已经录入的</label>
        <input id="f-at" name="at" type="datetime-local" value={now} required />
      </div>
      <Button kind="secondary">查看</Button>
    </form>
  </section>
);

/** The frame of every page: where one is, who one is, and what may be done from here. */
import type { Child, FC } from 'hono/jsx';
import type { StatusCode } from 'hono/utils/http-status';
import { warningText } from '#shared/glossary/warnings.ts';
import { behindNow } from '#shared/store/deadline.ts';
import type { Variables } from '../frame/web.ts';
import { minute } from '../wording/word.ts';
import { SCRIPT_PATH, STYLESHEET_PATH } from './assets.ts';
import { Banner } from './banner.tsx';
import { BrandContext } from './drawing.tsx';
import { type Known, Masthead } from './masthead.tsx';
import { brandPath } from './style-of-brand.ts';

export type Page = {
  readonly title: string;
  readonly body: Child;
  /** The key of the section in the navigation that is marked as current. */
  readonly section?: string;
  /** For tables that need the width of the screen. */
  readonly wide?: boolean;
  readonly status?: StatusCode;
  /** A form on the page was turned back: the title says so, for those who hear the page. */
  readonly hasErrors?: boolean;
};

type Frame = { readonly page: Page; readonly visitor: Known };

export const Layout: FC<Frame> = ({ page, visitor }) => {
  const { office, principal } = visitor;
  return (
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>{`${page.hasErrors ? '有误：' : ''}${page.title} · ${office?.name ?? ''}台账`}</title>
        <link rel="stylesheet" href={STYLESHEET_PATH} />
        {office?.brand && <link rel="stylesheet" href={brandPath(office.brand)} />}
        <link rel="icon" href="data:," />
        <script src={SCRIPT_PATH} defer />
      </head>
      <body class={page.wide ? 'wide' : undefined}>
        <a class="skip" href="#main">
          跳到正文
        </a>
        <Masthead visitor={visitor} section={page.section} />
        <Strips sample={office?.sample ?? false} />
        {visitor.present?.standing.duties.includes('password') && <GivenPasswordStrip />}
        <OnPaper visitor={visitor} title={page.title} />
        <main id="main" tabindex={-1}>
          <Warned warnings={visitor.warnings ?? []} />
          <BrandContext.Provider value={office?.brand ?? ''}>{page.body}</BrandContext.Provider>
        </main>
        <footer class="footer">
          <p>
            {office && `${office.name} · `}政府信息公开与热线台账
            {principal && (
              <>
                {' · '}所有操作均留痕 · <a href="/help">使用说明</a>
              </>
            )}
          </p>
        </footer>
      </body>
    </html>
  );
};

const Strips: FC<{ sample: boolean }> = ({ sample }) => (
  <>
    {sample && <SampleStrip />}
    {behindNow() !== null && <BehindStrip />}
  </>
);

/** Lists and figures that cannot follow now are shown as they stand, and it is said. */
const BehindStrip: FC = () => (
  <aside class="strip" aria-label="数据没有跟上">
    <Banner kind="warning">
      列表和统计数据暂时跟不上最近的登记，可能缺少刚办理的内容；件的页面和办理经过不受影响。
    </Banner>
  </aside>
);

const SampleStrip: FC = () => (
  <aside class="strip" aria-label="示例数据">
    <Banner kind="warning">示例数据：本机关、人员和全部记录均为虚构，仅供试用，不得对外报送。</Banner>
  </aside>
);

/** Somebody else knows it, too. */
const GivenPasswordStrip: FC = () => (
  <aside class="strip" aria-label="更换密码">
    <Banner kind="warning">
      密码还是别人给的，请<a href="/account/password">换成自己的</a>；七天后不换，其他页面就不能打开。
    </Banner>
  </aside>
);

/** A sheet on a desk says whose it is, what it shows and of when. */
const OnPaper: FC<{ visitor: Known; title: string }> = ({ visitor: { office, now }, title }) => (
  <div class="on-paper" aria-hidden="true">
    <span>{office?.name}</span>
    <span>{title}</span>
    <span>{now && `${minute(now)} 打印`}</span>
  </div>
);

/** What the command that was just carried out warned of. */
const Warned: FC<{ warnings: Variables['warnings'] }> = ({ warnings }) =>
  warnings.length === 0 ? null : (
    <Banner kind="warning">
      <p>已保存，请再核对：</p>
      <ul class="due-reasons">
        {warnings.map((warning) => (
          <li data-code={warning.code}>{warningText(warning)}</li>
        ))}
      </ul>
    </Banner>
  );

/** A page that only says something. */
export const MessagePage: FC<{ title: string; children?: Child }> = ({ title, children }) => (
  <div class="message">
    <h1>{title}</h1>
    <p>{children}</p>
    <p>
      <a href="/">回到首页</a>
    </p>
  </div>
);

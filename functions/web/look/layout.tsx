/** The frame of every page: where one is, who one is, and what may be done from here. */
import type { Child, FC } from 'hono/jsx';
import type { StatusCode } from 'hono/utils/http-status';
import { warningText } from '#shared/glossary/warnings.ts';
import type { Role } from '#shared/store/accounts.ts';
import { CSRF_FIELD } from '../frame/form-fields.ts';
import { isSetting, NAVIGATION, type Section } from '../frame/navigation.ts';
import type { Principal, Variables } from '../frame/web.ts';
import { SCRIPT_PATH, STYLESHEET_PATH } from './assets.ts';
import { Banner } from './banner.tsx';

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  intake: '登记',
  officer: '承办',
  auditor: '审计',
  admin: '管理',
};

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

/** What is known of who asks: little, where it went wrong before anybody could be asked. */
type Known = Partial<Variables>;
type Frame = { readonly page: Page; readonly visitor: Known; readonly path: string };

/** Over a page of an office whose name could not be read. */
const NAMELESS = '政府信息公开与热线';

export const Layout: FC<Frame> = ({ page, visitor }) => {
  const { office, principal } = visitor;
  return (
    <html lang="zh-CN">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <title>{`${page.hasErrors ? '有误：' : ''}${page.title} · ${office?.name ?? ''}台账`}</title>
        <link rel="stylesheet" href={STYLESHEET_PATH} />
        <link rel="icon" href="data:," />
        <script src={SCRIPT_PATH} defer />
      </head>
      <body>
        <a class="skip" href="#main">
          跳到正文
        </a>
        <Masthead visitor={visitor} section={page.section} />
        {office?.sample && <SampleStrip />}
        <main id="main" tabindex={-1} class={page.wide ? 'wide' : undefined}>
          <Settings current={page.section} />
          <Warned warnings={visitor.warnings ?? []} />
          {page.body}
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

const SampleStrip: FC = () => (
  <aside class="strip" aria-label="示例数据">
    <Banner kind="warning">示例数据：本机关、人员和全部记录均为虚构，仅供试用，不得对外报送。</Banner>
  </aside>
);

const Masthead: FC<{ visitor: Known; section: string | undefined }> = ({ visitor, section }) => (
  <header class="masthead">
    <div class="masthead-inner">
      <a class="brand" href="/">
        <span class="brand-mark" aria-hidden="true">
          台账
        </span>
        <span class="brand-office">{visitor.office?.shortName || (visitor.office?.name ?? NAMELESS)}</span>
      </a>
      {visitor.principal && <Person who={visitor.principal} csrf={visitor.csrf ?? ''} />}
    </div>
    {visitor.principal && <Sections role={visitor.principal.role} current={section} />}
  </header>
);

const Person: FC<{ who: Principal; csrf: string }> = ({ who, csrf }) => (
  <div class="person">
    <a href="/account">
      {who.user}
      <span class="person-role">{ROLE_NAMES[who.role]}</span>
    </a>
    <form method="post" action="/sign-out">
      <input type="hidden" name={CSRF_FIELD} value={csrf} />
      <button class="link" type="submit">
        退出
      </button>
    </form>
  </div>
);

type Row = { readonly sections: readonly Section[]; readonly isCurrent: (section: Section) => boolean };

const Links: FC<Row> = ({ sections, isCurrent }) => (
  <ul>
    {sections.map((one) => (
      <li>
        <a href={one.href} aria-current={isCurrent(one) ? 'page' : undefined}>
          {one.label}
        </a>
      </li>
    ))}
  </ul>
);

const Sections: FC<{ role: Role; current: string | undefined }> = ({ role, current }) => {
  const open = NAVIGATION.filter(({ roles }) => roles.includes(role));
  const [first] = open.filter(isSetting);
  const settings = first === undefined ? [] : [{ ...first, label: '设置' }];
  const chosen = NAVIGATION.find(({ key }) => key === current);
  return (
    <nav class="sections" aria-label="主导航">
      <Links
        sections={[...open.filter((one) => !isSetting(one)), ...settings]}
        isCurrent={(one) =>
          one.key === current || (isSetting(one) && chosen !== undefined && isSetting(chosen))
        }
      />
    </nav>
  );
};

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

/** The pages of settings, beside one another above each of them. */
const Settings: FC<{ current: string | undefined }> = ({ current }) => {
  const settings = NAVIGATION.filter(isSetting);
  return settings.every(({ key }) => key !== current) ? null : (
    <nav class="years" aria-label="设置">
      <Links sections={settings} isCurrent={({ key }) => key === current} />
    </nav>
  );
};

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

/** The head of every page: whose pages these are, the four groups with the sections of the one at hand, and who is here. */
import type { FC } from 'hono/jsx';
import { EVERYONE } from '#shared/accounts/permissions.ts';
import type { Role } from '#shared/store/accounts.ts';
import { CSRF_FIELD } from '../frame/form-fields.ts';
import { type Group, groupsFor } from '../frame/navigation.ts';
import type { Principal, Variables } from '../frame/web.ts';
import { SearchBox } from './search-box.tsx';

export const ROLE_NAMES: Readonly<Record<Role, string>> = {
  intake: '登记',
  officer: '承办',
  approver: '审批',
  reporter: '年报',
  auditor: '审计',
  security: '安全管理',
  accounts: '账号管理',
  admin: '管理',
};

/** What is known of who asks: little, where it went wrong before anybody could be asked. */
export type Known = Partial<Variables>;
type Props = { readonly visitor: Known; readonly section: string | undefined };

/** Over a page of an office whose name could not be read. */
const NAMELESS = '政府信息公开与热线';

export const Masthead: FC<Props> = ({ visitor: { office, principal, csrf = '', looked = '' }, section }) => {
  const groups = principal ? groupsFor(principal.role) : [];
  const current = groups.find(({ sections }) => sections.some(({ key }) => key === section));
  return (
    <header class="masthead">
      <div class="masthead-inner">
        <a class="brand" href="/">
          <span class="brand-mark" aria-hidden="true">
            台账
          </span>
          <span class="brand-office">{office?.shortName || (office?.name ?? NAMELESS)}</span>
        </a>
        {groups.length > 0 && <Groups groups={groups} current={current} />}
        {principal && EVERYONE.includes(principal.role) && <SearchBox csrf={csrf} looked={looked} />}
        {principal && <Person who={principal} csrf={csrf} />}
      </div>
      {current && <Sections group={current} section={section} />}
    </header>
  );
};

/** A group leads to the first of its sections. */
const Groups: FC<{ groups: readonly Group[]; current: Group | undefined }> = ({ groups, current }) => (
  <nav class="groups" aria-label="主导航">
    <ul>
      {groups.map((group) => (
        <li>
          <a href={group.sections[0]?.href} aria-current={group === current ? 'true' : undefined}>
            {group.label}
          </a>
        </li>
      ))}
    </ul>
  </nav>
);

const Sections: FC<{ group: Group; section: string | undefined }> = ({ group, section }) => (
  <nav class="sections" aria-label={group.label}>
    <ul>
      {group.sections.map(({ key, href, label }) => (
        <li>
          <a href={href} aria-current={key === section ? 'page' : undefined}>
            {label}
          </a>
        </li>
      ))}
    </ul>
  </nav>
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

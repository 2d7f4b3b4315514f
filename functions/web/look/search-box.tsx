/** One box on every page: whatever is known of a case is typed here. Sent as a form, so that no address holds a name. */
import type { FC } from 'hono/jsx';
import { CSRF_FIELD } from '../frame/form-fields.ts';

export const SEARCH = '/search';
/** As long as anything that is looked for can be. */
export const LONGEST_QUERY = 200;

export const SearchBox: FC<{ csrf: string; looked: string }> = ({ csrf, looked }) => (
  <search class="find" aria-label="全部案件">
    <form method="post" action={SEARCH} data-live={`${SEARCH}/live`}>
      <input type="hidden" name={CSRF_FIELD} value={csrf} />
      <input
        type="search"
        name="q"
        value={looked}
        maxlength={LONGEST_QUERY}
        autocomplete="off"
        aria-label="编号、姓名、电话、证件号、内容、文号"
        placeholder="编号、姓名、电话、内容"
        required
      />
      <button type="submit">查找</button>
    </form>
  </search>
);

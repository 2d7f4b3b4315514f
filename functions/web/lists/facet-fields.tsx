/** Further fields by which a list is narrowed, folded while none is used: a choice, or a text with what the office's own list offers. */
import type { FC } from 'hono/jsx';
import { SelectField, Suggestions, TextField } from '../look/fields.tsx';
import type { FormState } from '../look/form.tsx';
import type { Facet } from './list.ts';

type Fields = { readonly facets: readonly Facet[]; readonly form: FormState };

export const FacetFields: FC<Fields> = ({ facets, form }) => (
  <details class="more-filters" open={facets.some(({ name }) => (form.values[name] ?? '') !== '')}>
    <summary>更多条件</summary>
    <div class="search-fields">
      {facets.map(({ name, label, choices, suggested = [] }) =>
        choices === undefined ? (
          <>
            <TextField
              form={form}
              name={name}
              label={label}
              size="short"
              type="search"
              list={`offered-${name}`}
            />
            <Suggestions id={`offered-${name}`} labels={suggested} />
          </>
        ) : (
          <SelectField form={form} name={name} label={label} blank="全部" choices={choices} />
        ),
      )}
    </div>
  </details>
);

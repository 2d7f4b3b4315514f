/** The report as it will be published; every figure of its tables leads to the cases behind it. */
import type { FC } from 'hono/jsx';
import type { Chart } from '#shared/documents/charts.ts';
import {
  type DocumentSection,
  documentOf,
  type Paragraph,
  type Rendering,
  type ReportDocument,
} from '#shared/reporting/document.ts';
import { FormTable } from '../tables/statutory-table.tsx';

type Props = {
  readonly rendering: Omit<Rendering, 'json'>;
  readonly charts: readonly Chart[];
  /** Where a figure leads. */
  readonly hrefOfCell: (name: string) => string;
};

export const Sheet: FC<Props> = ({ rendering, charts, hrefOfCell }) => {
  const { report, signedOn, form } = rendering;
  const document = documentOf(report, { signedOn, form });
  return (
    <article class="sheet" aria-label={document.title}>
      <h2>{document.title}</h2>
      {document.state !== null && <p class="state">{document.state}</p>}
      <p>{document.introduction}</p>
      {document.sections.map((section) => (
        <Section section={section} charts={section.number === 1 ? charts : []} hrefOfCell={hrefOfCell} />
      ))}
      <Signature document={document} />
    </article>
  );
};

const Signature: FC<{ document: ReportDocument }> = ({ document }) => (
  <p class="signature">
    {document.signature}
    <br />
    {document.date}
  </p>
);

type SectionProps = {
  readonly section: DocumentSection;
  readonly charts: readonly Chart[];
  readonly hrefOfCell: Props['hrefOfCell'];
};

const Section: FC<SectionProps> = ({ section, charts, hrefOfCell }) => (
  <section>
    <h3 id={`section${section.number}`}>{section.heading}</h3>
    {section.paragraphs.map((paragraph) => (
      <OneParagraph paragraph={paragraph} />
    ))}
    {charts.map((chart) => (
      <Drawing chart={chart} />
    ))}
    {section.table !== null && (
      <FormTable table={section.table} hrefOf={hrefOfCell} titled={`section${section.number}`} />
    )}
  </section>
);

const OneParagraph: FC<{ paragraph: Paragraph }> = ({ paragraph }) =>
  paragraph.kind === 'subheading' ? <h4>{paragraph.text}</h4> : <p>{paragraph.text}</p>;

const Drawing: FC<{ chart: Chart }> = ({ chart: { title, description, svg } }) => (
  <figure>
    <img
      src={`data:image/svg+xml;base64,${Buffer.from(svg).toString('base64')}`}
      alt={`${title}：${description}`}
    />
    <figcaption>{title}</figcaption>
  </figure>
);

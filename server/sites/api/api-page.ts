import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import type { openApiDocument } from '../../platform/openapi.ts';
import { code, summaryList } from '../shared/record-parts.ts';
import { layout } from '../shared/page-layout.ts';
import type { Frame } from '../shared/page-layout.ts';
import { disclosure, linkButton, pageHead } from '../shared/page-parts.ts';

type Document = ReturnType<typeof openApiDocument>;

interface Described {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  parameters: { name: string; in: string; required?: boolean }[];
  requestBody?: { content: Record<string, { schema: { $ref: string } }> };
  responses: Record<string, { description: string; content?: Record<string, { schema?: { $ref: string } }> }>;
}

interface Call {
  method: string;
  path: string;
  described: Described;
}

/** The API as people read it: every operation by noun, every contract by name, from the same document programs get. */
export function apiPage(frame: Frame, document: Document): Html {
  const { t } = frame;
  const calls = callsOf(document);
  const body = html`${pageHead({
      title: t('common.api-title'),
      lead: t('common.api-lead'),
      actions: linkButton({
        href: '/api/v1/openapi.json',
        label: t('common.api-document'),
        icon: 'file',
        isDownload: true,
      }),
    })}
    ${document.tags.map(
      ({ name }) =>
        html`<section class="stack-close" id="${name}">
          <h2>${name}</h2>
          ${calls.filter(({ described }) => described.tags.includes(name)).map((call) => callPart(frame, call))}
        </section>`,
    )}
    <section class="stack-close">
      <h2>${t('common.api-contracts')}</h2>
      ${Object.entries(document.components.schemas).map(([name, schema]) => contractPart(name, schema))}
    </section>`;
  return layout(frame, { title: t('common.api-title'), body });
}

function callPart({ t }: Frame, { method, path, described }: Call): Html {
  const { summary, description, parameters, requestBody, responses } = described;
  const [status = '', answer] = Object.entries(responses)[0] ?? [];
  return disclosure({
    summary: html`${code(`${method.toUpperCase()} ${path}`)} ${summary}`,
    body: summaryList([
      { term: t('common.api-who'), value: description ?? t('common.api-anyone') },
      ...(parameters.length > 0
        ? [{ term: t('common.api-parameters'), value: parameters.map(({ name }) => name).join(', ') }]
        : []),
      ...(requestBody ? [{ term: t('common.api-body'), value: contractLink(requestBody.content) }] : []),
      { term: t('common.api-answer'), value: html`${status} ${contractLink(answer?.content ?? {})}` },
    ]),
  });
}

function contractLink(content: Record<string, { schema?: { $ref: string } }>): Html | false {
  const name = Object.values(content)[0]?.schema?.$ref.split('/').at(-1);
  return name !== undefined && html`<a href="#contract-${name}">${name}</a>`;
}

function contractPart(name: string, schema: unknown): Html {
  return html`<div id="contract-${name}">
    ${disclosure({ summary: code(name), body: html`<pre class="code" tabindex="0">${JSON.stringify(schema, null, 2)}</pre>` })}
  </div>`;
}

function callsOf({ paths }: Document): Call[] {
  return Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, described]) => ({
      method,
      path,
      described: described as Described,
    })),
  );
}

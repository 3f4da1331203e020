import { picturePath } from '../../features/files/media-routes.ts';
import type { Submission } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import type { Html } from '../../platform/html.ts';
import type { Reading } from '../shared/field-values.ts';
import { icon } from '../shared/icons.ts';

/** The paper beside the fields that repeat it: a certificate is appraised by comparing the two. */
export function besideEvidence(
  reading: Reading,
  { kind, content }: Pick<Submission, 'kind' | 'content'>,
  fields: Html,
): Html {
  const id = content['file'];
  if (kind !== 'certificate' || typeof id !== 'string') return fields;
  const { t } = reading;
  return html`<div class="with-evidence">
    ${fields}
    <section class="evidence card stack-close" aria-label="${t('desk.evidence')}">
      <h2>${t('desk.evidence')}</h2>
      <p class="soft">${t('desk.evidence-lead')}</p>
      ${scan(reading, id)}
    </section>
  </div>`;
}

function scan({ t, files }: Reading, id: string): Html {
  const file = files.get(id);
  const name = file?.name ?? '';
  if (file?.kind !== 'picture') {
    return html`<p>
      <a href="/media/${id}/document.pdf">${icon('file')} ${t('desk.open-document', { name })}</a>
    </p>`;
  }
  return html`<a href="${picturePath(id, 1600)}"
    ><img class="evidence-view" src="${picturePath(id, 800)}" alt="${name}" width="800" height="600"
  /></a>`;
}

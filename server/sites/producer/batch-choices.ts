import { formatQuantity } from '../../domain/quantity.ts';
import { formatDate, parseDate } from '../../domain/vietnamese-format.ts';
import type { Claim, ClaimStanding } from '../../features/marks/claim-service.ts';
import type { Certificate, Grant } from '../../platform/contract-types.ts';
import type { Option } from '../shared/form-inputs.ts';
import type { FieldValues } from '../shared/form-state.ts';
import { everyRecord } from '../shared/every-record.ts';
import { fieldReader } from '../shared/field-reader.ts';
import type { FieldReader } from '../shared/field-reader.ts';
import type { ProducerServices } from './producer-services.ts';
import type { Visit } from './visit.ts';

export interface BatchChoices {
  products: readonly Option[];
  places: readonly Option[];
  certificates: readonly Option[];
  grants: readonly Option[];
}

type Services = Pick<ProducerServices, 'products' | 'places' | 'certificates' | 'grants' | 'claims'>;

/** What a batch can be built on: the producer's own records, and the marks this product may carry that day. */
export function batchChoices(services: Services) {
  const { products, places, certificates, grants, claims } = services;

  return async function choices(visit: Visit, values: FieldValues): Promise<BatchChoices> {
    const { actor, lang } = visit;
    const fields = fieldReader(values, lang);
    return {
      products: (await everyRecord((filter) => products.list(actor, filter))).map(asOption),
      places: (await everyRecord((filter) => places.list(actor, filter))).map(asOption),
      certificates: byUse(
        await everyRecord((filter) => certificates.list(actor, filter)),
        fields.text('product'),
      ).map((certificate) => certificateOption(certificate, visit)),
      grants: await grantOptions(visit, fields),
    };
  };

  async function grantOptions(visit: Visit, fields: FieldReader): Promise<Option[]> {
    const { actor, organisation } = visit;
    const { items } = await grants.list(actor, { organisation, limit: 100 });
    const options: { option: Option; isLive: boolean }[] = [];
    for (const grant of items.filter(({ state }) => state !== 'refused')) {
      const standing = await claims.standingOf(grant.id, claimIn(visit, fields));
      const { live } = standing.right;
      const isChosen = fields.list('grants').includes(grant.id);
      options.push({
        isLive: live,
        option: {
          value: grant.id,
          label: grant.mark.name,
          hint: grantHint(grant, standing, visit),
          isDisabled: !live && !isChosen,
        },
      });
    }
    return options.sort((a, b) => Number(b.isLive) - Number(a.isLive)).map(({ option }) => option);
  }
}

function claimIn({ organisation, today }: Visit, fields: FieldReader): Claim {
  const produced = parseDate(fields.text('producedOn') ?? '');
  return {
    organisation,
    product: fields.text('product') ?? '',
    place: fields.text('place') ?? null,
    producedOn: produced.ok ? produced.value : today,
  };
}

/** Why not, or how long and how much is left. */
function grantHint({ content }: Grant, { right, left }: ClaimStanding, { t, lang }: Visit): string {
  if (!right.live) return right.reasons.map((reason) => t(`mark.why-${reason}`)).join(' ');
  const { number = '', to } = content;
  const until = t('producer.grant-live', { number, to: formatDate(to, lang) });
  return left === null
    ? `${until} ${t('mark.no-norm-yet')}`
    : `${until} ${t('mark.left', { quantity: formatQuantity(left, lang, t) })}`;
}

const order: Record<Certificate['validity'], number> = { valid: 0, expiring: 1, expired: 2 };

/** Those that still hold come first, and among them those made out for this product. */
function byUse(certificates: Certificate[], product: string | undefined): Certificate[] {
  const covers = ({ content }: Certificate) =>
    product !== undefined && content.products.includes(product) ? 0 : 1;
  return certificates.toSorted((a, b) => order[a.validity] - order[b.validity] || covers(a) - covers(b));
}

function certificateOption({ id, title, validity, content }: Certificate, { t, lang }: Visit): Option {
  const until =
    content.expiresOn === undefined
      ? t('producer.certificate-no-end')
      : t('producer.certificate-until', { date: formatDate(content.expiresOn, lang) });
  return { value: id, label: title, hint: `${t(`certificate.validity-${validity}`)}. ${until}` };
}

function asOption({ id, title }: { id: string; title: string }): Option {
  return { value: id, label: title };
}

import { wholeFields } from '../../domain/mending-field.ts';
import { canReview } from '../../domain/review-state.ts';
import type { Place, PlaceContent } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import { fieldGroup } from '../shared/form.ts';
import { code } from '../shared/record-parts.ts';
import { addressGroup, communeChoice } from '../shared/commune-field.ts';
import type { CommuneChoice } from '../shared/commune-field.ts';
import { placeContentFrom, placeFormOf } from './place-form.ts';
import type { ProducerServices } from './producer-services.ts';
import type { RecordKind } from './record-kind.ts';
import { unitOptions } from '../shared/unit-options.ts';
import { stateTag } from '../shared/state-tags.ts';

const placeKinds = ['plot', 'pond', 'workshop', 'packing-house', 'warehouse', 'shop'] as const;

/** Plots, ponds, workshops: where things happen to goods. */
export function placePages({
  places,
  geography,
  provinceCode,
}: ProducerServices): RecordKind<PlaceContent, Place, CommuneChoice> & { kind: 'place' } {
  return {
    kind: 'place',
    root: '/producer/places',
    icon: 'map-pin',
    contract: 'PlaceContent',
    records: places,
    slots: [],
    formOf: placeFormOf,
    contentFrom: placeContentFrom,
    standsAt: wholeFields.place,
    choices: ({ t }, values) =>
      Promise.resolve(communeChoice(values, { geography, province: provinceCode, t })),
    can: (view, act, { mayWrite }) => mayWrite && canReview(view.state, act),

    fields(form, values, { visit: { t }, choices }) {
      const outline = values['geometry.outline'] !== undefined;
      return html`${fieldGroup({
        legend: t('producer.place'),
        body: html`${form.text('name', { label: t('record.place-name'), hint: t('producer.place-name-hint') })}
        ${form.radios('kind', {
          label: t('record.place-kind'),
          options: placeKinds.map((value) => ({ value, label: t(`record.place-kind-${value}`) })),
        })}
        ${form.text('steward', { label: t('record.place-steward'), hint: t('producer.steward-hint'), isOptional: true })}`,
      })}
      ${addressGroup(form, choices, t)}
      ${fieldGroup({
        legend: t('producer.position'),
        hint: t(outline ? 'producer.position-outline' : 'producer.position-hint'),
        body: html`${form.hidden('geometry.outline')}
        ${form.text('geometry.latitude', { label: t('producer.latitude'), hint: t('producer.latitude-hint'), width: 'medium', isOptional: true })}
        ${form.text('geometry.longitude', { label: t('producer.longitude'), hint: t('producer.longitude-hint'), width: 'medium', isOptional: true })}
        ${form.quantity('area', { label: t('record.place-area'), hint: t('producer.area-hint'), units: unitOptions(['HAR', 'MTK'], t), isOptional: true })}`,
      })}
      ${fieldGroup({
        legend: t('producer.place-codes'),
        hint: t('producer.place-codes-hint'),
        body: html`${form.text('plantingAreaCode', { label: t('record.place-planting-area-code'), hint: t('producer.planting-area-code-hint'), width: 'medium', isOptional: true })}
        ${form.text('packingHouseCode', { label: t('record.place-packing-house-code'), hint: t('producer.packing-house-code-hint'), width: 'medium', isOptional: true })}
        ${form.text('gln', { label: t('record.gln'), hint: t('producer.gln-hint'), width: 'medium', inputMode: 'numeric', isOptional: true })}`,
      })}`;
    },

    columns: ({ t }) => [
      { head: t('record.place-kind'), cell: ({ content }) => t(`record.place-kind-${content.kind}`) },
      {
        head: t('record.address-commune'),
        cell: ({ content }) => geography.commune(content.address.communeCode)?.name,
      },
      { head: t('producer.state'), kind: 'tight', cell: ({ state }) => stateTag(t, state) },
    ],

    detail: ({ t }, { locationCode }) =>
      Promise.resolve({
        before: html`<p class="soft">${t('producer.location-code')} ${code(locationCode)}</p>`,
      }),
  };
}

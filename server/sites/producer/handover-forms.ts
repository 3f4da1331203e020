import type { Handover, HeldLot } from '../../platform/contract-types.ts';
import { html } from '../../platform/html.ts';
import { amount } from '../shared/balance-words.ts';
import { everyRecord } from '../shared/every-record.ts';
import { dateField, fieldReader, given, quantityFields } from '../shared/field-reader.ts';
import type { Typed } from '../shared/field-reader.ts';
import type { Option } from '../shared/form-inputs.ts';
import type { PageForm } from '../shared/form-route.ts';
import type { FieldValues } from '../shared/form-state.ts';
import { fieldGroup } from '../shared/form.ts';
import { handoverLines } from '../shared/handover-parts.ts';
import { heldLotText } from '../shared/handover-words.ts';
import { unitOptions } from '../shared/unit-options.ts';
import type { ProducerServices } from './producer-services.ts';
import type { Visit } from './visit.ts';

const root = '/producer/handovers';
const rows = [0, 1, 2, 3] as const;
const goods = ['KGM', 'TNE', 'GRM', 'LTR', 'MLT', 'H87'] as const;

/** What leaves, for whom, how much of each lot. */
export async function sendingForm(
  services: ProducerServices,
  visit: Visit,
): Promise<PageForm<'HandoverContent'>> {
  const { t, lang, actor, today } = visit;
  const { handovers } = services;
  const lots = (await handovers.heldLots(actor)).items;
  const places = await placeOptions(services, visit);
  const options = lots.map((lot) => ({ value: lot.batch, label: heldLotText(lot, { t, lang }) }));
  const asked = textIn(visit.req.query['lot']);
  const units = Object.fromEntries(rows.map((at) => [`lines.${at}.quantity.unit`, unitAt(lots, asked)]));
  return {
    title: t('handover.new'),
    lead: t('handover.new-lead'),
    trail: [{ href: root, label: t('handover.title') }],
    above: lots.length === 0 && html`<p>${t('handover.no-lots')}. ${t('handover.no-lots-next')}</p>`,
    start: { ...units, 'lines.0.batch': asked, sentOn: dateField(today), place: places[0]?.value },
    fields: (form) =>
      html`${form.text('receiver', { label: t('handover.receiver'), hint: t('handover.receiver-hint') })}
      ${form.date('sentOn', { label: t('handover.sent-on') })}
      ${form.select('place', { label: t('handover.place-from'), options: places, isOptional: true })}
      ${rows.map((at) =>
        fieldGroup({
          legend: t('handover.lot', { number: at + 1 }),
          body: html`${form.select(`lines.${at}.batch`, { label: t('handover.lot-column'), options, isOptional: at > 0 })}
          ${form.quantity(`lines.${at}.quantity`, { label: t('handover.quantity'), units: unitOptions(goods, t), isOptional: at > 0 })}`,
        }),
      )}
      ${form.text('document', { label: t('handover.document'), isOptional: true })}
      ${form.textarea('note', { label: t('handover.note'), limit: 1000, rows: 2, isOptional: true })}`,
    submit: { label: t('handover.send') },
    read: sendingFrom,
    save: async (content, by) => `${root}/${(await handovers.send(content, by)).id}?done=sent`,
  };
}

function sendingFrom(values: FieldValues, language: Visit['lang']): Typed {
  const fields = fieldReader(values, language);
  const lines = rows.flatMap((at) => {
    const batch = fields.text(`lines.${at}.batch`);
    const hasAmount = fields.text(`lines.${at}.quantity.value`) !== undefined;
    return batch !== undefined || hasAmount
      ? [given({ batch, quantity: fields.quantity(`lines.${at}.quantity`) })]
      : [];
  });
  const faults =
    lines.length === 0 ? [{ pointer: '/lines/0/batch', key: 'handover.lot-needed' as const }] : [];
  const content = given({
    receiver: fields.text('receiver'),
    sentOn: fields.date('sentOn'),
    place: fields.text('place'),
    lines,
    document: fields.text('document'),
    note: fields.text('note'),
  });
  return { content, faults: [...fields.faults, ...faults] };
}

/** What arrived of each lot; what was sent stands in the fields already. */
export async function receiptForm(
  services: ProducerServices,
  visit: Visit,
  handover: Handover,
): Promise<PageForm<'ReceiptContent'>> {
  const { t, lang, today } = visit;
  const { handovers } = services;
  const places = await placeOptions(services, visit);
  const own = (await handovers.heldLots(visit.actor)).items.filter(({ from }) => from === null);
  const batches = own.map(({ batch, title }) => ({ value: batch, label: title }));
  const start = handover.lines.map(({ sent }, at) => quantityFields(`lines.${at}.quantity`, sent, lang));
  return {
    title: t('handover.confirm-title'),
    lead: t('handover.confirm-lead'),
    trail: trailTo(handover, visit),
    start: {
      ...(Object.fromEntries(start.flatMap((one) => Object.entries(one))) as FieldValues),
      receivedOn: dateField(today),
      place: places[0]?.value,
    },
    fields: (form) =>
      html`${form.date('receivedOn', { label: t('handover.received-on') })}
      ${form.select('place', { label: t('handover.place-to'), options: places, isOptional: true })}
      ${handover.lines.map(({ title, sent }, at) =>
        fieldGroup({
          legend: t('handover.received-of', { title }),
          hint: t('handover.received-hint', { sent: amount(sent, { t, lang }) }),
          body: html`${form.quantity(`lines.${at}.quantity`, { label: t('handover.received'), units: unitOptions(goods, t) })}
          ${
            batches.length > 0 &&
            form.select(`lines.${at}.ownBatch`, {
              label: t('handover.own-batch'),
              hint: t('handover.own-batch-hint'),
              options: batches,
              isOptional: true,
            })
          }`,
        }),
      )}
      ${form.text('document', { label: t('handover.receipt-document'), isOptional: true })}
      ${form.textarea('note', { label: t('handover.receipt-note'), limit: 1000, rows: 2, isOptional: true })}`,
    submit: { label: t('handover.confirm') },
    read: (values, language) => receiptFrom(handover, values, language),
    save: async (content, by) => {
      await handovers.confirm(handover.id, content, by);
      return `${root}/${handover.id}?done=received`;
    },
  };
}

function receiptFrom({ lines }: Handover, values: FieldValues, language: Visit['lang']): Typed {
  const fields = fieldReader(values, language);
  const content = given({
    receivedOn: fields.date('receivedOn'),
    place: fields.text('place'),
    lines: lines.map(({ batch }, at) =>
      given({
        batch,
        quantity: fields.quantity(`lines.${at}.quantity`),
        ownBatch: fields.text(`lines.${at}.ownBatch`),
      }),
    ),
    document: fields.text('document'),
    note: fields.text('note'),
  });
  return { content, faults: fields.faults };
}

/** To refuse and to call back take a reason. */
export function reasonForm(
  { handovers }: Pick<ProducerServices, 'handovers'>,
  visit: Visit,
  { act, handover }: { act: 'refusal' | 'withdrawal'; handover: Handover },
): PageForm<'ReasonGiven'> {
  const { t } = visit;
  const word = act === 'refusal' ? 'refuse' : 'withdraw';
  return {
    title: t(`handover.${word}`),
    lead: t(`handover.${word}-lead`),
    trail: trailTo(handover, visit),
    above: handoverLines(handover, visit, ({ title }) => title),
    start: {},
    fields: (form) => form.textarea('reason', { label: t('handover.reason'), limit: 1000, rows: 3 }),
    submit: { label: t(`handover.${word}`), kind: 'stop' },
    read: (values, language) => {
      const fields = fieldReader(values, language);
      return { content: given({ reason: fields.text('reason') }), faults: fields.faults };
    },
    save: async ({ reason }, by) => {
      await handovers[word](handover.id, reason, by);
      return `${root}/${handover.id}?done=${act === 'refusal' ? 'refused' : 'withdrawn'}`;
    },
  };
}

function trailTo(handover: Handover, { t }: Visit) {
  const { sender, receiver } = handover;
  const label = t('handover.page-title', { sender: sender.name, receiver: receiver.name });
  return [
    { href: root, label: t('handover.title') },
    { href: `${root}/${handover.id}`, label },
  ];
}

async function placeOptions(
  { places }: Pick<ProducerServices, 'places'>,
  { actor }: Visit,
): Promise<Option[]> {
  const all = await everyRecord((filter) => places.list(actor, filter));
  return all.map(({ id, title }) => ({ value: id, label: title }));
}

function unitAt(lots: readonly HeldLot[], asked: string | undefined): string {
  return (lots.find(({ batch }) => batch === asked) ?? lots[0])?.left.unit ?? 'KGM';
}

function textIn(value: unknown): string | undefined {
  return typeof value === 'string' ? value : undefined;
}

import type { ChangeBy } from '../domain/change.ts';
import type { Actor, Right } from '../domain/roles.ts';
import type { Contracts } from '../platform/contract-types.ts';
import type { ContractName } from '../platform/contracts.ts';
import { operation } from '../platform/operation.ts';
import type { Operation } from '../platform/operation.ts';
import type { ListFilter } from './record-store.ts';

interface Nouns<C extends ContractName, V extends ContractName, P extends ContractName> {
  /** Also the path and the tag: `products`. */
  many: string;
  one: string;
  content: C;
  view: V;
  page: P;
  /** Who may create and who may edit; the service still looks at whose record it is. */
  rights?: { create: Right; edit: Right };
}

interface Records<Content, View> {
  create(content: Content, by: ChangeBy): Promise<View>;
  edit(id: string, content: Content, change: { rev: number; by: ChangeBy }): Promise<View>;
  read(id: string, actor: Actor): Promise<View>;
  list(actor: Actor, filter: ListFilter): Promise<{ items: View[]; next?: string }>;
}

const own = { create: 'records.write', edit: 'records.write' } as const;

/** The four operations every kind of reviewed record has: list, create, read, edit. */
export function recordOperations<C extends ContractName, V extends ContractName, P extends ContractName>(
  { many, one, content, view, page, rights = own }: Nouns<C, V, P>,
  records: Records<Contracts[C], Contracts[V]>,
): Operation[] {
  const item = `/${many}/{${one}Id}`;
  const idOf = (params: Record<string, string>) => params[`${one}Id`] ?? '';
  return [
    operation<undefined, 'RecordQuery', ContractName>({
      method: 'get',
      path: `/${many}`,
      tag: many,
      summary: `List ${many}, newest first`,
      right: 'records.read',
      query: 'RecordQuery',
      answer: page,
      handle: async ({ actor, query }) => (await records.list(actor, query)) as Contracts[ContractName],
    }),

    operation<ContractName, undefined, ContractName>({
      method: 'post',
      path: `/${many}`,
      tag: many,
      summary: `Create one of ${many}`,
      right: rights.create,
      body: content,
      answer: view,
      status: 201,
      handle: ({ body, by }) => records.create(body as Contracts[C], by),
    }),

    operation<undefined, undefined, ContractName>({
      method: 'get',
      path: item,
      tag: many,
      summary: `Read one of ${many}`,
      right: 'records.read',
      answer: view,
      handle: ({ actor, params }) => records.read(idOf(params), actor),
    }),

    operation<ContractName, undefined, ContractName>({
      method: 'put',
      path: item,
      tag: many,
      summary: `Replace the working copy of one of ${many}`,
      right: rights.edit,
      body: content,
      answer: view,
      changes: true,
      handle: ({ params, body, rev, by }) => records.edit(idOf(params), body as Contracts[C], { rev, by }),
    }),
  ];
}

import type { Request, RequestHandler } from 'express';
import type { Readable } from 'node:stream';
import type { ChangeBy } from '../domain/change.ts';
import type { Actor, Right } from '../domain/roles.ts';
import type { Contracts } from './contract-types.ts';
import type { ContractName } from './contracts.ts';

/** What a handler receives: everything checked, nothing raw. */
export interface ApiRequest<Body, Query> {
  params: Record<string, string>;
  query: Query;
  body: Body;
  /** The caller; for operations open to anyone an actor without any role. */
  actor: Actor;
  by: ChangeBy;
  /** The version the caller wants to change, from If-Match; required by operations with `changes: true`. */
  rev: number;
  req: Request;
}

/** An answer that is not JSON: a picture, a document, a code. */
export interface Binary {
  type: string;
  body: Buffer | string | Readable;
  headers?: Record<string, string>;
}

export type Method = 'get' | 'post' | 'put' | 'patch' | 'delete';

/** One thing a program can do: the router, the rights check and the OpenAPI document are all made from it. */
export interface Operation {
  method: Method;
  /** In OpenAPI form: `/products/{productId}`; parameters named `…Id` are record identifiers. */
  path: string;
  tag: string;
  summary: string;
  right: Right | 'anyone';
  query?: ContractName;
  body?: ContractName;
  answer: ContractName | 'binary' | 'nothing';
  status: 200 | 201 | 202 | 204;
  changes: boolean;
  middleware: RequestHandler[];
  handle(request: ApiRequest<unknown, unknown>): Promise<unknown>;
}

type Content<Name extends ContractName | undefined> = Name extends ContractName ? Contracts[Name] : undefined;
type Result<Name> = Name extends ContractName ? Contracts[Name] : Name extends 'binary' ? Binary : void;

interface Description<
  Body extends ContractName | undefined,
  Query extends ContractName | undefined,
  Answer extends ContractName | 'binary' | 'nothing',
> extends Pick<Operation, 'method' | 'path' | 'tag' | 'summary' | 'right'> {
  body?: Body;
  query?: Query;
  answer: Answer;
  /** 201 for what creates, 204 for an answer of nothing, else 200. */
  status?: Operation['status'];
  changes?: boolean;
  middleware?: RequestHandler[];
  handle(request: ApiRequest<Content<Body>, Content<Query>>): Promise<Result<Answer>>;
}

export function operation<
  Body extends ContractName | undefined = undefined,
  Query extends ContractName | undefined = undefined,
  Answer extends ContractName | 'binary' | 'nothing' = 'nothing',
>(description: Description<Body, Query, Answer>): Operation {
  const { status, changes, middleware, handle, ...rest } = description;
  return {
    ...(rest as Omit<typeof rest, 'body' | 'query'> & { body?: ContractName; query?: ContractName }),
    status: status ?? (description.answer === 'nothing' ? 204 : 200),
    changes: changes ?? false,
    middleware: middleware ?? [],
    handle: handle,
  };
}

import type { Request } from 'express';
import { accountOrNobody } from '../../features/accounts/account-context.ts';
import type { Frame } from '../shared/page-layout.ts';
import { roleLine } from '../shared/role-words.ts';

export type FrameFor = (req: Request) => Frame;

/** Somebody with a step still to do is nobody to the other pages; here they see their name and the way out. */
export function accountFrame(req: Request, frameFor: FrameFor): Frame {
  const frame = frameFor(req);
  const account = accountOrNobody(req);
  if (!account) return frame;
  const { name, roles } = account.user;
  return {
    ...frame,
    who: { name, roleLine: roleLine(frame.t, roles) },
    ...(account.pending !== null && { nav: [] }),
  };
}

/** One field of a posted form exactly as typed: a password may begin with a space. */
export function typed(body: unknown, name: string): string {
  const value = (body as Record<string, unknown> | undefined)?.[name];
  return typeof value === 'string' ? value : '';
}

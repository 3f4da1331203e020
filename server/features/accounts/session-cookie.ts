import type { Request, Response } from 'express';

export type SessionCookie = ReturnType<typeof sessionCookie>;

/**
 * `__Host-session` ties the cookie to this very host over https (ASVS 3.3.3). Browsers keep that prefix off plain
 * http, so a trial on loopback uses the bare name. The configured origin decides, never a request.
 */
export function sessionCookie({ publicOrigin }: { publicOrigin: string }) {
  const secure = publicOrigin.startsWith('https://');
  const name = secure ? '__Host-session' : 'session';
  const attributes = { path: '/', httpOnly: true, sameSite: 'lax', secure } as const;

  return {
    read(req: Request): string | undefined {
      const pairs = (req.headers.cookie ?? '').split(';').map((pair) => pair.trim().split('='));
      const value = pairs.find(([key]) => key === name)?.[1];
      return value !== undefined && /^[\w-]{43}$/.test(value) ? value : undefined;
    },
    /** Kept over a restart of the browser only where `maxAge` is given. */
    write(res: Response, id: string, maxAge: number | undefined): void {
      res.cookie(name, id, { ...attributes, ...(maxAge !== undefined && { maxAge }) });
    },
    clear(res: Response): void {
      res.clearCookie(name, attributes);
    },
  };
}

/** A browser without script: keeps its cookies, posts forms as its own site, follows nothing by itself. */
export interface PageAnswer {
  status: number;
  text: string;
  headers: Headers;
  location: string | null;
}

export function pageVisitor(root: string, standing: Record<string, string> = {}) {
  const cookies = new Map<string, string>();

  async function send(
    path: string,
    init: Pick<RequestInit, 'method' | 'body'> & { headers: Record<string, string> },
  ): Promise<PageAnswer> {
    const cookie = [...cookies].map(([name, value]) => `${name}=${value}`).join('; ');
    const answer = await fetch(root + path, {
      ...init,
      redirect: 'manual',
      headers: {
        Accept: 'text/html',
        ...standing,
        ...(cookie !== '' && { Cookie: cookie }),
        ...init.headers,
      },
    });
    for (const line of answer.headers.getSetCookie()) remember(line);
    const { status, headers } = answer;
    return { status, headers, text: await answer.text(), location: headers.get('Location') };
  }

  function remember(line: string): void {
    const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? [];
    if (value === '' || /expires=Thu, 01 Jan 1970/i.test(line)) cookies.delete(name);
    else cookies.set(name, value);
  }

  return {
    cookies,
    get: (path: string, headers: Record<string, string> = {}) => send(path, { method: 'GET', headers }),
    post: (
      path: string,
      fields: Record<string, string | string[]> = {},
      headers: Record<string, string> = { 'Sec-Fetch-Site': 'same-origin' },
    ) => {
      const body = new URLSearchParams();
      for (const [name, values] of Object.entries(fields)) {
        for (const value of [values].flat()) body.append(name, value);
      }
      return send(path, { method: 'POST', body, headers });
    },
    /** A form that may carry files. */
    postForm: (path: string, body: FormData) =>
      send(path, { method: 'POST', body, headers: { 'Sec-Fetch-Site': 'same-origin' } }),
  };
}

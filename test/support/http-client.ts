/** A program that calls the API: remembers who it is, sends JSON, reads what comes back. */
export interface Answer {
  status: number;
  /** Whatever came over the wire. */
  body: any;
  text: string;
  headers: Headers;
}

export type HttpClient = ReturnType<typeof httpClient>;

export function httpClient(root: string, standing: Record<string, string> = {}) {
  async function send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const isForm = body instanceof FormData;
    const answer = await fetch(root + path, {
      method,
      redirect: 'manual',
      headers: {
        ...standing,
        ...(body !== undefined && !isForm && { 'Content-Type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body: isForm ? body : JSON.stringify(body) }),
    });
    const text = await answer.text();
    const isJson = (answer.headers.get('Content-Type') ?? '').includes('json');
    return {
      status: answer.status,
      text,
      headers: answer.headers,
      body: isJson && text !== '' ? JSON.parse(text) : undefined,
    };
  }

  return {
    get: (path: string, headers?: Record<string, string>) => send('GET', path, undefined, headers),
    head: (path: string, headers?: Record<string, string>) => send('HEAD', path, undefined, headers),
    post: (path: string, body: unknown = {}, headers?: Record<string, string>) =>
      send('POST', path, body, headers),
    /** PUT of the version `rev`. */
    put: (path: string, rev: number, body: unknown, headers?: Record<string, string>) =>
      send('PUT', path, body, { 'If-Match': `"${rev}"`, ...headers }),
    delete: (path: string, headers?: Record<string, string>) => send('DELETE', path, undefined, headers),
    send,
  };
}

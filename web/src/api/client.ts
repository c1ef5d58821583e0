/**
 * The one door to the server: paths under /api/v1, the session's CSRF token on every change, the reader's language,
 * and every refusal as a Fault. Holds no cache; TanStack Query does.
 */
import { requestLanguage } from '@/lib/request-language';
import { Fault } from './faults';
import type { Problem } from './types';

export const apiPrefix = '/api/v1';

let csrfToken = '';
let onSignedOut: () => void = () => {};

export function setCsrf(token: string): void {
  csrfToken = token;
}
/** Called when the server no longer knows the session. */
export function whenSignedOut(listener: () => void): void {
  onSignedOut = listener;
}

export interface RequestOptions {
  query?: Record<string, string | number | boolean | null | undefined>;
  body?: unknown;
  raw?: Blob;
  /** '*': whatever stands. */
  version?: number | '*';
  idempotencyKey?: string;
  signal?: AbortSignal;
  /** A 401 is an expected answer here (asking for the session) and does not lead to the sign-in page. */
  quiet?: boolean;
  /** The answer is text, not JSON. */
  text?: boolean;
}

export function apiUrl(path: string, query?: RequestOptions['query']): string {
  const params = new URLSearchParams();
  for (const [name, value] of Object.entries(query ?? {}))
    if (value !== undefined && value !== null && value !== '') params.set(name, String(value));
  const text = params.toString();
  return `${apiPrefix}${path}${text ? `?${text}` : ''}`;
}

function requestHeaders(method: string, options: RequestOptions): Headers {
  const headers = new Headers({ Accept: 'application/json', 'Accept-Language': requestLanguage() });
  if (options.body !== undefined)
    headers.set('Content-Type', method === 'PATCH' ? 'application/merge-patch+json' : 'application/json');
  if (options.raw) headers.set('Content-Type', options.raw.type || 'application/octet-stream');
  if (options.version !== undefined) headers.set('If-Match', options.version === '*' ? '*' : `"${options.version}"`);
  if (options.idempotencyKey) headers.set('Idempotency-Key', options.idempotencyKey);
  if (method !== 'GET' && csrfToken) headers.set('X-CSRF-Token', csrfToken);
  return headers;
}

async function toFault(response: Response): Promise<Fault> {
  let problem: Partial<Problem> = {};
  try {
    problem = await response.json();
  } catch {
    // not JSON: a proxy's page, say; the status is all there is
  }
  return new Fault({ ...problem, status: response.status });
}

export async function request<T>(method: string, path: string, options: RequestOptions = {}): Promise<T> {
  let response: Response;
  try {
    response = await fetch(apiUrl(path, options.query), {
      method,
      headers: requestHeaders(method, options),
      body: options.raw ?? (options.body === undefined ? undefined : JSON.stringify(options.body)),
      signal: options.signal,
      credentials: 'same-origin',
    });
  } catch (error) {
    if (error instanceof DOMException && error.name === 'AbortError') throw error;
    throw new Fault({ status: 0, code: 'unreachable', title: '' });
  }
  if (!response.ok) {
    if (response.status === 401 && !options.quiet) onSignedOut();
    throw await toFault(response);
  }
  if (response.status === 204) return undefined as T;
  if (options.text) return (await response.text()) as T;
  return (await response.json()) as T;
}

export const get = <T>(path: string, query?: RequestOptions['query'], signal?: AbortSignal) =>
  request<T>('GET', path, { query, signal });
export const post = <T>(path: string, body: unknown = {}, options: RequestOptions = {}) =>
  request<T>('POST', path, { ...options, body });
export const put = <T>(path: string, body: unknown, options: RequestOptions = {}) =>
  request<T>('PUT', path, { ...options, body });
export const patch = <T>(path: string, body: unknown, version: number) => request<T>('PATCH', path, { body, version });
export const remove = <T = void>(path: string, version?: number) => request<T>('DELETE', path, { version });

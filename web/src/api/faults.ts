import type { FieldFault, Problem } from './types';

/** An answer of the server that says why a request was refused (application/problem+json), or that none came. */
export class Fault extends Error {
  readonly status: number;
  readonly code: string;
  readonly key: string;
  readonly fields: FieldFault[];
  readonly current: Record<string, unknown> | undefined;
  readonly body: Record<string, unknown>;

  constructor(problem: Partial<Problem> & { status: number }) {
    super(problem.detail || problem.title || String(problem.status));
    this.name = 'Fault';
    this.status = problem.status;
    this.code = problem.code ?? '';
    this.key = problem.key ?? '';
    // paths come as JSON pointers: /close_on
    this.fields = (problem.fields ?? []).map((fault) => ({ ...fault, path: fault.path.replace(/^\//, '') }));
    this.current = problem.current as Record<string, unknown> | undefined;
    this.body = problem as Record<string, unknown>;
  }

  field(path: string): string | undefined {
    return this.fields.find((fault) => fault.path === path)?.message;
  }
}

export function isFault(error: unknown, status?: number): error is Fault {
  return error instanceof Fault && (status === undefined || error.status === status);
}

/** Field messages as a map for forms. */
export function fieldErrors(error: unknown): Record<string, string> {
  if (!isFault(error)) return {};
  return Object.fromEntries(error.fields.map((fault) => [fault.path, fault.message]));
}

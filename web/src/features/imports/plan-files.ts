/** Account plans of a CRM: the files as the server takes them, what it said of them, and the verbs. */
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { post } from '@/api/client';
import { invalidate } from '@/api/queries';
import type { CrmPlanReport, PlanImportReport } from '@/api/types';
import type { Counts, Question } from './documents';

/** Its bytes, or the upload of the import page that holds them. */
export interface PlanFile {
  name: string;
  content?: string;
  upload?: string;
}

export interface PlanImportSearch {
  account?: string;
  /** Ids of uploads, joined by commas: files of Salesforce. */
  uploads?: string;
  /** The id of an upload: a plan's document. */
  document?: string;
}

/** The document in a file; throws when it is none. */
export async function documentIn(file: File): Promise<object> {
  const document: unknown = JSON.parse(await file.text());
  if (document === null || typeof document !== 'object' || Array.isArray(document)) throw new TypeError(file.name);
  return document;
}

/** In base64, piece by piece: a whole file at once is more arguments than a call may have. */
export async function read(file: File): Promise<PlanFile> {
  const bytes = new Uint8Array(await file.arrayBuffer());
  let text = '';
  for (let at = 0; at < bytes.length; at += 0x8000) text += String.fromCharCode(...bytes.subarray(at, at + 0x8000));
  return { name: file.name, content: btoa(text) };
}

export interface Wish {
  files: PlanFile[];
  account_id?: string;
  date_order?: string;
  decimal?: string;
  replace?: boolean;
  only_all?: boolean;
}

/** Files of the same name give way to those that came last. */
export function joined(before: PlanFile[], more: PlanFile[]): PlanFile[] {
  const names = new Set(more.map((file) => file.name));
  return [...before.filter((file) => !names.has(file.name)), ...more];
}

export function totals(report: CrmPlanReport): Counts {
  const sum = (of: (file: CrmPlanReport['files'][number]) => number) =>
    report.files.reduce((all, file) => all + of(file), 0);
  return {
    rows: sum((file) => file.rows),
    created: sum((file) => file.created),
    updated: sum((file) => file.updated),
    unchanged: sum((file) => file.unchanged),
    skipped: sum((file) => file.skipped),
    rejected: sum((file) => file.rejected),
    made_along: report.entries,
  };
}

/** What an import of plans did, from its report as it is kept: files of Salesforce, or one document. */
export function planCounts(result: object): { created: number; updated: number; rejected: number } {
  const report = result as Partial<CrmPlanReport & PlanImportReport>;
  if (report.files) return totals(report as CrmPlanReport);
  return { created: report.created ?? 0, updated: report.updated ?? 0, rejected: report.refused?.length ?? 0 };
}

export const questionsOf = (report: CrmPlanReport): Question[] =>
  report.questions.map((question) => ({
    kind: question.kind as Question['kind'],
    column: question.column,
    answers: question.kind === 'date_order' ? ['dmy', 'mdy'] : ['point', 'comma'],
    samples: question.samples,
  }));

const cell = (value: unknown): string => {
  const text = String(value);
  // a spreadsheet must not take it for a formula
  return `"${(/^[=+\-@\t\r]/.test(text) ? `'${text}` : text).replaceAll('"', '""')}"`;
};

/** What was refused, row by row, to mend the files by. */
export function faultsFile(report: CrmPlanReport): string {
  const lines = report.faults.map((fault) =>
    [fault.file, fault.line, fault.column, fault.value, fault.message].map(cell).join(','),
  );
  const text = `\uFEFF${['file,line,column,value,why', ...lines].join('\r\n')}\r\n`;
  return URL.createObjectURL(new Blob([text], { type: 'text/csv;charset=utf-8' }));
}

export function usePlanFiles() {
  const client = useQueryClient();
  const changed = () => {
    void client.invalidateQueries({ queryKey: ['plan-imports'] });
    void client.invalidateQueries({ queryKey: ['imports'] });
    invalidate(client, 'plans');
  };
  const tried = useMutation({
    mutationFn: (wish: Wish) =>
      post<CrmPlanReport>('/plan-imports/salesforce', { ...wish, only_all: false, dry_run: true }),
  });
  const done = useMutation({
    mutationFn: (wish: Wish) => post<CrmPlanReport>('/plan-imports/salesforce', wish),
    onSuccess: changed,
  });
  const undo = useMutation({
    mutationFn: (id: string) => post<{ changed: number }>(`/plan-imports/${id}/undo`),
    onSuccess: changed,
  });
  return { tried, done, undo };
}

/**
 * The free documents inside an import, which the API describes as objects only: what was found in the file
 * (analysis), how columns fill fields (mapping), what a run gave (result). Every reader here bears a missing part.
 */
import type { ImportJob } from '@/api/types';

export interface ColumnFinding {
  column: string;
  field: string | null;
  confidence: number;
  ignored: string;
  options: { field: string; confidence: number }[];
}
export interface Question {
  kind: 'date_order' | 'decimal' | 'mixed_dates' | 'mixed_decimals';
  column: string;
  answers: string[];
  samples: string[];
}
export interface Analysis {
  headers: string[];
  samples: string[][];
  columns: ColumnFinding[];
  questions: Question[];
  encoding: string;
  format: string;
  sheets: string[];
  rows_seen: number;
  whole: boolean;
}
export interface MappedColumn {
  column: string;
  field: string;
  confidence?: number;
  as?: string;
  to?: string;
  by?: string[];
  [rest: string]: unknown;
}
export interface Mapping {
  entity: string;
  columns: MappedColumn[];
  [rest: string]: unknown;
}
export interface Counts {
  rows: number;
  created: number;
  updated: number;
  unchanged: number;
  skipped: number;
  rejected: number;
  made_along: number;
}
export interface Sample {
  line: number;
  action: string;
  title: string;
  detail: string;
}

export function analysisOf(job: ImportJob): Analysis {
  const none: Analysis = {
    headers: [],
    samples: [],
    columns: [],
    questions: [],
    encoding: '',
    format: '',
    sheets: [],
    rows_seen: 0,
    whole: true,
  };
  return { ...none, ...(job.analysis as Partial<Analysis>) };
}
export function mappingOf(job: ImportJob): Mapping {
  return {
    ...(job.mapping as Partial<Mapping>),
    entity: job.target,
    columns: (job.mapping.columns as MappedColumn[] | undefined) ?? [],
  };
}
/** What an undo has left, since somebody worked on it. */
export function keptOf(job: ImportJob): { count: number; titles: string[] } {
  const kept = (job.result as { kept?: { count?: number; titles?: string[] } } | undefined)?.kept;
  return { count: kept?.count ?? 0, titles: kept?.titles ?? [] };
}

export function countsOf(job: ImportJob): Counts {
  const none: Counts = { rows: 0, created: 0, updated: 0, unchanged: 0, skipped: 0, rejected: 0, made_along: 0 };
  return { ...none, ...(job.result.counts as Partial<Counts> | undefined) };
}
export function samplesOf(job: ImportJob): Sample[] {
  return (job.result.samples as Sample[] | undefined) ?? [];
}

const same = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();

/** The column as it is mapped now; none when it is left out. */
export function mappedColumn(mapping: Mapping, column: string): MappedColumn | undefined {
  return mapping.columns.find((candidate) => same(candidate.column, column) && candidate.field !== '');
}

export interface TargetField {
  name: string;
  /** The route of the records that the field refers to. */
  to?: string;
  many?: boolean;
}

const keysOf: Record<string, string[]> = {
  users: ['external_id', 'email', 'name'],
  people: ['external_id', 'email', 'name'],
  products: ['external_id', 'code', 'name'],
  account_units: ['name'],
};

/** The mapping with one column leading to another field, or to none. */
export function remap(mapping: Mapping, column: string, field: TargetField | null): Mapping {
  const others = mapping.columns.filter((candidate) => !same(candidate.column, column));
  if (!field) return { ...mapping, columns: others };
  const reference = field.to
    ? { as: field.many ? 'list' : 'reference', to: field.to, by: keysOf[field.to] ?? ['external_id', 'name'] }
    : {};
  return { ...mapping, columns: [...others, { column, field: field.name, ...reference }] };
}

/** Writes the server's filter language from rows of a filter builder; text that the reader types stays as it is. */
export type Operator = '=' | '!=' | '<' | '<=' | '>' | '>=' | '~' | 'in' | 'empty' | 'filled';

export interface Condition {
  field: string;
  operator: Operator;
  value: string | string[];
}

export const quote = (text: string): string => `"${text.replaceAll('\\', '\\\\').replaceAll('"', '\\"')}"`;

const bare = /^[A-Za-z_][A-Za-z0-9_]*$|^-?\d+(\.\d+)?$|^\d{4}-\d{2}-\d{2}$/;
const reserved = new Set(['and', 'or', 'not', 'in', 'null', 'true', 'false']);
const literal = (text: string): string => (bare.test(text) && !reserved.has(text) ? text : quote(text));

function conditionText({ field, operator, value }: Condition): string {
  if (operator === 'empty') return `${field} = null`;
  if (operator === 'filled') return `${field} != null`;
  if (operator === 'in') {
    const values = Array.isArray(value) ? value : [value];
    // an own field has no kind here: what is chosen is text, also where it looks like a number
    const one = field.startsWith('custom.') ? quote : literal;
    return values.length ? `${field} in (${values.map(one).join(',')})` : '';
  }
  const text = Array.isArray(value) ? (value[0] ?? '') : value;
  if (text === '') return '';
  return `${field} ${operator} ${operator === '~' ? quote(text) : literal(text)}`;
}

export function filterText(conditions: Condition[]): string {
  return conditions.map(conditionText).filter(Boolean).join(' and ');
}

/** The rows that write this text; null when it says more than rows can (or, not, brackets). */
export function conditionsOf(text: string): Condition[] | null {
  const value = String.raw`("(?:[^"\\]|\\.)*"|[^\s(),"]+)`;
  const row = new RegExp(
    String.raw`^\s*(\w[\w.]*)\s*(?:(in)\s*\(((?:\s*${value}\s*,?)+)\)|(!=|<=|>=|=|<|>|~)\s*${value})\s*(?:and\b|$)`,
  );
  const plain = (one: string) => (one.startsWith('"') ? one.slice(1, -1).replace(/\\(.)/g, '$1') : one);
  const rows: Condition[] = [];
  let rest = text.trim();
  while (rest !== '') {
    const match = row.exec(rest);
    const field = match?.[1];
    if (!match || !field || reserved.has(field)) return null;
    const [whole, , list, values, , operator, one = ''] = match;
    if (list) {
      const each = (values ?? '').match(new RegExp(value, 'g')) ?? [];
      rows.push({ field, operator: 'in', value: each.map(plain) });
    } else if (one === 'null' && (operator === '=' || operator === '!='))
      rows.push({ field, operator: operator === '=' ? 'empty' : 'filled', value: '' });
    else rows.push({ field, operator: operator as Operator, value: plain(one) });
    rest = rest.slice(whole.length).trim();
    if (rest === '' && /\band\s*$/.test(whole)) return null;
  }
  return rows;
}

/** Joins filters that must all hold. */
export function allOf(...filters: (string | undefined | null)[]): string {
  const parts = filters.map((filter) => filter?.trim()).filter((filter): filter is string => Boolean(filter));
  if (parts.length <= 1) return parts[0] ?? '';
  return parts.map((part) => `(${part})`).join(' and ');
}

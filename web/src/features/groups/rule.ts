/**
 * The rule of a group as the builder sees it: a tree of branches and comparisons. Everything here is pure; the server
 * has the last word on what a rule may ask.
 */
import type { RuleField } from '@/api/types';

export type Combination = 'all' | 'any' | 'none' | 'not_all';
export const combinations: Combination[] = ['all', 'any', 'none', 'not_all'];

export type Value = string | number | boolean | string[] | number[];
export interface Leaf {
  field: string;
  op: string;
  value?: Value;
}
export interface Branch {
  of: Combination;
  parts: Node[];
}
export type Node = Leaf | Branch;
/** Where a node stands: the place in each branch from the root on. */
export type Path = number[];

export const isBranch = (node: Node): node is Branch => 'parts' in node;
export const emptyRule: Branch = { of: 'all', parts: [] };

type Json = Record<string, unknown>;
const isJson = (value: unknown): value is Json => typeof value === 'object' && value !== null && !Array.isArray(value);

function partsOf(list: unknown): Node[] {
  return Array.isArray(list) ? list.filter(isJson).map(nodeOf) : [];
}

function nodeOf(rule: Json): Node {
  if ('field' in rule) return { field: String(rule.field), op: String(rule.op), value: rule.value as Value };
  if ('any' in rule) return { of: 'any', parts: partsOf(rule.any) };
  if (isJson(rule.not)) {
    const inner = nodeOf(rule.not);
    if (!isBranch(inner)) return { of: 'none', parts: [inner] };
    if (inner.of === 'any') return { of: 'none', parts: inner.parts };
    if (inner.of === 'all') return { of: 'not_all', parts: inner.parts };
    return { of: 'none', parts: [inner] };
  }
  return { of: 'all', parts: partsOf(rule.all) };
}

/** From the server's rule; what stands alone at the top gets a branch around it. */
export function branchOf(rule: unknown): Branch {
  if (!isJson(rule)) return emptyRule;
  const node = nodeOf(rule);
  return isBranch(node) ? node : { of: 'all', parts: [node] };
}

export function ruleOf(node: Node): Json {
  if (!isBranch(node)) return node.value === undefined ? { field: node.field, op: node.op } : { ...node };
  const parts = node.parts.map(ruleOf);
  if (node.of === 'none') return { not: { any: parts } };
  if (node.of === 'not_all') return { not: { all: parts } };
  return { [node.of]: parts };
}

/** Where the server says something about a part: "rule/not/any/0". */
export function pointerOf(root: Branch, path: Path): string {
  let pointer = 'rule';
  let node: Node = root;
  for (const at of path) {
    if (!isBranch(node)) break;
    pointer += `/${{ all: 'all', any: 'any', none: 'not/any', not_all: 'not/all' }[node.of]}/${at}`;
    const next: Node | undefined = node.parts[at];
    if (!next) break;
    node = next;
  }
  return pointer;
}

/** The tree with the node at the path replaced; undefined takes it away. */
export function replaced(root: Branch, path: Path, node: Node | undefined): Branch {
  const [at, ...rest] = path;
  if (at === undefined) return node && isBranch(node) ? node : root;
  const parts = root.parts.flatMap((part, index) => {
    if (index !== at) return [part];
    if (rest.length && isBranch(part)) return [replaced(part, rest, node)];
    return node ? [node] : [];
  });
  return { ...root, parts };
}

export const isValueless = (op: string): boolean => op === 'empty' || op === 'filled';

export function isComplete(leaf: Leaf): boolean {
  if (isValueless(leaf.op)) return true;
  if (Array.isArray(leaf.value)) return leaf.value.length > 0;
  return leaf.value !== undefined && leaf.value !== '' && !Number.isNaN(leaf.value);
}

/** What can be counted while the rest is still being written: comparisons without a value are left out. */
export function completeParts(branch: Branch): Branch {
  const parts = branch.parts.flatMap((part): Node[] => {
    if (!isBranch(part)) return isComplete(part) ? [part] : [];
    const inner = completeParts(part);
    return inner.parts.length ? [inner] : [];
  });
  return { ...branch, parts };
}

export function leavesOf(node: Node): Leaf[] {
  return isBranch(node) ? node.parts.flatMap(leavesOf) : [node];
}

const byKind: Record<RuleField['kind'], string[]> = {
  text: ['in', 'not in', '~', '=', '!=', 'empty', 'filled'],
  number: ['>=', '<=', '>', '<', '=', '!=', 'empty', 'filled'],
  money: ['>=', '<=', '>', '<', '=', '!=', 'empty', 'filled'],
  date: ['=', '!=', '<', '<=', '>', '>=', 'empty', 'filled'],
  choice: ['in', 'not in', 'empty', 'filled'],
  list: ['in', 'not in', '~', 'empty', 'filled'],
  reference: ['in', 'not in', 'empty', 'filled'],
  boolean: ['='],
};
export function operatorsOf(field: RuleField): string[] {
  if (field.kind !== 'text' || field.suggests) return byKind[field.kind];
  return ['~', '=', '!=', 'empty', 'filled'];
}
export const takesMany = (op: string): boolean => op === 'in' || op === 'not in';

export function startOf(kind: RuleField['kind'], op: string): Value | undefined {
  if (isValueless(op)) return undefined;
  if (takesMany(op)) return [];
  if (kind === 'date') return 'last-90d';
  if (kind === 'boolean') return true;
  return '';
}

export function newLeaf(field: RuleField): Leaf {
  const op = operatorsOf(field)[0] ?? '=';
  return { field: field.key, op, value: startOf(field.kind, op) };
}

/** The value that stays when the comparison changes: a list of one and a single value become each other. */
export function withOperator(leaf: Leaf, field: RuleField, op: string): Leaf {
  if (isValueless(op)) return { field: leaf.field, op };
  const many = takesMany(op);
  const { value } = leaf;
  if (value === undefined || isValueless(leaf.op)) return { field: leaf.field, op, value: startOf(field.kind, op) };
  if (many && !Array.isArray(value)) return { field: leaf.field, op, value: value === '' ? [] : [String(value)] };
  if (!many && Array.isArray(value)) return { field: leaf.field, op, value: value[0] ?? '' };
  return { field: leaf.field, op, value };
}

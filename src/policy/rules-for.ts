import type { Rule } from './rule.ts';
import type { PackageView } from './view/package-view.ts';

/** A view that tells nothing, but for the version of Kubernetes. Where nobody tells the clients, all programs are looked at. */
type Blank = Omit<PackageView, 'kubernetes' | 'locate' | 'clients'>;
type Part = keyof Blank;

const BLANK: Blank = {
  wpk: null,
  files: [],
  steps: [],
  objects: [],
  pods: [],
  containers: [],
  programs: [],
  effects: [],
  unreadable: [],
  access: { roles: [], bindings: [], permissions: [], grants: [] },
};
// oxlint-disable-next-line typescript/no-unsafe-type-assertion -- these are the keys of what is written above.
const PARTS = Object.keys(BLANK) as Part[];

/** What was chosen of each list of rules, by the parts that are there. */
const CHOSEN = new WeakMap<readonly Rule[], Map<string, readonly Rule[]>>();

/**
 * The rules that may find something in a view. A rule is a function of its view: one that finds nothing in a blank view
 * goes the same way, and finds nothing, in every view where the parts that it read are blank as well.
 */
export function rulesFor(rules: readonly Rule[], view: PackageView): readonly Rule[] {
  const present = PARTS.filter((part) => isThere(view, part));
  const key = `${view.kubernetes} ${present.join()}`;
  const choices = CHOSEN.get(rules) ?? new Map<string, readonly Rule[]>();
  CHOSEN.set(rules, choices);
  const chosen = choices.get(key) ?? rules.filter((rule) => mayFind(rule, view.kubernetes, present));
  choices.set(key, chosen);
  return chosen;
}

function isThere(view: PackageView, part: Part): boolean {
  if (part === 'wpk') return view.wpk !== null;
  if (part !== 'access') return view[part].length > 0;
  const { roles, bindings, permissions, grants } = view.access;
  return roles.length + bindings.length + permissions.length + grants.length > 0;
}

function mayFind(rule: Rule, kubernetes: number, present: readonly Part[]): boolean {
  const read = new Set<string>();
  const [finding] = rule.check(blankView(kubernetes, (part) => read.add(part)));
  return finding !== undefined || read.has('locate') || present.some((part) => read.has(part));
}

/** A view in which nothing is, and which says what is read of it. */
function blankView(kubernetes: number, onRead: (part: string) => void): PackageView {
  const whole: PackageView = { ...BLANK, kubernetes, locate: () => ({ file: '', line: 1, col: 1 }) };
  const told = Object.entries(whole).map(([part, value]): [string, PropertyDescriptor] => [
    part,
    { enumerable: true, get: () => (onRead(part), value) },
  ]);
  return Object.defineProperties<PackageView>({ ...whole }, Object.fromEntries(told));
}

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
/** Each part is a bit of a set; this one is whatever else a rule may find something in. */
const ANYTHING = 2 ** PARTS.length;

/** What each of a list of rules reads, and what was chosen of them by the parts that are there. */
interface Choices {
  readonly reads: readonly number[];
  readonly chosen: Map<number, readonly Rule[]>;
}

const CHOICES = new WeakMap<readonly Rule[], Map<number, Choices>>();

/**
 * The rules that may find something in a view. A rule is a function of its view: one that finds nothing in a blank view
 * goes the same way, and finds nothing, in every view where the parts that it read are blank as well.
 */
export function rulesFor(rules: readonly Rule[], view: PackageView): readonly Rule[] {
  const { reads, chosen } = choicesOf(rules, view.kubernetes);
  const present = presentIn(view);
  const known = chosen.get(present);
  if (known !== undefined) return known;
  const found = rules.filter((_, index) => ((reads[index] ?? ANYTHING) & present) !== 0);
  chosen.set(present, found);
  return found;
}

function choicesOf(rules: readonly Rule[], kubernetes: number): Choices {
  const byVersion = CHOICES.get(rules) ?? new Map<number, Choices>();
  CHOICES.set(rules, byVersion);
  const choices = byVersion.get(kubernetes) ?? {
    reads: rules.map((rule) => readBy(rule, kubernetes)),
    chosen: new Map<number, readonly Rule[]>(),
  };
  byVersion.set(kubernetes, choices);
  return choices;
}

/** The parts that are there, and ANYTHING. */
function presentIn(view: PackageView): number {
  let present = ANYTHING;
  for (let index = 0; index < PARTS.length; index += 1) {
    const part = PARTS[index];
    if (part !== undefined && isThere(view, part)) present |= 2 ** index;
  }
  return present;
}

function isThere(view: PackageView, part: Part): boolean {
  if (part === 'wpk') return view.wpk !== null;
  if (part !== 'access') return view[part].length > 0;
  const { roles, bindings, permissions, grants } = view.access;
  return roles.length + bindings.length + permissions.length + grants.length > 0;
}

/** The parts that a rule reads of a view in which nothing is; ANYTHING where it finds or locates something even there. */
function readBy(rule: Rule, kubernetes: number): number {
  let read = 0;
  const blank = blankView(kubernetes, (part) => {
    const index = PARTS.findIndex((each) => each === part);
    if (index >= 0) read |= 2 ** index;
    if (part === 'locate') read |= ANYTHING;
  });
  const [finding] = rule.check(blank);
  return finding === undefined ? read : read | ANYTHING;
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

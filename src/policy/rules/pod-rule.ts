import type { Severity } from '../../model/verdict.ts';
import type { Breach, Control } from '../pod-security/control.ts';
import type { Finding, Rule } from '../rule.ts';
import { placeIn } from '../view/objects.ts';
import type { PackageView } from '../view/package-view.ts';

type Texts = Pick<Rule, 'id' | 'title' | 'severity' | 'why' | 'fix'>;

/** The rule that finds what breaks a Pod Security control and nothing else. */
export function podRule(control: Control, texts: Texts): Rule {
  return { ...texts, version: 2, ...fromStandard(control), check: (view) => breachesOf(view, control) };
}

/** What a rule says of the standard behind its control. */
export function fromStandard({ id, level }: Control): Pick<Rule, 'reference' | 'control' | 'level'> {
  return {
    reference: `https://kubernetes.io/docs/concepts/security/pod-security-standards/#${level}`,
    control: id,
    level,
  };
}

/** How bad a place is: undefined for as bad as the rule says, null where it is none of the rule's. */
type Grade = (breach: Breach) => Severity | null | undefined;

/** What a pod merely does not say is told, and counts nothing. */
const usual: Grade = ({ unsaid }) => (unsaid ? 'info' : undefined);

/** Every place in the pods that breaks a control. */
export function breachesOf(view: PackageView, control: Control, grade = usual): readonly Finding[] {
  // Read first: of a view without pods nothing else matters.
  const { pods } = view;
  if (pods.length === 0 || view.kubernetes < control.since) return [];
  const said = new Set<string>();
  const found: Finding[] = [];
  for (const pod of pods) {
    const isOwn = pod.object.written === undefined;
    for (const breach of control.check(pod, view.kubernetes)) {
      const severity = grade(breach);
      if (severity === null) continue;
      const { step, field, location, object } = placeIn(pod.object, breach.pointer);
      // What several pods of an object take over is told once.
      if (!isOwn && isRepeated(said, `${pod.object.pointer} ${field} ${breach.what}`)) continue;
      const finding: Finding = { step, field, location, object, what: breach.what };
      found.push(severity === undefined ? finding : { ...finding, severity });
    }
  }
  return found;
}

function isRepeated(said: Set<string>, key: string): boolean {
  if (said.has(key)) return true;
  said.add(key);
  return false;
}

import type { Finding } from '../base/document/finding.ts';
import { mapping, type StepOutline, text } from './outline.ts';

/** Actions that choose by `name`, or by `selector` and `fieldSelector`. */
const CHOOSING: ReadonlySet<string> = new Set(['get', 'describe', 'logs', 'wait']);
const GOALS = ['condition', 'until', 'rollout', 'exists', 'deleted'] as const;

/** What a k8s step that reads says beyond its schema. */
export function clusterFindings({ type, body, pointer }: StepOutline): Finding[] {
  const action = text(body['action']);
  if (type !== 'k8s' || action === undefined || !CHOOSING.has(action) || body['with'] === undefined)
    return [];
  const settings = mapping(body['with']);
  const given = (keys: readonly string[]) => keys.filter((key) => settings[key] !== undefined);
  return [
    ...oneOf(given(['name', 'selector', 'fieldSelector']), {
      pointer,
      lacks: '"with" lacks "name", or "selector" for several',
      both: (keys) => keys.includes('name') && keys.length > 1,
    }),
    ...(action === 'wait'
      ? oneOf(given(GOALS), {
          pointer,
          lacks: `"with" lacks what is waited for: ${GOALS.join(', ')}`,
          both: (keys) => keys.length > 1,
        })
      : []),
  ];
}

interface Choice {
  readonly pointer: string;
  readonly lacks: string;
  readonly both: (given: readonly string[]) => boolean;
}

function oneOf(given: readonly string[], { pointer, lacks, both }: Choice): Finding[] {
  const [first, second] = given;
  if (first === undefined)
    return [{ kind: 'missing-key', message: lacks, pointer: `${pointer}/with`, place: 'key' }];
  if (second === undefined || !both(given)) return [];
  const message = `"${first}" and "${second}" cannot both be: one of them says which`;
  return [{ kind: 'bad-value', message, pointer: `${pointer}/with/${second}`, place: 'key' }];
}

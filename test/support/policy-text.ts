import { judgeText as judgeNamed, measureOf } from '../../scripts/bench-policy/judged.ts';
import { type Level, NEWEST_KUBERNETES } from '../../src/model/pod-security.ts';
import type { Weighed } from '../../src/policy/issues.ts';

interface Asked {
  readonly name?: string;
  readonly level?: Level | null;
  readonly kubernetes?: number;
}

/** What the policy says of a text in a file that lies alone. */
export async function judgeText(
  text: string,
  { name = 'app.yaml', level = null, kubernetes = NEWEST_KUBERNETES }: Asked = {},
): Promise<Weighed> {
  return judgeNamed(name, text, measureOf(level, kubernetes));
}

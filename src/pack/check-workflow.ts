import type { Finding } from '../base/document/finding.ts';
import { isTemplate } from '../base/document/phrase.ts';
import type { Json, JsonObject } from '../base/json.ts';
import { suggest } from '../base/suggest.ts';
import { items, mapping, type Outline, text } from './outline.ts';

/** A nested workflow is one of those that the package pins, never itself, and known before the run. */
export function workflowFindings(outline: Outline, document: Json): Finding[] {
  const self = calledIn(mapping(mapping(document)['metadata']));
  const requirements = mapping(mapping(outline.spec['runtime'])['requirements']);
  const pinned = items(requirements['workflows']).flatMap((item) => text(mapping(item)['workflow']) ?? []);
  return outline.steps.flatMap(({ body, type, pointer }): Finding[] => {
    const workflow = text(mapping(body['with'])['workflow']);
    if (type !== 'workflow' || workflow === undefined) return [];
    const at = `${pointer}/with/workflow`;
    if (isTemplate(workflow)) {
      const message = 'Which workflow is nested is part of what is approved: it cannot be an expression';
      return [{ kind: 'template-in-workflow', message, pointer: at }];
    }
    if (workflow === self)
      return [
        {
          kind: 'workflow-cycle',
          message: `${workflow} nests itself: ${workflow} → ${workflow}`,
          pointer: at,
        },
      ];
    if (pinned.includes(workflow)) return [];
    const meant = suggest(workflow, pinned);
    const message = `"${workflow}" is not pinned under spec.runtime.requirements.workflows`;
    return [
      { kind: 'unknown-workflow', message, pointer: at, ...(meant !== undefined && { suggestion: meant }) },
    ];
  });
}

/** NAME@VERSION of the package that the document describes. */
function calledIn({ name, version }: JsonObject): string | undefined {
  return typeof name === 'string' && typeof version === 'string' ? `${name}@${version}` : undefined;
}

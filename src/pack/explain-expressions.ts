import type { Explanation } from '../model/explanation.ts';

/** The topic `expressions`: what no field of the schema says. */
export const EXPRESSIONS: Explanation = {
  field: 'expressions',
  type: 'CEL',
  description: `\`when\`, \`forEach\` and \`match\` are CEL (the Common Expression Language); in \`with\` and a few
other texts CEL stands in \${{ }}. A text that is one \${{ }} alone becomes the value, of whatever type; in
the middle of a text the value is written out. Whole numbers are int, others are double. Loops, depth and
text are bounded, and patterns (matches) run in linear time. A name with a dash is written in brackets.`,
  examples: [
    'steps.unpack.outputs.files > 0',
    'steps["list-hosts"].outputs.hosts.filter(h, h.startsWith("db-"))',
    'inputs.?reason.orValue("none")',
    'failed() && steps.drain.outputs.exitCode == 0',
  ],
  fields: [
    variable('inputs', "The run's inputs, as spec.inputs declares them."),
    variable('steps', 'steps.NAME.outputs of the steps that are behind this one through needs.'),
    variable('run', 'The run itself: run.id; in alerts run.result.'),
    variable('event', 'In triggers: what came in.'),
    variable(
      'item',
      'In the with, when and probe of a step with forEach: the item; index is its number from 0.',
    ),
    variable('probe', 'In the condition of a wait step: the outputs of its probe.'),
    variable(
      'object',
      'In `until` of a k8s step that waits: the object as it is; and `vars`, what `with.vars` gives.',
    ),
    variable('always()', 'In when: true, so the step runs behind a failure too.'),
    variable('failed()', 'In when: whether a step before it failed.'),
  ],
};

function variable(name: string, description: string): Explanation['fields'][number] {
  return { name, type: name.endsWith('()') ? 'bool' : 'map', required: false, description };
}

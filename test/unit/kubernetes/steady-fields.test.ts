import { describe, expect, it } from 'vitest';
import { SteadyFields } from '../../../src/kubernetes/steady-fields.ts';
import type { ApiKind } from '../../../src/model/cluster.ts';

const DEPLOYMENT: ApiKind = {
  group: 'apps',
  version: 'v1',
  kind: 'Deployment',
  resource: 'deployments',
  aliases: [],
  namespaced: true,
  subresources: [],
  verbs: [],
};
const pulled = (name: string, after: string) => ({
  path: `spec.template.spec.containers[${name}].imagePullPolicy`,
  after,
});

describe('what a server is known to fill in', () => {
  const steady = new SteadyFields();
  steady.learn(
    DEPLOYMENT,
    [pulled('web', 'Always'), { path: 'spec.ip', after: '10.0.0.1' }, { path: 'spec.volumes', after: [] }],
    ['spec.ip', 'spec.volumes[0].name'],
  );

  it('is a value that was the same twice, at the same field of any object of the kind', () => {
    expect(steady.covers(DEPLOYMENT, [pulled('web', 'Always'), pulled('side', 'Always')])).toBe(true);
    expect(steady.covers(DEPLOYMENT, [])).toBe(true);
  });

  it('is no other value, no other field, no other kind, and nothing that was chosen or holds a choice', () => {
    for (const field of [
      pulled('web', 'Never'),
      { path: 'spec.replicas', after: 'Always' },
      { path: 'spec.ip', after: '10.0.0.1' },
      { path: 'spec.volumes', after: [] },
    ])
      expect(steady.covers(DEPLOYMENT, [field])).toBe(false);
    expect(steady.covers({ ...DEPLOYMENT, kind: 'StatefulSet' }, [pulled('web', 'Always')])).toBe(false);
  });
});

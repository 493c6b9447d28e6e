import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { classOf } from '../../../src/policy/score.ts';
import { judgeText } from '../../support/policy-text.ts';

const POD = 'apiVersion: v1\nkind: Pod\nmetadata: {name: web}\nspec:\n';
const ORDINARY = `${POD}  containers: [{name: web, image: 'registry.example.org/web:1.4.2'}]\n`;
const STRICT = `${POD}  securityContext: {runAsNonRoot: true, seccompProfile: {type: RuntimeDefault}}
  containers:
    - name: web
      image: registry.example.org/web:1.4.2
      securityContext: {allowPrivilegeEscalation: false, capabilities: {drop: [ALL]}}
`;

describe('a file that lies alone', () => {
  test('is safe without the settings of the restricted level, which it is told of', async () => {
    const { class: riskClass, score, issues } = await judgeText(ORDINARY);

    expect({ riskClass, score }).toEqual({ riskClass: 'safe', score: 0 });
    expect(issues.map(({ control, severity }) => [control, severity])).toEqual([
      ['allowPrivilegeEscalation', 'info'],
      ['capabilities_restricted', 'info'],
      ['runAsNonRoot', 'info'],
      ['seccompProfile_restricted', 'info'],
    ]);
    expect((await judgeText(STRICT)).issues).toEqual([]);
  });

  test('stays safe where it says the contrary of the restricted level in all it can', async () => {
    const { class: riskClass, issues } = await judgeText(
      `${POD}  securityContext: {runAsNonRoot: false, runAsUser: 0}\n  volumes: [{name: v, nfs: {}}]\n  containers:\n    - securityContext: {allowPrivilegeEscalation: true, capabilities: {add: [CHOWN]}}\n`,
    );

    expect(riskClass).toBe('safe');
    expect(issues.filter(({ severity }) => severity === 'low')).toHaveLength(5);
  });

  test('is told once of a place that breaks both levels, and of both controls where a level is asked for', async () => {
    const text = `${STRICT}  volumes: [{name: v, hostPath: {path: /data}}]\n`;

    expect((await judgeText(text)).issues.map(({ control }) => control)).toEqual(['hostPathVolumes']);
    expect((await judgeText(text, { level: 'restricted' })).issues.map(({ control }) => control)).toEqual([
      'hostPathVolumes',
      'restrictedVolumes',
    ]);
  });

  test('is told of no rule beyond the level that is asked for', async () => {
    const text = `apiVersion: v1\nkind: PersistentVolume\nspec: {hostPath: {path: /}}\n---\n${ORDINARY}---\napiVersion: rbac.authorization.k8s.io/v1\nkind: ClusterRole\nrules: []\n`;

    expect((await judgeText(text)).issues.map(({ rule }) => rule)).toContain('host-path');
    expect(await judgeText(text, { level: 'baseline' })).toEqual({ class: 'safe', score: 0, issues: [] });
  });

  test.for([
    ['a field that Helm fills', 'hostNetwork: "{{ .Values.host }}"'],
    ['a field that envsubst fills', 'hostPID: ${HOST_PID}'],
    ['a field in a list', 'securityContext: {sysctls: [{name: "{{ .Values.name }}"}]}'],
    ['a kind of profile', 'securityContext: {seccompProfile: {type: "${PROFILE}"}}'],
    ['a port', 'containers: [{ports: [{hostPort: "{{ .Values.port }}"}]}]'],
  ])('is undecided where the baseline hangs on %s', async ([, spec]) => {
    for (const level of [null, 'baseline' as const]) {
      const { class: riskClass, issues } = await judgeText(`${POD}  ${spec}\n`, { level });

      expect(riskClass).not.toBe('safe');
      expect(issues.map(({ rule }) => rule)).toContain('undecided');
    }
  });

  test('is undecided where its whole spec is', async () => {
    expect(await judgeText('apiVersion: v1\nkind: Pod\nspec: "${{ inputs.spec }}"\n')).toMatchObject({
      class: 'caution',
      issues: [{ rule: 'undecided', field: '/spec' }],
    });
  });

  test('is judged whatever stands in it, and has a class that fits its score', async () => {
    const text = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.json(),
      fc.json().map((json) => POD + json),
    );
    const name = fc.constantFrom('a.yaml', 'b.json', 'c.sh', 'd', 'e.py');
    await fc.assert(
      fc.asyncProperty(
        name,
        text,
        fc.constantFrom(null, 'baseline' as const),
        async (file, content, level) => {
          const verdict = await judgeText(content, { name: file, level });

          expect(verdict.class).toBe(classOf(verdict.score));
          for (const { location } of verdict.issues)
            expect(Math.min(location.line, location.col)).toBeGreaterThan(0);
        },
      ),
      { numRuns: 150 },
    );
  });
});

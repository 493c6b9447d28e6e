import fc from 'fast-check';
import { expect, test } from 'vitest';
import { controlsIn, measureOf } from '../../../../scripts/bench-policy/judged.ts';
import { CONTROLLERS, PACKAGES } from '../../../../scripts/bench-policy/wrap.ts';
import type { JsonObject } from '../../../../src/base/json.ts';
import { judgeUnsigned } from '../../../../src/policy/judge-file.ts';
import { judgeText } from '../../../support/policy-text.ts';

test('what brings a pod never changes the controls that it breaks', async () => {
  const level = fc.constantFrom('baseline' as const, 'restricted' as const);
  await fc.assert(
    fc.asyncProperty(pods(), level, fc.nat(37), async (pod, atLevel, kubernetes) => {
      const controls = async (value: JsonObject): Promise<string[]> =>
        controlsIn((await judgeText(`${JSON.stringify(value)}\n`, { level: atLevel, kubernetes })).issues);
      const alone = await controls(pod);

      for (const wrap of Object.values(CONTROLLERS)) {
        expect(await controls(wrap(pod))).toEqual(alone);
      }
      for (const pack of Object.values(PACKAGES)) {
        expect(controlsIn((await judgeUnsigned(pack(pod), measureOf(atLevel, kubernetes))).issues)).toEqual(
          alone,
        );
      }
    }),
    { numRuns: 60 },
  );
});

/** Pods that set at random what controls look at, rightly or not. */
function pods(): fc.Arbitrary<JsonObject> {
  const securityContext = fc.record({
    privileged: maybe(true, false),
    allowPrivilegeEscalation: maybe(true, false),
    runAsNonRoot: maybe(true, false),
    runAsUser: maybe(0, 1000),
    procMount: maybe('Default', 'Unmasked'),
    capabilities: maybe<JsonObject>(
      { drop: ['ALL'] },
      { add: ['NET_ADMIN'] },
      { add: ['CHOWN'], drop: ['ALL'] },
    ),
    seccompProfile: maybe<JsonObject>({ type: 'Unconfined' }, { type: 'RuntimeDefault' }),
    seLinuxOptions: maybe<JsonObject>({ type: 'spc_t' }, { type: 'container_engine_t' }, { user: 'u' }),
    windowsOptions: maybe<JsonObject>({ hostProcess: true }, {}),
  });
  const container = fc.record({
    name: fc.constantFrom('a', 'b'),
    image: fc.constant('registry.example.org/web:1.4.2'),
    securityContext: fc.option(securityContext, { nil: null }),
    ports: maybe<JsonObject[]>([{ hostPort: 80 }], [{ containerPort: 80 }]),
    livenessProbe: maybe<JsonObject>({ httpGet: { host: '10.0.0.1' } }, { httpGet: { port: 80 } }),
  });
  const containers = fc.array(container, { maxLength: 2 });
  return fc.record({
    apiVersion: fc.constant('v1'),
    kind: fc.constant('Pod'),
    metadata: fc.record({
      name: fc.constant('web'),
      annotations: maybe<JsonObject>(
        { 'seccomp.security.alpha.kubernetes.io/pod': 'unconfined' },
        { 'container.apparmor.security.beta.kubernetes.io/a': 'unconfined' },
      ),
    }),
    spec: fc.record({
      hostUsers: maybe(true, false),
      hostNetwork: maybe(true, false),
      os: maybe<JsonObject>({ name: 'windows' }, { name: 'linux' }),
      securityContext: fc.option(securityContext, { nil: null }),
      volumes: maybe<JsonObject[]>([{ name: 'v', hostPath: { path: '/' } }], [{ name: 'v', nfs: {} }]),
      containers,
      initContainers: containers,
      ephemeralContainers: containers,
    }),
  });
}

function maybe<T>(...values: readonly T[]): fc.Arbitrary<T | null> {
  return fc.option(fc.constantFrom(...values), { nil: null, freq: 2 });
}

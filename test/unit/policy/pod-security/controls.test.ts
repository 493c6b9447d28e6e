import { describe, expect, test } from 'vitest';
import { judgeText } from '../../../support/policy-text.ts';

/** A control, what breaks it, what keeps it, and the versions between which that is so. */
interface Case {
  readonly control: string;
  readonly breaks: readonly string[];
  readonly keeps: readonly string[];
  /** 1.N that first has the control. */
  readonly since?: number;
}

const CASES: readonly Case[] = [
  {
    control: 'hostNamespaces',
    breaks: ['hostNetwork: true', 'hostPID: true', 'hostIPC: true'],
    keeps: ['hostNetwork: false', ''],
  },
  {
    control: 'hostPathVolumes',
    breaks: ['volumes: [{name: v, hostPath: {path: /data}}]', 'volumes: [{name: v, hostPath: {}}]'],
    keeps: ['volumes: [{name: v, hostPath: null}]', 'volumes: [{name: v, emptyDir: {}}]', 'volumes: 3'],
  },
  {
    control: 'hostPorts',
    breaks: everywhere('ports: [{hostPort: 80}]'),
    keeps: everywhere('ports: [{hostPort: 0}]', 'ports: [{containerPort: 80}]'),
  },
  {
    control: 'hostProbesAndhostLifecycle',
    since: 34,
    breaks: everywhere(
      'livenessProbe: {httpGet: {host: 10.0.0.1}}',
      'readinessProbe: {tcpSocket: {host: 10.0.0.1}}',
      'startupProbe: {httpGet: {host: localhost}}',
      'lifecycle: {postStart: {httpGet: {host: 10.0.0.1}}}',
      'lifecycle: {preStop: {tcpSocket: {host: 10.0.0.1}}}',
    ),
    keeps: everywhere('livenessProbe: {httpGet: {host: ""}}', 'livenessProbe: {httpGet: {port: 80}}'),
  },
  {
    control: 'privileged',
    breaks: everywhere('securityContext: {privileged: true}'),
    keeps: everywhere('securityContext: {privileged: false}', 'securityContext: {privileged: null}'),
  },
  {
    control: 'windowsHostProcess',
    breaks: [
      'securityContext: {windowsOptions: {hostProcess: true}}',
      ...everywhere('securityContext: {windowsOptions: {hostProcess: true}}'),
    ],
    keeps: ['securityContext: {windowsOptions: {hostProcess: false}}'],
  },
  {
    control: 'procMount',
    breaks: everywhere('securityContext: {procMount: Unmasked}'),
    keeps: everywhere('securityContext: {procMount: Default}', 'securityContext: {procMount: null}'),
  },
  {
    control: 'capabilities_baseline',
    breaks: everywhere(
      'securityContext: {capabilities: {add: [NET_ADMIN]}}',
      'securityContext: {capabilities: {add: [CAP_CHOWN]}}',
      'securityContext: {capabilities: {add: [chown]}}',
      'securityContext: {capabilities: {add: [CHOWN, ALL]}}',
    ),
    keeps: everywhere('securityContext: {capabilities: {add: [CHOWN, NET_BIND_SERVICE], drop: [KILL]}}'),
  },
  {
    control: 'seLinuxOptions',
    breaks: ['type: spc_t', 'user: sysadm_u', 'role: sysadm_r'].flatMap((option) => [
      `securityContext: {seLinuxOptions: {${option}}}`,
      ...everywhere(`securityContext: {seLinuxOptions: {${option}}}`),
    ]),
    keeps: [
      'securityContext: {seLinuxOptions: {type: container_t, level: "s0:c1"}}',
      'securityContext: {seLinuxOptions: {type: "", user: "", role: ""}}',
      'securityContext: {seLinuxOptions: {}}',
    ],
  },
  {
    control: 'appArmorProfile',
    breaks: [
      'securityContext: {appArmorProfile: {type: Unconfined}}',
      ...everywhere('securityContext: {appArmorProfile: {type: Unconfined}}'),
      'securityContext: {appArmorProfile: {}}',
    ],
    keeps: [
      'securityContext: {appArmorProfile: {type: RuntimeDefault}}',
      ...everywhere('securityContext: {appArmorProfile: {type: Localhost}}'),
    ],
  },
  {
    control: 'sysctls',
    breaks: ['securityContext: {sysctls: [{name: kernel.shmmax, value: "1"}]}'],
    keeps: ['securityContext: {sysctls: [{name: net.ipv4.tcp_syncookies, value: "1"}]}'],
  },
  {
    control: 'allowPrivilegeEscalation',
    since: 8,
    breaks: everywhere('image: i', 'securityContext: {allowPrivilegeEscalation: true}'),
    keeps: everywhere('securityContext: {allowPrivilegeEscalation: false}'),
  },
  {
    control: 'capabilities_restricted',
    since: 22,
    breaks: everywhere(
      'image: i',
      'securityContext: {capabilities: {drop: [all]}}',
      'securityContext: {capabilities: {drop: [ALL], add: [CHOWN]}}',
    ),
    keeps: everywhere('securityContext: {capabilities: {drop: [KILL, ALL], add: [NET_BIND_SERVICE]}}'),
  },
  {
    control: 'restrictedVolumes',
    breaks: [
      'volumes: [{name: v, nfs: {server: s, path: /}}]',
      'volumes: [{name: v, hostPath: {path: /}}]',
      'volumes: [{name: v, somethingNew: {}}]',
    ],
    keeps: [
      ...['configMap', 'csi', 'downwardAPI', 'emptyDir', 'ephemeral', 'image'].map(volumeOf),
      ...['persistentVolumeClaim', 'projected', 'secret'].map(volumeOf),
      'volumes: [{name: becomes-an-empty-dir}]',
    ],
  },
  {
    control: 'runAsNonRoot',
    breaks: [
      ...everywhere('image: i', 'securityContext: {runAsNonRoot: false}'),
      'securityContext: {runAsNonRoot: false}',
      `securityContext: {runAsNonRoot: true}\ncontainers: [{name: c, securityContext: {runAsNonRoot: false}}]`,
      'securityContext: {runAsNonRoot: "${{ inputs.open }}"}',
    ],
    keeps: [
      ...everywhere('securityContext: {runAsNonRoot: true}'),
      'securityContext: {runAsNonRoot: true}\ncontainers: [{name: c, image: i}]',
    ],
  },
  {
    control: 'runAsUser',
    since: 23,
    breaks: ['securityContext: {runAsUser: 0}', ...everywhere('securityContext: {runAsUser: 0}')],
    keeps: ['securityContext: {runAsUser: 1000}', ...everywhere('image: i')],
  },
  {
    control: 'seccompProfile_restricted',
    since: 19,
    breaks: [
      ...everywhere('image: i', 'securityContext: {seccompProfile: {type: Unconfined}}'),
      'securityContext: {seccompProfile: {}}',
    ],
    keeps: [
      'securityContext: {seccompProfile: {type: RuntimeDefault}}\ncontainers: [{name: c, image: i}]',
      ...everywhere('securityContext: {seccompProfile: {type: Localhost}}'),
    ],
  },
];

describe.for(CASES)('$control', ({ control, breaks, keeps, since = 0 }) => {
  test.for(breaks)('is broken by %s', async (spec) => {
    const named = async (version: number) => (await controlsOf(spec, version)).includes(control);

    expect(await Promise.all([since - 1, since, 37].map(named))).toEqual([false, true, true]);
  });

  test.for(keeps)('is kept by %s', async (spec) => {
    for (const kubernetes of [0, since, 37])
      expect(await controlsOf(spec, kubernetes)).not.toContain(control);
  });
});

describe('what a version changes', () => {
  test.for([
    ['net.ipv4.ip_local_reserved_ports', 27],
    ['net.ipv4.tcp_keepalive_time', 29],
    ['net.ipv4.tcp_fin_timeout', 29],
    ['net.ipv4.tcp_keepalive_intvl', 29],
    ['net.ipv4.tcp_keepalive_probes', 29],
    ['net.ipv4.tcp_rmem', 32],
    ['net.ipv4.tcp_wmem', 32],
    ['net.ipv4.tcp_slow_start_after_idle', 37],
    ['net.ipv4.tcp_notsent_lowat', 37],
  ] as const)('the sysctl %s is safe from 1.%d on', async ([name, version]) => {
    const spec = `securityContext: {sysctls: [{name: ${name}, value: "1"}]}`;

    expect(await controlsOf(spec, version - 1)).toContain('sysctls');
    expect(await controlsOf(spec, version)).not.toContain('sysctls');
  });

  test('container_engine_t is a type of its own from 1.31 on', async () => {
    const spec = 'securityContext: {seLinuxOptions: {type: container_engine_t}}';

    expect(await controlsOf(spec, 30)).toContain('seLinuxOptions');
    expect(await controlsOf(spec, 31)).not.toContain('seLinuxOptions');
  });

  test('the seccomp profile is an annotation before 1.19, and a field from then on', async () => {
    const annotation = 'metadata: {annotations: {seccomp.security.alpha.kubernetes.io/pod: unconfined}}';
    const field = 'spec: {securityContext: {seccompProfile: {type: Unconfined}}, containers: []}';
    const versions = [0, 18, 19, 37];

    const of = async (pod: string) =>
      Promise.all(
        versions.map(async (version) => (await controlsIn(pod, version)).includes('seccompProfile_baseline')),
      );
    expect(await of(`${annotation}\nspec: {containers: [{name: c}]}`)).toEqual([true, true, false, false]);
    expect(await of(field)).toEqual([false, false, true, true]);
  });

  test('a container is annotated by its name, with AppArmor at all times', async () => {
    const apparmor = 'container.apparmor.security.beta.kubernetes.io/c';
    const seccomp = 'container.seccomp.security.alpha.kubernetes.io';

    expect(await controlsIn(annotated(`${apparmor}: unconfined`), 37)).toContain('appArmorProfile');
    expect(await controlsIn(annotated(`${apparmor}: localhost/mine`), 37)).not.toContain('appArmorProfile');
    expect(await controlsIn(annotated(`${seccomp}/c: unconfined`), 18)).toContain('seccompProfile_baseline');
    expect(await controlsIn(annotated(`${seccomp}/other: unconfined`), 18)).not.toContain(
      'seccompProfile_baseline',
    );
    expect(await controlsIn(annotated(`${seccomp}/c: docker/default`), 18)).not.toContain(
      'seccompProfile_baseline',
    );
  });

  test.for(['allowPrivilegeEscalation', 'capabilities_restricted', 'seccompProfile_restricted'])(
    'Windows pods are spared %s from 1.25 on',
    async (control) => {
      const spec = 'os: {name: windows}\ncontainers: [{name: c, image: i}]';

      expect(await controlsOf(spec, 24)).toContain(control);
      expect(await controlsOf(spec, 25)).not.toContain(control);
    },
  );

  test.for([
    ['runAsNonRoot', 'runAsNonRoot: false'],
    ['runAsUser', 'runAsUser: 0'],
    ['procMount', 'procMount: Unmasked'],
  ] as const)(
    'pods in a user namespace of their own are spared %s from 1.35 on',
    async ([control, setting]) => {
      const spec = `hostUsers: false\ncontainers: [{name: c, securityContext: {${setting}}}]`;

      expect(await controlsOf(spec, 34)).toContain(control);
      expect(await controlsOf(spec, 35)).not.toContain(control);
    },
  );

  test('procMount_restricted keeps from 1.35 on what procMount then spares', async () => {
    const spec = 'hostUsers: false\ncontainers: [{name: c, securityContext: {procMount: Unmasked}}]';

    expect(await controlsOf(spec, 34)).not.toContain('procMount_restricted');
    expect(await controlsOf(spec, 35)).toContain('procMount_restricted');
  });
});

function annotated(annotation: string): string {
  return `metadata: {annotations: {${annotation}}}\nspec: {containers: [{name: c}]}`;
}

/** A container setting in each list of containers. */
function everywhere(...settings: readonly string[]): string[] {
  return settings.flatMap((setting) =>
    ['containers', 'initContainers', 'ephemeralContainers'].map((list) => `${list}: [{name: c, ${setting}}]`),
  );
}

function volumeOf(source: string): string {
  return `volumes: [{name: v, ${source}: {}}]`;
}

async function controlsOf(spec: string, kubernetes = 37): Promise<string[]> {
  return controlsIn(`spec:\n${spec.replaceAll(/^/gm, '  ')}`, kubernetes);
}

async function controlsIn(pod: string, kubernetes: number): Promise<string[]> {
  const { issues } = await judgeText(`apiVersion: v1\nkind: Pod\n${pod}\n`, {
    level: 'restricted',
    kubernetes,
  });
  return issues.map(({ control }) => control ?? '');
}

import { filesOf } from '../shell/files.ts';
import { isIn } from '../shell/paths.ts';
import { KERNEL, KERNEL_RUNS } from '../shell/places.ts';
import { byTool, forAll, has, type Tools, verbOf, when } from './by-tool.ts';
import { shellRule } from './shell-rule.ts';

export const kernelChanges = shellRule(
  {
    id: 'kernel-changes',
    version: 2,
    title: 'Changes the running kernel',
    severity: 'high',
    why: 'A module is part of the kernel and may do anything, hiding itself included; the switches under /proc/sys hold for every program and container of the node.',
    fix: 'Have modules and settings brought by the image of the node; set what one pod needs by its securityContext.sysctls.',
    reference: 'https://attack.mitre.org/techniques/T1547/006/',
  },
  function* look(command) {
    for (const { path, use } of filesOf(command)) {
      if (use === 'read' || use === 'change') continue;
      if (isIn(path, KERNEL_RUNS))
        yield { what: `It tells the kernel which program to run (${path}).`, severity: 'critical' };
      else if (path === '/proc/sysrq-trigger')
        yield {
          what: 'It gives the kernel a command by sysrq, past everything that runs.',
          severity: 'critical',
        };
      else if (isIn(path, KERNEL)) yield { what: `It changes a switch of the kernel (${path}).` };
    }
    yield* byTool(TOOLS, command);
  },
);

const TOOLS: Tools = {
  insmod: (args) =>
    verbOf(args) === ''
      ? undefined
      : { what: `It loads ${verbOf(args)} into the kernel.`, severity: 'critical' },
  ...forAll(
    'modprobe rmmod kldload kldunload depmod kextload bpftrace',
    (program) => (args) =>
      verbOf(args) === '' ? undefined : { what: `${program} changes what is loaded into the kernel.` },
  ),
  bpftool: when(/^(?:load|loadall|attach|pin|update)$/, {
    what: 'bpftool changes what is loaded into the kernel.',
  }),
  wrmsr: when(/./, { what: 'wrmsr changes a register of the processor.' }),
  kmutil: when(/^(?:load|unload|install)$/, { what: 'kmutil changes what is loaded into the kernel.' }),
  dkms: when(/^(?:add|install|build)$/, { what: 'dkms builds a module for the kernel.' }),
  kexec: (args) =>
    args.length > 0 ? { what: 'It starts another kernel.', severity: 'critical' } : undefined,
  sysctl: (args) => {
    if (!has(args, /^(?:-w|--write|-p|--load|--system)$|^[\w.]+\s?=/)) return undefined;
    const runs = has(args, /core_pattern|kernel\.(?:modprobe|hotplug)/);
    return { what: 'sysctl changes a switch of the kernel.', severity: runs ? 'critical' : 'medium' };
  },
};

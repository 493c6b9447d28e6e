import { styleText } from './style.ts';
import type { CheckState, DoctorReport } from '../model/doctor.ts';
import { table } from './table.ts';

export function describeDoctor({ checks }: DoctorReport): string {
  const rows = checks.map(({ name, state, detail }) => [styled(state), name, detail ?? '']);
  const advice = checks
    .filter(({ state }) => state !== 'ok')
    .map(({ name, critical, disables, fix }) => [
      critical ? `${name} (needed)` : name,
      disables.join(', '),
      fix ?? '',
    ]);
  return [
    table(['STATE', 'CHECK', 'FOUND'], rows),
    ...(advice.length > 0 ? ['', table(['MISSING', 'WITHOUT IT NO', 'TRY'], advice)] : []),
  ].join('\n');
}

function styled(state: CheckState): string {
  switch (state) {
    case 'ok':
      return styleText('green', state);
    case 'missing':
      return styleText('dim', state);
    case 'failing':
      return styleText('red', state);
  }
}

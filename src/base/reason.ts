import { AtomError } from './errors.ts';

/** The audit log keeps why; blanks are no reason. @throws {AtomError} ATOM_USAGE */
export function requireReason(text: string): void {
  if (text.trim() !== '') return;
  throw new AtomError('ATOM_USAGE', 'The reason is empty', { hint: 'Say why: --reason "CHG-1042"' });
}

const READING = new Set([
  'get',
  'list',
  'logs',
  'describe',
  'events',
  'top',
  'wait',
  'watch',
  'status',
  'diff',
  'can-i',
  'verify',
]);

/** Whether a k8s action only looks. One that is not known changes something. */
export function isReading(action: string | null): boolean {
  return action !== null && READING.has(action);
}

/** What atomctl prints, without what is another each time: ids, digests, times, and the namespace of the test. */
export function sameEachTime(text: string, namespace: string): string {
  return text
    .replaceAll(namespace, 'NAMESPACE')
    .replaceAll(/\b(plan|run)_\w+/g, '$1_ID')
    .replaceAll(/sha256:[0-9a-f]{64}/g, 'DIGEST')
    .replaceAll(/In \S+ \(https:\/\/[^)]+\)/g, 'In CONTEXT')
    .replaceAll(/(ReplicaSet "[\w-]+)-[a-z0-9]{8,10}"/g, '$1-HASH"')
    .replaceAll(/audit head \S+/g, 'audit head')
    .replaceAll(/\d{4}-\d\d-\d\dT[\d:.]+Z/g, 'TIME')
    .replaceAll(/[\d.]+m?s\b/g, 'TOOK')
    .replaceAll(/(by +)\S+/g, '$1WHO')
    .replaceAll(/^(logs +).*$/gm, '$1FOLDER')
    .replaceAll(/^(▸ \w+\[\d+\]) .*$/gm, '$1 ITEM')
    .replaceAll(/ {2,}/g, ' ')
    .replaceAll(/ +$/gm, '')
    .trimEnd();
}

/** `材料和照片，3 份`; one of a thing is not counted. */
export function countWords({ what, count }: { what: string; count: number }): string {
  return count > 1 ? `${what}（${count}）` : what
}

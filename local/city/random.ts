/**
 * Chance that can be repeated: the same seed and labels give the same numbers on every machine. Each person or shop
 * draws from its own source, so that one more member changes nothing about the others.
 */
export class Random {
  private state: number

  constructor(...labels: (string | number)[]) {
    // FNV-1a over the labels.
    this.state = 0x811c9dc5
    for (const char of labels.join('\u0000')) this.state = Math.imul(this.state ^ char.codePointAt(0)!, 0x01000193)
  }

  /** 0 ≤ x < 1; mulberry32. */
  next(): number {
    this.state = (this.state + 0x6d2b79f5) | 0
    let mixed = Math.imul(this.state ^ (this.state >>> 15), 1 | this.state)
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4294967296
  }

  /** A whole number, both ends included. */
  int(least: number, greatest: number): number {
    return least + Math.floor(this.next() * (greatest - least + 1))
  }

  chance(probability: number): boolean {
    return this.next() < probability
  }

  pick<T>(list: readonly T[]): T {
    return list[Math.floor(this.next() * list.length)]!
  }

  /** Around 0, mostly within ±1 (sum of three, cheaper than a true bell and without far outliers). */
  bell(): number {
    return ((this.next() + this.next() + this.next()) * 2) / 3 - 1
  }
}
